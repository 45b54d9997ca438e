"""A Latin spelling as graphemes: one code point each, marks and digraphs folded, articles and `Abd al-` set apart.

Takes a name, gives a `Folded`, memoised. Digraphs of several languages become one symbol each (`written` gives them
back); which sound a symbol has is left to the weights, which see its neighbours. Other scripts pass unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LONGEST = 120
"""Code points of a name that are compared; the rest is cut, so that no input is slow."""

_MEMO_SIZE = 100_000


class Part(NamedTuple):
    """One word of a name: its graphemes, doubles single; which of them stood doubled; whether an article stood before."""

    text: str
    doubled: str
    article: bool


class Folded(NamedTuple):
    """A name as the comparison sees it. `letters` is equal for spellings that differ in case and marks only."""

    letters: str
    parts: tuple[Part, ...]
    whole: Part
    coarse: str
    """The graphemes of the whole by class of sound."""
    consonants: str
    """The classes of its consonants alone."""


# Marks that say another sound; all other marks of Latin letters fall away.
_LETTERS = {
    "ş": "ʃ",
    "š": "ʃ",
    "ș": "ʃ",
    "ç": "č",
    "č": "č",
    "ğ": "ɣ",
    "ġ": "ɣ",
    "ž": "ʒ",
    "ḫ": "χ",
    "ẖ": "χ",
    "ṯ": "θ",
}
_LETTERS |= {
    "ḏ": "ð",
    "ð": "ð",
    "þ": "θ",
    "ı": "i",
    "ə": "ə",
    "ß": "ss",
    "æ": "e",
    "œ": "e",
    "ø": "o",
    "ł": "l",
    "đ": "d",
}
_APOSTROPHES = "'`´‘’‛ʹʻʼʽʾʿˈˊˋ′＇ʔʕ"
_BLANKS = "-‐‑‒–—_/\u00a0\u2009\u202f"
_DROPPED = '.;:!?"“”„«»()[]\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff'

# Longest first. `ch` keeps a symbol of its own: French sh, German kh, English tch; so does x: ks, kh or (Catalan) sh.
_Digraphs = tuple[tuple[str, str], ...]
_WITH_H: _Digraphs = (
    ("schtsch", "щ"),
    ("shch", "щ"),
    ("tsch", "č"),
    ("dsch", "ǰ"),
    ("dzh", "ǰ"),
    ("sch", "ʃ"),
    ("tch", "č"),
)
_WITH_H += (("sh", "ʃ"), ("kh", "χ"), ("ch", "ç"), ("gh", "ɣ"), ("th", "θ"), ("dh", "ð"), ("zh", "ʒ"), ("ph", "f"))
_WITH_Z = (("szcz", "щ"), ("cz", "č"), ("sz", "ʃ"), ("tz", "ʦ"), ("dz", "ʣ"))
_WITH_J = (("tsj", "č"), ("dsj", "ǰ"), ("sj", "ʃ"), ("zj", "ʒ"), ("dj", "ǰ"), ("tj", "č"))
_WITH_T = (("tx", "č"), ("ts", "ʦ"))
_OTHERS = (("ks", "x"), ("ck", "k"), ("qu", "k"))
_WRITTEN = {"ʃ": "sh", "č": "tch", "ç": "ch", "ɣ": "gh", "ʒ": "zh", "χ": "kh", "θ": "th", "ð": "dh"}
_WRITTEN |= {"ǰ": "dj", "щ": "shch", "ʦ": "ts", "ʣ": "dz"}

_ARTICLES = frozenset(("al", "el", "ul", "il", "l", "eçt", "eht", "ehl"))
_VOWELS = frozenset(("", *"aeiou"))
_DOUBLE = re.compile(r"(.)\1+")
_SERVANT = re.compile(r"(abd)[aeiou](?:l(?=.{3})|(?=[rsnzdtʃð].{3}))(.*)")


_CLASSES = {
    **dict.fromkeys("kqgɣχhçx", "k"), **dict.fromkeys("szʃčʒʦʣщǰjcθ", "s"), **dict.fromkeys("tdð", "t"),
    **dict.fromkeys("fvwb", "f"), **dict.fromkeys("aeiouəy", "a"), "'": "",
}  # fmt: skip
_COARSE = str.maketrans(_CLASSES)
_CONSONANTS = str.maketrans({
    **dict.fromkeys("kqgɣχhçx", "k"), **dict.fromkeys("szʃčʒʦʣщǰjcθ", "s"), **dict.fromkeys("tdð", "t"),
    **dict.fromkeys("fv", "f"), **dict.fromkeys("aeiouəyw'", ""),
})  # fmt: skip


def coarse(graphemes: str) -> str:
    """Graphemes by class of sound: all gutturals one, all sibilants one, all vowels one."""
    return graphemes.translate(_COARSE)


def _marks() -> dict[int, str]:
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code).lower()
        bare = _LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]
        if bare != chr(code):
            table[code] = bare
    table |= dict.fromkeys(range(0x300, 0x370), "")
    table |= dict.fromkeys(map(ord, _DROPPED), "")
    table |= dict.fromkeys(map(ord, _APOSTROPHES), "'")
    return table | dict.fromkeys(map(ord, _BLANKS), " ")


_TABLE = _marks()


def _symbols(text: str) -> str:
    """Digraphs to one code point; each group is tried only where its letter stands."""
    if "h" in text:
        for digraph, symbol in _WITH_H:
            text = text.replace(digraph, symbol)
    if "z" in text:
        for digraph, symbol in _WITH_Z:
            text = text.replace(digraph, symbol)
    if "j" in text:
        for digraph, symbol in _WITH_J:
            text = text.replace(digraph, symbol)
    if "t" in text:
        for digraph, symbol in _WITH_T:
            text = text.replace(digraph, symbol)
    for digraph, symbol in _OTHERS:
        text = text.replace(digraph, symbol)
    return text


# Slavic ends that schemes write differently: -kyi, -kiy, -kij; -yev, -yov, -iov, which is -ev in the original.
_ADJECTIVES = frozenset(("yi", "iy", "ij", "yj", "yy", "ii"))
_YEV = re.compile(r"(?:[yj]e|(?<=[^aeiou])[yji]o)((?:ff?|[vw])a?)$")


def _part(word: str, article: bool) -> Part:
    if word[-2:] in _ADJECTIVES and word[-3:-2] not in _VOWELS:
        word = word[:-2] + "y"
    elif (word[-1] in "vwf" or word[-2:] in ("va", "wa", "fa")) and (yev := _YEV.search(word)):
        word = f"{word[: yev.start()]}e{yev[1]}"
    if "ii" in word:
        word = word.replace("ii", "iy")
    doubled = _DOUBLE.findall(word)
    if not doubled:
        return Part(word, "", article)
    for grapheme in doubled:
        while grapheme * 2 in word:
            word = word.replace(grapheme * 2, grapheme)
    return Part(word, "".join(doubled), article)


def graphemes(word: str) -> str:
    """A word's graphemes, doubles single, nothing set apart: what a first look compares."""
    letters = word.lower() if word.isascii() else unicodedata.normalize("NFC", word).lower().translate(_TABLE)
    return _DOUBLE.sub(r"\1", _symbols(letters.replace(" ", "")))


def _is_article(word: str, following: str) -> bool:
    """`al`, `el` …, or a vowel and the sun letter that the next word starts with (`ash-Shaykh`)."""
    if word in _ARTICLES:
        return True
    return len(word) == 2 and word[0] in _VOWELS and word[1] == following[0] and word[1] not in _VOWELS


def _parts(words: list[str]) -> list[Part]:
    if len(words) == 1 and not words[0].startswith("abd"):
        return [_part(words[0], False)]
    parts = []
    article = False
    for index, word in enumerate(words):
        if index + 1 < len(words) and _is_article(word, words[index + 1]):
            article = True
            continue
        part = _part(word, article)
        article = False
        if part.text.startswith("abd") and (servant := _SERVANT.fullmatch(part.text)):
            parts.append(Part("abd", "", part.article))
            part = Part(servant[2], part.doubled, True)
        elif part.text in ("abdul", "abdel", "abdal", "abdol") and index + 1 < len(words):
            part, article = Part("abd", "", part.article), True
        parts.append(part)
    return parts


def fold(name: str) -> Folded:
    """The name, folded; equal objects for equal names. Never raises."""
    known = _memo.get(name)
    if known is not None:
        return known
    text = name[:LONGEST]
    plain = text.isascii()
    if plain and text.isalpha():
        letters = text.lower()
    elif plain and text.replace(" ", "").replace("-", "").isalpha():
        letters = " ".join(text.lower().replace("-", " ").split())
    else:
        letters = " ".join(unicodedata.normalize("NFC", text).lower().translate(_TABLE).split())
    if "," in letters:
        family, _, given = letters.partition(",")
        letters = " ".join(f"{given} {family}".replace(",", " ").split())
    graphemes = _symbols(letters)
    if "'" in graphemes:
        graphemes = graphemes.replace(" '", " ").lstrip("'")
    parts = tuple(_parts(graphemes.split()))
    whole = parts[0] if len(parts) == 1 else Part(
        "".join([p.text for p in parts]), "".join([p.doubled for p in parts]), any(p.article for p in parts)
    )  # fmt: skip
    if len(_memo) >= _MEMO_SIZE:
        _memo.clear()
    classes, consonants = whole.text.translate(_COARSE), whole.text.translate(_CONSONANTS)
    folded = _memo[name] = Folded(letters, parts, whole, classes, consonants)
    return folded


_memo: dict[str, Folded] = {}


def written(graphemes: str) -> str:
    """Graphemes as letters again, for people to read (`ʃ` → `sh`)."""
    return "".join(_WRITTEN.get(g, g) for g in graphemes)
