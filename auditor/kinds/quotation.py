"""Kind `quotation`: quoted words for which nobody is named.

Parameters: `least-words`, from how many words on a quotation must have a speaker. Takes the article's quotations
(analysis.speakerless); one finding a quotation, however many paragraphs it has. It decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.analysis.speakerless import find_speakerless
from auditor.kinds import Finding
from auditor.kinds.claim import shortened
from auditor.rulebook import Rule, Rulebook

NAME = "quotation"
FAULTS = {"no-speaker": "direct speech has no speaker before it, inside it or behind it"}
PLACEHOLDERS = frozenset(("words",))


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys: the least number of words."""

    least_words: int = 6

    def __post_init__(self) -> None:
        if self.least_words < 1:
            raise ValueError(f"`least-words` is {self.least_words}; a quotation has at least 1")


def triggers(params: Params) -> tuple[str, ...]:
    """None: quotations are found by their marks."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Nothing that other rules could break."""
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding a quotation without a speaker."""
    for span in find_speakerless(facts, rule.params.least_words):
        yield Finding(tuple(facts.pieces(*span)), {"words": shortened(facts.words(*span).strip('“”"«»„ '))})
