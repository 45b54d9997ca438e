"""Many spellings, each with its count, as clusters: the spellings of one name together.

Takes names as strings and what the caller knows of them; knows no articles. Words are blocked first, then whole names
by the words in their places; clusters grow by average link, since single links chain strangers together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import inf, log
from typing import NamedTuple

from rapidfuzz.distance.Levenshtein import normalized_similarity

from auditor.names import similarity
from auditor.names.blocking import bones, links
from auditor.names.folding import Folded, fold

LINK = 2.9
"""Log odds from which on two spellings are a link. Above SAME_NAME (2.2): a publication has thousands of names to confuse."""
AVERAGE = 1.9
"""Log odds that the spellings of two clusters must have on average to be one. Below LINK, as far ends differ more."""
STRANGERS = 2.0
"""Log odds against, from which on nothing that is known beside the letters is asked for."""
CERTAIN = 6.0
"""Log odds are cut here, so that one sure pair cannot outweigh three doubtful ones."""
GLUED = 0.75
"""Likeness letter by letter from which on a name in two words may be one in one word: its parts cannot be compared."""
LARGEST = 150
"""Spellings of a linked heap beyond which only stronger links count."""

Evidence = Callable[[str, str], float]
"""What the caller knows of two names, as log odds to add; -inf where they are two."""

_UNSAID = frozenset(("bin", "ibn", "ben", "bint"))
"""Words of names that some write and some leave out."""


def nothing_known(one: str, other: str) -> float:  # noqa: ARG001 - an Evidence
    """No evidence but the letters."""
    return 0.0


def clusters(
    counts: Mapping[str, int], known: Iterable[Sequence[str]] = (), evidence: Evidence = nothing_known
) -> list[list[str]]:
    """Every name in one cluster, the commonest spelling first; the clusters in order of their first spellings.

    `counts`: names and how often each stands. `known`: groups of these names that are one, whatever their letters say.
    """
    names = sorted(counts, key=lambda name: (-counts[name], name))
    number = {name: n for n, name in enumerate(names)}
    heaps = _Heaps(len(names))
    for group in known:
        for name in group[1:]:
            heaps.join(number[group[0]], number[name])
    units = heaps.groups()
    odds = _Odds(names, evidence)
    weighed = [(odds(a, b), a, b) for a, b in _candidates(names)]
    strong = [(weight, a, b) for weight, a, b in weighed if weight >= LINK]
    found = [sorted(heap) for piece in _pieces(units, strong, LINK) for heap in _grown(piece, odds)]
    return [[names[n] for n in heap] for heap in sorted(found)]


class _Odds:
    """Log odds of pairs of names, each weighed once."""

    def __init__(self, names: list[str], evidence: Evidence) -> None:
        self._names = names
        self._evidence = evidence
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        odds = self._known.get(pair)
        if odds is None:
            one, other = self._names[a], self._names[b]
            likeness = min(max(similarity(one, other), 0.001), 0.999)
            odds = log(likeness / (1 - likeness))
            if odds > -STRANGERS:  # nothing that is known makes one of strangers
                odds += self._evidence(one, other)
            odds = self._known[pair] = odds if odds == -inf else max(-CERTAIN, min(CERTAIN, odds))
        return odds


class _Heaps:
    """Numbers that are one."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, n: int) -> int:
        parent = self._parent
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        one, other = sorted((self.root(a), self.root(b)))
        self._parent[other] = one

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for n in range(len(self._parent)):
            found.setdefault(self.root(n), []).append(n)
        return list(found.values())


def _words(folded: Folded) -> list[str]:
    said = [part.text for part in folded.parts if part.text not in _UNSAID]
    return said or [part.text for part in folded.parts]


def _candidates(names: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of names whose words may be spellings of each other, place by place, or whose bones are one."""
    numbers: dict[str, int] = {}
    rows: list[tuple[int, ...]] = []
    for name in names:
        rows.append(tuple(numbers.setdefault(word, len(numbers)) for word in _words(fold(name))))
    near = links(list(numbers))
    for word, its in enumerate(near):
        its.add(word)
    # Names by their last word, how many they have, and the word before the last: a family name is rarer than a given one.
    holders: dict[tuple[int, int], dict[int, list[int]]] = {}
    for n, row in enumerate(rows):
        if row:
            holders.setdefault((row[-1], len(row)), {}).setdefault(row[-2] if len(row) > 1 else row[-1], []).append(n)
    for n, row in enumerate(rows):
        if not row:
            continue
        before = near[row[-2] if len(row) > 1 else row[-1]]
        for last in near[row[-1]]:
            if (holding := holders.get((last, len(row)))) is not None:
                for word in holding.keys() & before:
                    for other in holding[word]:
                        if other > n and all(x in near[y] for x, y in zip(rows[other], row, strict=True)):
                            yield n, other
    yield from _glued(names, rows)


def _glued(names: list[str], rows: list[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs written in more words here and fewer there: Kafr Nabl, Kafranbel."""
    blocks: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        for key in bones(fold(name).whole.text)[:1]:
            if len(key) > 2:
                blocks.setdefault(key, []).append(n)
    for block in blocks.values():
        for at, n in enumerate(block):
            for other in block[at + 1 :]:
                if len(rows[n]) != len(rows[other]) and _is_glued(names[n], names[other]):
                    yield n, other


def _is_glued(one: str, other: str) -> bool:
    return normalized_similarity(fold(one).whole.text, fold(other).whole.text, score_cutoff=GLUED) > 0


def _pieces(units: list[list[int]], strong: list[tuple[float, int, int]], least: float) -> list[list[list[int]]]:
    """Heaps of units that links of `least` hold together; a heap that is too large by stronger ones alone."""
    home = {n: number for number, unit in enumerate(units) for n in unit}
    heaps = _Heaps(len(units))
    for weight, a, b in strong:
        if weight >= least:
            heaps.join(home[a], home[b])
    pieces: list[list[list[int]]] = []
    for group in heaps.groups():
        piece = [units[number] for number in group]
        if sum(map(len, piece)) <= LARGEST or least >= CERTAIN or len(piece) == 1:
            pieces.append(piece)
        else:
            inside = {n for unit in piece for n in unit}
            pieces += _pieces(piece, [s for s in strong if s[1] in inside and s[2] in inside], least + 0.5)
    return pieces


class _Join(NamedTuple):
    """Two heaps and how well their spellings fit, negative, so that the best comes first."""

    misfit: float
    one: int
    other: int


def _grown(piece: list[list[int]], odds: _Odds) -> list[list[int]]:
    """Units joined, the likest first, as long as all their spellings fit on average and none is forbidden."""
    if len(piece) < 2:
        return piece
    heaps: dict[int, list[int]] = dict(enumerate(piece))
    if sum(map(len, piece)) > LARGEST:
        return piece  # hundreds that are all surely one: a list of look-alikes, not a name
    queue = [
        _Join(-fit, one, other)
        for one in heaps
        for other in heaps
        if one < other and (fit := _fit(heaps[one], heaps[other], odds)) >= AVERAGE
    ]
    heapify(queue)
    following = len(piece)
    while queue:
        _, one, other = heappop(queue)
        if one not in heaps or other not in heaps:
            continue
        joined = heaps.pop(one) + heaps.pop(other)
        for third, its in heaps.items():
            if (fit := _fit(its, joined, odds)) >= AVERAGE:
                heappush(queue, _Join(-fit, third, following))
        heaps[following] = joined
        following += 1
    return list(heaps.values())


def _fit(one: list[int], other: list[int], odds: _Odds) -> float:
    """Average log odds of all pairs across; -inf as soon as one is forbidden."""
    total = 0.0
    for a in one:
        for b in other:
            total += odds(a, b)
            if total == -inf:
                return -inf
    return total / (len(one) * len(other))


def full_names(found: Sequence[Sequence[str]]) -> dict[int, int]:
    """Clusters of lone words by number, each with the number of the one cluster of full names that ends in that word.

    Where several full names end so, or one begins so, a lone word says nothing.
    """
    bearers: dict[str, set[int]] = {}
    first: set[str] = set()
    for number, cluster in enumerate(found):
        for name in cluster:
            words = _words(fold(name))
            if len(words) > 1:
                bearers.setdefault(words[-1], set()).add(number)
                first.add(words[0])
    lone: dict[int, int] = {}
    for number, cluster in enumerate(found):
        its = [_words(fold(name)) for name in cluster]
        if all(len(words) == 1 and words[0] not in first for words in its):
            full = {bearer for words in its for bearer in bearers.get(words[0], ())}
            if len(full) == 1:
                lone[number] = full.pop()
    return lone
