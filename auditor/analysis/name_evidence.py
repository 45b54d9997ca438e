"""What speaks for and against two words of an article being one name: their letters, and the names around them.

Takes two words and where they stand; gives a verdict. The weights are set by hand on US and Syrian news (see
`docs/names.md`): log odds, added to those of `auditor.names.similarity`.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import NamedTuple

from auditor.analysis.english import is_word, is_world_name
from auditor.analysis.name_pairs import begin_alike, differ_in_marks, same_consonants, written_alike
from auditor.analysis.name_runs import Run
from auditor.patterns import late_re
from auditor.shipped import read_shipped

THRESHOLD = 1.9
"""Log odds from which on two words are called one name. A little below SAME_NAME (2.2): what stands around has been weighed."""

LIKE_NEIGHBOUR, PARTLY_UNLIKE, ALWAYS_UNLIKE = 2.0, -3.5, -5.0
WORLD_NAME, SAME_CONSONANTS, ONE_EDIT, ONE_EDIT_BESIDE, OTHER_FIRST, BOTH_FREQUENT = -1.5, 0.6, 0.8, 1.2, -0.8, -1.0

MARKS_ALONE = 0.98
"""Likelihood that two words of one article that differ in marks alone are one name: half of it was typed without them."""
SLIP, SLIP_SWAPPED = 7, 6
"""Letters from which on a lost, doubled or wrong letter, or two swapped ones, count as a slip and not as a name."""
_TRIPLE = late_re(r"([a-z])\1\1")

ELEMENTS = frozenset("khan tell tall deir kafr bab said port sham qasr wadi jabal mount saint fort".split())
"""Words that English has too, but that are a part of names where they stand beside one."""
GENERIC = frozenset(
    "kafr kefr kfar kafar deir dayr beit bayt jaish jaysh jeish jabhat jebhat jabal jebel wadi abdel abdul abou jisr jisser nahr tahrir harakat liwa".split()
)
"""Words of many names, which are one word whatever stands beside them: Kafr Zita, Kefr Nabl."""
_NO_NAMES = frozenset(
    "a an am and as at but by col dr eu fm for from gen gov he her his i if in it its lt mr mrs ms my new no not of on or our pm rep rev sen sgt she"
    " sir so st the they to tv uk un us was we who why yes you jr sr el al".split()
)
# Ends that make another name of a name, where nothing else differs: Samir and Samira, Ansar and Ansari, Orlov and Orlova.
_OTHER_NAME = frozenset(
    frozenset(pair)
    for pair in (("", "a"), ("", "i"), ("a", "i"), ("", "u"), ("", "o"), ("a", "o"), ("i", "o"), ("", "iya"), ("", "iyah"), ("", "iyya"), ("", "in"),
                 ("", "een"), ("ski", "ska"), ("sky", "skaya"), ("", "d"), ("", "n"), ("", "m"), ("", "r"), ("", "t"), ("", "l"), ("a", "an"))
)  # fmt: skip


TWO_NAMES = "lexicons/two-names.txt"


@cache
def _sides() -> dict[str, dict[int, int]]:
    """Each listed word: on which side of which lines it stands."""
    sides: dict[str, dict[int, int]] = {}
    for number, line in enumerate(read_shipped(TWO_NAMES).decode().splitlines()):
        if not line.startswith("#"):
            for side, words in enumerate(line.split("|")):
                for word in words.split():
                    sides.setdefault(word, {})[number] = side
    return sides


def are_two(a: str, b: str) -> bool:
    """Whether a list says that two words are two names, however alike."""
    one, other = _sides().get(a, {}), _sides().get(b, {})
    return any(other.get(line, side) != side for line, side in one.items())


class Place(NamedTuple):
    """Where a word stands: its run, its number there, and how many parts it takes."""

    run: Run
    at: int
    width: int = 1


class Pair(NamedTuple):
    """Two words of an article, weighed: log odds that they are one name, whether one is a slip, like names beside them."""

    odds: float
    slip: bool
    beside: bool


def is_name_part(word: str) -> bool:
    """Whether a capitalised word, given in lower case, can be a part of a name where it stands beside one."""
    if word in ELEMENTS:
        return True
    return word not in _NO_NAMES and (len(word) < 4 or not is_word(word))


def neighbours(places: list[Place], step: int) -> list[str]:
    """The names right before (-1) or behind (+1) a word at each of its places; "" where none stands."""
    found = []
    for run, at, width in places:
        near = at - 1 if step < 0 else at + width
        word = run.parts[near].key if 0 <= near < len(run.parts) else ""
        found.append(word if word and is_name_part(word) else "")
    return found


def alike(a: str, b: str) -> bool:
    """Whether two neighbours are one name by their letters."""
    if a == b or written_alike(a, b):
        return True
    if len(a) < 4 or len(b) < 4:
        return False
    from auditor.names import SAME_NAME, similarity

    return begin_alike(a, b) and similarity(a, b) >= SAME_NAME


def may_be_one(a: str, b: str) -> bool:
    """Whether two words could be one name with the best names beside them: what `weigh` need not look at."""
    from rapidfuzz.distance import OSA

    if is_other_word(a, b):
        return False
    return OSA.distance(a, b) == 1 or _log_odds(a, b) + LIKE_NEIGHBOUR + SAME_CONSONANTS >= THRESHOLD


def _log_odds(a: str, b: str) -> float:
    from auditor.names import similarity

    likeness = MARKS_ALONE if differ_in_marks(a, b) else min(max(similarity(a, b), 0.005), 0.995)
    return log(likeness / (1 - likeness))


def is_other_word(a: str, b: str) -> bool:
    """Whether an ending or a list makes two names of two words, however alike and whatever stands around."""
    return _makes_another(a, b) or are_two(a, b)


def by_letters(a: str, b: str, *, beside: bool) -> float | None:
    """What the letters of two words add to their log odds; None where they forbid it. `beside`: a like name stands there."""
    from rapidfuzz.distance import OSA

    edits = OSA.distance(a, b)
    worldly = is_world_name(a) + is_world_name(b)
    if worldly and not beside and (worldly == 2 or edits > 1):
        return None  # everybody knows how the one is written: what differs more is another name
    odds = 0.0 if beside else WORLD_NAME * worldly
    if same_consonants(a, b):
        odds += SAME_CONSONANTS
    if min(len(a), len(b)) > 4 and edits == 1:
        odds += ONE_EDIT_BESIDE if beside else ONE_EDIT
    if a[0] != b[0]:
        odds += OTHER_FIRST
    return odds


def weigh(a: str, b: str, one: list[Place], other: list[Place]) -> Pair | None:
    """The evidence on two words that `may_be_one`, at their places; None where something forbids it outright."""
    from rapidfuzz.distance import OSA

    beside, apart = False, 0.0
    if not (a in GENERIC and b in GENERIC):
        if not {place.run.listed for place in one}.isdisjoint(place.run.listed for place in other):
            return None  # who lists both knows of both: two names, or one that is explained
        beside, apart = _context(one, other)
    letters = by_letters(a, b, beside=beside)
    if letters is None:
        return None
    odds = _log_odds(a, b) + apart + letters + LIKE_NEIGHBOUR * beside
    if not beside and min(len(one), len(other)) > 2:
        odds += BOTH_FREQUENT
    return Pair(odds, _is_slip(a, b, OSA.distance(a, b), one, other, apart), beside)


def is_tripled(word: str) -> bool:
    """Whether a letter stands three times in a row, which no name has."""
    return _TRIPLE.search(word) is not None


def _is_slip(a: str, b: str, edits: int, one: list[Place], other: list[Place], apart: float) -> bool:
    """Whether one word is the other with a slip of the fingers: a letter too many, too few or in the wrong place."""
    if edits != 1 or a[0] != b[0] or apart:
        return False
    if is_tripled(a) or is_tripled(b):
        return True
    swapped = len(a) == len(b) and sorted(a) == sorted(b)
    # The usual spelling must be known, or stand there often; the odd one must be alone.
    rare, usual, known = (one, other, b) if len(one) <= len(other) else (other, one, a)
    often = len(usual) > 2
    if min(len(a), len(b)) < (SLIP_SWAPPED - often if swapped else SLIP):
        return False
    if swapped and len(rare) == len(usual) == 1:
        return True
    return len(rare) == 1 and (often or (len(usual) > len(rare) and is_world_name(known)))


def _context(one: list[Place], other: list[Place]) -> tuple[bool, float]:
    """Whether a like name stands on the same side of both, and what unlike ones weigh against them."""
    sides = [(neighbours(one, step), neighbours(other, step)) for step in (-1, 1)]
    if any(x and y and alike(x, y) for xs, ys in sides for x in set(xs) for y in set(ys)):
        return True, 0.0
    lone = [any(not x and not y for x, y in zip(*pair, strict=True)) for pair in zip(*sides, strict=True)]
    if any(any(xs) and any(ys) for xs, ys in sides):
        return False, PARTLY_UNLIKE if any(lone) else ALWAYS_UNLIKE
    # One stands before names only, the other behind names only: a given name and a family name.
    (before_one, before_other), (behind_one, behind_other) = sides
    if (any(before_one) and any(behind_other)) or (any(behind_one) and any(before_other)):
        return False, PARTLY_UNLIKE if any(lone) else ALWAYS_UNLIKE
    return False, 0.0


def _makes_another(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        return frozenset(("", long[len(short) :])) in _OTHER_NAME
    shared = 0
    while shared < len(short) and short[shared] == long[shared]:
        shared += 1
    return frozenset((short[shared:], long[shared:])) in _OTHER_NAME
