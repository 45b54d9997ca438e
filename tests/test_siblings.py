"""A site that translates itself keeps the original beside the translation: nobody is asked to link it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

STORY = """---
title: El río ha vuelto
author: Jonas Weiler
translator: Marta Gil
lang: es
---

El río llegó el martes a los campos de abajo, dijeron los campesinos, que lo esperaban desde la primavera.
"""


def codes(ran: Ran) -> list[str]:
    return [v["code"] for file in ran.json["files"] for v in file["violations"]]


@pytest.mark.parametrize(
    ("path", "beside", "silent"),
    [
        ("index.es.md", "index.en.md", True),
        ("index.es.md", "index.md", True),
        ("es/news/a.md", "en/news/a.md", True),
        ("site/pt-br/a.md", "site/en/a.md", True),
        ("index.es.md", "other.en.md", False),
        ("es/news/a.md", "en/news/b.md", False),
        ("src/a.md", "doc/a.md", False),
        ("a.md", "b.md", False),
    ],
)
def test_the_original_beside_it(
    tmp_path: Path, auditor: Callable[..., Ran], path: str, beside: str, silent: bool
) -> None:
    for name in (path, beside):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / beside).write_text("The river.\n", encoding="utf-8")
    (tmp_path / path).write_text(STORY, encoding="utf-8")
    found = codes(auditor("check", "--format", "json", "--select", "ATT", path))
    assert (found == []) == silent, found
