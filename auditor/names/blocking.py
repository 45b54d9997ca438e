"""Which words of many names are worth comparing: bones of consonants as keys, so that cost grows with the words.

Takes distinct folded words, gives for each the words that may be another spelling of it. Keys are coarser than the
comparison and only bring words together; a cheap likeness of sounds then throws most of them out. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from auditor.names.folding import coarse
from auditor.patterns import late_re

ALIKE = 0.6
"""Likeness by class of sound from which on two words are weighed."""
SHARED = 0.5
"""Likeness letter by letter below which they are not, however they sound: Zawr and Zor share half."""
SHORTENED = 4
"""Consonants from which on a word is looked for with one of them lost."""
MOST_KEYS = 12
"""Ways to read a word that are kept."""

# Each grapheme by the sounds it is written for; several where languages disagree (French, German and English `ch`), "-"
# where one has none. Vowels, h, w, v, y and apostrophes have no row: they are what spellings differ in.
_SOUNDS = {
    **dict.fromkeys("kqɣ", "k"), **dict.fromkeys("szʃčʒʦʣщ", "s"), **dict.fromkeys("td", "t"), **dict.fromkeys("bp", "b"),
    **{g: g for g in "fmnlr"}, "ç": "sk-", "c": "ks", "g": "kj-", "χ": "k-", "x": "ks", "j": "j-s", "ǰ": "js", "θ": "ts", "ð": "ts",
}  # fmt: skip
_PLAIN = {ord(grapheme): sound for grapheme, sound in _SOUNDS.items() if len(sound) == 1}
_PLAIN |= dict.fromkeys(map(ord, "aeiouəyhwv'"), "")
_SEVERAL_WAYS = {grapheme: sound for grapheme, sound in _SOUNDS.items() if len(sound) > 1}
_DOUBLE = late_re(r"(.)\1+")


def sounds(grapheme: str) -> str:
    """The classes of sound that a grapheme is written for, "-" where it may have none; "" for vowels, h, w, v and y."""
    return _SOUNDS.get(grapheme, "")


@lru_cache(maxsize=200_000)
def bones(graphemes: str) -> tuple[str, ...]:
    """The consonants of a folded word by class, doubles single, once for each way to read it.

    A word reads a letter in one way wherever it stands: who writes kh for its first ch does so for its second.
    """
    plain = graphemes.translate(_PLAIN)
    doubtful = [grapheme for grapheme in _SEVERAL_WAYS if grapheme in plain]
    signs = [ord(grapheme) for grapheme in doubtful]
    ways = islice(product(*(_SEVERAL_WAYS[grapheme] for grapheme in doubtful)), MOST_KEYS)
    found = [plain.translate(dict(zip(signs, way, strict=True))).replace("-", "") for way in ways]
    return tuple(dict.fromkeys(_DOUBLE.sub(r"\1", bone) for bone in found))


def links(words: Sequence[str]) -> list[set[int]]:
    """For each word the numbers of those that may be a spelling of it, without its own."""
    blocks: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        for key in bones(word):
            blocks.setdefault(key, []).append(number)
    sounds = [coarse(word) for word in words]
    found: list[set[int]] = [set() for _ in words]
    for number, word in enumerate(words):
        near: set[int] = set()
        keys = bones(word)
        for key in keys:
            near.update(other for other in blocks[key] if other > number)
        usual = keys[0]
        if len(usual) >= SHORTENED:
            for at in range(len(usual)):
                near.update(blocks.get(usual[:at] + usual[at + 1 :], ()))
        near.discard(number)
        for other in _alike(words, sounds, number, near):
            found[number].add(other)
            found[other].add(number)
    return found


def _alike(words: Sequence[str], sounds: list[str], number: int, near: set[int]) -> Iterator[int]:
    """Those near a word that sound like it, and share letters with it."""
    numbers = list(near)
    kept = process.extract(
        sounds[number],
        [sounds[other] for other in numbers],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=ALIKE,
        limit=None,
    )
    word = words[number]
    for _, _, at in kept:
        if Levenshtein.normalized_similarity(word, words[numbers[at]], score_cutoff=SHARED):
            yield numbers[at]
