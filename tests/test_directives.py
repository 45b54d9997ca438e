"""Directives: what an article may say of rules in it, where it holds, and what becomes of one that is wrong or of no use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import audit_text
from tests.conftest import Ran

TOLL = "At least {} people were killed when shells fell on the market on {} evening."
ONE, TWO, THREE = (TOLL.format(n, day) for n, day in ((25, "Monday"), (30, "Tuesday"), (35, "Sunday")))

DESK = """[pack]
name = "desk"
extends = ["core"]
[[rule]]
code = "DOC901"
name = "rain"
kind = "phrase"
fault = "present"
phrases = ["rained"]
summary = "x"
message = "{words}"
"""


def found(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """Code and words of each violation of an article."""
    return [(v.code, text[v.start : v.end]) for v in audit_text(text, path=Path("/nowhere") / name)]


def tolls(text: str, name: str = "a.md") -> list[int]:
    """The lines with a toll that is still reported; nothing else may be."""
    violations = audit_text(text, path=Path("/nowhere") / name)
    assert {v.code for v in violations} <= {"SRC001"}
    return [text.count("\n", 0, v.start) + 1 for v in violations]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"<!-- auditor: ignore SRC001 -- phone -->\n\n\n\n{ONE}\n\n{TWO}\n", [7]),
        (f"<!-- auditor: ignore casualties-unsourced – phone -->\n{ONE}\n\n{TWO}\n", [4]),
        (f"{ONE} <!-- auditor: ignore SRC001 -- phone -->\n\n{TWO}\n", [3]),
        (f"{ONE}\n<!-- auditor: ignore SRC001 -- phone -->\n\n{TWO}\n", [1]),
        (f"*{ONE}* <!-- Auditor:ignore SRC001 until 2999-12-31 --phone\nand mail -->\n\n{TWO}\n", [4]),
        (f"- {ONE}\n<!-- auditor: ignore SRC001 -- phone -->\n- {TWO}\n", [1]),
        (
            f"{ONE}\n\n<!-- auditor: off SRC001 -- x -->\n\n```\ncode\n```\n\n{TWO}\n\n<!-- auditor: on -->\n\n{THREE}\n",
            [1, 13],
        ),
        (
            f"<!-- auditor: off SRC001 -- x -->\n\n```\ncode\n```\n<!-- auditor: on SRC001 -->\n\n{ONE}\n\n<!-- auditor: off SRC001 -- y -->\n{TWO}",
            None,
        ),
        (
            f"import x from 'x'\n\n{{/* auditor: off SRC001 -- x */}}\n\n{ONE}\n\nexport default y\n\n{{/* auditor: on */}}\n\n{TWO}\n",
            [11],
        ),
        (f"{ONE}\n\n<!-- auditor: ignore-file SRC001 -- a satire -->\n\n{TWO}\n", []),
        (f"---\ntitle: x\nauditor: ignore-file SRC001 -- a satire\n---\n\n{TWO}\n", []),
        (f"---\ntitle: x\nauditor:\n  - 'ignore-file SRC001 -- a satire'\n---\n\n{TWO}\n", []),
        (f"+++\ntitle = 'x'\nauditor = 'ignore-file SRC001 -- a satire'\n+++\n\n{TWO}\n", []),
        (f"{{/* auditor: ignore SRC001 -- phone */}}\n\n{ONE}\n\n{TWO}\n", [5]),
    ],
)
def test_a_directive_holds_where_it_says(text: str, lines: list[int] | None) -> None:
    if lines is None:
        assert found(text) == [("DOC004", "SRC001"), ("SRC001", ONE[:-1])]
    else:
        assert tolls(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"<p>{ONE}</p>\n<!-- auditor: ignore SRC001 -- phone -->\n\n<p>{TWO}</p>\n<p>{THREE}</p>\n", [1, 5]),
        (f"<p>{ONE}</p><!-- auditor: ignore SRC001 -- phone --><p>{TWO}</p>\n<p>{THREE}</p>\n", [1, 2]),
        (f"<p>{ONE} <!-- auditor: ignore SRC001 -- phone --></p>\n<p>{TWO}</p>\n", [2]),
        (
            f"<!-- auditor: off SRC001 -- x --><p>{ONE}</p>\n<pre>on</pre><!-- auditor: on SRC001 -->\n<p>{TWO}</p>\n",
            [3],
        ),
        (f"<head><title>Rain</title><!-- auditor: ignore-file SRC001 -- x --></head>\n<body><p>{ONE}</p></body>\n", []),
        (f"<script>a = '<!-- auditor: ignore-file SRC001 -- x -->'</script>\n<p>{ONE}</p>\n", [2]),
        (f"<img alt='<!-- auditor: ignore-file SRC001 -- x -->'>\n<p>{ONE}</p>\n", [2]),
    ],
)
def test_a_page_is_silenced_by_its_comments_alone(text: str, lines: list[int]) -> None:
    assert tolls(text, "a.html") == lines


@pytest.mark.parametrize(
    "words",
    [
        "ignore [SRC001] -- phone",
        "ignore -- phone",
        "ignore SRC001",
        "ignore SRC001 --",
        "ignore SRC0001 -- phone",
        "ignore SRC001 ATT001 -- phone",
        "ignore SRC001 until tomorrow -- phone",
        "ignore SRC001 until 2027-02-30 -- phone",
        "ignore-next SRC001 -- phone",
        "disable SRC001 -- phone",
        "noqa",
        "",
        "on SRC001",
    ],
)
def test_one_with_a_slip_silences_nothing_and_is_told(words: str) -> None:
    text = f"<!-- auditor: {words} -->\n\n{ONE}\n"
    assert dict(found(text)) == {"DOC003": f"auditor: {words}".strip(), "SRC001": ONE[:-1]}


def test_the_message_says_what_was_read_and_the_right_form() -> None:
    [fault] = [
        v
        for v in audit_text(f"<!-- auditor: ignore [SRC001] -->\n\n{ONE}\n", path="/nowhere/a.md")
        if v.code == "DOC003"
    ]
    assert '"auditor: ignore [SRC001]" silences nothing' in fault.message
    assert "`auditor: ignore SRC001 -- why`" in fault.message


@pytest.mark.parametrize("text", ["<!-- auditor-disable SRC001 -->", "<!-- auditor ignore SRC001 -- x -->"])
def test_other_tools_habits_are_told(text: str) -> None:
    assert [code for code, _ in found(f"{text}\n\n{ONE}\n")] == ["DOC003", "SRC001"]


@pytest.mark.parametrize(
    "text", ["<!-- auditor's note -->", "<!-- The auditor: off SRC001 -->", "<!-- auditors on tour -->"]
)
def test_other_comments_are_nobodys_business(text: str) -> None:
    assert [code for code, _ in found(f"{text}\n\n{ONE}\n")] == ["SRC001"]


def test_two_rules_in_one_directive_are_both_used() -> None:
    text = "<!-- auditor: ignore SRC001, NAM010 -- x -->\n\n{}{}\n".format(
        ONE, " It was in Deir el-Zour and in Deir al-Zour."
    )
    assert found(text) == []


def test_only_the_rule_that_was_of_no_use_is_told() -> None:
    text = f"<!-- auditor: ignore SRC001, NAM010 -- x -->\n\n{ONE}\n"
    assert found(text) == [("DOC004", "NAM010")]


def test_a_rule_that_is_off_is_not_judged(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "a.md").write_text(f"<!-- auditor: ignore NAM010 -- x -->\n\n{ONE}\n", encoding="utf-8")
    assert "DOC004" in auditor("check", "a.md").out
    assert auditor("check", "--select", "SRC,DOC", "a.md").out.count("DOC004") == 0
    assert auditor("check", "--ignore", "NAM010", "a.md").out.count("DOC004") == 0


def test_past_its_day_it_silences_nothing_and_is_told() -> None:
    text = f"<!-- auditor: ignore SRC001 until 2020-01-31 -- phone -->\n\n{ONE}\n"
    assert found(text) == [("DOC005", "2020-01-31"), ("SRC001", ONE[:-1])]


def test_a_directive_silences_no_rule_about_directives() -> None:
    text = f"<!-- auditor: ignore-file DOC003, DOC004 -- x -->\n\n<!-- auditor: ignore -->\n\n{ONE}\n"
    assert [code for code, _ in found(text)] == ["DOC004", "DOC004", "DOC003", "SRC001"]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n<!-- auditor: ignore-file SRC001 -- x -->\n```\n\n{ONE}\n",
        f"`<!-- auditor: ignore-file SRC001 -- x -->`\n\n{ONE}\n",
        f"Rain.\n\n    <!-- auditor: ignore [x] -->\n\n{ONE}\n",
        f"\\<!-- auditor: ignore-file SRC001 -- x -->\n\n{ONE}\n",
    ],
)
def test_what_readers_see_is_no_directive(text: str) -> None:
    assert [code for code, _ in found(text)] == ["SRC001"]


def test_a_plain_text_has_none() -> None:
    text = f"<!-- auditor: ignore-file SRC001 -- x -->\n\n{ONE}\n"
    assert [code for code, _ in found(text, "a.txt")] == ["SRC001"]


def test_the_front_matter_speaks_of_the_whole_file() -> None:
    text = f"---\ntitle: x\nauditor: ignore SRC001 -- x\n---\n\n{ONE}\n"
    assert found(text) == [("DOC003", "ignore SRC001 -- x"), ("SRC001", ONE[:-1])]
    text = f"---\ntitle: x\nauditor: ignore-file SRC001, NAM010 until 2999-01-01 -- x\n---\n\n{ONE}\n"
    assert found(text) == [("DOC004", "NAM010")]


def test_provenance_and_words_are_as_without(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    body = f"# The river is back\n\nBy Rana Khoury\n\n{ONE}\n\nTranslated by Lena Aumann.\n"
    (tmp_path / "a.md").write_text(f"<!-- translator: Omar Haddad -->\n\n{body}", encoding="utf-8")
    comment = "<!-- auditor: ignore-file SRC001, ATT020 -- x -->"
    (tmp_path / "b.md").write_text(
        f"{comment}\n<!-- translator: Omar Haddad -->\n{comment}\n\n{body}", encoding="utf-8"
    )

    def seen(name: str) -> tuple[list[tuple[str, str]], list[str], int]:
        article = auditor("explain", "--format", "json", name).json
        credited = [(c["role"], c["name"]) for c in article["credits"]]
        return credited, [b["kind"] for b in article["blocks"]], len(article["sentences"])

    assert seen("a.md") == seen("b.md")
    assert ("translator", "Omar Haddad") in seen("b.md")[0]


def test_fingerprints_do_not_depend_on_what_is_silenced(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    def prints(text: str) -> list[str]:
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        [file] = auditor("check", "--format", "json", "a.md").json["files"]
        return [v["fingerprint"] for v in file["violations"]]

    (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    (tmp_path / "desk.toml").write_text(DESK, encoding="utf-8")
    three = prints("It rained.\n\nIt rained.\n\nIt rained.\n")
    assert len(set(three)) == 3
    silenced = prints("It rained.\n\n<!-- auditor: ignore DOC901 -- x -->\nIt rained.\n\nIt rained.\n")
    assert silenced == [three[0], three[2]]


def test_the_key_is_no_slip_in_a_projects_header(tmp_path: Path) -> None:
    rule = (
        DESK.replace("phrase", "header")
        .replace('"present"', '"unknown"')
        .replace('headers = ["rained"]', 'keys = ["title"]')
    )
    (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    (tmp_path / "desk.toml").write_text(rule, encoding="utf-8")
    text = "---\ntitle: x\nauditor: ignore-file DOC901 -- x\n---\n\nIt rained.\n"
    assert [v.code for v in audit_text(text, path=tmp_path / "a.md")] == ["DOC004"]


@given(st.text(" ,-[]:ignorefileSRC0123until–\n", max_size=60))
def test_whatever_a_directive_says_it_silences_nothing_unless_it_is_sound(words: str) -> None:
    codes = [code for code, _ in found(f"<!-- auditor: {words} -->\n\n{ONE}\n")]
    assert "SRC001" in codes or "DOC003" not in codes


@pytest.mark.parametrize(
    ("word", "cure"),
    [("src001", "did you mean `SRC001`?"), ("Casualties-Unsourced", "did you mean `casualties-unsourced`?")],
)
def test_a_rule_in_another_case_is_recognised(word: str, cure: str) -> None:
    text = f"<!-- auditor: ignore {word} -- phone -->\n\n{ONE}\n"
    assert [cure in v.message for v in audit_text(text, path="/nowhere/a.md") if v.code == "DOC003"] == [True]


def test_a_family_is_no_rule_and_its_rules_are_listed() -> None:
    text = f"<!-- auditor: ignore LNG -- phone -->\n\n{ONE}\n"
    [fault] = [v for v in audit_text(text, path="/nowhere/a.md") if v.code == "DOC003"]
    assert '"LNG" is no rule; name each that you mean: LNG001, LNG002' in fault.message
