"""What follows from credits: translation or not, draft, duties, empty places, disagreements; and the traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.analysis.credits import same_person
from auditor.analysis.facts import Context, Facts
from auditor.analysis.people import is_dead, is_withheld, names_in, sort_of
from auditor.formats import read_article
from auditor.rulebook import Rulebook
from auditor.source import Source
from tests.analysis.test_credits import facts_of, holders

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def header(front: str, body: str = "{EN}", head: str = "") -> Facts:
    return facts_of(f"---\n{front}\n---\n\n{head}\n\n{body}\n")


def seed(name: str, publication: str) -> Facts:
    text = next(SEEDS.glob(f"{name}*.txt")).read_text(encoding="utf-8")
    return Facts(read_article(Source(text), "text"), Rulebook(rules=()), Context(publication=publication))


@pytest.mark.parametrize("publication", ["", "The Syrian Observer"])
def test_first_seed(publication: str) -> None:
    provenance = seed("000", publication).provenance
    found = holders(provenance)
    assert found["translator"] == found["editor"] == found["publisher"] == {"The Syrian Observer"}
    assert "author" not in found
    assert provenance.translated
    assert [(d.kind, d.words) for d in provenance.duties] == [
        ("translated", "translated"),
        ("author-referred", "the author"),
    ]


@pytest.mark.parametrize("publication", ["", "The Daily River"])
def test_second_seed(publication: str) -> None:
    provenance = seed("002", publication).provenance
    assert holders(provenance) == {"author": {"Mohamed Samir"}}
    assert not provenance.translated
    assert not provenance.duties


@pytest.mark.parametrize(
    ("front", "translated"),
    [
        ("author: Ann Lee\nlang: en", False),
        ("author: Ann Lee\nlang: en\ntranslator:", False),
        ("author: Ann Lee\ntranslator:\noriginal_url: https://x.example/a", True),
        ("author: Ann Lee\noriginal_title: Der Fluss", True),
        ("author: Ann Lee\nlang: en\noriginal_language: de", True),
        ("author: Ann Lee\nlang: en\noriginal_language: en", False),
        ("author: Ann Lee\nlang: en\nsource: https://x.example/a", False),
        ("author: Ann Lee\nvia: https://x.example/a", False),
        ("author: Ann Lee\nmachine_translation: true", True),
        ("author: Ann Lee\nmachine_translation: false", False),
        ("author: Ann Lee\nmt: no", False),
    ],
)
def test_what_metadata_makes_a_translation(front: str, translated: bool) -> None:
    provenance = header(f"title: A\n{front}").provenance
    assert provenance.translated == translated, provenance.why


def test_assumed_translation_gives_its_reason() -> None:
    article = facts_of("# A\n\n{EN}").article
    context = Context(assume_translated=True, translated_because="house pack bridge")
    provenance = Facts(article, Rulebook(rules=()), context).provenance
    assert provenance.translated
    assert provenance.why.startswith("house pack bridge")


def test_a_template_in_the_source_language_is_a_draft() -> None:
    facts = facts_of("> * 原文地址：[The River](https://r.example/x)\n> * 译者：\n> * 校对者：\n\n{EN}")
    assert facts.provenance.draft
    assert [h.role for h in facts.provenance.placeholders] == ["translator", "proofreader"]


def test_a_finished_translation_with_an_empty_place_is_no_draft() -> None:
    facts = facts_of("> * 原文地址：[The River](https://r.example/x)\n> * 译者：\n> * 校对者：\n\n{ZH}")
    assert not facts.provenance.draft
    assert facts.provenance.translated


@pytest.mark.parametrize(
    ("front", "head", "differ"),
    [
        ("author: Petra Hollmann", "By Jonas Weiler", True),
        ("author: jweiler", "By Jonas Weiler", False),
        ("author: jonas-weiler", "By Jonas Weiler", False),
        ("author: Dr. Jonas Weiler", "By Jonas Weiler", False),
        ("author: J. Weiler", "By Jonas Weiler", False),
        ("author: Йонас Вайлер", "By Jonas Weiler", False),
        ("author: Jonas Weiler, Petra Hollmann", "By Petra Hollmann", False),
        ("author: Jonas Weiler (The Paper)", "By Jonas Weiler", False),
        ("author: The River Team", "By Jonas Weiler", False),
        ("translator: Petra Hollmann", "Translated by Jonas Weiler", True),
        ("translator: wangfang", "Translated by zhaoqiang", True),
        ("translator: ph-42", "Translated by Jonas Weiler", False),
    ],
)
def test_disagreement(front: str, head: str, differ: bool) -> None:
    provenance = header(f"title: A\n{front}", head=head).provenance
    assert bool(provenance.disagreements) == differ, holders(provenance)


def test_both_places_of_a_disagreement() -> None:
    facts = header("title: A\nauthor: Petra Hollmann", head="By Jonas Weiler")
    (found,) = facts.provenance.disagreements
    text = facts.article.source.text
    assert text[found.one.start : found.one.end] == "Jonas Weiler"
    assert text[found.other.start : found.other.end] == "Petra Hollmann"


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "TODO",
        "tbd",
        "xxxNAME, ORG",
        "{{ translator }}",
        "%translator%",
        "[译者ID](https://g.example/译者ID)",
        "[](.)",
        "( )",
        "Default Author",
        "# Replace with translator name",
        "nil",
        "Your Name",
        "Имя переводчика",
    ],
)
def test_places_that_hold_nobody(words: str) -> None:
    assert is_dead(words)


@pytest.mark.parametrize(
    "words", ["usa", "re", "way", "ID Lee", "4+6", "@moh", "Mr.X", "X", "mame", "Nil Demir", "Bybars Kaya"]
)
def test_names_that_look_like_nobody(words: str) -> None:
    assert not is_dead(words)
    assert [words[n.start : n.end] for n in names_in(words)] == [words]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ann Lee (The Paper), B. Roy and @handle", ["Ann Lee", "B. Roy", "@handle"]),
        ("Ann Lee, W3C", ["Ann Lee"]),
        ("Ann Lee, University of Lund", ["Ann Lee"]),
        ("Ann Lee, for the Rivers team", ["Ann Lee"]),
        ("张三、李四，王五", ["张三", "李四", "王五"]),
        ("岡村和彦", ["岡村和彦"]),
        ("Ana Ruiz y Luis Peña", ["Ana Ruiz", "Luis Peña"]),
        ("Jonas Weiler und Petra Hollmann", ["Jonas Weiler", "Petra Hollmann"]),
        ("Ann LeeAnn Lee", ["Ann LeeAnn Lee"]),
        ("one-hand/two-hand", ["one-hand", "two-hand"]),
        ("سامر حداد، ليلى قاسم", ["سامر حداد", "ليلى قاسم"]),
        ("this is a sentence about the river and not a name at all", []),
        ("https://x.example/a", []),
    ],
)
def test_lists_of_names(words: str, names: list[str]) -> None:
    assert [words[n.start : n.end] for n in names_in(words)] == names


@pytest.mark.parametrize(
    "words",
    [
        "our staff",
        "name withheld for safety",
        "a correspondent in Sweida",
        "匿名",
        "pseudonym",
        "اسم مستعار",
        "die Redaktion",
    ],
)
def test_withheld(words: str) -> None:
    assert is_withheld(words)


def test_a_withheld_name_is_kept_and_fills_the_role() -> None:
    provenance = facts_of(
        "# A\n\n{EN}\n\nTranslator: name withheld for safety\nOriginal: https://x.example/a"
    ).provenance
    (credit,) = provenance.held("translator")
    assert credit.withheld
    assert provenance.has("translator")


@pytest.mark.parametrize(
    "tail",
    [
        "The novel, translated by Helen Frost, goes on sale on Thursday.",
        "Her songs, translated by schoolchildren, hang in the station.",
        "“We stay,” he said, his words translated by an aide.",
        "The volume, edited by two historians, has nine essays.",
        "Nora Vance, an editor at the paper, was at the trial.",
        "Her sources: officials said the bill was dead.",
        "By Monday the river had fallen.",
        "Reporting by citizens has doubled, the ombudsman said.",
        "The list, published in a rival paper, was read out in parliament.",
        "The original bridge was of wood.",
        "She has translated four books from Persian.",
        "You may republish our articles under CC BY.",
        "The translation of policy into law takes years.",
        "Responsibility for the attack lies with the army, the envoy said.",
    ],
)
def test_sentences_that_credit_nobody(tail: str) -> None:
    provenance = facts_of(f"# The river\n\n{{EN}}\n\n{tail}\n\n{{EN}}").provenance
    assert not provenance.translated, provenance.why
    assert not provenance.duties
    assert not {c.role for c in provenance.credits} & {
        "author",
        "translator",
        "editor",
        "original_outlet",
        "original_link",
    }


def test_sorts_of_names() -> None:
    assert [sort_of(n) for n in ("Ann Lee", "ann-lee", "annlee")] == ["full", "slug", "handle"]
    assert same_person("Ann Lee", "ann-lee")
    assert not same_person("Ann Lee", "Bo Berg")
