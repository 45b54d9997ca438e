"""Carrying: when a sentence may lean on the source of the one before, and when it must not.

Licences: an open quotation, the first person in the same paragraph, an opener that goes on with a toll ("Among the
dead"). Anaphors ("he added") have their own cue and need none. Blind carrying is wrong more often than right.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from auditor.analysis.speech import is_first_person, quoted_speech
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.attribution import Sourcing
    from auditor.rulebook import Hit

_START = attrgetter("start")
_PART_OF = late_re(r"[\w-]+ of (?:the|those|them|whom) (?:dead|victims|killed|wounded|injured|casualties|fatalities)\b")
"""A part of the toll of the sentence before: "Fourteen of the victims", "One of those killed"."""


def licensed(sourcing: Sourcing, number: int) -> bool:
    """Whether sentence `number` may take the source of the sentence before it."""
    facts = sourcing.facts
    sentence, before = facts.sentences[number], facts.sentences[number - 1]
    layout = facts.layout
    if not (layout.prose(sentence.block) and layout.prose(before.block)):
        return False
    if opens_with(sourcing, number, "elsewhere"):
        return False
    if facts.quotes.holds(sentence.start) and quoted_speech(facts, sentence) is not None:
        return True
    if sentence.block != before.block:
        return False
    goes_on = opens_with(sourcing, number, "opener") or _PART_OF.match(facts.folded.low, sentence.start) is not None
    if goes_on and _has_toll(sourcing, before.start, before.end):
        return True
    return sourcing.where.together(number, number - 1) and is_first_person(facts, sentence)


def opens_with(sourcing: Sourcing, number: int, table: str) -> bool:
    """Whether a sentence begins with a word of a table."""
    sentence = sourcing.facts.sentences[number]
    return bool(_hits_in(sourcing, table, sentence.start, sentence.start + 2))


def _has_toll(sourcing: Sourcing, start: int, end: int) -> bool:
    """Whether a range speaks of dead or hurt: only then can "another 11" go on with it."""
    return any(str(hit.value).startswith("casualties") for hit in _hits_in(sourcing, "claim", start, end))


def _hits_in(sourcing: Sourcing, table: str, start: int, end: int) -> list[Hit]:
    """The hits of a table that begin in a range; each sentence asks, so not all of them can be looked at."""
    hits = sourcing.facts.hits.get(table, [])
    first = bisect_left(hits, start, key=_START)
    return hits[first : bisect_left(hits, end, first, key=_START)]
