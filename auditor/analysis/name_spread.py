"""How far a name reaches round the word that is spelt in two ways, and which words are one.

Takes words and where they stand; gives stretches of runs: "Khan Shaykun", where "Khan Sheikhun" stands elsewhere. Does
not judge: `variants` says which words are one name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from auditor.analysis.name_evidence import Place, alike, is_name_part
from auditor.analysis.name_runs import Run

REACH = 3
"""Parts on each side of a word up to which a name is followed."""

T = TypeVar("T", bound=Hashable)


class Union(Generic[T]):
    """Things that are one."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def root(self, thing: T) -> T:
        """The thing that stands for all that it is one with."""
        parent = self._parent.setdefault(thing, thing)
        while parent != thing:
            thing, parent = parent, self._parent[parent]
        return thing

    def join(self, one: T, other: T) -> None:
        """Both are one from now on."""
        self._parent[self.root(other)] = self.root(one)

    def groups(self) -> list[list[T]]:
        """All things joined so far, by what they are one with."""
        found: dict[T, list[T]] = {}
        for thing in self._parent:
            found.setdefault(self.root(thing), []).append(thing)
        return list(found.values())


class Stretch(NamedTuple):
    """Parts of a run: from `first` up to, without, `last`."""

    run: Run
    first: int
    last: int


class Spread:
    """The spellings of one word, each followed to both sides as far as another spelling has a like neighbour there."""

    def __init__(self, words: list[str], places: dict[str, list[Place]]) -> None:
        self._words = words
        self._places = [(word, place) for word in words for place in places[word]]
        self._ring = frozenset(words)

    def spans(self) -> list[Stretch]:
        """Every place, in order."""
        found = []
        for word, place in self._places:
            others = [p for w, p in self._places if w != word or len(self._ring) == 1]
            first, last = place.at, place.at + place.width
            for step in range(1, REACH + 1):
                if first and self._agree(place.run.parts[first - 1].key, others, -step):
                    first -= 1
                else:
                    break
            for step in range(1, REACH + 1):
                if last < len(place.run.parts) and self._agree(place.run.parts[last].key, others, step):
                    last += 1
                else:
                    break
            found.append(Stretch(place.run, first, last))
        return sorted(found, key=lambda s: (s.run.start, s.first))

    def _agree(self, key: str, others: list[Place], offset: int) -> bool:
        if not is_name_part(key):
            return False
        for run, at, width in others:
            near = at + offset if offset < 0 else at + width - 1 + offset
            if 0 <= near < len(run.parts) and alike(key, run.parts[near].key):
                return True
        return False


def merged(groups: list[list[Stretch]]) -> list[list[Stretch]]:
    """Groups whose stretches overlap are one name ("Maaret al-Noman", "Marat al-Numan"), and their stretches one each."""
    union: Union[int] = Union()
    owner: dict[tuple[int, int], int] = {}
    for number, stretches in enumerate(groups):
        union.join(number, number)
        for run, first, last in stretches:
            for at in range(first, last):
                union.join(owner.setdefault((run.start, at), number), number)
    merged = []
    for numbers in union.groups():
        parts: dict[int, tuple[Run, set[int]]] = {}
        for one in numbers:
            for run, first, last in groups[one]:
                parts.setdefault(run.start, (run, set()))[1].update(range(first, last))
        merged.append([s for _, (run, ats) in sorted(parts.items()) for s in _stretches(run, sorted(ats))])
    return merged


def _stretches(run: Run, ats: list[int]) -> Iterable[Stretch]:
    first = ats[0]
    for at, following in pairwise([*ats, -1]):
        if following != at + 1:
            yield Stretch(run, first, at + 1)
            first = following
