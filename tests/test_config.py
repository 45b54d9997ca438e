"""Configuration: found from the file, layered, every value with its origin; mistakes told with line and cure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

PACK = """[pack]
name = "house"
[[rule]]
code = "DOC900"
name = "no-foo"
kind = "phrase"
fault = "present"
phrases = ["foo bar"]
summary = "No foo."
message = 'says "{words}"'
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    write(tmp_path / "auditor.toml", 'extends = ["./rules/root.toml"]\n')
    write(tmp_path / "rules/root.toml", PACK)
    write(tmp_path / "desk/auditor.toml", 'extends = ["./house.toml"]\n')
    write(tmp_path / "desk/house.toml", PACK.replace("foo bar", "desk words"))
    write(tmp_path / "desk/ar/a.txt", "It says desk words and foo bar.\n")
    write(tmp_path / "b.txt", "It says desk words and foo bar.\n")
    return tmp_path


def test_the_nearest_configuration_governs_from_any_directory(tree: Path, auditor: Callable[..., Ran]) -> None:
    for cwd, path in ((tree, "desk/ar/a.txt"), (tree / "desk", "ar/a.txt"), (tree / "rules", "../desk/ar/a.txt")):
        ran = auditor("check", path, cwd=cwd)
        assert '"desk words"' in ran.out
        assert '"foo bar"' not in ran.out
    assert '"foo bar"' in auditor("check", "b.txt").out


def test_each_file_of_one_run_has_its_own(tree: Path, auditor: Callable[..., Ran]) -> None:
    out = auditor("check", ".").out
    assert 'b.txt:1:24: warning: says "foo bar"' in out
    assert 'desk/ar/a.txt:1:9: warning: says "desk words"' in out


def test_a_pyproject_without_our_table_does_not_stop_the_search(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(tree / "sub/pyproject.toml", '[project]\nname = "auditor-articles"\n')
    write(tree / "sub/c.txt", "It says foo bar.\n")
    assert '"foo bar"' in auditor("check", "sub/c.txt").out
    write(tree / "sub/pyproject.toml", '[tool.auditor]\nextends = ["files"]\n')
    assert '"foo bar"' not in auditor("check", "sub/c.txt").out


def test_every_value_names_the_line_that_it_comes_from(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(
        tree / "auditor.toml",
        'extends = ["./rules/root.toml"]\nfail-on = "error"\n\n[severity]\nDOC900 = "info"\n\n'
        '[[per-path]]\npath = ["wire/**"]\npublication = "Wire"\n[per-path.severity]\nDOC900 = "error"\n',
    )
    out = auditor("config", "b.txt").out
    assert re.search(r'^fail-on +?= "error" +# auditor.toml:2$', out, re.MULTILINE)
    assert "# auditor.toml:2" in out
    assert "# auditor.toml:5" in out
    wire = auditor("config", "wire/c.txt").out
    assert '"Wire"' in wire
    assert "# auditor.toml:9" in wire
    assert "# auditor.toml:11" in wire


def test_later_blocks_win(tree: Path, auditor: Callable[..., Ran]) -> None:
    config = 'extends = ["./rules/root.toml"]\n[[per-path]]\npath = ["*.txt"]\nignore = ["DOC900"]\n[[per-path]]\npath = ["b.txt"]\nignore = []\n'
    write(tree / "auditor.toml", config)
    write(tree / "c.txt", "It says foo bar.\n")
    assert '"foo bar"' in auditor("check", "b.txt").out
    assert auditor("check", "c.txt").code == 0


def test_the_command_line_beats_the_file(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(tree / "auditor.toml", 'extends = ["./rules/root.toml"]\nignore = ["DOC900"]\nfail-on = "info"\n')
    assert auditor("check", "b.txt").code == 0
    ran = auditor("check", "b.txt", "--ignore", "DOC", "--select", "no-foo")
    assert '"foo bar"' in ran.out
    assert auditor("check", "b.txt", "--select", "DOC900", "--ignore", "NAM", "--fail-on", "error").code == 0


def test_isolated_ignores_every_file(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(tree / "auditor.toml", "this is not TOML")
    assert auditor("check", "b.txt").code == 2
    assert auditor("check", "b.txt", "--isolated").code == 0


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('publicaton = "X"\n', 1, ["`publicaton`", "did you mean `publication`?"]),
        ('fail-on = "fatal"\n', 1, ["fail-on", "fatal"]),
        ('\nignore = ["files"]\n', 2, ['"files"', "no family"]),
        ('extends = ["files"]\nselect = ["empty-artcle"]\n', 2, ['"empty-artcle"', "did you mean `empty-article`?"]),
        ("fail-on = error\n", 1, ["not TOML"]),
        ('required-version = ">=99"\n', 1, [">=99"]),
        ('encoding = "klingon"\n', 1, ["klingon"]),
        ('[[accept]]\nwords = "x"\n', 1, ["`reason`", "missing"]),
        ('[[accept]]\nwords = "x"\nreason = " "\n', 3, ["`reason`", "empty"]),
        ('[[per-path]]\npath = ["x"]\nignroe = []\n', 3, ["`ignroe`", "did you mean `ignore`?"]),
    ],
)
def test_a_mistake_is_told_with_line_and_cure(
    tmp_path: Path, auditor: Callable[..., Ran], text: str, line: int, words: list[str]
) -> None:
    write(tmp_path / "auditor.toml", text)
    write(tmp_path / "a.txt", "Quiet.\n")
    ran = auditor("check", "a.txt")
    assert ran.code == 2
    assert ran.err.startswith(f"auditor: auditor.toml:{line}: "), ran.err
    assert len(ran.err.splitlines()) == 1
    for word in words:
        assert word in ran.err


def test_an_unknown_word_on_the_command_line(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    write(tmp_path / "a.txt", "Quiet.\n")
    ran = auditor("check", "a.txt", "--select", "NMA")
    assert ran.code == 2
    assert ran.err.startswith('auditor: --select: "NMA"')
    assert "did you mean `NAM`?" in ran.err


def test_an_accepted_violation_is_silent_where_it_was_accepted(tree: Path, auditor: Callable[..., Ran]) -> None:
    accept = '[[accept]]\ncode = "DOC900"\nwords = "foo bar"\npath = "b.txt"\nreason = "the editor says so"\n'
    write(tree / "auditor.toml", f'extends = ["./rules/root.toml"]\n{accept}')
    write(tree / "c.txt", "It says foo bar.\n")
    ran = auditor("check", "b.txt", "c.txt")
    assert "c.txt:1:9" in ran.out
    assert "b.txt:" not in ran.out
    assert "1 more was accepted" in ran.out


def test_an_accept_ends_by_itself(tree: Path, auditor: Callable[..., Ran]) -> None:
    accept = '[[accept]]\nwords = "foo bar"\nreason = "for now"\nuntil = 2020-01-31\n'
    write(tree / "auditor.toml", f'extends = ["./rules/root.toml"]\n{accept}')
    assert auditor("check", "b.txt").code == 1


def test_init_writes_a_file_that_works_and_replaces_none(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    ran = auditor("init", "--publication", "Der „Bote“", "--translated")
    assert (ran.code, ran.out) == (0, "Wrote auditor.toml. Next: auditor check .\n")
    write(tmp_path / "a.txt", "Quiet.\n")
    assert "Der „Bote“" in auditor("config", "a.txt").out
    again = auditor("init", "--publication", "X")
    assert again.code == 2
    assert "--force" in again.err
    assert auditor("init", "--house", "the-syrian-observer", "--force").code == 0
    assert "houses/the-syrian-observer" in auditor("config").out
    assert auditor("init", "--house", "the-syrain-observer", "--force").code == 2


def test_selecting_by_family_code_or_name(tree: Path, auditor: Callable[..., Ran]) -> None:
    for word in ("DOC", "DOC900", "no-foo"):
        assert auditor("check", "b.txt", "--select", word).code == 1
        assert auditor("check", "b.txt", "--ignore", word).code == 0


def test_a_rule_that_is_off_comes_on_by_name(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(tree / "rules/root.toml", PACK + 'severity = "off"\n')
    assert auditor("check", "b.txt").code == 0
    assert auditor("check", "b.txt", "--extend-select", "DOC900").code == 1


def test_a_code_beats_its_family_and_the_later_word_an_earlier_one(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(tree / "auditor.toml", 'extends = ["./rules/root.toml"]\n[severity]\nDOC = "info"\nDOC900 = "error"\n')
    assert " error: " in auditor("check", "b.txt").out
    block = '[[per-path]]\npath = ["b.txt"]\n[per-path.severity]\nDOC900 = "info"\n'
    write(tree / "auditor.toml", f'extends = ["./rules/root.toml"]\n[severity]\nDOC900 = "error"\n{block}')
    assert " info: " in auditor("check", "b.txt").out


@pytest.mark.parametrize("words", ["\\u200b", "o", "foo ba"])
def test_an_accept_takes_whole_words(tree: Path, auditor: Callable[..., Ran], words: str) -> None:
    accept = f'[[accept]]\nwords = "{words}"\nreason = "no"\n'
    write(tree / "auditor.toml", f'extends = ["./rules/root.toml"]\n{accept}')
    assert auditor("check", "b.txt").code in (1, 2)


def test_an_accept_that_matches_nothing_is_told(tree: Path, auditor: Callable[..., Ran]) -> None:
    accept = '[[accept]]\nwords = "long gone"\npath = "b.txt"\nreason = "was so"\n'
    write(tree / "auditor.toml", f'extends = ["./rules/root.toml"]\n{accept}')
    assert 'auditor.toml:3: the [[accept]] of "long gone" matches nothing any more' in auditor("check", "b.txt").err


def test_a_wrong_severity_names_its_line_and_the_right_words(tree: Path, auditor: Callable[..., Ran]) -> None:
    write(tree / "auditor.toml", '[severity]\nSRC001 = "fatal"\n')
    ran = auditor("check", "b.txt")
    assert ran.err.startswith("auditor: auditor.toml:2: `severity.SRC001`"), ran.err
    assert "error, info, off, warning" in ran.err
