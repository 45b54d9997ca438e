"""Kind `language`: a passage left in another language, or a text that is not in the language that its metadata declares.

It has no parameters of its own. `passage` stands on the passage; `undeclared` on the value of `lang`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.analysis.language import declared_value, is_known, language_name, same_language
from auditor.article import Span
from auditor.kinds import Finding, Place
from auditor.rulebook import Rule, Rulebook

NAME = "language"
FAULTS = {
    "passage": "a passage is in another language, neither quoted nor translated",
    "undeclared": "the text is not in the language that its metadata declares",
}
PLACEHOLDERS = frozenset(("words", "language", "own", "declared"))
SHOWN = 60
"""Characters of a passage that a message quotes."""


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind has no keys of its own."""


def triggers(params: Params) -> tuple[str, ...]:
    """None: it reads facts."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """None: there is nothing to set."""
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding for all passages of a language; one for a wrong declaration."""
    yield from _CHECKS[rule.fault](facts)


def _passage(facts: Facts) -> Iterator[Finding]:
    own = language_name(facts.language.code or "")
    for code in dict.fromkeys(p.language for p in facts.passages):
        first, *others = (p for p in facts.passages if p.language == code)
        words = facts.words(first.start, first.end)
        shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"
        related = tuple(Place("here too", tuple(facts.pieces(p.start, p.end))) for p in others)
        values = {"words": shown, "language": language_name(code), "own": own, "declared": ""}
        yield Finding(tuple(facts.pieces(first.start, first.end)), values, related)


def _undeclared(facts: Facts) -> Iterator[Finding]:
    value, code = declared_value(facts), facts.language.code
    declared = facts.language.declared
    if value is None or code is None or declared is None or not is_known(declared):
        return
    if same_language(code, declared) and not facts.language.disproved:
        return
    values = {"words": value.text, "language": language_name(code), "own": language_name(code)}
    yield Finding((Span(value.start, value.end),), {**values, "declared": language_name(declared)}, absent=True)


_CHECKS = {"passage": _passage, "undeclared": _undeclared}
