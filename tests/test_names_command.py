"""`auditor names`: why two spellings are one name; every name of a publication, its spellings, and the lexicon of them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

Show = Callable[..., dict[str, list[str]]]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., None]:
    """Write articles into `articles/`, one a text, named a.txt, b.txt …"""

    def write(*texts: str, suffix: str = ".txt") -> None:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for number, text in enumerate(texts):
            (folder / f"{chr(97 + number)}{suffix}").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def clusters(write: Callable[..., None], auditor: Callable[..., Ran]) -> Show:
    """The spellings of each name of some articles, by its form."""

    def clusters(*texts: str, every: bool = False) -> dict[str, list[str]]:
        write(*texts)
        ran = auditor("names", "articles", "--isolated", "--format", "json", *(["--all"] if every else []))
        assert (ran.code, ran.err) == (0, "")
        return {name["form"]: [s["text"] for s in name["spellings"]] for name in ran.json["names"]}

    return clusters


def said(name: str) -> str:
    return f"The road to the market was closed, {name} said. Later {name} spoke of the bridge and of the mill."


class TestWhy:
    def test_two_spellings_stand_one_above_the_other_with_what_each_edit_weighs(
        self, auditor: Callable[..., Ran]
    ) -> None:
        ran = auditor("names", "--why", "Deir ez-Zor", "Dayr az-Zawr")
        assert ran.code == 0
        lines = ran.out.splitlines()
        assert lines[0].split() == "Dayr az-Zawr d a y r z a w r".split()
        assert lines[1].split() == "Deir ez-Zor d e i r z o · r".split()
        assert any("zawr / zor: aw for o between z and r, as in" in line for line in lines)
        assert lines[-1].startswith("one name: likelihood 0.99")
        assert "SAME_NAME" in lines[-1]

    def test_the_lines_add_up(self, auditor: Callable[..., Ran]) -> None:
        out = auditor("names", "--why", "Sergei Rudskoi", "Sergey Rudskoy").out
        above, _, below = out.partition("------")
        weights = [float(line.split()[0]) for line in above.splitlines() if line.startswith("  ") and line.split()]
        assert abs(sum(weights) - float(below.split()[0])) < 0.01 * len(weights)

    @pytest.mark.parametrize(
        ("one", "other", "verdict"),
        [
            ("Rachid", "Rashid", "one name"),
            ("Hay'at", "Hay’at", "one name"),
            ("Hassan", "Hussein", "two names"),
            ("Karim Nasser", "Samir Khoury", "two names"),
        ],
    )
    def test_the_verdict(self, auditor: Callable[..., Ran], one: str, other: str, verdict: str) -> None:
        assert auditor("names", "--why", one, other).out.splitlines()[-1].startswith(verdict)
        assert auditor("names", "--why", other, one, "--format", "json").json["verdict"] == verdict

    def test_json_sums_to_the_likelihood(self, auditor: Callable[..., Ran]) -> None:
        from math import exp

        found = auditor("names", "--why", "Mazloum", "Mazlum", "--format", "json").json
        total = found["bias"] + sum(x["weight"] for x in (*found["edits"], *found["reasons"]))
        assert found["similarity"] == pytest.approx(1 / (1 + exp(-total)), abs=1e-6)
        assert found["same_name"] == 0.9
        assert all(edit["reason"] for edit in found["edits"])

    @pytest.mark.parametrize("pair", [("", ""), ("", "a"), ("!", "?"), ("محمد", "Mohammed"), ("a" * 400, "b" * 300)])
    def test_no_spelling_breaks_it(self, auditor: Callable[..., Ran], pair: tuple[str, str]) -> None:
        assert auditor("names", "--why", *pair).code == 0
        assert auditor("names", "--why", *pair, "--format", "json").code == 0

    def test_what_does_not_go_together_is_said(self, auditor: Callable[..., Ran]) -> None:
        for args, words in (
            (["--why", "A", "B", "articles"], "--why reads no article"),
            (["--why", "A", "B", "--format", "csv"], "--why has no CSV"),
            ([], "no path was given"),
        ):
            ran = auditor("names", *args)
            assert ran.code == 2
            assert words in ran.err


class TestClusters:
    def test_spellings_of_several_articles_are_one_name(self, clusters: Show) -> None:
        found = clusters(said("Zakaria Malahifji"), said("Zakaria Malahifji"), said("Zakariya Malahifji"))
        assert found == {"Zakaria Malahifji": ["Zakaria Malahifji", "Zakariya Malahifji"]}

    def test_a_lexicon_joins_what_letters_do_not(self, clusters: Show) -> None:
        found = clusters(said("Hezbollah"), said("Hizballah"), said("Deir ez-Zor"), said("Dayr al-Zawr"))
        assert set(map(frozenset, found.values())) == {
            frozenset(("Hezbollah", "Hizballah")),
            frozenset(("Deir ez-Zor", "Dayr al-Zawr")),
        }

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Hassan Khoury", "Hussein Khoury"),
            ("Karim Nahhas", "Karam Nahhas"),
            ("Samir Haddad", "Samira Haddad"),
            ("Bashar Tlass", "Bashir Tlass"),
            ("Hassan", "Hussein"),
            ("Samir", "Samira"),
            ("Karim", "Karam"),
            ("Bashar", "Bashir"),
            ("Mohamed Samir", "Mohammed Ali"),
            ("Petrov", "Petrova"),
            ("Syria", "Syrian"),
            ("Russia", "Russians"),
            ("Hama", "Homs"),
            ("Idlib", "Douma"),
        ],
    )
    def test_two_names_stay_two(self, clusters: Show, one: str, other: str) -> None:
        assert clusters(said(one), said(other)) == {}

    def test_what_a_lexicon_says_is_unlike_stays_apart(self, clusters: Show) -> None:
        assert (
            clusters("Shelling hit Douma on Monday.", "Deputies of the State Duma met. The State Duma will vote.") == {}
        )

    def test_family_names_of_two_people_are_two_names(self, clusters: Show) -> None:
        one = "Lidia Brainerd spoke first. Brainerd was brief, and Brainerd left."
        other = "Martin Braynerd came late. Braynerd had missed the train, Braynerd said."
        assert clusters(one, other) == {}

    def test_a_family_name_alone_is_a_short_form_of_the_one_who_bears_it(
        self, write: Callable[..., None], auditor: Callable[..., Ran]
    ) -> None:
        write(
            "Zakaria Malahifji spoke. The bridge, Malahifji said, is closed.",
            "Zakariya Malahifji wrote to us. Malahifjy had seen the bridge.",
        )
        (name,) = auditor("names", "articles", "--format", "json").json["names"]
        assert [s["text"] for s in name["spellings"]] == ["Zakaria Malahifji", "Zakariya Malahifji"]
        assert {s["text"] for s in name["short_forms"]} == {"Malahifji", "Malahifjy"}

    def test_a_family_name_of_two_people_is_nobodys_short_form(self, clusters: Show) -> None:
        found = clusters(
            "Zakaria Qaterji spoke. Qaterji left.", "Nidal Qaterji wrote. Qaterji had seen it.", every=True
        )
        assert {"Zakaria Qaterji", "Nidal Qaterji", "Qaterji"} <= set(found)

    def test_capitals_hyphens_and_a_possessive_make_no_spelling(self, clusters: Show) -> None:
        assert clusters(said("Kafr-Qantara"), said("KAFR QANTARA"), said("Kafr Qantara's")) == {}

    def test_an_article_that_is_left_out_is_shown_but_ranks_last(
        self, write: Callable[..., None], auditor: Callable[..., Ran]
    ) -> None:
        write(*(said(name) for name in ("al-Qusour", "Qusour", "al-Qusour", "Boulil", "Bulil")))
        names = auditor("names", "articles", "--isolated", "--format", "json").json["names"]
        assert [(n["form"], n["unlike"]) for n in names] == [("Boulil", 2), ("al-Qusour", 0)]

    def test_english_words_are_no_names(self, clusters: Show) -> None:
        assert clusters("Bridges Closed Near Market. Markets opened.", "Closing Marketed Bridge.", every=True) == {}

    def test_a_short_form_that_the_lexicon_knows_is_no_second_spelling(
        self, write: Callable[..., None], auditor: Callable[..., Ran]
    ) -> None:
        write(said("Vladimir Putin"), said("Putin"), said("Putin"))
        assert auditor("names", "articles", "--isolated", "--format", "json").json["names"] == []
        [name] = auditor("names", "articles", "--isolated", "--format", "json", "--all").json["names"]
        assert (name["form"], [s["text"] for s in name["short_forms"]]) == ("Vladimir Putin", ["Putin"])

    def test_peoples_and_creeds_are_no_names(self, clusters: Show) -> None:
        found = clusters(
            said("the Druze"), said("Shia"), said("Drousha"), said("al-Shyah"), said("Druze Hamdan"), every=True
        )
        assert set(found) == {"Drousha", "al-Shyah", "Hamdan"}

    def test_the_order_of_the_articles_does_not_matter(self, clusters: Show) -> None:
        names = [
            "Boulil",
            "Bulil",
            "Sergey Rudskoy",
            "Sergei Rudskoi",
            "Hassakeh",
            "Hasaka",
            "Khan Sheikhoun",
            "Khan Shaykhun",
        ]
        assert clusters(*map(said, names)) == clusters(*map(said, reversed(names)))


class TestReport:
    DATED = "---\ntitle: News\ndate: {day}\n---\n\n{text}\n"

    @pytest.fixture(autouse=True)
    def _articles(self, write: Callable[..., None]) -> None:
        write(
            self.DATED.format(day="2016-05-02", text=said("Boulil")),
            self.DATED.format(day="2015-03-01", text=said("Bulil")),
            said("Boulil"),
            suffix=".md",
        )

    def test_text(self, auditor: Callable[..., Ran]) -> None:
        ran = auditor("names", "articles")
        assert ran.out.splitlines() == [
            "Boulil  6   Boulil 4 · Bulil 2     first seen 2015-03-01, last seen 2016-05-02",
            "            in articles/b.md, articles/a.md, articles/c.md",
            "1 name with more than one spelling in 3 articles.",
        ]

    def test_json(self, auditor: Callable[..., Ran]) -> None:
        found = auditor("names", "articles", "--format", "json").json
        assert (found["version"], found["articles"], found["errors"]) == (1, 3, [])
        (name,) = found["names"]
        assert (name["form"], name["house"], name["count"], name["unlike"]) == ("Boulil", False, 6, 2)
        assert name["first"] == {"path": "articles/b.md", "date": "2015-03-01"}
        assert name["last"] == {"path": "articles/a.md", "date": "2016-05-02"}
        assert name["spellings"][0]["files"] == ["articles/a.md", "articles/c.md"]

    def test_csv(self, auditor: Callable[..., Ran]) -> None:
        rows = list(csv.DictReader(io.StringIO(auditor("names", "articles", "--format", "csv").out)))
        assert [(row["spelling"], row["count"], row["first"], row["files"]) for row in rows] == [
            ("Boulil", "4", "2016-05-02", "articles/a.md; articles/c.md"),
            ("Bulil", "2", "2015-03-01", "articles/b.md"),
        ]

    def test_all_and_min_count(self, write: Callable[..., None], auditor: Callable[..., Ran]) -> None:
        write(said("Boulil"), said("Bulil"), said("Boulil"), "Nahhas spoke.", suffix=".md")

        def forms(*args: str) -> list[str]:
            return [n["form"] for n in auditor("names", "articles", "--format", "json", *args).json["names"]]

        assert forms("--all") == ["Boulil", "Nahhas"]
        assert forms("--all", "--min-count", "2") == ["Boulil"]
        assert forms("--min-count", "7") == []

    def test_the_form_of_the_house_stands_first(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        house = '[pack]\nname = "house"\n[house-spellings]\n"Bouleel" = ["Boulil", "Bulil"]\n'
        (tmp_path / "house.toml").write_text(house, encoding="utf-8")
        (tmp_path / "auditor.toml").write_text('extends = ["core", "names", "./house.toml"]\n', encoding="utf-8")
        (name,) = auditor("names", "articles", "--format", "json").json["names"]
        assert (name["form"], name["house"]) == ("Bouleel", True)
        assert [s["text"] for s in name["spellings"]] == ["Boulil", "Bulil"]

    def test_excluded_articles_are_not_read(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        (tmp_path / "auditor.toml").write_text('exclude = ["articles/b.md"]\n', encoding="utf-8")
        assert auditor("names", "articles", "--format", "json").json["articles"] == 2
        assert auditor("names", "articles", "--format", "json", "--no-exclude").json["articles"] == 3

    def test_a_bad_file_is_told_once_and_the_others_are_read(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        (tmp_path / "articles" / "d.md").write_bytes(b"\x00\x01\x02\xff binary")
        ran = auditor("names", "articles", "missing.md", "--format", "json")
        assert ran.code == 2
        assert ran.json["articles"] == 3
        assert len(ran.json["names"]) == 1
        assert {e["path"] for e in ran.json["errors"]} == {"missing.md", "articles/d.md"}
        assert len(ran.err.splitlines()) == 2

    def test_a_broken_pack_is_one_error(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        (tmp_path / "auditor.toml").write_text('extends = ["nowhere"]\n', encoding="utf-8")
        ran = auditor("names", "articles")
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1


class TestLexicon:
    ARTICLES = (said("Boulil"), said("Bulil"), said("Zakaria \\ Malahifji"), said("Hassakeh"), said("Hasaka"))
    BOTH = "They came from Boulil, officials in Bulil said. The bridge is closed.\n"

    @pytest.fixture(autouse=True)
    def _articles(self, write: Callable[..., None]) -> None:
        write(*self.ARTICLES)

    def test_it_loads_and_a_chosen_form_is_a_rule(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        ran = auditor("names", "articles", "--write-lexicon", "house-names.toml")
        assert (ran.code, ran.out) == (0, "")
        assert ran.err == "auditor: wrote 2 names to house-names.toml; its head says how to choose a form\n"
        text = (tmp_path / "house-names.toml").read_text(encoding="utf-8")
        assert '[spellings.name]\n# Boulil 2 · Bulil 2\n"Boulil" = ["Bulil"]\n' in text
        assert '"Hasaka" = ["Hassakeh"]' in text or '"Hassakeh" = ["Hasaka"]' in text

        (tmp_path / "auditor.toml").write_text('extends = ["names", "./house-names.toml"]\n', encoding="utf-8")
        (tmp_path / "story.txt").write_text(self.BOTH, encoding="utf-8")
        ran = auditor("check", "story.txt", "--select", "NAM")
        assert (ran.code, ran.err) == (1, "")
        assert ran.out.count("NAM") == 2  # the violation, and the summary that names its rule

        chosen = text.replace('# "The form you choose" = []', '"Bulil" = []')
        assert chosen != text
        (tmp_path / "house-names.toml").write_text(chosen, encoding="utf-8")
        assert auditor("check", "story.txt", "--select", "NAM", "--fix").code == 0
        assert "from Bulil, officials in Bulil" in (tmp_path / "story.txt").read_text(encoding="utf-8")

    def test_a_file_is_not_replaced_unasked(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        lexicon = tmp_path / "house-names.toml"
        lexicon.write_text("mine", encoding="utf-8")
        ran = auditor("names", "articles", "--write-lexicon", "house-names.toml")
        assert (ran.code, lexicon.read_text(encoding="utf-8")) == (2, "mine")
        assert ran.err == "auditor: house-names.toml: a file stands there; remove it, or --force\n"
        assert auditor("names", "articles", "--write-lexicon", "house-names.toml", "--force").code == 0
        assert "[pack]" in lexicon.read_text(encoding="utf-8")

    def test_a_folder_that_is_not_there_is_one_line(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        ran = auditor("names", "articles", "--write-lexicon", "no/where.toml")
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
        assert sorted(p.name for p in tmp_path.iterdir()) == ["articles"]

    def test_what_it_wrote_reads_as_it_was_read(self, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
        """Reading again with the lexicon in force finds the same names."""

        def found() -> dict[str, list[str]]:
            names = auditor("names", "articles", "--format", "json").json["names"]
            return {name["form"]: [s["text"] for s in name["spellings"]] for name in names}

        before = found()
        auditor("names", "articles", "--write-lexicon", "house-names.toml")
        (tmp_path / "auditor.toml").write_text('extends = ["names", "./house-names.toml"]\n', encoding="utf-8")
        assert found() == before


def test_check_does_not_import_what_only_names_needs(tmp_path: Path) -> None:
    """Start-up of `check` pays for nothing of this."""
    story = tmp_path / "story.txt"
    story.write_text("The river is back.\n", encoding="utf-8")
    code = (
        "import sys; sys.argv = ['auditor', 'check', sys.argv[1]]\n"
        "from auditor.cli.app import main\n"
        "try:\n main()\nexcept SystemExit:\n pass\n"
        "print([m for m in sys.modules if m in ('auditor.run.names', 'auditor.names.clustering', 'csv', 'auditor.names.model')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(story)], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


class TestClustering:
    """The module itself, which knows no article."""

    def test_many_names(self) -> None:
        from auditor.names.clustering import clusters

        counts = {
            "Deir ez-Zor": 9,
            "Deir al-Zor": 4,
            "Dayr az-Zawr": 1,
            "Hassan Khoury": 3,
            "Hasan Khouri": 1,
            "Homs": 7,
        }
        found = clusters(counts)
        assert found == [["Deir ez-Zor", "Deir al-Zor", "Dayr az-Zawr"], ["Homs"], ["Hassan Khoury", "Hasan Khouri"]]
        assert clusters(dict(reversed(counts.items()))) == found

    def test_evidence_keeps_apart_and_known_groups_join(self) -> None:
        from math import inf

        from auditor.names.clustering import clusters

        counts = {"Raqqa": 2, "Rakka": 1, "Homs": 1}
        assert clusters(counts, evidence=lambda one, other: -inf) == [["Raqqa"], ["Homs"], ["Rakka"]]
        assert clusters(counts, known=[["Raqqa", "Homs"]], evidence=lambda one, other: -inf) == [
            ["Raqqa", "Homs"],
            ["Rakka"],
        ]

    def test_a_chain_of_look_alikes_is_not_one_name(self) -> None:
        """A to B and B to C are close, A to C is not: average link does not take the ends for one name."""
        from auditor.names import similarity
        from auditor.names.clustering import clusters

        for cluster in clusters(dict.fromkeys(["Karam", "Karem", "Karim", "Kerim", "Karima"], 1)):
            for one in cluster:
                assert sum(similarity(one, other) for other in cluster) / len(cluster) > 0.5

    def test_names_of_no_letters(self) -> None:
        from auditor.names.clustering import clusters, full_names

        found = clusters({"": 1, "!": 1, "-": 2, "محمد": 1, "al": 1})
        assert sorted(name for cluster in found for name in cluster) == sorted(["", "!", "-", "محمد", "al"])
        assert full_names(found) == {}
