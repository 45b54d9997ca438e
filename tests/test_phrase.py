"""The phrase language: what it matches, which literals wake it, what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.fold import fold
from auditor.phrase import Phrase, PhraseError


@pytest.mark.parametrize(
    ("phrase", "text", "holes"),
    [
        ("translated [and edited ]by {name}", "Translated by Lina Saad.", {"name": "Lina Saad"}),
        (
            "translated [and edited ]by {name}",
            "It was translated and edited by The Homs Gazette. It",
            {"name": "The Homs Gazette"},
        ),
        (
            "translated from [the ]{language} by {name}",
            "Translated from Arabic by J. de la Tour, who",
            {"language": "Arabic", "name": "J. de la Tour"},
        ),
        (
            "this (article|story) was originally published (in|on|by) {outlet}",
            "This story was originally published in Delta Post.",
            {"outlet": "Delta Post"},
        ),
        ("(译者|譯者): {name}", "译者: 王小明", {"name": "王小明"}),
        (
            "traduit (de l'|du ){language} par {name}",
            "Traduit de l’arabe par Léa Morel",
            {"language": "arabe", "name": "Léa Morel"},
        ),
        ("at least {number} … (killed|wounded)", "At least 25 men of the brigade were killed", {"number": "25"}),
        ("ترجمة: {name}", "ترجمة: لينا سعد", {"name": "لينا سعد"}),
    ],
)
def test_a_formula_matches_its_real_line(phrase: str, text: str, holes: dict[str, str]) -> None:
    compiled = Phrase(phrase)
    folded = fold(text)
    match = compiled.pattern.search(folded.plain)
    assert match is not None
    assert {k: v for k, v in match.groupdict().items() if v} == holes
    assert any(literal in folded.low for literal in compiled.literals)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("by {name}", "by night"),
        ("translated by {name}", "untranslated by Lina"),
        ("at least {number} … killed", "At least 25 came. Nobody was killed"),
    ],
)
def test_what_a_formula_leaves_alone(phrase: str, text: str) -> None:
    assert Phrase(phrase).pattern.search(fold(text).plain) is None


def test_a_phrase_that_ends_in_a_full_stop_matches() -> None:
    phrase = Phrase("according to sources in the U.S.")
    assert phrase.pattern.search("He left, according to sources in the U.S. Later he came back.")


def test_the_rarest_words_wake_a_phrase() -> None:
    assert Phrase("at least {number} … (killed|wounded)").literals == ("killed", "wounded")


@pytest.mark.parametrize("wrong", ["", "  ", "by [night", "by night]", "by {nobody}", "(a|b", "a)"])
def test_what_cannot_be_read_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(PhraseError, match=r"\w"):
        Phrase(wrong)


def test_a_phrase_without_a_word_of_its_own_is_refused() -> None:
    with pytest.raises(PhraseError, match="no word"):
        _ = Phrase("{name}: {number}").literals


words = st.text(alphabet="abcdefgh", min_size=3, max_size=8)


@given(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3), words)
def test_every_spelling_of_a_phrase_holds_a_literal_and_matches(first: list[str], second: list[str], last: str) -> None:
    phrase = Phrase(f"({'|'.join(first)}) [{' '.join(second)} ]{last}")
    for spelt in phrase.alternatives():
        assert any(literal in spelt for literal in phrase.literals)
        match = phrase.pattern.search(f"x {spelt}, y")
        assert match is not None
