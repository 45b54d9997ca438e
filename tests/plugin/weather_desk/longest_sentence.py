"""Kind `longest-sentence`: a sentence has more words than a reader keeps in mind."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.kinds import Finding
from auditor.rulebook import Rule, Rulebook

NAME = "longest-sentence"
FAULTS = {"too-long": "a sentence has more words than `words`"}
PLACEHOLDERS = frozenset(("words", "count"))


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys."""

    words: int


def triggers(params: Params) -> tuple[str, ...]:
    """None: it reads sentences."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """A limit that every sentence breaks is none."""
    return [] if rule.params.words > 0 else ["`words` must be more than 0"]


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Each sentence that is too long."""
    for sentence in facts.sentences:
        words = facts.words(sentence.start, sentence.end)
        if (count := len(words.split())) > rule.params.words:
            yield Finding(tuple(facts.pieces(sentence.start, sentence.end)), {"words": words, "count": str(count)})
