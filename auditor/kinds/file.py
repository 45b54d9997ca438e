"""Kind `file`: the file itself: nothing in it to read, metadata that its format does not allow.

No parameters.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.article import Span
from auditor.kinds import Finding
from auditor.rulebook import Rule, Rulebook

NAME = "file"
FAULTS = {
    "empty": "there is nothing to read",
    "malformed": "the metadata cannot be read as its format asks",
}
PLACEHOLDERS = frozenset(("words", "problem"))


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind has no keys of its own."""


def triggers(params: Params) -> tuple[str, ...]:
    """None."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """None of its own."""
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Findings of one fault."""
    article = facts.article
    if rule.fault == "empty" and not any(b.end > b.start for b in article.blocks):
        yield Finding((Span(0, 0),), {"words": "", "problem": ""}, absent=True)
    if rule.fault == "malformed":
        for problem in article.problems:
            words = article.source.text[problem.start : problem.end]
            yield Finding(
                (Span(problem.start, problem.end),), {"words": words, "problem": problem.message}, absent=True
            )
