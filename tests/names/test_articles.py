"""Articles of the project's own with spellings planted in eight conventions, and with look-alikes that are two names.

What fails today stands with its reason in the article's table, and must fail: an article that passes loses its reason.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomli

from auditor import audit_text
from auditor.violation import Violation


def articles(name: str, reason: str, shown: str) -> list[Any]:
    tables = tomli.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["article"]
    return [
        pytest.param(
            table,
            id=table[shown],
            marks=[pytest.mark.xfail(strict=True, reason=table[reason])] if reason in table else [],
        )
        for table in tables
    ]


def reported(text: str) -> list[Violation]:
    return [v for v in audit_text(text.lstrip("\n")) if v.code.startswith("NAM")]


@pytest.mark.parametrize("article", articles("planted.toml", "missed", "one"))
def test_a_planted_spelling_is_reported_once_and_nothing_else(article: dict[str, str]) -> None:
    one, other = article["one"], article["other"]
    [violation] = reported(article["text"])
    # A message quotes as much of a name as both spellings have in common.
    spelt = {words: (words in one or one in words, words in other or other in words) for words in quoted(violation)}
    assert sorted(spelt.values()) == [(False, True), (True, False)], spelt


@pytest.mark.parametrize("article", articles("two_names.toml", "reported", "why"))
def test_two_names_that_look_alike_are_left_alone(article: dict[str, str]) -> None:
    assert [v.message for v in reported(article["text"])] == []


def quoted(violation: Violation) -> set[str]:
    return set(re.findall(r'"([^"]+)"', violation.message))
