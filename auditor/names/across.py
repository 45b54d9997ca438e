"""How well a Latin spelling fits a name's form in its own script: letters aligned with sets of Latin spellings.

Takes two strings, gives fits in [0, 1]; knows no article and gives no verdict. Arabic, Cyrillic, Greek and Hebrew; the
tables are `rules/lexicons/similarity/SCRIPT-letters.toml`. The method is a weighted edit distance whose costs depend on
the place in the word (start, end, between), in the manner of Freeman, Condon and Ackerman (2006).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import tomli

from auditor.shipped import read_shipped

SCRIPTS = ("arabic", "cyrillic", "greek", "hebrew")
LONGEST = 40
"""Letters of a word that are compared; the rest is cut, so that no input is slow."""

_RANGES = {
    "arabic": (("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\u08a0", "\u08ff")),
    "cyrillic": (("\u0400", "\u052f"),),
    "greek": (("\u0370", "\u03ff"), ("\u1f00", "\u1fff")),
    "hebrew": (("\u0590", "\u05ff"),),
}

_VOWELS = frozenset("aeiou")
_GLIDES = frozenset("hywj")
# What a difference costs, where a lost consonant is 1. Set by hand on the attested pairs of `docs/names.md`.
_OTHER, _ALIKE, _OTHER_VOWEL, _MIXED = 1.2, 0.5, 0.35, 0.9
_LOST_WEAK = 0.35
_MORE_GLIDE, _MORE_VOWEL, _FREE_VOWEL = 0.5, 0.3, 0.03
_DOUBLED = 0.05
_WEAK = 0.35
"""Share of a consonant that a letter has which holds a vowel or can."""
_MORE_ARTICLE = 0.2
_LONG = 5
"""Letters from which on an ending that many names share (-ova, -enko) is left out of what a difference is measured by."""

_MARKED = {"š": "sh", "ş": "sh", "ș": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ğ": "gh", "ġ": "gh"}
_MARKED |= {"ǧ": "j", "ḫ": "kh", "ẖ": "kh", "ṯ": "th", "ḏ": "dh", "ð": "dh", "þ": "th", "ż": "zh", "ź": "z", "ś": "s"}
_MARKED |= {"ı": "i", "ə": "e", "ß": "ss", "æ": "e", "œ": "e", "ø": "o", "ł": "l", "đ": "dj", "ń": "n", "ñ": "n"}
_MARKS = re.compile("[\u0300-\u036f]")
_NO_LETTER = re.compile("[^a-z]+")
_DOUBLES = re.compile(r"([b-df-hj-np-tv-z]|aa|ii|uu|kh|sh|ch|th|dh|gh|zh)\1+|(a)a+|(i)i+|(u)u+")
_TOKENS = re.compile(r"[^\s\-\u05be]+")
_ARTICLES = frozenset(("al", "el", "ul", "il", "l"))
_SUN = re.compile(r"[aeiou](r|sh|ch|s|z|dh|d|n|th|t)")
_ORIGINAL_MARKS = re.compile("[\u0300\u0301\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670\u0640\u200b-\u200f]")

Spellings = tuple[tuple[str, float], ...]


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the string that it was read from (code points, half-open)."""

    letters: str
    start: int
    end: int


class Script(NamedTuple):
    """The table of a script: Latin spellings and their costs by letters, at a word's start, at its end, anywhere."""

    anywhere: dict[str, Spellings]
    start: dict[str, Spellings]
    end: dict[str, Spellings]
    unwritten: dict[str, float]
    weak: frozenset[str]
    alike: frozenset[tuple[str, str]]
    same: dict[int, int]
    joined: frozenset[str]
    joined_latin: frozenset[str]
    kin: frozenset[str]
    articles: frozenset[str]
    patronymics: tuple[str, ...]
    titles: frozenset[str]
    generic: frozenset[str]
    given: frozenset[str]
    long: dict[str, str]
    endings: tuple[str, ...]


def script_of(text: str) -> str:
    """The script of a text's first letter, of those that have a table; "" where it has none."""
    for sign in text:
        for script, ranges in _RANGES.items():
            if any(low <= sign <= high for low, high in ranges) and sign.isalpha():
                return script
        if sign.isalpha():
            return ""
    return ""


@cache
def table(script: str) -> Script:
    """The table of a script, read once."""
    data = tomli.loads(read_shipped(f"lexicons/similarity/{script}-letters.toml").decode())
    rare, words = float(data["rare"]), data["words"]
    same = {ord(x): ord(y) for x, y in data["same"].items()}

    def rows(*sections: str) -> dict[str, Spellings]:
        return {
            letters: tuple(
                (_single("" if spelling == "-" else spelling), cost)
                for spellings, cost in zip(row, (0.0, rare), strict=True)
                for spelling in spellings.split()
            )
            for section in sections
            for letters, row in data[section].items()
        }

    def listed(name: str) -> frozenset[str]:
        return frozenset(_plain(word).translate(same) for word in words[name].split())

    free = [(v, cost) for vowels, cost in zip(data["unwritten"], (0.0, 0.1), strict=True) for v in vowels.split()]
    return Script(
        anywhere=rows("letters", "groups"),
        start=rows("start"),
        end=rows("end"),
        unwritten={_single(vowel): cost + _FREE_VOWEL for vowel, cost in reversed(free)},
        weak=frozenset(data["weak"]),
        alike=frozenset((x, y) for row in data["alike"] for x in row for y in row),
        same=same,
        joined=listed("joined"),
        joined_latin=frozenset(words["joined-latin"].split()),
        kin=listed("kin") | frozenset(words["kin-latin"].split()),
        articles=listed("articles"),
        patronymics=tuple(words["patronymics"].split()),
        titles=listed("titles"),
        generic=listed("generic"),
        given=listed("given"),
        long=data["long"],
        endings=tuple(sorted(words["endings"].split(), key=len, reverse=True)),
    )


def _single(latin: str) -> str:
    """Doubled consonants single: they show a shadda, a short vowel or nothing."""
    return _DOUBLES.sub(lambda m: m[1] or m[2] or m[3] or m[4], latin)


def _plain(original: str) -> str:
    """An original form in lower case without vowel signs, accents (of Greek) and stress."""
    text = unicodedata.normalize("NFC", original).lower().replace("׳", "'").replace("’", "'").replace("״", '"')
    if "\u0370" <= text[:1] <= "\u03ff" or "\u1f00" <= text[:1] <= "\u1fff":
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", _ORIGINAL_MARKS.sub("", unicodedata.normalize("NFC", text)))


def latin_words(latin: str, script: Script) -> list[Word]:
    """Words of a Latin spelling as they are compared; an article belongs to its noun, `Abdul` to the name behind it."""
    words: list[Word] = []
    before, start = "", -1
    tokens = [(_letters(m[0]), *m.span()) for m in _TOKENS.finditer(latin)]
    for index, (word, first, last) in enumerate(tokens):
        if not word:
            continue
        start = first if start < 0 else start
        following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        article = bool(following) and _is_article(word, following)
        if article or (following and word in script.joined_latin):
            before += "al" if article else word
            continue
        words.append(Word(_single(before + word)[:LONGEST], start, last))
        before, start = "", -1
    return words


def _letters(token: str) -> str:
    low = token.lower()
    if not low.isascii():
        low = "".join(_MARKED.get(sign, sign) for sign in unicodedata.normalize("NFC", low))
        low = _MARKS.sub("", unicodedata.normalize("NFD", low))
    return _NO_LETTER.sub("", low)


def _is_article(word: str, following: str) -> bool:
    sun = _SUN.fullmatch(word)
    return word in _ARTICLES or (sun is not None and following.startswith(sun[1]))


def original_words(original: str, script: Script) -> list[Word]:
    """Words of an original form as they are compared."""
    words: list[Word] = []
    before, start = "", -1
    tokens = [(_plain(m[0]).strip('.,"').translate(script.same), *m.span()) for m in _TOKENS.finditer(original)]
    for index, (word, first, last) in enumerate(tokens):
        if not any(sign.isalpha() for sign in word):
            continue
        start = first if start < 0 else start
        if index + 1 < len(tokens) and (word in script.joined or word in script.articles):
            before += word if word in script.articles else word + " "
            continue
        words.append(Word((before + word)[:LONGEST], start, last))
        before, start = "", -1
    return words


def word_fit(latin: str, original: str, script: str) -> float:
    """Fit in [0, 1] of two words as `latin_words` and `original_words` give them."""
    letters = table(script)
    cost = _cost(latin, original, script)
    if latin[:2] in ("al", "el") and len(latin) > 4 and not original.startswith("ال"):
        cost = min(cost, _cost(latin[2:], original, script) + _MORE_ARTICLE)
    stem = original.removeprefix("ال")
    if len(stem) > _LONG and stem.endswith(letters.endings):
        stem = stem[: -len(next(e for e in letters.endings if stem.endswith(e)))]
    size = sum(_WEAK if sign in letters.weak else sign != " " for sign in stem)
    return max(0.0, 1.0 - cost / max(size, 1.0))


@lru_cache(maxsize=4096)
def _cost(latin: str, original: str, script: str) -> float:
    """The cheapest alignment. States are (letters of the original, letters of the Latin, whether a free vowel came last)."""
    letters = table(script)
    width = len(latin) + 1
    rows = [[[_FAR, _FAR] for _ in range(width)] for _ in range(len(original) + 1)]
    rows[0][0][0] = 0.0
    for at, row in enumerate(rows):
        spellings = _spellings(original, at, script) if at < len(original) else {}
        for to in range(width):
            for vowel in (0, 1):
                cost = row[to][vowel]
                if cost >= _FAR:
                    continue
                if to < len(latin):
                    _insert(row, latin, to, vowel, cost, letters)
                if at == len(original):
                    continue
                if to < len(latin):
                    _reach(rows[at + 1][to + 1], 0, cost + _change(original[at], latin[to], letters))
                for spelling, ahead, price in (*spellings.get(latin[to : to + 1], ()), *spellings.get("", ())):
                    if latin.startswith(spelling, to):
                        # A letter that is not written leaves the vowel before it as it was.
                        _reach(rows[at + ahead][to + len(spelling)], vowel if not spelling else 0, cost + price)
                lost = 0.0 if original[at] == " " else _LOST_WEAK if original[at] in letters.weak else 1.0
                _reach(rows[at + 1][to], vowel, cost + lost)
    return min(rows[-1][-1])


_FAR = 1e9


def _reach(cell: list[float], vowel: int, cost: float) -> None:
    if cost < cell[vowel]:
        cell[vowel] = cost


def _insert(row: list[list[float]], latin: str, to: int, vowel: int, cost: float, letters: Script) -> None:
    """A Latin letter that the original does not write: the first short vowel is (nearly) free."""
    for length in (1, 2):
        group = latin[to : to + length]
        if len(group) == length and group in letters.unwritten and not vowel:
            _reach(row[to + length], 1, cost + letters.unwritten[group])
    sign = latin[to]
    price = _MORE_VOWEL if sign in _VOWELS else _MORE_GLIDE if sign in _GLIDES else 1.0
    _reach(row[to + 1], vowel, cost + price)


def _change(original: str, latin: str, letters: Script) -> float:
    """One letter for another that is none of its spellings."""
    if original == " ":
        return _FAR
    weak, vowel = original in letters.weak, latin in _VOWELS
    if weak:
        return _OTHER_VOWEL if vowel else _MIXED
    if vowel:
        return _OTHER
    spelt = letters.anywhere.get(original, ())
    return _ALIKE if any((s[:1], latin) in letters.alike for s, cost in spelt if not cost) else _OTHER


@lru_cache(maxsize=4096)
def _spellings(original: str, at: int, script: str) -> dict[str, tuple[tuple[str, int, float], ...]]:
    """Spellings of the letters at a place, by their first Latin letter: (spelling, letters of the original, cost)."""
    letters = table(script)
    starts = at == 0 or original[at - 1] == " "
    found: dict[tuple[str, int], float] = {}
    for length in range(1, min(5, len(original) - at + 1)):
        group = original[at : at + length]
        ends = original[at + length : at + length + 1] in ("", " ")
        rows = [letters.anywhere.get(group, ())]
        if starts:
            rows.append(letters.start.get(group, ()))
        if ends:
            rows.append(letters.end.get(group, ()))
        if length == 2 and group[0] == group[1]:
            rows.append(tuple((s, cost + _DOUBLED) for s, cost in letters.anywhere.get(group[0], ())))
        for spelling, cost in (pair for row in rows for pair in row):
            known = found.get((spelling, length), _FAR)
            found[spelling, length] = min(known, cost)
    by_letter: dict[str, tuple[tuple[str, int, float], ...]] = {}
    for (spelling, length), cost in found.items():
        by_letter[spelling[:1]] = (*by_letter.get(spelling[:1], ()), (spelling, length, cost))
    return by_letter


def reading(original: str, script: str) -> str:
    """How a word of `original_words` reads, roughly: the first spelling of each letter, an a where vowels are unwritten."""
    letters = table(script)
    read, at = "", 0
    while at < len(original):
        spelling, length = _first(original, at, letters)
        if letters.unwritten and read[-1:].isalpha() and read[-1] not in _VOWELS and spelling[:1] not in _VOWELS:
            read += "a" if spelling.isalpha() else ""
        read += spelling
        at += length
    return "-".join(word if word == "al" else word.capitalize() for word in read.split("-"))


def _first(original: str, at: int, letters: Script) -> tuple[str, int]:
    """The first spelling of what stands at a place, and how many letters it covers."""
    if original[at] == " ":
        return "-", 1
    starts = at == 0 or original[at - 1] == " "
    if starts and original.startswith("ال", at) and len(original) > at + 3:
        return "al-", 2
    for length in (4, 3, 2, 1):
        group = original[at : at + length]
        behind = original[at + length : at + length + 1]
        if len(group) < length:
            continue
        if (
            group in letters.long
            and not starts
            and behind not in ("", " ")
            and not letters.weak & {original[at - 1], behind}
        ):
            return letters.long[group], 1
        ends = letters.end.get(group) if behind in ("", " ") else None
        for row in (letters.start.get(group) if starts else None, ends, letters.anywhere.get(group)):
            if row:
                return next((s for s, _ in row if s or not starts), ""), length
    return "", 1
