"""The folded view: the text as phrases see it, in two strings of one length.

`plain` makes apostrophes, quotation marks, dashes and blanks (but for blank lines) alike, composes letters and drops invisible signs;
`low` is the same in lower case with Arabic letter variants joined. Lexicon entries pass the same fold.
A map back to the text exists only where something was deleted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

# One-to-one changes, made only for the signs that occur: str.replace is far cheaper than str.translate.
_ALIKE = (
    ("'", "\u2019\u2018\u02bc\u02bb\u02b9\u2032\u201b\u00b4\uff07\u02bf\u02be"),
    ('"', "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u300c\u300d\u300e\u300f"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"),
    (":", "\uff1a\ufe55"),
    ("|", "\uff5c\u2016\u2223\u2502\u2503\u4e28"),
    ("/", "\uff0f"),
    ("=", "\uff1d"),
    (
        " ",
        "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    ),
)
_ASCII_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_BORDER = "\x00\x00"
_NEW = {old: new for new, olds in _ALIKE for old in olds if not old.isascii()}
_LOW_PAIRS = (
    ("ς", "σ"),
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ٱ", "ا"),
    ("ى", "ي"),
    ("ی", "ي"),
    ("ک", "ك"),
)
# What changes the length: letters with combining marks, invisible signs and Arabic vowel signs, a second blank.
_INVISIBLE = "\u00ad\u061c\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_FORMATTING = frozenset("\u00ad\u061c\ufeff") | {
    chr(n) for n in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065))
}
"""The invisible signs that are no letter's own, as vowel signs are."""
_MARKS = "\u0300-\u036f\u0653-\u0655"
_CHANGES = re.compile(
    rf"(?P<cluster>[^{_INVISIBLE}][{_INVISIBLE}]*[{_MARKS}][{_INVISIBLE}{_MARKS}]*)|(?P<blank> [ {_INVISIBLE}]+)|[{_INVISIBLE}]+",
    re.DOTALL,
)
_SPECIAL = re.compile(f"[{''.join(_NEW)}{_INVISIBLE}{_MARKS}]")
_BLANKS = re.compile("(?P<blank>  +)")
_INVISIBLE_SIGNS = re.compile(f"[{_INVISIBLE}]+")


class Folded:
    """A folded text. Offsets into it ("view offsets") count code points of `plain` and of `low` alike."""

    __slots__ = ("_deleted", "_map", "low", "plain", "text")

    def __init__(self, text: str, plain: str, low: str, deleted: list[int]) -> None:
        self.text = text
        self.plain = plain
        self.low = low
        self._deleted = deleted
        self._map = [at - index for index, at in enumerate(deleted)]

    def to_text(self, view: int) -> int:
        """Offset in the text of a view offset."""
        return view + bisect_right(self._map, view) if self._map else view

    def to_view(self, at: int) -> int:
        """View offset of an offset in the text; a deleted character has the offset of what follows it."""
        return at - bisect_left(self._deleted, at) if self._deleted else at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The text range of a view range: with the invisible signs inside it and the vowel signs behind it; what else is behind it
        (blanks, a joiner before a suffix, the end of a run from right to left) is not its own.
        """
        if not self._map or start == end:
            return self.to_text(start), self.to_text(end)
        first, last, least = self.to_text(start), self.to_text(end), self.to_text(end - 1) + 1
        while last > least and (self.text[last - 1].isspace() or self.text[last - 1] in _FORMATTING):
            last -= 1
        return first, last


def without_surrogates(text: str) -> str:
    """The text with each half of a pair, which no parser takes, replaced by one other sign."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def fold(text: str) -> Folded:
    """The folded view of a text."""
    plain = text
    ascii_only = text.isascii()
    special: set[str] = set() if ascii_only else set(_SPECIAL.findall(text))
    for old in special & _NEW.keys():
        plain = plain.replace(old, _NEW[old])
    if "\n\n" in plain:  # the border of two blocks stays, so that nothing is deleted there
        plain = plain.replace("\n\n", _BORDER)
    for old in _ASCII_BLANKS:
        if old in plain:
            plain = plain.replace(old, " ")
    if _BORDER in plain:
        plain = plain.replace(_BORDER, "\n\n")
    deleted: list[int] = []
    if not special <= _NEW.keys():
        plain, deleted = _shorten(plain, _CHANGES)
    elif "  " in plain:
        plain, deleted = _shorten(plain, _BLANKS)
    return Folded(text, plain, _lower(plain, ascii_only), deleted)


@cache
def _bare_letters() -> dict[str, str]:
    """Latin letters with a mark, in lower case, and what they are without it."""
    found = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t"}
    for code in (*range(0xDF, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and base.isascii() and letter == letter.lower():
            found[letter] = base
    return found


def bare(low: str) -> str:
    """`Folded.low` as names are matched: no marks on Latin letters, blanks for hyphens; of the same length."""
    if "-" in low:
        low = low.replace("-", " ")
    if not low.isascii():
        letters = _bare_letters()
        for sign in letters.keys() & set(low):
            low = low.replace(sign, letters[sign])
    return low


@lru_cache(maxsize=1 << 16)
def fold_words(words: str) -> str:
    """A lexicon entry or a phrase's literal, folded like `Folded.low`, without blanks at its ends."""
    if words.isascii() and words.isprintable() and "  " not in words:
        return words.lower().strip(" ")  # nothing else to fold: thousands of entries pass here at start-up
    return fold(words).low.strip(" ")


def _shorten(plain: str, changes: re.Pattern[str]) -> tuple[str, list[int]]:
    deleted: list[int] = []
    parts: list[str] = []
    last = 0
    for match in changes.finditer(plain):
        start, end = match.span()
        parts.append(plain[last:start])
        if match.lastgroup == "cluster":
            kept = unicodedata.normalize("NFC", _INVISIBLE_SIGNS.sub("", match.group()))
        else:
            kept = " " if match.lastgroup == "blank" else ""
        parts.append(kept)
        start += len(kept)
        deleted.extend(range(start, end))
        last = end
    parts.append(plain[last:])
    return "".join(parts), deleted


def _lower(plain: str, ascii_only: bool) -> str:
    if ascii_only:
        return plain.lower()
    if "İ" in plain:  # the only character whose lower case is longer
        plain = plain.replace("İ", "i")
    low = plain.lower()
    for old, new in _LOW_PAIRS:
        if old in low:
            low = low.replace(old, new)
    return low
