"""Places where a writer shows that he knows of a second spelling: "Correy [sic]", "known as Qarsu here and Karsu there".

Takes the spellings of one name with their places (view offsets); gives them without such places. Says nothing of whether
spellings are one name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex
import tomli

from auditor.article import Span
from auditor.fold import fold_words
from auditor.shipped import read_shipped

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

PHRASES = "lexicons/explained-spellings.toml"

Spellings = tuple[tuple[str, tuple[Span, ...]], ...]


@cache
def _pattern(table: str) -> regex.Pattern[str]:
    rows = tomli.loads(read_shipped(PHRASES).decode())[table].values()
    phrases = sorted({fold_words(phrase) for row in rows for phrase in row}, key=len, reverse=True)
    return regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, phrases))})(?!\w)")


def without_glosses(facts: Facts, spellings: Spellings) -> Spellings:
    """The spellings with the places that explain none of the others; those without such a place are left out."""
    kept = []
    for words, places in spellings:
        others = [place for other, its in spellings if other != words for place in its]
        meant = tuple(place for place in places if not _is_gloss(facts, place, others))
        if meant:
            kept.append((words, meant))
    return tuple(kept)


def _is_gloss(facts: Facts, place: Span, others: list[Span]) -> bool:
    low = facts.folded.low
    behind = place.end + 2 * low.startswith("'s", place.end)
    if _pattern("behind").match(low, behind + low.startswith(" ", behind)):
        return True
    start, end = _sentence(facts, place)
    both = any(start <= other.start and other.end <= end for other in others)
    return both and _pattern("between").search(low, start, end) is not None


def _sentence(facts: Facts, place: Span) -> tuple[int, int]:
    at = facts.sentence_at(place.start)
    return (facts.sentences[at].start, facts.sentences[at].end) if at >= 0 else (place.start, place.end)
