"""Kind `header`: keys that must stand, and what they may hold."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from auditor.analysis.facts import Context, Facts
from auditor.formats import read_article
from auditor.kinds.header import Params, check, problems
from auditor.rulebook import Rule, Rulebook
from auditor.source import Source


def findings(front: str, fault: str, path: str = "es/a.md", **params: Any) -> list[tuple[str, str]]:
    text = f"---\n{front}\n---\n\nThe river is back.\n"
    rule = Rule("DOC900", "x", "header", fault, "error", "s", "m", params=Params(**params))
    context = Context(path=path, today=datetime.date(2026, 1, 1))
    facts = Facts(read_article(Source(text), "markdown"), Rulebook(rules=()), context)
    return [(text[f.pieces[0].start : f.pieces[0].end], f.values["key"]) for f in check(rule, facts)]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: A\nauthor: Ann Lee", []),
        ("title: A", [("title", "author or authors")]),
        ("title: A\nauthor:", [("author", "author or authors")]),
        ("title: A\nauthor: TODO", [("author", "author or authors")]),
        ("title: A\nauthors:\n  - name: Ann Lee", []),
    ],
)
def test_missing(front: str, expected: list[tuple[str, str]]) -> None:
    assert findings(front, "missing", keys=["author|authors"]) == expected


@pytest.mark.parametrize(
    ("front", "params", "caught"),
    [
        ("lang: es", {"keys": ["lang"], "equal": "folder"}, False),
        ("lang: en", {"keys": ["lang"], "equal": "folder"}, True),
        ("lang: es", {"keys": ["lang"], "allowed": ["es", "fr"]}, False),
        ("lang: xx", {"keys": ["lang"], "allowed": ["es", "fr"]}, True),
        ("date: 2025-12-31", {"keys": ["date"], "not_after": "today"}, False),
        ("date: 2026-01-02", {"keys": ["date"], "not_after": "today"}, True),
        ("date: soon", {"keys": ["date"], "type": "date"}, True),
        ("date: 2025-02-30", {"keys": ["date"], "type": "date"}, True),
        ("url: https://x.example/a", {"keys": ["url"], "type": "link"}, False),
        ("url: x.example", {"keys": ["url"], "type": "link"}, True),
        ("tags: [a, b]", {"keys": ["tags"], "type": "list"}, False),
        ("tags: a", {"keys": ["tags"], "type": "list"}, True),
        ("author: Ann Lee", {"keys": ["author"], "type": "name"}, False),
        ("author: https://x.example", {"keys": ["author"], "type": "name"}, True),
        ("title: A", {"keys": ["lang"], "allowed": ["es"]}, False),
    ],
)
def test_value(front: str, params: dict[str, Any], caught: bool) -> None:
    assert bool(findings(front, "value", **params)) == caught


def test_a_fault_needs_its_keys() -> None:
    def rule(fault: str, **params: Any) -> Rule:
        return Rule("DOC900", "x", "header", fault, "error", "s", "m", params=Params(**params))

    assert problems(rule("value", keys=["lang"]), Rulebook(rules=()))
    assert problems(rule("missing", keys=["lang"], equal="folder"), Rulebook(rules=()))
    with pytest.raises(ValueError, match="names no key"):
        Params(keys=[])


@pytest.mark.parametrize(
    ("front", "words", "mended"),
    [
        ("title: A\nTranslated_by: Ann Lee", "Translated_by", "translator"),
        ("title: A\ntraductor: Ann Lee", "traductor", "translator"),
        ("title: A\ntranzlator: Ann Lee", "tranzlator", None),
        ("translator: Bo Berg\ntranslated_by: Ann Lee", "translated_by", None),
    ],
)
def test_a_key_that_means_one_of_the_projects_is_renamed_unless_that_one_stands(
    front: str, words: str, mended: str | None
) -> None:
    text = f"---\n{front}\n---\n\nThe river is back.\n"
    rule = Rule(
        "DOC900", "x", "header", "unknown", "error", "s", "m", params=Params(keys=["title", "author", "translator"])
    )
    (found,) = check(rule, Facts(read_article(Source(text), "markdown"), Rulebook(rules=()), Context(path="a.md")))
    assert text[found.pieces[0].start : found.pieces[0].end] == words
    assert (found.fix.edits[0].text if found.fix else None) == mended
