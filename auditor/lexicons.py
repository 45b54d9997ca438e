"""The shipped word lists: what a language's articles are read with, and how articles of each language credit.

Takes language codes, gives tables of TOML as they stand, each file read once. Keys without a letter beyond ASCII are
already folded in the files (a test holds that), so that thousands of them need no work at start-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from auditor.fold import fold_words
from auditor.shipped import list_shipped, read_shipped

Tables = dict[str, dict[str, Any]]

_SAME_FORMULAS = {"no": "sv", "nb": "sv", "nn": "sv", "da": "sv", "ckb": "ku"}
"""Languages whose formulas stand in another's file."""


Entry = tuple[str, str, Any]
"""One entry: its folded words, the table that holds it, and the value it carries; a plain tuple, for there are thousands."""


@cache
def language_tables(language: str) -> Tables:
    """Tables of `rules/lexicons/LANGUAGE.toml`; empty where the project has none for the language."""
    try:
        return _tables(f"lexicons/{language}.toml")
    except FileNotFoundError:
        return {}


@cache
def formula_languages() -> frozenset[str]:
    """The languages that have formulas of credit."""
    names = (name.rpartition("/")[2].removesuffix(".toml") for name in list_shipped("lexicons/credits"))
    return frozenset(names) - {"shared"}


def formulas_of(language: str | None) -> str | None:
    """The language whose file holds a language's formulas; None where there is none."""
    own = _SAME_FORMULAS.get(language or "", language or "")
    try:
        return own if own and _tables(f"lexicons/credits/{own}.toml") else None
    except FileNotFoundError:
        return None


def language_formulas(language: str) -> dict[str, str]:
    """The labels, verbs and suffixes of credit of a language; empty where the project has none."""
    try:
        return _tables(f"lexicons/credits/{language}.toml").get("credit", {})
    except FileNotFoundError:
        return {}


@cache
def shared_formulas() -> Tables:
    """Formulas that every article is read with: furniture, disclaimers, engines, licences."""
    return {**_tables("lexicons/formulas.toml"), **_tables("lexicons/credits/shared.toml")}


def entries(language: str, formulas: frozenset[str]) -> Iterator[Entry]:
    """Everything to look for in an article of a language, with the formulas of some languages."""
    groups = [
        shared_formulas(),
        language_tables(language),
        *(_tables(f"lexicons/credits/{code}.toml") for code in sorted(formulas)),
    ]
    for tables in groups:
        for table, words in tables.items():
            for key, value in words.items():
                yield key if key.isascii() else fold_words(key), table, value
    for code in (language, *sorted(formulas - {language})):
        for concept, keys in disclaimer_words(code).get("key", {}).items():
            for key in keys:
                yield key if key.isascii() else fold_words(key), "disclaimer", (code, concept)


def disclaimer_words(language: str) -> dict[str, dict[str, list[str]]]:
    """The words of disclaimers in a language, by concept: tables `key` and `word`; empty where the project has none."""
    try:
        return _tables(f"lexicons/disclaimers/{language}.toml")
    except FileNotFoundError:
        return {}


@cache
def _tables(name: str) -> Tables:
    import tomli

    loaded = tomli.loads(read_shipped(name).decode("utf-8"))
    return {table: words for table, words in loaded.items() if isinstance(words, dict)}
