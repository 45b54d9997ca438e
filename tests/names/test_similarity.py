"""The measure of spellings: what is one name, what is two, and what holds for any input."""

from __future__ import annotations

import math
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.names import SAME_NAME, explain, similarity
from auditor.names.attested import TABLE as ATTESTED
from auditor.names.attested import evidence, overlap
from auditor.names.attested import parse as parse_attested
from auditor.names.folding import LONGEST, fold
from auditor.names.model import TABLE, model, parse
from auditor.shipped import read_shipped

ONE_NAME = [
    "Ali Saleh/Ali Salih",
    "Deir el-Zour/Deir al-Zour",
    "Deir ez-Zor/Dayr az-Zawr",
    "Deir ez-Zor/Deir Ezzor",
    "Hay'at/Hayat",
    "Abdulrahman/Abdel Rahman",
    "Rami Abdul Rahman/Rami Abdulrahman",
    "Mohamed Samir/Mohammed Samir",
    "Mohammed/Muhammad",
    "Raqqa/Rakka",
    "Qamishli/Kamishli",
    "Rachid/Rashid",
    "al-Jolani/al-Julani",
    "Abu Mohammed al-Jolani/Abu Muhammad al-Golani",
    "Khan Sheikhoun/Khan Shaykhun",
    "Hezbollah/Hizbullah",
    "Zelensky/Zelenskyy",
    "Sergei/Sergej",
    "Volkov/Wolkow",
]
TWO_NAMES = [
    "Ali Saleh/Alia Saleh",
    "Amin Haddad/Amina Haddad",
    "Hassan Ali/Ali Hassan",
    "Hassan/Hussein",
    "Mohamed Samir/Mohammed Ali",
    "Bashar/Bashir",
    "Samir/Samira",
    "Karam/Karim",
    "Ivanov/Ivanova",
    "Iran/Iraq",
    "Hama/Hamas",
    "Amer/Amr",
    "Obama/Osama",
    "Anna Petrova/Olga Petrova",
]
FAR = ["Care/Kerry", "Ghouta/Qaeda", "Boris/Press", "Aleppo/Albu", "Syria/Serbia", "Putin/Pushkin", "Paris/Assad"]
EQUAL = [
    ("Hay'at", "Hay’at", "Hayʼat", "Hayʻat", "HAY`AT"),
    ("Ḥasan", "Hasan", "hasan", unicodedata.normalize("NFD", "Ḥasan")),
    ("Deir ez-Zor", "Deir ez Zor", "deir  ez\u2010zor"),
    ("Rami Saad", "Saad, Rami"),
]


@pytest.mark.parametrize("pair", ONE_NAME)
def test_one_name(pair: str) -> None:
    assert similarity(*pair.split("/")) >= SAME_NAME


@pytest.mark.parametrize("pair", TWO_NAMES)
def test_two_names(pair: str) -> None:
    assert similarity(*pair.split("/")) < SAME_NAME


@pytest.mark.parametrize("pair", FAR)
def test_far_pairs_are_below_what_counts_as_one_name(pair: str) -> None:
    assert similarity(*pair.split("/")) < SAME_NAME


@pytest.mark.parametrize("spellings", EQUAL)
def test_case_marks_and_apostrophes_make_no_difference(spellings: tuple[str, ...]) -> None:
    assert {similarity(spellings[0], other) for other in spellings} == {1.0}


def test_word_order_is_no_detail() -> None:
    assert similarity("Hassan Ali", "Ali Hassan") < 0.5
    assert similarity("Mona Karam Saad", "Mona Karam Sa'd") > 0.9


def test_two_empty_names_are_equal_and_an_empty_one_is_none() -> None:
    assert similarity("", "") == 1.0
    assert similarity("", "Ali") == similarity("'", "Ali") == 0.0


def test_more_edits_weigh_more() -> None:
    assert similarity("Tamim", "Tamem") > similarity("Tamim", "Tamer") > similarity("Tamim", "Tadros")


def test_articles_and_servants_are_set_apart() -> None:
    assert (
        [p.text for p in fold("Abdurrahman").parts]
        == [p.text for p in fold("'Abd al-Rahman").parts]
        == ["abd", "rahman"]
    )
    assert [p.text for p in fold("ash-Shaykh").parts] == ["ʃayχ"]
    assert [p.text for p in fold("Abdi").parts] == ["abdi"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_input(a: str, b: str) -> None:
    value = similarity(a, b)
    assert 0.0 <= value <= 1.0
    assert value == similarity(b, a)
    assert similarity(a, a) == 1.0


names = st.text(alphabet="abdehiklmnorstuyz'- āșʿ,", min_size=1, max_size=25)


@given(names, names)
def test_explanation_sums_to_the_similarity(a: str, b: str) -> None:
    why = explain(a, b)
    assert why.similarity == similarity(a, b)
    assert why == explain(b, a)
    if why.whole and why.similarity not in (0.0, 1.0):
        total = why.bias + sum(e.weight for e in why.edits) + sum(r.weight for r in why.whole)
        assert math.isclose(1 / (1 + math.exp(-max(-40, min(40, total)))), why.similarity, abs_tol=1e-9)


APART = ["Bashar/Bashir", "Kazem/Qasim", "Amer/Amr", "Jaber/Jabbar", "Hamad/Hammad"]
TOGETHER = ["Hasan/Hassan", "Ahmad/Ahmed", "Mahmoud/Mahmud", "Hussein/Husayn"]


@pytest.mark.parametrize("pair", APART)
def test_attested_for_different_names(pair: str) -> None:
    assert similarity(*pair.split("/")) < similarity(*pair.split("/"), attested=False)


@pytest.mark.parametrize("pair", TOGETHER)
def test_attested_for_one_name(pair: str) -> None:
    assert similarity(*pair.split("/")) > similarity(*pair.split("/"), attested=False)


def test_what_is_not_attested_is_left_to_the_rules() -> None:
    for a, b in (("Zelensky", "Zelenskyy"), ("Deir el-Zour", "Deir al-Zour"), ("Bashar", "Bxshxr")):
        assert similarity(a, b) == similarity(a, b, attested=False)


def test_explanation_names_what_is_attested() -> None:
    [reason] = [r for r in explain("Bashar", "Bashir").whole if r.what.startswith("attested")]
    assert reason.what == "attested: the two spellings are written for different Arabic names: bashar بشار, bashir بشير"
    assert reason.weight < -2
    [reason] = [r for r in explain("Hassan", "Hasan").whole if r.what.startswith("attested")]
    assert reason.what == "attested: the two spellings are written for one Arabic name, حسن"
    assert reason.weight > 2


def test_table_of_attested_spellings() -> None:
    data = read_shipped(ATTESTED)
    rows = [line for line in data.decode().splitlines() if not line.startswith("#")]
    assert len(data) < 400_000
    assert rows == sorted(rows)
    known = parse_attested(next(row for row in rows if row.startswith("baʃir+ ")))
    assert overlap(known, known) == (1.0, known.seen / (known.seen + 2))
    assert evidence(overlap(known, known), several=True) == (0.0, 0.0, 0.0, 0.0)


def test_huge_names_are_cut() -> None:
    assert similarity("a" * 10**6, "ab" * 10**6) == similarity("a" * LONGEST, "ab" * (LONGEST // 2))


def test_explanation_names_the_edit() -> None:
    why = explain("Rafik", "Rafiq")
    assert [(e.one, e.other) for e in why.edits] == [("k", "q")]
    assert why.edits[0].weight > 0
    assert why.edits[0].reason.startswith("k for q at the end, after i, as in ")
    assert why.rows == (("r a f i k", "r a f i q"),)


def test_table_is_readable() -> None:
    table = read_shipped(TABLE).decode()
    weights = parse(table)
    assert 200 <= len(weights.keys) <= 1000
    assert max(map(len, table.splitlines())) < 700
    assert weights.keys == model().weights.keys


def test_the_attested_table_is_read_when_two_words_differ() -> None:
    code = (
        "from auditor.names import similarity\nfrom auditor import shipped\nread = []\nold = shipped.read_shipped\n"
        "import auditor.names.attested as attested\nattested.read_shipped = lambda name: read.append(name) or old(name)\n"
        "similarity('Hay\u2019at', 'hay\u2018at'); similarity('', 'Ali'); similarity('Ali', 'Aly', attested=False); print(read)\n"
        "similarity('Ali', 'Aly'); similarity('Omar', 'Umar'); print(read)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "['lexicons/similarity/attested.txt']"]


def test_import_is_cheap() -> None:
    code = "import sys, auditor.names; print([m for m in ('rapidfuzz', 'tomli', 'auditor.names.model') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
