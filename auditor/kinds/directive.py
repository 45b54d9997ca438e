"""Kind `directive`: what the article itself says of rules in it: malformed, unused, past its day.

No parameters. Rules of this kind run when all others have: they look at what those found. No directive silences them.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.kinds import Finding
from auditor.rulebook import Rule, Rulebook

NAME = "directive"
FAULTS = {
    "malformed": "a directive cannot be obeyed as it is written",
    "unused": "a directive silences nothing",
    "expired": "a directive's last day has passed",
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
    text = facts.article.source.text
    directives = facts.directives
    if rule.fault == "malformed":
        for fault in directives.faults:
            yield Finding((fault.place,), {"words": fault.words, "problem": fault.problem})
        return
    found = directives.unused() if rule.fault == "unused" else directives.expired
    for silence in found:
        place = silence.place if rule.fault == "unused" else silence.until or silence.place
        yield Finding((place,), {"words": text[place.start : place.end], "problem": silence.code})
