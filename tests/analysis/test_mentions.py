"""Runs of names, pairs of words, and the numbers that `explain` shows."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest

from auditor.analysis.english import is_word, is_world_name
from auditor.analysis.facts import Context, Facts
from auditor.analysis.name_evidence import are_two
from auditor.analysis.name_pairs import candidates, derived
from auditor.analysis.name_runs import find_runs
from auditor.formats import read_article
from auditor.packs.compile import compile_packs, load_packs
from auditor.source import Source


def facts_of(text: str) -> Facts:
    packs = load_packs(("core", "names"), ".", "test")
    return Facts(read_article(Source(text), "text"), compile_packs(packs), Context())


def clusters(text: str) -> dict[str, int]:
    return {mention.words: mention.cluster for mention in facts_of(text).mentions.runs}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("in Deir el-Zour town", [("", "deir"), ("el", "zour")]),
        ("the al-Bab road", [("al", "bab")]),
        ("near alTabqa today", [("al", "tabqa")]),
        ("Khan Al Asal", [("", "khan"), ("al", "asal")]),
        ("Osama bin Laden's men", [("", "osama"), ("", "laden")]),
        ("Daesh-held", [("", "daesh")]),
        ("Hay'at Tahrir", [("", "hay'at"), ("", "tahrir")]),
        ("as Obama at Raqqa", [("", "obama")]),
    ],
)
def test_parts_of_a_run(text: str, parts: list[tuple[str, str]]) -> None:
    run = find_runs(text, 0, len(text))[0]
    assert [(p.article, p.key) for p in run.parts] == parts
    assert all(text[p.core : p.end].lower() == p.key for p in run.parts)


@pytest.mark.parametrize(
    ("a", "b"), [("syria", "syrian"), ("turkey", "turkish"), ("minister", "ministry"), ("ansar", "ansari")]
)
def test_derivations(a: str, b: str) -> None:
    assert derived(a, b)
    assert derived(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("tabqa", "tabqah"), ("qamishli", "qamishly"), ("hasaka", "hassakeh"), ("aleppo", "alepppo")]
)
def test_pairs_worth_a_look(a: str, b: str) -> None:
    assert candidates([b, a, "london", "river"]) == [(a, b) if a < b else (b, a)]


def test_a_heap_of_words_that_are_all_alike_is_no_article() -> None:
    words = ["".join(("ch", *vowels, "gol")) for vowels in product("aeiou", repeat=4)]
    assert candidates(words[:20])
    assert candidates(words) == []


def test_words_of_three_letters_are_never_compared() -> None:
    assert candidates(["ali", "alia", "ann", "anne"]) == []


def test_the_english_list() -> None:
    assert all(map(is_word, ("ministry", "after", "coordinating", "unlocked", "cities", "observatory")))
    assert not any(map(is_word, ("raqqa", "joulani", "syria", "obama")))
    assert all(map(is_world_name, ("syria", "syrians", "obama")))


def test_names_that_only_look_alike() -> None:
    assert are_two("bashar", "bashir")
    assert are_two("hussain", "hassan")
    assert not are_two("hussain", "hussein")
    assert not are_two("zardana", "zerdana")


def test_short_and_full_names_share_a_cluster() -> None:
    found = clusters("Rami Abdulrahman spoke. Abdulrahman left. Mohamed Samir Khedr wrote; Mohamed Samir is a writer.")
    assert found["Abdulrahman"] == found["Rami Abdulrahman"]
    assert found["Mohamed Samir"] == found["Mohamed Samir Khedr"]
    assert found["Abdulrahman"] != found["Mohamed Samir"]


def test_a_surname_of_two_people_joins_neither() -> None:
    found = clusters("Hafez Nahhas met Maher Nahhas. Nahhas left.")
    assert len({found["Hafez Nahhas"], found["Maher Nahhas"], found["Nahhas"]}) == 3


def test_a_place_is_nobodys_surname() -> None:
    found = clusters("Sylvie Hama said the city of Hama had fallen.")
    assert found["Sylvie Hama"] != found["Hama"]


def test_initials_join_the_name() -> None:
    found = clusters("Hayat Tahrir al-Sham advanced. Later HTS withdrew.")
    assert found["HTS"] == found["Hayat Tahrir al-Sham"]


def test_spellings_share_a_cluster() -> None:
    found = clusters("Deir el-Zour was calm. Deir al-Zour was shut. Hama was cold.")
    assert found["Deir el-Zour"] == found["Deir al-Zour"] != found["Hama"]


def test_an_article_without_pairs_reads_no_word_list() -> None:
    code = (
        "from auditor import audit_text; import sys; from auditor.analysis import english\n"
        "audit_text('Rami Haddad spoke in London, the agency said. Peter Brown left for Hama, it added.')\n"
        "sys.exit(english._read.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
