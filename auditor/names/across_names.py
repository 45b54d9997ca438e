"""Whole names across scripts: which word of a Latin spelling stands for which word of the original form, and how well.

Takes two strings, gives a `Comparison`; knows no article and gives no verdict. Order, words written in one or in two,
titles, initials, patronymics and the sons (bin, ibn) on one side only are no difference.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from auditor.names.across import Script, Word, latin_words, original_words, script_of, table, word_fit

FITS = 0.75
"""From this fit on a word is a spelling of the other: 99 in 100 attested spellings reach it, 1 in 100 other names."""
DIFFERS = 0.68
"""Up to this fit a word is another name: 98 in 100 other names stay under it, 3 in 1,000 attested spellings."""
MOST_WORDS = 7

# What it costs not to pair a word, where a pair that does not fit at all costs 1: two words are rather paired.
_SPARE, _SPARE_SMALL, _GLUED, _REORDERED = 0.55, 0.04, 0.1, 0.2


class Pair(NamedTuple):
    """Words that stand for each other, as places in the two strings, and their fit."""

    latin: Word
    original: Word
    fit: float


class Comparison(NamedTuple):
    """Pairs in the order of the Latin, and words with no partner; titles, initials and the sons are left out of these."""

    script: str
    pairs: tuple[Pair, ...]
    spare_latin: tuple[Word, ...]
    spare_original: tuple[Word, ...]


class _Match(NamedTuple):
    cost: float
    pairs: tuple[Pair, ...] = ()
    spare_latin: tuple[Word, ...] = ()
    spare_original: tuple[Word, ...] = ()


def fit(latin: str, original: str) -> float:
    """How well a Latin spelling fits an original form, in [0, 1]; 0.0 for scripts without a table."""
    compared = compare(latin, original)
    if compared is None or not compared.pairs:
        return 0.0
    spare = sum(len(w.letters) for w in (*compared.spare_latin, *compared.spare_original))
    letters = sum(len(p.original.letters) for p in compared.pairs)
    return sum(p.fit * len(p.original.letters) for p in compared.pairs) / (letters + spare)


@lru_cache(maxsize=512)
def compare(latin: str, original: str) -> Comparison | None:
    """The best pairing of the words of two forms; None for scripts without a table and names of too many words."""
    script = script_of(original)
    if not script:
        return None
    letters = table(script)
    ones, others = latin_words(latin, letters), original_words(original, letters)
    if not ones or not others or max(len(ones), len(others)) > MOST_WORDS:
        return None
    best = _match(ones, others, script)
    if best.cost > _GLUED + 0.25 * len(ones):
        for order in _orders(ones):
            match = _match(order, others, script)
            if match.cost + _REORDERED < best.cost:
                best = match._replace(cost=match.cost + _REORDERED)
    return Comparison(
        script,
        tuple(sorted(best.pairs, key=lambda p: p.latin.start)),
        tuple(w for w in best.spare_latin if not _is_small(w, letters)),
        tuple(w for w in best.spare_original if not _is_small(w, letters)),
    )


def _orders(words: list[Word]) -> list[list[Word]]:
    """Other orders of the words: all of few; of more the family name first or last."""
    if len(words) <= 3:
        return [list(order) for order in permutations(words)][1:]
    return [words[1:] + words[:1], words[-1:] + words[:-1]]


def _is_small(word: Word, letters: Script) -> bool:
    """Whether a word may stand on one side only: an initial, a title, a son of, a patronymic."""
    name = word.letters
    return len(name) == 1 or name in letters.titles or name in letters.kin or name.endswith(letters.patronymics)


def _match(ones: list[Word], others: list[Word], script: str) -> _Match:
    """The cheapest pairing in the order given."""
    letters = table(script)
    best: dict[tuple[int, int], _Match] = {(len(ones), len(others)): _Match(0.0)}

    def spare(word: Word) -> float:
        return _SPARE_SMALL if _is_small(word, letters) else _SPARE

    for i in range(len(ones), -1, -1):
        for j in range(len(others), -1, -1):
            found = []
            if i < len(ones):
                rest = best[i + 1, j]
                found.append(rest._replace(cost=rest.cost + spare(ones[i]), spare_latin=(ones[i], *rest.spare_latin)))
            if j < len(others):
                rest = best[i, j + 1]
                cost = rest.cost + spare(others[j])
                found.append(rest._replace(cost=cost, spare_original=(others[j], *rest.spare_original)))
            for latins, originals in ((1, 1), (2, 1), (1, 2)):
                if i + latins <= len(ones) and j + originals <= len(others):
                    one, other = _joined(ones[i : i + latins], ""), _joined(others[j : j + originals], " ")
                    pair = Pair(one, other, word_fit(one.letters, other.letters, script))
                    if latins + originals == 2 or pair.fit >= FITS:
                        rest = best[i + latins, j + originals]
                        cost = rest.cost + 1 - pair.fit + (_GLUED if latins + originals > 2 else 0.0)
                        found.append(rest._replace(cost=cost, pairs=(pair, *rest.pairs)))
            if found:
                best[i, j] = min(found, key=lambda m: m.cost)
    return best[0, 0]


def _joined(words: list[Word], between: str) -> Word:
    return Word(between.join(w.letters for w in words), min(w.start for w in words), max(w.end for w in words))
