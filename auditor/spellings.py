"""What of a name stands in the index: its words without the article before them, and without an ending that is inflected.

Takes a name's forms and the language of an article; gives Literals, written as `fold.bare` shows a text. What may stand
around a literal in an article (article, ending) is decided where it is found, by `hits` and `lexicon_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from auditor.fold import bare, fold_words
from auditor.toml import parse

ENDINGS = "lexicons/endings.toml"
FORM, SHORT, EXONYM, ORIGINAL = "form", "short", "exonym", "original"
MUST, MAY = "must", "may"
_OPEN = frozenset(("al", "el", "il", "ul"))
_SUN = ("sh", "th", "dh", "ch", "t", "d", "r", "z", "s", "n")
_MOST = 16
"""Literals that one form makes at most: a name with three articles is read with those it has and with al-, no more."""


class Literal(NamedTuple):
    """What a hit in the table of names carries.

    `article`: MUST or MAY stand before it, or not (""). `final`: what an ending replaces; "+": an ending is added.
    """

    entry: int
    role: str
    article: str
    final: str


def name_words(words: str) -> str:
    """A name as the index has it: folded, without Latin diacritics, blanks for hyphens."""
    return bare(fold_words(words))


def is_article(word: str, following: str) -> bool:
    """Whether a word in lower case is the Arabic article before another: al-, el-, or with the sun letter (az-Zor)."""
    if word in _OPEN:
        return True
    return 1 < len(word) < 4 and word[0] in "ae" and following.startswith(word[1:]) and following[0] in "tdrzsnc"


def without_article(words: str) -> str:
    """A name's words, in lower case with blanks, without an article before them."""
    first, _, rest = words.partition(" ")
    return rest if rest and is_article(first, rest) else words


def literals(form: str, language: str) -> Iterator[tuple[str, bool, str]]:
    """(words, whether the form has an article before them, final) for each way in which a form's articles are written."""
    words = name_words(form)
    core = without_article(words)
    articled = core != words
    final = ""
    if endings := endings_of(language):
        final = next((f for f in endings if f != "+" and core.endswith(f)), "")
        if not final and "+" in endings and not core.endswith(endings.get("-", ())):
            final = "+"
        if len(final) >= len(core) - 1:
            final = ""
    stem = core[: -len(final)] if final not in ("", "+") else core
    parts = stem.split(" ")
    if len(parts) < 3:
        yield stem, articled, final
        return
    ways = [_ways(part, following) for part, following in pairwise(parts)]
    for number, way in enumerate(product(*ways)):
        if number == _MOST:
            break
        yield " ".join((*way, parts[-1])), articled, final


def _ways(part: str, following: str) -> tuple[str, ...]:
    if not is_article(part, following):
        return (part,)
    sun = next((sign for sign in _SUN if following.startswith(sign)), "")
    return tuple(dict.fromkeys((part, "al", "el", *((f"a{sun}", f"e{sun}") if sun else ()))))


def arabic_literals(form: str) -> Iterator[str]:
    """The words of a form in Arabic script; behind "for" (ل) the article loses its first letter."""
    words = fold_words(form)
    yield words
    if words.startswith("ال"):
        yield f"لل{words[2:]}"


@cache
def _all_endings() -> dict[str, dict[str, tuple[str, ...]]]:
    from auditor.shipped import read_shipped

    return {
        language: {final: tuple(ends) for final, ends in sorted(table.items(), key=lambda item: -len(item[0]))}
        for language, table in parse(read_shipped(ENDINGS)).items()
    }


def endings_of(language: str) -> dict[str, tuple[str, ...]]:
    """A language's endings of names by what they replace, the longest first; "+": added to what does not end in "-"."""
    return _all_endings().get(language, {})
