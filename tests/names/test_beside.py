"""Names beside their original-script forms: right ones of every school are left alone, another name is told of."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from auditor import audit_text
from auditor.violation import Violation

TABLES = tomli.loads((Path(__file__).parent / "beside.toml").read_text(encoding="utf-8"))


def beside(name: str, form: str) -> list[Violation]:
    text = f"The road was open on Monday, officials said. In the evening {name} ({form}) was on television, they said."
    return [v for v in audit_text(text) if v.code == "NAM030"]


@pytest.mark.parametrize("kind", TABLES["right"])
def test_a_spelling_a_translation_or_an_exonym_is_left_alone(kind: str) -> None:
    assert [v.message for name, form in TABLES["right"][kind] for v in beside(name, form)] == []


@pytest.mark.parametrize(("name", "form", "word"), TABLES["wrong"]["another name of the same world"])
def test_another_name_is_told_of(name: str, form: str, word: str) -> None:
    [violation] = beside(name, form)
    assert f'"{word}" is no spelling of' in violation.message
