"""Which files are checked, and what happens to those that cannot be: one line each, the rest checked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

TOLL = "# Hama\n\nAt least 25 people were killed in the town on Monday.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(TOLL, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("latin.md", "Caf\xe9 in Hama\n".encode("latin-1"), ["latin.md:1", "0xe9", "UTF-8"]),
        ("binary.md", b"\x7fELF\0\0\0\1", ["binary.md", "NUL", "exclude"]),
        ("photo.jpg", b"\xff\xd8\xff", ["photo.jpg", "unknown format .jpg"]),
        ("gone.md", None, ["gone.md", "no such file"]),
        ("huge.md", b"a" * (16 * 1024 * 1024 + 1), ["huge.md", "larger"]),
    ],
)
def test_one_line_and_the_others_are_checked(
    story: Path, tmp_path: Path, auditor: Callable[..., Ran], name: str, content: bytes | None, words: list[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = auditor("check", name, "story.md")
    assert ran.code == 2
    [line] = ran.err.splitlines()
    assert line.startswith("auditor: ")
    for word in words:
        assert word in line
    assert "story.md:3:1: error:" in ran.out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(story: Path, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("x")
    secret.chmod(0)
    ran = auditor("check", ".")
    assert ran.code == 2
    assert "secret.md: not readable" in ran.err


def test_a_pipe_is_no_article(story: Path, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    ran = auditor("check", "pipe.md", "story.md")
    assert ran.code == 2
    assert "pipe.md: not a regular file" in ran.err
    assert "story.md:3:1" in ran.out


def test_an_empty_file_is_a_warning(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    ran = auditor("check", "empty.md")
    assert ran.code == 1
    assert ran.out.startswith("empty.md:1:1: warning: ")
    assert "[DOC001 empty-article]" in ran.out


def test_a_folder_without_an_article(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/notes.docx").write_bytes(b"x")
    ran = auditor("check", "d")
    assert ran.code == 2
    assert "d: no article in it (1 other files)" in ran.err


def test_excludes_hold_for_named_files(story: Path, tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('exclude = ["drafts/**"]\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/x.md").write_text(TOLL, encoding="utf-8")
    ran = auditor("check", "drafts/x.md")
    assert ran.code == 0
    assert "drafts/x.md is excluded" in ran.err
    assert auditor("check", "drafts/x.md", "--no-exclude").code == 1
    assert auditor("check", "drafts").code == 0
    assert "drafts" not in auditor("check", ".").out


def test_back_slashes_match_the_patterns_too() -> None:
    from auditor.paths import matches

    assert matches("drafts\\x.md", ["drafts/**"])
    assert matches("a/b/c.md", ["**/c.md"])
    assert matches("c.md", ["**/c.md"])
    assert matches("a/drafts/x.md", ["drafts"])
    assert not matches("drafts2/x.md", ["drafts/**"])
    assert not matches("a/b.md", ["a/?.txt"])


def test_a_directory_loop_ends_and_each_real_file_is_checked_once(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "a.md").write_text(TOLL, encoding="utf-8")
    (tmp_path / "d/back").symlink_to("..", target_is_directory=True)
    (tmp_path / "d/ok.md").symlink_to("../a.md")
    ran = auditor("check", "--format", "json", ".")
    assert len(ran.json["files"]) == 1
    assert ran.err == ""


def test_a_file_named_twice_is_checked_once(story: Path, auditor: Callable[..., Ran]) -> None:
    assert len(auditor("check", "--format", "json", "story.md", "./story.md", ".").json["files"]) == 1


def test_an_encoding_of_its_own_is_kept(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('encoding = "windows-1256"\nextends = ["./house.toml"]\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text(
        '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani"]\n', encoding="utf-8"
    )
    story = tmp_path / "story.txt"
    story.write_bytes("قال al-Joulani إن الطريق مفتوح\r\n".encode("windows-1256"))
    assert auditor("check", "--fix", "story.txt").code == 0
    assert story.read_bytes() == "قال al-Jolani إن الطريق مفتوح\r\n".encode("windows-1256")


def test_two_hundred_and_fifty_six_violations_are_exit_one(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    for number in range(256):
        (tmp_path / f"{number}.md").write_bytes(b"")
    ran = auditor("check", ".")
    assert ran.code == 1
    assert "256 warnings in 256 articles" in ran.out


def test_processes_change_nothing_in_the_answer(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    for number in range(230):
        (tmp_path / f"{number}.md").write_text(TOLL.replace("25", str(number)), encoding="utf-8")
    one, two = auditor("check", ".", "--jobs", "1"), auditor("check", ".", "--jobs", "2")
    assert (one.code, one.out) == (two.code, two.out)
    assert len(one.out.splitlines()) == 231


def test_the_answer_does_not_depend_on_locale_or_hash_seed(story: Path, auditor: Callable[..., Ran]) -> None:
    story.write_text(TOLL.replace("Hama", "“Hama” café"), encoding="utf-8")
    answers = {
        auditor(
            "check",
            "story.md",
            env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": seed},
        ).out
        for locale in ("C", "C.UTF-8")
        for seed in ("0", "1", "7")
    }
    assert len(answers) == 1


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.md").write_text(TOLL * 5, encoding="utf-8")
    command = f"{sys.executable} -m auditor check . --jobs 1 | head -1"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, auditor: Callable[..., Ran], encoding: str) -> None:
    (tmp_path / "a.md").write_bytes(TOLL.encode(encoding))
    assert "a.md:3:1: error:" in auditor("check", "a.md").out
