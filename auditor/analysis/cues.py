"""Cues: which hits of the reporting and attitude lexicons say that somebody says or holds something.

Takes the index's hits outside quotations, gives each a chance from 0 to 1: by a small linear step over its word and its
two neighbours where the language has fitted weights, else by the word's own rate. Knows no sentences and no sources.
Method: step 1 of two linear steps fitted on PolNeAR (Newell et al. 2018) by `benchmarks/fit_attribution.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.weights import Weights
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.rulebook import Hit

REPORT = "report"
ATTITUDE = "attitude"
_INITIAL = late_re(r"(?:.*\W)?(?:\w\.)+")
"""Before a family name: "H. Said"."""
NAME_WORDS = frozenset(("said", "reading", "state"))
"""Cue words that are names too where a sentence ends with them: Port Said, Islamic State."""
SURE = 0.8
"""Rate from which a word without a weight of its own is taken at its rate."""
REACH = 40
"""Characters ahead of a cue in which "that" or an opening mark speaks for it."""


class Cue(NamedTuple):
    """A hit with its chance to be a cue, 0 to 1; `rate` is its word's own share of uses as a cue."""

    start: int
    end: int
    stance: str
    rate: float
    chance: float


class Context(NamedTuple):
    """What a hit is scored by: its word, the tokens beside it, and three signs in reach."""

    word: str
    before: str
    after: str
    that: bool
    opens: bool
    closed: bool


def all_hits(facts: Facts) -> list[tuple[Hit, str]]:
    """Hits of both tables in order with their stance: one at each start, names and quoted words left out."""
    found: dict[int, tuple[Hit, str]] = {}
    plain = facts.folded.plain
    for table, stance in (("reporting", REPORT), ("attitude", ATTITUDE)):
        for hit in facts.hits.get(table, ()):
            known = found.get(hit.start)
            if known is None or known[0].end < hit.end:
                found[hit.start] = (hit, stance)
    quotes = facts.quotes
    low = facts.folded.low
    kept = []
    for at in sorted(found):
        hit, stance = found[at]
        if quotes.spans and quotes.holds(at):
            continue
        if plain[at].isupper() and _is_name(plain, at, hit.end):
            continue
        if low[at] == ":" and not _speaks(facts, found, at):
            continue
        kept.append((hit, stance))
    return kept


def _speaks(facts: Facts, hits: dict[int, tuple[Hit, str]], at: int) -> bool:
    """Whether a colon stands behind a speaker: "Hama: Following Aleppo's Lead" has none.

    Words before it that are one name count only where the article has that name before a reporting word; longer ones
    only up to five words, or behind a reporting word.
    """
    low, plain = facts.folded.low, facts.folded.plain
    block = facts.blocks[facts.block_at(at)]
    start = max(block.start, *(low.rfind(sign, block.start, at) + 1 for sign in ".?!;"))
    words = low[start:at].strip(' "')
    if any(start <= other < at for other in hits):
        return True
    count = words.count(" ") + 1
    if count > 5 or not words:
        return False
    if count > 1 or not plain[start:at].strip(' "')[:1].isupper():
        return True
    return any(low.endswith(words + " ", 0, other) for other, (hit, stance) in hits.items() if stance == REPORT)


def _is_name(plain: str, start: int, end: int) -> bool:
    """A capital behind a capitalised word ("Edward Said", "Islamic State"), unless a whole title is capitalised."""
    words = plain[max(0, start - 40) : start].split()
    if not (words and words[-1][0].isupper() and (words[-1][-1].isalpha() or _INITIAL.fullmatch(words[-1]))):
        return False
    after = plain[end : end + 20].lstrip(" ")
    if after[:1].islower():
        return True
    return not after[:1].isupper() and plain[start:end].lower() in NAME_WORDS


class Hits:
    """The hits of an article, and the cues of any range of it."""

    __slots__ = ("_hits", "_starts", "_text", "_weights")

    def __init__(self, facts: Facts, weights: Weights | None) -> None:
        self._hits = all_hits(facts)
        self._starts = [hit.start for hit, _ in self._hits]
        self._text = (facts.folded.low, facts.folded.plain)
        self._weights = weights

    def between(self, start: int, end: int) -> list[Cue]:
        """Cues that begin in a range, in order, with their chances."""
        low, plain = self._text
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = []
        for hit, stance in self._hits[first:last]:
            rate = hit.value / 100
            chance = rate
            if self._weights is not None:
                chance = score(context(low, plain, hit.start, hit.end, start, self._weights.closed), self._weights)
                if rate >= SURE and low[hit.start : hit.end] not in self._weights.word:
                    chance = max(chance, rate)  # a phrase of war news, which the weights never saw
            found.append(Cue(hit.start, hit.end, stance, rate, chance))
        return found


def context(low: str, plain: str, start: int, end: int, floor: int, closed: frozenset[str]) -> Context:
    """The facts of a hit; `floor` is where its sentence starts."""
    ahead = low[end : end + REACH]
    opening = ahead.find('"')
    return Context(
        low[start:end],
        _token_before(low, plain, start, floor, closed),
        _token_after(low, plain, end, closed),
        " that " in ahead,
        opening >= 0 and ahead[opening + 1 : opening + 2].isalnum(),
        '"' in low[max(floor, start - 30) : start],
    )


def score(of: Context, weights: Weights) -> float:
    """The chance of a hit to be a cue."""
    cue = weights.cue
    total = (
        cue["bias"]
        + weights.word.get(of.word, 0.0)
        + weights.before.get(of.before, 0.0)
        + weights.after.get(of.after, 0.0)
    )
    total += weights.pairs_before.get((of.before, of.word), 0.0) + weights.pairs_after.get((of.word, of.after), 0.0)
    if of.that:
        total += cue["that"]
    if of.opens:
        total += cue["opens"]
    if of.closed:
        total += cue["closed"]
    return 1 / (1 + exp(-total))


def _token_before(low: str, plain: str, start: int, floor: int, closed: frozenset[str]) -> str:
    at = start - 1
    while at >= floor and low[at] == " ":
        at -= 1
    if at < floor:
        return "^"
    if not low[at].isalnum():
        return low[at]
    first = max(low.rfind(" ", floor, at), floor - 1) + 1
    while first < at and not low[first].isalnum():
        first += 1
    return token_class(low[first : at + 1], plain[first], closed)


def _token_after(low: str, plain: str, end: int, closed: frozenset[str]) -> str:
    at = end
    total = len(low)
    while at < total and low[at] == " ":
        at += 1
    if at >= total:
        return "$"
    if not low[at].isalnum():
        return low[at]
    last = at + 1
    while last < total and (low[last].isalnum() or low[last] in "'-"):
        last += 1
    return token_class(low[at:last], plain[at], closed)


def token_class(word: str, first: str, closed: frozenset[str]) -> str:
    """A word of the closed classes as itself, any other by its shape: no name ever becomes a weight."""
    if word in closed:
        return word
    if first.isupper():
        return "<Name>"
    if first.isdigit():
        return "<0>"
    for ending in ("ly", "ing", "ed", "s"):
        if word.endswith(ending):
            return f"<{ending}>"
    return "<word>"


def logit(chance: float) -> float:
    """Log-odds of a chance, bounded."""
    bounded = min(max(chance, 0.01), 0.99)
    return log(bounded / (1 - bounded))
