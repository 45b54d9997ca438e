"""Words of a language that are read only where a claim or a quotation stands: what makes it unreal, old, or one's opinion.

Takes a language and tables of `rules/lexicons/claims/LANGUAGE.toml`, gives their words as patterns for the folded text in
lower case. They are no part of the index: most are so common that an article's every line would hold one.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.fold import fold_words
from auditor.shipped import read_shipped

_NEVER = r"(?!)"
_HERE = r"(?: |(?<='))$"
"""Right before an offset: behind a blank, or behind an elided word ("l'attaque")."""


@cache
def wording(language: str, table: str, behind: str = "") -> re.Pattern[str]:
    """A table's words, each as a whole word, with what must stand `behind` them (a regular expression)."""
    words = _alternatives(language, table)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w){behind}" if words else _NEVER)


@cache
def wording_before(language: str, table: str, fillers: str = "") -> re.Pattern[str]:
    """A table's words right before where a search ends, with nothing between but words of a second table."""
    words, between = _alternatives(language, table), _alternatives(language, fillers)
    return re.compile(rf"(?<!\w)(?:{words})(?: (?:{between or _NEVER}))*{_HERE}" if words else _NEVER)


@cache
def first_words(language: str, *tables: str) -> frozenset[str]:
    """The first word of every entry of some tables: where a text has none of them, no entry stands in it."""
    return frozenset(fold_words(words).split(" ")[0] for table in tables for words in _tables(language).get(table, ()))


def _alternatives(language: str, table: str) -> str:
    """The words of a table as alternatives, the longest first; empty where the language has none."""
    words = {fold_words(word) for word in _tables(language).get(table, ())}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _tables(language: str) -> dict[str, list[str]]:
    import tomli

    try:
        data = read_shipped(f"lexicons/claims/{language}.toml")
    except FileNotFoundError:
        return {}
    tables: dict[str, list[str]] = tomli.loads(data.decode("utf-8"))
    return tables
