"""Figures: the tolls of an article as numbers that can be compared, and those that cannot both be right.

Takes claims; gives for each toll with one exact number its value, whether it counts the dead or the hurt, and whom. "At
least", several numbers in one clause, and a number beside words of another count ("later", "another") are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.claims import Claim
from auditor.analysis.gates import NUMBER, YEAR, Gates
from auditor.analysis.wording import wording, wording_before
from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence

LEAD = 6
"""Sentences of prose in which the toll of a title is told again."""
APART = 12
"""Sentences between two tolls of one event at most."""
PARTS = 3
"""Numbers of the lead, one behind another, that together may be the one in the title."""
BEFORE = 40
BEHIND = 8
"""Characters around a number and its stem in which a word makes it another count."""
PART = 25
"""Characters before a number in which "including" makes it a part of the one before."""
NOUN = 20
"""Characters behind a number in which the word for whom it counts begins."""
_NAME = late_re(r"[^\W\d_][\w\-]{2,}")


class Figure(Struct, frozen=True):
    """A toll: its number, its words in view offsets, the number of its sentence.

    `victims` is empty where the words leave open who; `names` are what the sentence names with a capital letter.
    """

    value: int
    span: Span
    sentence: int
    is_hurt: bool
    victims: str
    names: frozenset[str]

    def counts_as(self, other: Figure) -> bool:
        """Whether two tolls count the same people: dead or hurt, the same word for them."""
        return self.is_hurt == other.is_hurt and self.victims == other.victims


def figures_of(facts: Facts, claims: list[Claim]) -> list[Figure]:
    """The exact tolls among claims, in order."""
    tolls = [claim for claim in claims if claim.type == "casualties" and claim.counts]
    if not tolls:
        return []
    gates = Gates(facts)
    found = (_figure(facts, gates, claim) for claim in tolls)
    return [figure for figure in found if figure is not None]


def differing_title(facts: Facts, gates: Gates, title: Figure, text: list[Figure]) -> Figure | None:
    """The toll of the lead that a title contradicts; None where its number stands anywhere in the text, or is a sum of the lead's."""
    prose = [n for n, sentence in enumerate(facts.sentences) if facts.layout.prose(sentence.block)]
    lead = set(prose[:LEAD])
    told = next((figure for figure in text if figure.sentence in lead and figure.counts_as(title)), None)
    if told is None or (title.names and told.names and not title.names & told.names):
        return None
    blocks = [block for number, block in enumerate(facts.blocks) if number != facts.layout.title]
    if title.value in {value for block in blocks for value in _values(facts, gates, block.start, block.end)}:
        return None
    first, last = facts.sentences[min(lead)], facts.sentences[max(lead)]
    parts = _values(facts, gates, first.start, last.end)
    sums = {sum(parts[at : at + size]) for size in range(2, PARTS + 1) for at in range(len(parts))}
    return None if title.value in sums else told


def differing(text: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of tolls of one event and the same people, the later one second; each later one once."""
    found = []
    for at, later in enumerate(text):
        if any(later.value == other.value for other in text[:at]):
            continue
        for earlier in reversed(text[:at]):
            if later.sentence - earlier.sentence > APART or later.sentence == earlier.sentence:
                continue
            if earlier.counts_as(later) and later.names and later.names <= earlier.names:
                found.append((earlier, later))
                break
    return found


def _figure(facts: Facts, gates: Gates, claim: Claim) -> Figure | None:
    low, plain = facts.folded.low, facts.folded.plain
    language = facts.language.code or ""
    count = _count(low, claim, wording(language, "part"))
    value = None if count is None else value_of(low, gates, count)
    sentence = facts.sentences[claim.sentence]
    if count is None or value is None:
        return None
    if wording_before(language, "quantifier").search(low, max(sentence.start, count.start - 20), count.start):
        return None
    first, last = sorted((count, claim.stem))
    if wording(language, "update").search(low, max(sentence.start, first.start - BEFORE), last.end + BEHIND):
        return None
    is_hurt = wording(language, "hurt").fullmatch(low, *claim.stem) is not None
    span = Span(min(claim.start, count.start), claim.end)
    return Figure(value, span, claim.sentence, is_hurt, _victims(low, gates, count), _names(plain, sentence))


def _count(low: str, claim: Claim, parts: re.Pattern[str]) -> Span | None:
    """The number that a stem counts: the only one before it that is no part of another, else the first behind it."""
    before = [
        count
        for count in claim.counts
        if count.start < claim.stem.start and not parts.search(low, max(0, count.start - PART), count.start)
    ]
    if len(before) > 1:
        return None
    return next(iter(before or claim.counts), None)


def _victims(low: str, gates: Gates, count: Span) -> str:
    """The word for those whom a number counts, right behind it; empty where it leaves open who."""
    for hit in gates.all_in("victim", count.end, count.end + NOUN):
        if hit.value != "anyone" and low[hit.end : hit.end + 1] != "-" and low.count(" ", count.end, hit.start) <= 2:
            return low[hit.start : hit.end]
    return ""


def value_of(low: str, gates: Gates, count: Span) -> int | None:
    """The value of a number in digits of any script or in one word; None where it has none."""
    words = "".join(sign for sign in low[count.start : count.end] if sign not in ",. ")
    if words.isdecimal():
        return int(words)
    hit = next((h for h in gates.all_in("count", count.start, count.end) if h.end == count.end), None)
    return hit.value if hit is not None and isinstance(hit.value, int) and hit.start == count.start else None


def values_in(low: str, gates: Gates, counts: tuple[Span, ...]) -> set[int]:
    """The values of numbers, of those that have one."""
    return {value for count in counts if (value := value_of(low, gates, count)) is not None}


def _values(facts: Facts, gates: Gates, start: int, end: int) -> list[int]:
    """All numbers in a range but years, in order."""
    low = facts.folded.low
    spans = [Span(*m.span()) for m in NUMBER.finditer(low, start, end) if not YEAR.fullmatch(m.group())]
    spans += [Span(h.start, h.end) for h in gates.all_in("count", start, end)]
    return [value for span in sorted(spans) if (value := value_of(low, gates, span)) is not None]


def _names(plain: str, sentence: Sentence) -> frozenset[str]:
    """Words with a capital letter, the sentence's first aside."""
    words = [m for m in _NAME.finditer(plain, sentence.start, sentence.end) if m.group()[0].isupper()]
    return frozenset(m.group() for m in words if m.start() > sentence.start + 1)
