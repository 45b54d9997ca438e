"""Reports: the text line, JSON, GitHub; what stands on stdout and what on stderr."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

PACK = """[pack]
name = "mine"
[[rule]]
code = "DOC900"
name = "no-foo"
kind = "phrase"
fault = "present"
severity = "error"
phrases = ["Joulani", "aktuell"]
summary = "No foo."
message = 'says "{words}"; 100 % wrong'
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "auditor.toml").write_text('extends = ["./mine.toml"]\n', encoding="utf-8")
    (tmp_path / "mine.toml").write_text(PACK, encoding="utf-8")
    return tmp_path


def test_the_text_line_is_a_contract(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "[id].md").write_text("🕊🕊 Joulani [sic] said [/b] :smile:\n", encoding="utf-8")
    ran = auditor("check", "[id].md")
    assert ran.out.splitlines()[0] == '[id].md:1:4: error: says "Joulani"; 100 % wrong [DOC900 no-foo]'
    assert (
        ran.out.splitlines()[1]
        == "1 error in 1 article (language undecided). `auditor rule DOC900` tells more. Not checked where the language is undecided: claims."
    )
    assert ran.err == ""


def test_json_is_one_document_even_at_exit_2(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "a.md").write_text("\ufeffA.\r\nB Joulani.\r\n", encoding="utf-8", newline="")
    (desk / "clean.md").write_text("Quiet.\n", encoding="utf-8")
    ran = auditor("check", "--format", "json", "a.md", "clean.md", "gone.md")
    assert ran.code == 2
    report = json.loads(ran.out)
    assert report["version"] == 1
    assert [f["path"] for f in report["files"]] == ["a.md", "clean.md"]
    assert report["errors"] == [{"path": "gone.md", "message": "no such file or folder; check the path"}]
    [violation] = report["files"][0]["violations"]
    assert violation["start"] == {"line": 2, "column": 3, "offset": 6}
    assert violation["end"] == {"line": 2, "column": 10, "offset": 13}
    assert (violation["code"], violation["name"], violation["severity"]) == ("DOC900", "no-foo", "error")
    assert violation["fix"] is None
    assert violation["related"] == []
    assert "pieces" not in violation
    assert report["files"][1]["violations"] == []
    assert report["summary"]["by_code"] == {"DOC900": 1}


def test_a_word_cut_by_markup_has_two_pieces(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "a.md").write_text("**Jou**lani left.\n", encoding="utf-8")
    [violation] = auditor("check", "--format", "json", "a.md").json["files"][0]["violations"]
    assert violation["pieces"] == [[2, 5], [7, 11]]
    assert (violation["start"]["offset"], violation["end"]["offset"]) == (2, 11)


def test_equal_sentences_have_fingerprints_of_their_own(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "a.md").write_text("Joulani left.\n\nJoulani left.\n\nJoulani left.\n", encoding="utf-8")
    before = [v["fingerprint"] for v in auditor("check", "--format", "json", "a.md").json["files"][0]["violations"]]
    assert len(set(before)) == 3
    (desk / "a.md").write_text(
        "A new paragraph.\n\nJoulani left.\n\nJoulani  left.\n\nJoulani left.\n", encoding="utf-8"
    )
    assert [
        v["fingerprint"] for v in auditor("check", "--format", "json", "a.md").json["files"][0]["violations"]
    ] == before


def test_github_annotates_and_announces_the_rest(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "note, x.md").write_text("Joulani left.\n\n" * 40, encoding="utf-8")
    summary = desk / "summary.md"
    ran = auditor("check", "--format", "github", "note, x.md", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert (
        lines[0]
        == '::error file=note%2C x.md,line=1,endLine=1,col=1,endColumn=8,title=DOC900 no-foo::says "Joulani"; 100 %25 wrong'
    )
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert "::notice::30 more in the log and the job summary: GitHub shows 10 of each kind" in lines
    assert sum(line.startswith("note, x.md:") for line in lines) == 30
    text = summary.read_text(encoding="utf-8")
    assert text.count("| 🔴 error |") == 40
    assert "40 errors in 1 article" in text


def test_statistics_count_by_rule(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "a.md").write_text("Joulani left. Joulani came.\n", encoding="utf-8")
    ran = auditor("check", "--statistics", "a.md")
    assert ran.out.splitlines()[0].split() == ["2", "in", "1", "article", "error", "DOC900", "no-foo"]


def test_what_was_not_checked_is_said(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "a.md").write_text(
        "Die Brücke ist seit dem Abend wieder offen und der Verkehr rollt, wie es aus dem Rathaus der Stadt heißt, auch in der Nacht.\n"
    )
    out = auditor("check", "a.md").out
    assert "(German)" in out
    assert "no lexicon for German" in out


def test_a_terminal_sees_the_line_and_the_words() -> None:
    from auditor.report.results import Results
    from auditor.report.style import Style
    from auditor.report.text import render
    from auditor.source import Source
    from auditor.violation import FileReport, Violation

    source = Source("One.\n叙利亚总统 al-Joulani said\n", "a.md")
    at = source.text.index("al-")
    from auditor.article import Span

    violation = Violation("NAM001", "house-spelling", "warning", "no", (Span(at, at + 10),))
    text = render(Results([FileReport("a.md", source, [violation], [])], style=Style(marks=True)))
    assert "2 | 叙利亚总统 al-Joulani said\n" in text
    assert f"  | {' ' * 11}{'^' * 10}\n" in text


def test_rules_and_rule(auditor: Callable[..., Ran]) -> None:
    listed = auditor("rules").out
    assert "SRC001  casualties-unsourced" in listed
    for wanted in ("SRC001", "casualties-unsourced"):
        page = auditor("rule", wanted).out
        assert page.startswith("SRC001 casualties-unsourced  (error)")
        assert "Caught:" in page
        assert "→ at “" in page
    wrong = auditor("rule", "SRC0001")
    assert wrong.code == 2
    assert "did you mean `SRC001`?" in wrong.err
    assert auditor("rule", "VER101").out.startswith("VER101 tso-translated-by-missing  (error, not on here)")


def test_explain_for_people_and_programs(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "a.md").write_text(
        "# Hama\n\nBy Lina Saad\n\nAt least 25 people were killed in Hama, the mayor said.\n", encoding="utf-8"
    )
    text = auditor("explain", "a.md").out
    assert "author             Lina Saad" in text
    assert "casualties: “" in text
    assert "\x1b" not in text
    facts = auditor("explain", "--format", "json", "a.md").json
    expected = {
        "path",
        "language",
        "translated",
        "draft",
        "metadata",
        "blocks",
        "credits",
        "disclaimers",
        "sentences",
        "names",
    }
    assert expected <= facts.keys()
    gone = auditor("explain", "--format", "json", "gone.md", "a.md")
    assert gone.code == 2
    assert len(gone.out.splitlines()) == 1
    assert "gone.md" in gone.err


def test_a_file_name_gives_no_command(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "b\n::error::pwned.md").write_text("Joulani left.\n\n" * 12, encoding="utf-8")
    out = auditor("check", "--format", "github", ".").out
    assert "\n::error::pwned" not in out
    assert len([line for line in auditor("check", ".").out.splitlines() if "DOC900" in line]) == 13
