"""The shipped word lists: keys as the index wants them, and every language's formulas found."""

from __future__ import annotations

import pytest
import tomli

from auditor.fold import fold_words
from auditor.lexicons import formula_languages, formulas_of, language_tables
from auditor.shipped import list_shipped, read_shipped

FILES = [name for folder in ("lexicons", "lexicons/credits") for name in list_shipped(folder)]


@pytest.mark.parametrize("name", FILES)
def test_a_key_of_plain_letters_is_folded_already(name: str) -> None:
    if name.endswith(("languages.toml", "metadata.toml")):
        return
    for table, words in tomli.loads(read_shipped(name).decode("utf-8")).items():
        if isinstance(words, dict):
            wrong = [key for key in words if key.isascii() and fold_words(key) != key]
            assert wrong == [], (table, wrong[:5])


def test_every_language_with_formulas_is_known() -> None:
    assert {
        "en",
        "ar",
        "fr",
        "es",
        "de",
        "it",
        "pt",
        "ru",
        "uk",
        "tr",
        "fa",
        "zh",
        "ja",
        "ko",
        "he",
    } <= formula_languages()
    assert formulas_of("no") == "sv"
    assert formulas_of("xx") is None
    assert formulas_of(None) is None
    assert language_tables("xx") == {}
