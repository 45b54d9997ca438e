"""Reports for programs: each in its own unit of columns, well formed, the same bytes each time, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import Ran

PACK = """[pack]
name = "mine"
[house-spellings]
"Jolani" = ["Joulani"]
[[rule]]
code = "NAM901"
name = "house"
kind = "name"
fault = "house-form"
severity = "error"
summary = "One spelling."
why = "Readers take two spellings for two men."
message = '"{words}" is spelt "{form}"'
[[rule.good]]
text = "Jolani left."
[[rule.bad]]
text = "Joulani left."
[[rule]]
code = "DOC900"
name = "no-foo"
kind = "phrase"
fault = "present"
phrases = ["aktuell"]
once = true
severity = "info"
summary = "No foo."
message = 'says "{words}"'
"""
FORMATS = ("text", "concise", "grouped", "json", "jsonl", "github", "gitlab", "junit", "rdjson", "sarif")
DOVES = "🕊🕊 Joulani said.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "auditor.toml").write_text('extends = ["./mine.toml"]\n', encoding="utf-8")
    (tmp_path / "mine.toml").write_text(PACK, encoding="utf-8")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def sarif_results(ran: Ran) -> list[dict[str, Any]]:
    [run] = ran.json["runs"]
    results: list[dict[str, Any]] = run["results"]
    return results


def columns(ran: Ran, form: str) -> tuple[int, int, int, int]:
    """Line and column of the first violation's start and end, as the format has them."""
    if form == "rdjson":
        found = ran.json["diagnostics"][0]["location"]["range"]
        start, end = found["start"], found["end"]
    elif form == "gitlab":
        found = ran.json[0]["location"]["positions"]
        start, end = found["begin"], found["end"]
    elif form == "sarif":
        region = sarif_results(ran)[0]["locations"][0]["physicalLocation"]["region"]
        return region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]
    elif form == "github":
        numbers = dict(re.findall(r"(line|col|endLine|endColumn)=(\d+)", ran.out.splitlines()[0]))
        return int(numbers["line"]), int(numbers["col"]), int(numbers["endLine"]), int(numbers["endColumn"])
    else:
        first = json.loads(ran.out.splitlines()[0])
        start, end = first["start"], first["end"]
    return start["line"], start["column"], end["line"], end["column"]


@pytest.mark.parametrize("form", ["rdjson", "gitlab", "sarif", "github", "jsonl"])
@pytest.mark.parametrize(
    ("text", "points", "octets"),
    [
        (DOVES, (1, 4, 1, 11), (1, 10, 1, 17)),
        ("A.\r\nB Joulani.\r\n", (2, 3, 2, 10), (2, 3, 2, 10)),
        ("A.\rB Joulani.\r", (2, 3, 2, 10), (2, 3, 2, 10)),
        ("é\tJoulani\n", (1, 3, 1, 10), (1, 4, 1, 11)),
        ("\ufeffJoulani left.\n", (1, 1, 1, 8), (1, 1, 1, 8)),
        ("Jou\u2028lani and Joulani\n", (1, 14, 1, 21), (1, 16, 1, 23)),
        ("**Jou**lani left.\n", (1, 3, 1, 12), (1, 3, 1, 12)),
    ],
)
def test_each_format_counts_in_its_own_unit(
    desk: Path,
    auditor: Callable[..., Ran],
    form: str,
    text: str,
    points: tuple[int, int, int, int],
    octets: tuple[int, int, int, int],
) -> None:
    write(desk / "a.md", text)
    assert columns(auditor("check", "--format", form, "a.md"), form) == (octets if form == "rdjson" else points)


def test_sarif_is_valid_against_the_published_schema(desk: Path, auditor: Callable[..., Ran]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'article-auditor[test]'")
    schema = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.json").read_text(encoding="utf-8"))
    write(desk / "a.md", DOVES + "\nDas ist aktuell und aktuell.\n")
    write(desk / "clean.md", "Quiet.\n")
    for paths in (("a.md",), ("clean.md",), ("a.md", "clean.md", "gone.md"), ("gone.md",)):
        log = auditor("check", "--format", "sarif", *paths).json
        jsonschema.Draft4Validator(schema).validate(log)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate({**log, "runs": [{}]})


def test_sarif_says_what_a_rule_asks_how_to_mend_it_and_where_else(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", DOVES + "\nDas ist aktuell und aktuell.\n")
    ran = auditor("check", "--format", "sarif", "a.md")
    [run] = ran.json["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["DOC900", "NAM901"]
    assert "two spellings for two men" in rules[1]["help"]["text"]
    assert "    Joulani left." in rules[1]["help"]["markdown"]
    name, phrase = sarif_results(ran)
    assert (name["ruleId"], name["ruleIndex"], name["level"]) == ("NAM901", 1, "error")
    assert name["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "Joulani"
    [change] = name["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 11},
            "insertedContent": {"text": "Jolani"},
        }
    ]
    assert phrase["level"] == "note"
    [related] = phrase["relatedLocations"]
    assert related["physicalLocation"]["region"]["startColumn"] == 21
    [violation, other] = auditor("check", "--format", "json", "a.md").json["files"][0]["violations"]
    assert [r["partialFingerprints"]["auditor/v1"] for r in (name, phrase)] == [
        violation["fingerprint"],
        other["fingerprint"],
    ]


def test_sarif_addresses_are_relative_references(desk: Path, auditor: Callable[..., Ran]) -> None:
    for name in ("أخبار حماة [1].md", "note: x.md"):
        write(desk / name, "Joulani left.\n")
    ran = auditor("check", "--format", "sarif", ".", "gone: y.md")
    found = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif_results(ran)]
    assert found == ["note%3A%20x.md", "%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1%20%D8%AD%D9%85%D8%A7%D8%A9%20%5B1%5D.md"]
    [invocation] = ran.json["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    [notice] = invocation["toolExecutionNotifications"]
    assert notice["message"]["text"] == "gone: y.md: no such file or folder; check the path"
    assert "locations" not in notice


def test_gitlab_fingerprints_differ_within_and_across_files_and_outlive_moved_lines(
    desk: Path, auditor: Callable[..., Ran]
) -> None:
    for name in ("a.md", "b.md"):
        write(desk / name, "Joulani left.\n\n" * 3)
    issues = auditor("check", "--format", "gitlab", ".").json
    before = [issue["fingerprint"] for issue in issues]
    assert len(set(before)) == 6
    assert {(i["severity"], i["check_name"]) for i in issues} == {("major", "NAM901")}
    assert issues[0]["location"]["path"] == "a.md"
    write(desk / "a.md", "Quiet.\n\n" + "Joulani left.\n\n" * 3)
    assert [issue["fingerprint"] for issue in auditor("check", "--format", "gitlab", ".").json] == before
    write(desk / "a.md", "Quiet.\n")
    assert auditor("check", "--format", "gitlab", "a.md").json == []


def test_junit_fails_where_the_run_fails(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", 'Joulani <said> & "left" ]]> aktuell\x0c.\n')
    write(desk / "clean.md", "Quiet.\n")
    ran = auditor("check", "--format", "junit", "a.md", "clean.md", "gone.md")
    root = ElementTree.fromstring(ran.out)
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "1",
        "errors": "1",
        "skipped": "1",
    }
    assert [suite.get("name") for suite in root] == ["auditor", "a.md", "clean.md"]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == '"Joulani" is spelt "Jolani"'
    strict = ElementTree.fromstring(auditor("check", "--fail-on", "info", "--format", "junit", "a.md").out)
    assert (strict.get("failures"), strict.get("skipped")) == ("2", "0")


def test_rdjson_suggests_what_is_safe(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", DOVES)
    report = auditor("check", "--format", "rdjson", "a.md", "gone.md").json
    gone, found = report["diagnostics"]
    assert gone == {
        "message": "no such file or folder; check the path",
        "location": {"path": "gone.md"},
        "severity": "ERROR",
        "code": {"value": "failure"},
    }
    assert found["code"] == {"value": "NAM901"}
    place = {"start": {"line": 1, "column": 10}, "end": {"line": 1, "column": 17}}
    assert found["suggestions"] == [{"range": place, "text": "Jolani"}]


def test_json_lines_are_the_violations_of_the_document(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", DOVES)
    whole = auditor("check", "--format", "json", "a.md").json["files"][0]["violations"]
    lines = [json.loads(line) for line in auditor("check", "--format", "jsonl", "a.md", "gone.md").out.splitlines()]
    assert lines[0] == {"path": "gone.md", "error": "no such file or folder; check the path"}
    assert lines[1:] == [{"path": "a.md", **violation} for violation in whole]


def test_grouped_names_a_file_once(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", "Joulani left.\n" * 12)
    write(desk / "b.md", "Quiet.\n")
    lines = auditor("check", "--format", "grouped", "a.md", "b.md").out.splitlines()
    assert lines[0] == "a.md"
    assert lines[1] == '   1:1  error    "Joulani" is spelt "Jolani" [NAM901 house] *'
    assert lines[12] == '  12:1  error    "Joulani" is spelt "Jolani" [NAM901 house] *'
    assert lines[13:15] == ["", lines[-1]]
    assert lines[-1].startswith("12 errors in 2 articles")


def test_statistics_say_what_can_be_mended_and_have_a_json_form(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", "Joulani left. Joulani came. Das ist aktuell.\n")
    assert "NAM901 house  (2 fixable with --fix)" in auditor("check", "--statistics", "a.md").out
    assert auditor("check", "--statistics", "--format", "json", "a.md").json == [
        {"code": "NAM901", "name": "house", "severity": "error", "violations": 2, "articles": 1, "fixable": 2},
        {"code": "DOC900", "name": "no-foo", "severity": "info", "violations": 1, "articles": 1, "fixable": 0},
    ]
    wrong = auditor("check", "--statistics", "--format", "sarif", "a.md")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "auditor: --statistics has no sarif form; use --format text or json\n"


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_in_a_file_is_the_report_on_stdout(desk: Path, auditor: Callable[..., Ran], form: str) -> None:
    write(desk / "a.md", DOVES)
    shown = auditor("check", "--format", form, "a.md", "gone.md")
    for _ in range(2):  # made, then replaced
        ran = auditor("check", "--format", form, "--output-file", "out", "a.md", "gone.md", env={"FORCE_COLOR": "1"})
        assert (ran.code, ran.out, ran.err) == (2, "", shown.err)
        assert (desk / "out").read_bytes().decode("utf-8") == shown.out
    assert sorted(os.listdir(desk)) == ["a.md", "auditor.toml", "mine.toml", "out"]


def test_a_report_that_cannot_be_written_is_one_line(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", DOVES)
    for target, words in (("no/out", "no/out: no such folder for the report"), (".", ".: is a folder")):
        ran = auditor("check", "--output-file", target, "a.md")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"auditor: {words}")
        assert len(ran.err.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_under_a_report_is_one_line(desk: Path, auditor: Callable[..., Ran]) -> None:
    write(desk / "a.md", DOVES)
    ran = auditor("check", "--output-file", "/dev/full", "a.md")
    assert ran.code == 2
    assert ran.err.startswith("auditor: /dev/full: no space left on device")


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_text_breaks_no_format(desk: Path, auditor: Callable[..., Ran], form: str) -> None:
    try:
        write(desk / os.fsdecode(b"caf\xe9.md"), "Joulani left.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    ran = auditor("check", "--format", form, ".")
    assert ran.code == 1
    if form in ("json", "gitlab", "rdjson", "sarif"):
        assert ran.json
    elif form == "junit":
        assert ElementTree.fromstring(ran.out).get("failures") == "1"
    else:
        assert "NAM901" in ran.out
