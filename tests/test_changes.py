"""`--diff-base` and `--staged`: only what a change brought, whatever git has to say about it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

TOLL = "At least {} people were killed when shells fell on the market on {} evening."
ONE, TWO, THREE = (TOLL.format(n, day) for n, day in ((25, "Monday"), (30, "Tuesday"), (35, "Sunday")))
Git = Callable[..., str]


def git_in(folder: Path) -> Git:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always")

    def git(*arguments: str) -> str:
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return git


def write(path: Path, *paragraphs: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


@pytest.fixture
def git(tmp_path: Path) -> Git:
    git = git_in(tmp_path)
    git("init", "-q", "-b", "main")
    write(tmp_path / "old.md", "# Market", ONE)
    write(tmp_path / "desk/b.md", "# Valley", TWO)
    git("add", ".")
    git("commit", "-qm", "x")
    return git


def places(ran: Ran) -> list[str]:
    """Where the reported tolls stand."""
    return [line.partition(": ")[0] for line in ran.out.splitlines() if "SRC001 casualties" in line and "`" not in line]


def test_only_what_the_change_brought(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    assert places(auditor("check", "--diff-base", "HEAD")) == []
    write(tmp_path / "old.md", "# Market", "Put in above.", ONE, THREE)
    write(tmp_path / "desk/new.md", "# Square", ONE)
    ran = auditor("check", "--diff-base", "main")
    assert (ran.code, ran.err) == (1, "")
    assert places(ran) == ["desk/new.md:3:1", "old.md:7:1"]
    assert places(auditor("check", "--diff-base", "HEAD", "b.md", "new.md", cwd=tmp_path / "desk")) == ["new.md:3:1"]
    write(tmp_path / "old.md", "# Market", "Put in above.", ONE)
    assert auditor("check", "--diff-base", "HEAD", "old.md").code == 0
    assert auditor("check", "old.md").code == 1


def test_a_branch_is_compared_with_where_it_parted(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    git("switch", "-qc", "topic")
    write(tmp_path / "new.md", "# Square", THREE)
    git("add", ".")
    git("commit", "-qm", "x")
    git("switch", "-q", "main")
    write(tmp_path / "old.md", "# Market", "Mended, the mayor said.")
    git("commit", "-qam", "x")
    git("switch", "-q", "topic")
    assert places(auditor("check", "--diff-base", "main")) == ["new.md:3:1"]


def test_the_index_is_read_and_not_the_working_tree(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    write(tmp_path / "old.md", "# Market", ONE, THREE)
    git("add", "old.md")
    write(tmp_path / "old.md", "# Market", "Nothing of it, the mayor said.")
    write(tmp_path / "desk/b.md", "# Valley", TWO, THREE)
    ran = auditor("check", "--staged")
    assert places(ran) == ["old.md:5:1"]
    assert places(auditor("check", "--staged", "desk")) == []
    (tmp_path / "old.md").unlink()
    assert places(auditor("check", "--staged")) == ["old.md:5:1"]
    assert places(auditor("check", "--staged", "old.md")) == ["old.md:5:1"]


def test_before_the_first_commit_everything_is_new(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    git = git_in(tmp_path)
    git("init", "-q")
    write(tmp_path / "a.md", "# Market", ONE)
    write(tmp_path / "b.md", "# Market", TWO)
    git("add", "a.md")
    assert places(auditor("check", "--staged")) == ["a.md:3:1"]


@pytest.mark.parametrize("name", ["new name.md", "أخبار [1].md", "tab\tand ümlaut.md", 'quote".md'])
def test_a_renamed_article_is_the_same_article(
    tmp_path: Path, git: Git, auditor: Callable[..., Ran], name: str
) -> None:
    git("mv", "old.md", name)
    assert auditor("check", "--staged").code == 0
    assert auditor("check", "--diff-base", "HEAD").code == 0
    write(tmp_path / name, "# Market", ONE, THREE)
    git("add", ".")
    assert len(places(auditor("check", "--staged"))) == 1
    assert len(places(auditor("check", "--diff-base", "HEAD"))) == 1


HEADER = "---\ntitle: {}\n{}original_url: https://zeitung.example/fluss\nlang: en\n---\n"


def test_what_was_absent_before_is_not_what_the_change_brought(
    tmp_path: Path, git: Git, auditor: Callable[..., Ran]
) -> None:
    story = "The river reached the fields, farmers said."
    write(tmp_path / "a.md", HEADER.format("River", ""), story)
    write(tmp_path / "b.md", HEADER.format("River", "translator: Lena Aumann\n"), story)
    git("add", ".")
    git("commit", "-qm", "x")
    for name in ("a.md", "b.md"):
        address = "https://zeitung.example/other"
        write(
            tmp_path / name,
            HEADER.format("The river is back", "").replace("https://zeitung.example/fluss", address),
            story,
        )
    ran = auditor("check", "--diff-base", "HEAD", "--select", "ATT001")
    assert "b.md:" in ran.out
    assert "a.md:" not in ran.out
    assert auditor("check", "--select", "ATT001", "a.md").code == 1


def test_a_hook_stops_the_commit_that_lacks_a_translator(tmp_path: Path, git: Git) -> None:
    """Scene 7, with git's own hook: also where only one of two staged files is committed."""
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m auditor check --staged --fail-on error\n',
        encoding="utf-8",
    )
    hook.chmod(0o755)
    story = "The river reached the fields, farmers said."
    write(tmp_path / "a.md", HEADER.format("River", ""), story)
    write(tmp_path / "b.md", HEADER.format("River", "translator: Lena Aumann\n"), story)
    git("add", ".")
    refused = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-m", "x"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "ATT001" in refused.stdout + refused.stderr
    git("commit", "-qm", "x", "--", "b.md")
    assert git("show", "--name-only", "--format=") == "b.md"
    write(tmp_path / "a.md", HEADER.format("River", "translator: Omar Haddad\n"), story)
    git("commit", "-qm", "x", "--", "a.md")
    assert git("status", "--porcelain") == ""


def test_only_new_violations_are_mended(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    write(
        tmp_path / "house.toml",
        '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani"]',
    )
    write(tmp_path / "auditor.toml", 'extends = ["./house.toml"]')
    write(tmp_path / "old.md", "He met al-Joulani.")
    git("add", ".")
    git("commit", "-qm", "x")
    write(tmp_path / "old.md", "He met al-Joulani.", "She met al-Joulani.")
    auditor("check", "--diff-base", "HEAD", "--fix")
    assert (tmp_path / "old.md").read_text(encoding="utf-8") == "He met al-Joulani.\n\nShe met al-Jolani.\n"


def test_excludes_hidden_folders_and_ignored_files_are_left_out(
    tmp_path: Path, git: Git, auditor: Callable[..., Ran]
) -> None:
    write(tmp_path / "auditor.toml", 'exclude = ["drafts/**"]')
    write(tmp_path / ".gitignore", "build/")
    for name in ("drafts/a.md", "build/a.md", ".github/a.md", "wire/a.md"):
        write(tmp_path / name, "# Market", ONE)
    assert places(auditor("check", "--diff-base", "HEAD")) == ["wire/a.md:3:1"]
    git("add", "-A")
    assert places(auditor("check", "--staged")) == ["wire/a.md:3:1"]
    ran = auditor("check", "--staged", "drafts/a.md")
    assert "drafts/a.md is excluded" in ran.err
    assert places(auditor("check", "--staged", "--no-exclude", "drafts")) == ["drafts/a.md:3:1"]


def test_a_submodule_is_a_repository_of_its_own(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    other = tmp_path / "elsewhere"
    write(other / "a.md", "# Market", ONE)
    git_in(other)("init", "-q")
    git_in(other)("add", ".")
    git_in(other)("commit", "-qm", "x")
    git("submodule", "add", "-q", "./elsewhere", "sub")
    ran = auditor("check", "--staged")
    assert (ran.code, places(ran)) == (0, [])
    assert ran.err.startswith("auditor: sub: another git repository")
    named = auditor("check", "--staged", "sub/a.md")
    assert named.code == 2
    assert named.err.startswith("auditor: sub/a.md: another git repository")
    assert places(auditor("check", "--diff-base", "HEAD", cwd=tmp_path / "sub")) == []


def test_a_shallow_clone_is_told_what_it_lacks(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    git("branch", "base")
    write(tmp_path / "new.md", "# Square", THREE)
    git("add", ".")
    git("commit", "-qm", "x")
    git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{tmp_path}", "shallow")
    clone = tmp_path / "shallow"
    for revision in ("origin/base", git("rev-parse", "base^{commit}")[:20] + "00"):
        ran = auditor("check", "--diff-base", revision, cwd=clone)
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
        assert revision in ran.err
        assert "git fetch --unshallow" in ran.err


@pytest.mark.parametrize("revision", ["gone", "--help", "", "HEAD:old.md"])
def test_what_is_no_commit_is_one_line(git: Git, auditor: Callable[..., Ran], revision: str) -> None:
    ran = auditor("check", f"--diff-base={revision}")
    assert ran.code == 2
    assert ran.err.startswith(f'auditor: --diff-base "{revision}": no such commit here; ')


@pytest.mark.parametrize("option", [("--staged",), ("--diff-base", "HEAD")])
def test_without_git_or_a_repository_it_is_one_line(
    tmp_path: Path, auditor: Callable[..., Ran], option: tuple[str, ...]
) -> None:
    write(tmp_path / "a.md", "# Market", ONE)
    alone = auditor("check", *option, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert (alone.code, len(alone.err.splitlines())) == (2, 1)
    assert "not a git repository" in alone.err
    bare = auditor("check", *option, env={"PATH": str(tmp_path)})
    assert bare.code == 2
    assert bare.err == "auditor: git is not installed; install it, or leave --diff-base and --staged out\n"


def test_paths_that_are_not_there_or_not_here(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    assert "gone.md: no such file" in auditor("check", "--staged", "gone.md").err
    outside = auditor("check", "--staged", str(tmp_path.parent))
    assert outside.code == 2
    assert "outside this git repository" in outside.err


@pytest.mark.parametrize("also", [("--fix",), ("--diff",), ("--diff-base", "HEAD")])
def test_the_index_is_not_written_to(git: Git, auditor: Callable[..., Ran], also: tuple[str, ...]) -> None:
    ran = auditor("check", "--staged", *also)
    assert ran.code == 2
    assert "--staged reads the index" in ran.err


def test_a_conflict_is_one_line(tmp_path: Path, git: Git, auditor: Callable[..., Ran]) -> None:
    git("switch", "-qc", "topic")
    write(tmp_path / "old.md", "# Market", "One way.")
    git("commit", "-qam", "x")
    git("switch", "-q", "main")
    write(tmp_path / "old.md", "# Market", "Another way.")
    git("commit", "-qam", "x")
    subprocess.run(["git", "merge", "-q", "topic"], cwd=tmp_path, capture_output=True, check=False)
    ran = auditor("check", "--staged")
    assert ran.code == 2
    assert ran.err == "auditor: old.md: has conflicts; resolve them and `git add` it\n"


@pytest.mark.parametrize("option", [("--staged",), ("--diff-base", "HEAD")])
def test_stdin_has_no_before(tmp_path: Path, git: Git, auditor: Callable[..., Ran], option: tuple[str, ...]) -> None:
    write(tmp_path / "known.md", "# Market", ONE)
    git("add", ".")
    git("commit", "-qm", "known")
    ran = auditor("check", "-", "--stdin-filename", "known.md", *option, stdin=f"# Market\n\n{ONE}\n".encode())
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "stdin is none; leave them out, or name the file" in ran.err
