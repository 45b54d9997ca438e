"""Pairs of words in one article that may be two spellings of one name, and what forbids it word by word.

Takes words in lower case; gives pairs worth a closer look. Cheap on purpose: most articles end here with no pair. Looks
at letters alone; `name_evidence` reads the names around.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from auditor.fold import bare

LEAST = 4
"""Letters from which on a word is compared: at three, one edit makes a stranger (Ali, Alia)."""
SAME_CONSONANTS, OTHER_CONSONANTS = (0.6, 6), (0.4, 2)
"""Edits per letter of the longer word, and edits in all, beyond which two words are not weighed: with the same consonants
most vowels may differ, with others the rest must be nearly the same."""
INFLECTION = 3
"""Letters at the end of a word that an inflection may change."""
MAX_WORDS = 1500
"""Different capitalised words beyond which a text is a list, and pairs are no longer compared."""
MAX_PAIRS = 20_000
"""Pairs of them that are alike beyond which it is one too: a register has some ten thousand, an article a handful."""
MEETING = 3
"""Length of a shortened key from which on two words may meet at it."""

# How a word may begin: vowels and y alike, and the sounds that have no place in the bones of its rest.
_FIRST = {**dict.fromkeys("aeiouəy'", "a"), "h": "h", **dict.fromkeys("vw", "v"), "j": "jas"}
_UMLAUTS = str.maketrans("äöü", "aou")


class Letters(NamedTuple):
    """A word as it is compared: without marks; its graphemes; its keys, one for each way to read it, the usual one first;
    that one with a consonant lost, the first excepted.
    """

    bare: str
    graphemes: str
    keys: tuple[str, ...]
    shortened: tuple[str, ...]


@lru_cache(maxsize=100_000)
def letters(word: str) -> Letters:
    """A word in lower case as it is compared."""
    from auditor.names.blocking import bones, sounds
    from auditor.names.folding import graphemes

    folded = graphemes(word)
    first = folded[:1]
    begins = _FIRST.get(first) or sounds(first).replace("-", "h") or first
    keys = tuple(dict.fromkeys(begin + rest for begin in begins for rest in bones(folded[1:])))
    usual = keys[0] if keys and len(keys[0]) >= MEETING else ""
    shortened = dict.fromkeys(usual[:i] + usual[i + 1 :] for i in range(1, len(usual)))
    return Letters(bare(word), folded, keys, tuple(shortened))


def same_consonants(a: str, b: str) -> bool:
    """Whether two words have the same consonants, each letter read as most languages read it."""
    return letters(a).keys[:1] == letters(b).keys[:1]


def begin_alike(a: str, b: str) -> bool:
    """Whether two words begin with the same sound, read in one way or another."""
    return any(key[:1] == other[:1] for key in letters(a).keys for other in letters(b).keys)


def differ_in_marks(a: str, b: str) -> bool:
    """Whether two words are one without their marks: Şerif and Serif."""
    return letters(a).bare == letters(b).bare


def written_alike(a: str, b: str) -> bool:
    """Whether two words are one but for marks, double letters and the letters of a digraph: Um and Umm."""
    return differ_in_marks(a, b) or letters(a).graphemes == letters(b).graphemes


def candidates(words: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different words, sorted, whose letters allow that they are one name."""
    kept = sorted(w for w in set(words) if len(w) >= LEAST)
    if len(kept) > MAX_WORDS:
        return []
    known = {word: letters(word) for word in kept}
    whole: dict[str, list[str]] = {}
    for word in kept:
        for key in known[word].keys:
            whole.setdefault(key, []).append(word)
    alike = _pairs(whole.values())
    near: set[tuple[str, str]] = set()
    shortened: dict[str, list[str]] = {}
    for word in kept:
        for key in known[word].shortened:
            if key in whole:
                near.update((word, other) if word < other else (other, word) for other in whole[key] if other != word)
            if len(key) >= MEETING:
                shortened.setdefault(key, []).append(word)
    near |= _pairs(shortened.values())
    found = [*_near(alike, known, *SAME_CONSONANTS), *_near(near - alike, known, *OTHER_CONSONANTS)]
    return sorted(pair for pair in found if not derived(*pair)) if len(found) <= MAX_PAIRS else []


def _pairs(groups: Iterable[list[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups if len(group) > 1 for pair in combinations(group, 2)}


def _near(
    pairs: Iterable[tuple[str, str]], known: dict[str, Letters], share: float, most: int
) -> Iterator[tuple[str, str]]:
    """Pairs with few edits among their graphemes."""
    from rapidfuzz.distance.Levenshtein import distance

    for pair in pairs:
        one, other = known[pair[0]].graphemes, known[pair[1]].graphemes
        short, long = sorted((len(one), len(other)))
        allowed = min(most, int(long * share))
        if long - short <= allowed and distance(one, other, score_cutoff=allowed) <= allowed:
            yield pair


# What makes another word of a word: plurals, peoples, beliefs. A stem may end in a vowel that falls.
_DERIVING = (
    "s", "es", "n", "an", "ian", "ean", "ese", "ish", "ist", "ists", "ism", "isms", "i", "is", "y", "ies", "ite", "ites", "stan", "ia", "iya",
    "land", "er", "ers", "or", "ors", "ed", "ing", "ion", "ions", "ation", "ment", "ic", "ics", "al", "ally", "ly", "ry", "ship", "hood",
    "ern", "erner", "erners", "ward", "men", "man", "woman", "women", "in", "ina", "skaya", "ov", "ova", "gate", "care", "son", "sons", "ness", "age",
    "ate", "ated", "ating", "ative", "ant", "ent", "ance", "ence", "ency", "ity", "ities",
)  # fmt: skip
_ENDING = frozenset(_DERIVING)


def umlauted(a: str, b: str) -> bool:
    """Whether two words differ in umlauts alone, as German has them in one word: Apfel, Äpfel."""
    return a.translate(_UMLAUTS) == b.translate(_UMLAUTS)


def inflected(a: str, b: str) -> bool:
    """Whether two words differ in their ends alone, as one word does in a language with cases: Rubiego, Rubiemu.

    Marks inside a word that is else the same are none of its cases; on its last letter they may be (Rīga, Rīgā).
    """
    if differ_in_marks(a, b) and a[:-1] != b[:-1]:
        return False
    shared = _shared(a, b)
    return max(len(a), len(b)) - shared <= INFLECTION


def derived(a: str, b: str) -> bool:
    """Whether one word is made of the other or both of one stem: Syria and Syrian, Turkey and Turkish."""
    if differ_in_marks(a, b):
        return False
    a, b = letters(a).bare, letters(b).bare
    shared = _shared(a, b)
    return any(_one_stem(a[at:], b[at:]) for at in range(shared, max(2, shared - 3), -1))


def _shared(a: str, b: str) -> int:
    """The number of letters with which both words begin."""
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    return shared


def _one_stem(rest_a: str, rest_b: str) -> bool:
    if not rest_a or not rest_b:
        return (rest_a or rest_b) in _ENDING
    return rest_a in _ENDINGS and rest_b in _ENDINGS and (rest_a, rest_b) not in _SPELT


_ENDINGS = _ENDING | {"a", "o", "us", "os", "ey"}
"""Ends of which two on one stem make two words; one alone may be a spelling (Tabqa)."""
_SPELT = frozenset(
    (x, y)
    for a, b in (("i", "y"), ("ey", "i"), ("ey", "y"), ("ia", "iya"), ("a", "al"), ("is", "es"))
    for x, y in ((a, b), (b, a))
)
