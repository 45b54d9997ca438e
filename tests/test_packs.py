"""Loading packs: each mistake is one error with file, line, what stood there and the nearest right word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

HEAD = '[pack]\nname = "mine"\n\n'
RULE = """[[rule]]
code = "DOC900"
name = "no-foo"
kind = "phrase"
fault = "present"
phrases = ["foo bar"]
summary = "No foo."
message = 'says "{words}"'
"""


@pytest.fixture
def load(tmp_path: Path, auditor: Callable[..., Ran]) -> Callable[[str], Ran]:
    def load(pack: str) -> Ran:
        (tmp_path / "auditor.toml").write_text('extends = ["./mine.toml"]\n', encoding="utf-8")
        (tmp_path / "mine.toml").write_text(pack, encoding="utf-8")
        (tmp_path / "story.txt").write_text("It says foo bar here.\n", encoding="utf-8")
        return auditor("check", "story.txt")

    return load


def test_a_good_pack_works(load: Callable[[str], Ran]) -> None:
    ran = load(HEAD + RULE)
    assert ran.code == 1
    assert ran.out.startswith('story.txt:1:9: warning: says "foo bar" [DOC900 no-foo]\n')


@pytest.mark.parametrize(
    ("pack", "line", "words"),
    [
        (HEAD + RULE + "wehn = { translated = true }\n", 12, ["`wehn`", "did you mean `when`?"]),
        (HEAD + RULE + "when = { translatd = true }\n", 12, ["`translatd`", "did you mean `translated`?"]),
        (HEAD + RULE.replace('"phrase"', '"phrse"'), 7, ["`phrse`", "did you mean `phrase`?"]),
        (HEAD + RULE.replace('"present"', '"presnt"'), 8, ["`presnt`", "did you mean `present`?"]),
        (HEAD + RULE.replace("foo bar", "foo [bar"), 4, ["never closes"]),
        (HEAD + RULE.replace('["foo bar"]', '[""]'), 4, ["empty"]),
        (HEAD + RULE.replace('["foo bar"]', '["{name}"]'), 4, ["no word"]),
        (HEAD + RULE.replace("{words}", "{word}"), 11, ["{word}", "did you mean `words`?"]),
        (HEAD + RULE.replace("phrases", "patterns").replace("foo bar", "foo ("), 4, ["does not compile"]),
        (HEAD + RULE.replace("phrases", "patterns").replace("foo bar", "(?:" * 300 + "x" + ")" * 300), 4, ["too deep"]),
        (HEAD + RULE.replace("DOC900", "FOO1"), 5, ["FOO1", "families"]),
        (HEAD + RULE + RULE.replace("no-foo", "no-foo-2"), 13, ["DOC900", "twice"]),
        (HEAD + RULE.replace("message", "mesage"), 4, ["mesage"]),
        (HEAD + RULE + 'severity = "fatal"\n', 12, ["fatal", "severity"]),
        (HEAD + RULE + "[rule.oops\n", 12, ["not TOML"]),
        (HEAD + "[extra]\nx = 1\n" + RULE, 4, ["unknown table `extra`"]),
        (HEAD + '[severity]\nSRC01 = "off"\n' + RULE, 5, ["SRC01"]),
        (HEAD + '[house-spellings]\n"x" = []\n' + RULE, 5, ['"x"', "too short"]),
        (HEAD + '[spellings.place]\n"Homs" = ["Hims", "Hims"]\n' + RULE, 5, ['"Hims"', "twice"]),
        ('[pack]\nname = "mine"\nextends = ["coer"]\n\n' + RULE, 3, ['"coer"', "did you mean `core`?"]),
        ('[pack]\nname = "mine"\nextends = ["./gone.toml"]\n\n' + RULE, 3, ["gone.toml", "no such file"]),
        ('[pack]\nname = "mine"\nextends = ["./mine.toml"]\n\n' + RULE, 3, ["extend each other"]),
        ('[[block]]\ntexts = ["nothing"]\n' + HEAD + RULE, 1, ['"nothing"']),
    ],
)
def test_a_mistake_is_one_line_with_its_place(
    load: Callable[[str], Ran], pack: str, line: int, words: list[str]
) -> None:
    ran = load(pack)
    assert ran.code == 2
    lines = [text for text in ran.err.splitlines() if text]
    assert any(text.startswith(f"auditor: mine.toml:{line}: ") for text in lines), ran.err
    for word in words:
        assert word in ran.err


def test_each_broken_rule_reports_its_own_error(load: Callable[[str], Ran]) -> None:
    ran = load(
        HEAD
        + RULE.replace('"present"', '"presnt"')
        + RULE.replace("DOC900", "DOC901").replace("no-foo", "no-2").replace("kind", "knid")
    )
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2


def test_house_spellings_that_undo_each_other_are_refused(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "a.toml").write_text(
        '[pack]\nname = "a"\n[house-spellings]\n"Joulani" = ["Jolani"]\n', encoding="utf-8"
    )
    (tmp_path / "b.toml").write_text(
        '[pack]\nname = "b"\n[house-spellings]\n"Jolani" = ["Joulani"]\n', encoding="utf-8"
    )
    (tmp_path / "auditor.toml").write_text('extends = ["./a.toml", "./b.toml"]\n', encoding="utf-8")
    (tmp_path / "story.txt").write_text("Joulani left.\n", encoding="utf-8")
    ran = auditor("check", "story.txt")
    assert ran.code == 2
    assert '"Joulani"' in ran.err
    assert '"Jolani"' in ran.err


def test_a_runaway_pattern_is_stopped_and_the_other_rules_go_on(
    load: Callable[[str], Ran], tmp_path: Path, auditor: Callable[..., Ran]
) -> None:
    load(
        HEAD
        + RULE
        + RULE.replace("DOC900", "DOC901")
        .replace("no-foo", "slow")
        .replace('phrases = ["foo bar"]', "patterns = ['(?:a|aa)+$']")
    )
    (tmp_path / "story.txt").write_text("It says foo bar here.\n" + ("a" * 60 + "b\n") * 1000, encoding="utf-8")
    ran = auditor("check", "--format", "json", "story.txt")
    assert ran.code == 2
    [error] = ran.json["errors"]
    assert "DOC901" in error["message"]
    assert error["path"] == "story.txt"
    assert [v["code"] for v in ran.json["files"][0]["violations"]] == ["DOC900"]


def test_words_that_no_article_crosses(load: Callable[[str], Ran], tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    load(HEAD + RULE)
    (tmp_path / "story.md").write_text(
        "It says foo\nbar here.\n\nIt says foo\n\nbar here. https://example.org/foo%20bar\n\n```\nfoo bar\n```\n",
        encoding="utf-8",
    )
    [file] = auditor("check", "--format", "json", "story.md").json["files"]
    assert [(v["start"]["line"], v["end"]["line"]) for v in file["violations"]] == [(1, 2)]


def test_the_twin_without_the_index_agrees(load: Callable[[str], Ran], auditor: Callable[..., Ran]) -> None:
    load(HEAD + RULE)
    assert auditor("check", "--no-index", "story.txt").out == auditor("check", "story.txt").out


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ('has_credit = "translater"', "did you mean `translator`?"),
        ('not = { has_claim = "casualty" }', "did you mean `casualties`?"),
        ('has_disclaimer = "nope"', "which is none"),
        ('language = "english"', '"english" is no code'),
        ('date = "after 2020-01-01"', 'write "before 2020-01-31"'),
    ],
)
def test_a_condition_that_no_article_meets_is_a_misspelling(load: Callable[[str], Ran], when: str, words: str) -> None:
    ran = load(HEAD + RULE + f"when = {{ {when} }}\n")
    assert ran.code == 2
    assert ran.err.startswith("auditor: mine.toml:12: ")
    assert words in ran.err


def test_a_placeholder_is_a_name_alone(load: Callable[[str], Ran]) -> None:
    assert "a name alone" in load(HEAD + RULE.replace("{words}", "{words!x}")).err
