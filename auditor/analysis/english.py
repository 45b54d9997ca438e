"""English words, well-known names of the wider world, peoples and creeds, from shipped lists.

Takes words in lower case; says whether English has them, inflected or not, or whether a list has them as names. A list
is read at the first question, which most articles never ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from auditor.shipped import read_shipped

LIST = "lexicons/english.txt"
PEOPLES = "lexicons/peoples.txt"

# The list leaves out what these make of its words (its head says so); the second is what stands in the base instead.
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", ""),
    ("er", "e"), ("est", ""), ("est", "e"), ("ier", "y"), ("iest", "y"), ("ly", ""), ("ily", "y"), ("ness", ""), ("iness", "y"),
)  # fmt: skip
_PREFIXES = (
    "un", "non", "re", "over", "under", "out", "mis", "dis", "counter", "inter", "super", "semi", "sub", "pre", "anti",
    "multi", "self",
)  # fmt: skip
_SHORT = frozenset(
    "act add age aid air arm ask bar bid bit buy cry cut die eat end eye fly gun hit lay let man map own pay put ran run say sea see set sit tax try use war way win".split()
)
"""Words of three letters whose inflections are common in headlines; the list starts at four."""

_PEOPLES = (
    ("n", ""),
    ("an", ""),
    ("ian", ""),
    ("i", ""),
    ("ish", ""),
    ("ish", "ey"),
    ("ish", "en"),
    ("ese", "a"),
    ("ese", "on"),
)
"""Endings of peoples, and what stands instead in the land."""


class _Words(NamedTuple):
    words: frozenset[str]
    names: frozenset[str]


@cache
def _read() -> _Words:
    lines = [line for line in read_shipped(LIST).decode().split("\n") if line and line[0] != "#"]
    return _Words(
        frozenset(line for line in lines if not line[0].isupper()),
        frozenset(line.lower() for line in lines if line[0].isupper()),
    )


@cache
def _peoples() -> frozenset[str]:
    lines = read_shipped(PEOPLES).decode().splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_word(low: str) -> bool:
    """Whether English has a word, given in lower case; an inflection counts, a name does not."""
    words = _read().words
    if _is_known(low, words):
        return True
    return any(
        low.startswith(prefix) and len(low) - len(prefix) > 3 and _is_known(low[len(prefix) :], words)
        for prefix in _PREFIXES
    )


def is_world_name(low: str) -> bool:
    """Whether a word, given in lower case, is a name that any desk knows: Syria, Syrian, Obama."""
    names = _read().names
    return low in names or (low.endswith("s") and low[:-1] in names)


def _is_known(low: str, words: frozenset[str]) -> bool:
    return low in words or any(base in words or base in _SHORT for base in _bases(low))


def _bases(low: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) > 2:
            base = low[: -len(ending)]
            yield base + instead
            if not instead and len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


def is_land_or_people(low: str) -> bool:
    """Whether a word, given in lower case, is the name of a land, a people or a creed that any desk knows: Syria, Syrians, Druze."""
    names = _read().names
    low = low.removesuffix("s")
    if low in _peoples():
        return True
    if low not in names:
        return False
    return any(low + ending in names for ending in ("n", "an", "ian", "ish")) or any(
        low.endswith(ending) and low.removesuffix(ending) + stem in names for ending, stem in _PEOPLES
    )
