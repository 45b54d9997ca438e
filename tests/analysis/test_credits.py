"""Who is credited with what: pages of outlets and files of translation projects, in twenty-three languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from auditor.analysis.facts import Context, Facts
from auditor.analysis.provenance import Provenance
from auditor.formats import read_article
from auditor.rulebook import Rulebook
from auditor.source import Source

DATA: dict[str, Any] = tomli.loads((Path(__file__).parent / "credits.toml").read_text(encoding="utf-8"))
BODIES: dict[str, str] = DATA["bodies"]
ALONE = ("author", "translator", "editor", "proofreader", "original_link")
"""Roles that nobody may hold whom a case does not name."""


def facts_of(text: str, form: str = "markdown", publication: str = "") -> Facts:
    """Facts of a text with no rules; `{EN}` and its like stand for bodies."""
    for code, body in BODIES.items():
        text = text.replace("{" + code + "}", body)
    return Facts(read_article(Source(text), form), Rulebook(rules=()), Context(publication=publication))


def holders(provenance: Provenance) -> dict[str, set[str]]:
    """Names by role."""
    found: dict[str, set[str]] = {}
    for credit in provenance.credits:
        found.setdefault(credit.role, set()).add(credit.name)
    return found


@pytest.mark.parametrize("case", DATA["case"], ids=lambda c: c["text"].replace("\n", " ")[:60])
def test_credits(case: dict[str, Any]) -> None:
    facts = facts_of(case["text"], case.get("format", "markdown"), case.get("publication", ""))
    provenance = facts.provenance
    found = holders(provenance)
    assert {role: found.get(role, set()) for role in case["roles"]} == {
        r: set(names) for r, names in case["roles"].items()
    }
    assert not [role for role in ALONE if role in found and role not in case["roles"]]
    assert provenance.translated == case["translated"], provenance.why


@pytest.mark.parametrize("case", DATA["case"], ids=lambda c: c["text"].replace("\n", " ")[:60])
def test_spans_hold_their_names(case: dict[str, Any]) -> None:
    facts = facts_of(case["text"], case.get("format", "markdown"), case.get("publication", ""))
    source = facts.article.source.text
    for credit in facts.provenance.credits:
        assert 0 <= credit.start < credit.end <= len(source)
        if credit.view is not None and credit.role != "original_link" and credit.name == facts.words(*credit.view):
            pieces = facts.pieces(*credit.view)
            assert (pieces[0].start, pieces[-1].end) == (credit.start, credit.end)


@pytest.mark.parametrize("case", DATA["case"][::20], ids=lambda c: c["text"].replace("\n", " ")[:60])
def test_the_index_changes_nothing(case: dict[str, Any]) -> None:
    indexed = facts_of(case["text"], case.get("format", "markdown"))
    plain = Facts(indexed.article, indexed.rulebook, indexed.context, use_index=False)
    assert plain.provenance == indexed.provenance
