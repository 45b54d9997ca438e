"""The folded view: two strings of one length, and the way back to every character."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.fold import fold, fold_words

alphabet = st.sampled_from("aBé e\u0301İßς’“–\u00a0\u00ad\u200b\u0640جُا\n\r\t ٢語ー🕊K")


@given(st.text(alphabet=alphabet, max_size=40))
def test_both_strings_have_one_length_and_every_offset_comes_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.plain) == len(folded.low)
    last = -1
    for view in range(len(folded.plain)):
        at = folded.to_text(view)
        assert last < at < len(text)
        assert folded.to_view(at) == view
        last = at


@given(st.text(max_size=60))
def test_any_text_folds(text: str) -> None:
    folded = fold(text)
    assert len(folded.plain) == len(folded.low) <= len(text)
    assert folded.to_text(len(folded.plain)) == len(text)


@given(st.text(alphabet=alphabet, max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assume(
        "İ" not in text
    )  # its lower case is a plain i, which may then compose with a mark behind it: no word does that
    once = fold(text).low
    assert fold(once).low == once


def test_what_looks_alike_is_alike() -> None:
    assert fold_words("Hay’at") == fold_words("Hay'at") == fold_words("Hayʼat") == fold_words("Hayʻat")
    assert fold_words("translated\nby") == fold_words("translated  by") == "translated by"
    assert fold_words("Se\u0301jour") == fold_words("Séjour")
    assert fold_words("الجُولانيّ") == fold_words("الجـولاني") == fold_words("الجولاني")
    assert fold_words("إعداد") == fold_words("اعداد")
    assert fold_words("ΟΔΟΣ") == fold_words("οδος")


def test_accents_stay() -> None:
    assert fold_words("año") != fold_words("ano")


def test_a_span_covers_the_marks_behind_it_and_no_blanks() -> None:
    text = "Jou\u00adlani  left"
    folded = fold(text)
    start = folded.low.index("joulani")
    first, last = folded.span(start, start + len("joulani"))
    assert text[first:last] == "Jou\u00adlani"


def test_the_dotted_capital_i_moves_nothing() -> None:
    text = "İstanbul’da Straße: Joulani"
    folded = fold(text)
    assert folded.to_text(folded.low.index("joulani")) == 20
