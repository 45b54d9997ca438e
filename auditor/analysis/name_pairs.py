"""Pairs of words in one article that may be two spellings of one name, and what forbids it word by word.

Takes words in lower case; gives pairs worth a closer look. Cheap on purpose: most articles end here with no pair. Looks
at letters alone; `name_evidence` reads the names around.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from auditor.patterns import late_re

LEAST = 4
"""Letters from which on a word is compared: at three, one edit makes a stranger (Ali, Alia)."""
MOST_APART = 0.6
"""Edits per letter of the longer word beyond which two words are not weighed."""
INFLECTION = 3
"""Letters at the end of a word that an inflection may change."""
MAX_WORDS = 1500
"""Different capitalised words beyond which a text is a list, and pairs are no longer compared."""

# Consonants by class of sound; vowels, h, w, y and apostrophes go: they are what spellings differ in. Classes are
# coarser than `names.folding.coarse` knows them, since they only have to bring pairs together.
_CLASSES = str.maketrans(
    {**dict.fromkeys("kqgcx", "k"), **dict.fromkeys("szj", "s"), **dict.fromkeys("td", "t"), **dict.fromkeys("bpf", "b"),
     **dict.fromkeys("aeiouywhv' ", "")}
)  # fmt: skip
_FIRST = {**dict.fromkeys("kqgc", "k"), **dict.fromkeys("sz", "s"), **dict.fromkeys("td", "t"), **dict.fromkeys("vw", "v"),
          **dict.fromkeys("aeiouy'", "a")}  # fmt: skip
_DOUBLE = late_re(r"(.)\1+")


@lru_cache(maxsize=100_000)
def keys(word: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A word's key; other keys under which it looks for a like word; those under which two such words may meet."""
    key = _key(word.replace("ch", "sh"))
    # French and English write one letter for two sounds: Rachid, Chalifa; Gaber, Jaber; Zatynajko.
    other = [_key(word.replace("ch", "k"))] if "ch" in word else []
    if "j" in word:
        other += [_key(word.replace("dj", "g").replace("j", "g")), _key(word.replace("j", "y"))]
    if len(key) < 3:
        return key, tuple(other), ()
    less = tuple(dict.fromkeys(key[:i] + key[i + 1 :] for i in range(1, len(key))))
    return key, (*less, *other), less if len(key) > 3 else ()


def _key(word: str) -> str:
    """The class of the first letter and those of the consonants behind it, doubles single."""
    return _FIRST.get(word[0], word[0]) + _DOUBLE.sub(r"\1", word[1:].translate(_CLASSES))


def candidates(words: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different words, sorted, whose letters allow that they are one name."""
    whole: dict[str, list[str]] = {}
    shortened: dict[str, list[str]] = {}
    found: set[tuple[str, str]] = set()
    kept = sorted(w for w in set(words) if len(w) >= LEAST)
    if len(kept) > MAX_WORDS:
        return []
    keyed = [(word, *keys(word)) for word in kept]
    for word, key, _, _ in keyed:
        whole.setdefault(key, []).append(word)
    for word, _, less, meeting in keyed:
        for key in less:
            if key in whole:
                found.update((word, other) if word < other else (other, word) for other in whole[key] if other != word)
        for key in meeting:
            shortened.setdefault(key, []).append(word)
    for group in (*whole.values(), *shortened.values()):
        if len(group) > 1:
            found.update(combinations(group, 2))
    return sorted(pair for pair in found if not derived(*pair) and _near(*pair))


def _near(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 3:
        return False
    from rapidfuzz.distance.Levenshtein import distance

    # With other consonants the rest must be nearly the same; with the same ones most vowels may differ.
    most = int(max(len(a), len(b)) * MOST_APART) if keys(a)[0] == keys(b)[0] else 2 if len(a) > 4 else 1
    return distance(a, b, score_cutoff=most) <= most


# What makes another word of a word: plurals, peoples, beliefs. A stem may end in a vowel that falls.
_DERIVING = (
    "s", "es", "n", "an", "ian", "ean", "ese", "ish", "ist", "ists", "ism", "isms", "i", "is", "y", "ies", "ite", "ites", "stan", "ia", "iya",
    "land", "er", "ers", "or", "ors", "ed", "ing", "ion", "ions", "ation", "ment", "ic", "ics", "al", "ally", "ly", "ry", "ship", "hood",
    "ern", "erner", "erners", "ward", "men", "man", "woman", "women", "in", "ina", "skaya", "ov", "ova", "gate", "care", "son", "sons", "ness", "age",
    "ate", "ated", "ating", "ative", "ant", "ent", "ance", "ence", "ency", "ity", "ities",
)  # fmt: skip
_ENDING = frozenset(_DERIVING)


def inflected(a: str, b: str) -> bool:
    """Whether two words differ in their ends alone, as one word does in a language with cases: Rubiego, Rubiemu."""
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    return max(len(a), len(b)) - shared <= INFLECTION


def derived(a: str, b: str) -> bool:
    """Whether one word is made of the other or both of one stem: Syria and Syrian, Turkey and Turkish."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return any(_one_stem(a[at:], b[at:]) for at in range(min(shared, len(a), len(b)), max(2, shared - 3), -1))


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
