"""The shipped word lists: keys as the index wants them, and every language's formulas found."""

from __future__ import annotations

import pytest
import tomli

from auditor.analysis.english import is_word
from auditor.analysis.facts import Context, Facts
from auditor.analysis.name_pairs import LEAST
from auditor.fold import fold_words
from auditor.formats import read_article
from auditor.lexicons import formula_languages, formulas_of, language_tables
from auditor.names import similarity
from auditor.packs.compile import compile_packs, load_packs
from auditor.rulebook import NameEntry
from auditor.shipped import list_shipped, read_shipped
from auditor.source import Source
from auditor.spellings import name_words

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


BOOK = compile_packs(load_packs(("names",), ".", "tests"))
"""Compiled together: a spelling that stands in two entries is an error there."""
NAMES = [pytest.param(entry, id=entry.head) for entry in BOOK.names]
PLAUSIBLE = 0.5


@pytest.mark.parametrize("entry", NAMES)
def test_the_spellings_of_a_name_are_spellings_of_one_name(entry: NameEntry) -> None:
    """Each is like another of its entry, or holds it ("Ahmad Assi al-Jarba"); what is not is an exonym or a short form."""
    for form in entry.forms if len(entry.forms) > 1 else ():
        others = [other for other in entry.forms if other != form]
        assert max(similarity(form, other, attested=False) for other in others) >= PLAUSIBLE or any(
            holds(form, other) or holds(other, form) for other in others
        ), form


def test_every_spelling_finds_its_own_entry() -> None:
    lost = []
    for number, entry in enumerate(BOOK.names):
        for form, role in entry.spelt:
            article = read_article(Source(f"The name {form} stands here."), "text")
            facts = Facts(article, BOOK, Context())
            found = [(s.entry, facts.words(s.start, s.end)) for s in facts.mentions.listed]
            if found != [(number, form)]:
                lost.append((form, role, found))
    assert lost == []


def test_no_spelling_is_another_word_without_its_marks() -> None:
    """Names are matched without marks: Şam would find every Sam, and Łuck all luck."""
    marked = [f for entry in BOOK.names for f, _ in entry.spelt if not f.isascii() and not f.isupper()]
    bare = {form: name_words(form) for form in marked if name_words(form).isascii()}
    assert [form for form, words in bare.items() if is_word(words) or len(words) < LEAST] == []


@pytest.mark.parametrize("name", ["syria", "ukraine"])
def test_a_lexicon_names_its_guidance_and_the_names_in_their_script(name: str) -> None:
    text = read_shipped(f"lexicons/names/{name}.toml").decode("utf-8")
    assert text[: text.index("[pack]")].count("https://") >= 3
    entries = [e for table in tomli.loads(text)["spellings"].values() for e in table.values()]
    assert len(entries) >= {"syria": 300, "ukraine": 150}[name]
    assert sum(isinstance(e, dict) and bool(e.get("original")) for e in entries) >= 0.97 * len(entries)


def holds(longer: str, shorter: str) -> bool:
    return set(name_words(shorter).split()) < set(name_words(longer).split())


ENGLISH_ONLY = {"infinitive", "light", "done", "tally", "adding"}
"""Words around the infinitive, "at" and "which", which other languages do without."""


@pytest.mark.parametrize("language", ["ar", "fr", "es", "ru"])
def test_every_language_says_what_makes_a_claim_unreal_old_or_an_opinion(language: str) -> None:
    def tables(code: str) -> dict[str, list[str]]:
        return tomli.loads(read_shipped(f"lexicons/claims/{code}.toml").decode("utf-8"))

    own, english = tables(language), tables("en")
    assert own.keys() - {"ahead"} <= english.keys()
    assert {"unreal", "history", "opinion", "update", "part", "hurt", "person", "unspoken"} <= own.keys()
    assert all(len(words) == len(set(words)) and all(words) for words in own.values())
    assert english.keys() - own.keys() - ENGLISH_ONLY <= {
        "adjectival", "definite", "auxiliary", "ahead", "presupposed_filler", "in_passing_filler"
    }  # fmt: skip
