"""The cache: the same answers, sooner; never an old one, whatever changed; never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

CONFIG = 'publication = "The Desk"\nextends = ["./house.toml"]\n'
HOUSE = """[pack]
name = "house"
extends = ["./inner/words.toml"]
[[text]]
name = "checked"
disclaimer = "not_verified"
[text.words]
en = "{publication} has not verified this."
[[rule]]
code = "VER901"
name = "checked-missing"
kind = "disclaimer"
fault = "missing"
text = "checked"
severity = "error"
summary = "It says so."
message = "missing: {text}"
"""
WORDS = """[pack]
name = "words"
[[rule]]
code = "DOC901"
name = "word"
kind = "phrase"
fault = "present"
phrases = ["river"]
summary = "No river."
message = '"{words}" stands here'
[[rule]]
code = "DOC902"
name = "old-date"
kind = "header"
fault = "value"
keys = ["date"]
not-after = "today"
summary = "No future."
message = "{expected}"
"""
STORY = "---\ntitle: The bridge\ndate: 2026-03-01\n---\n\nThe river reached the bridge, the mayor said.\n"

Check = Callable[..., Ran]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "auditor.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "inner/words.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "story.es.md").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("entries")


@pytest.fixture
def check(desk: Path, folder: Path, auditor: Check) -> Check:
    def check(*args: str, **env: str) -> Ran:
        shared = {"AUDITOR_CACHE_DIR": str(folder), "SOURCE_DATE_EPOCH": "1790000000", **env}
        return auditor("check", *(args or ("story.es.md",)), env=shared)

    return check


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def touch(path: Path, before: str, after: str) -> None:
    """Change a file and keep its size's and its time's look: only its bytes differ where both words are as long."""
    times = path.stat().st_mtime_ns
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    os.utime(path, ns=(times, times))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("story.es.md", "The river", "The creek"),
        ("house.toml", "missing: {text}", "lacking: {text}"),
        ("inner/words.toml", "stands here", "stood there"),
        ("inner/words.toml", '["river"]', '["mayor"]'),
        ("auditor.toml", "The Desk", "The Dusk"),
        ("auditor.toml", CONFIG, CONFIG + 'ignore = ["DOC901"]\n'),
        ("auditor.toml", CONFIG, CONFIG + '[[accept]]\nwords = "river"\nreason = "it is a river"\n'),
        ("auditor.toml", CONFIG, CONFIG + '[[per-path]]\npath = ["*.es.md"]\nfail-on = "info"\nignore = ["VER"]\n'),
    ],
)
def test_a_warm_cache_gives_the_new_answer(
    desk: Path, check: Check, name: str, before: str, after: str, folder: Path
) -> None:
    old = check()
    assert (check(), len(entries(folder))) == (old, 1)
    touch(desk / name, before, after)
    new = check()
    assert new.out != old.out
    assert new == check("story.es.md", "--no-cache")


def test_a_warm_cache_asks_the_command_line_and_the_day(desk: Path, check: Check) -> None:
    old = check("--format", "json", "story.es.md")
    for args in (("--select", "VER901"), ("--ignore", "VER901"), ("--isolated",), ("--fail-on", "error")):
        asked = ("--format", "json", "story.es.md", *args)
        assert check(*asked) == check(*asked, "--no-cache")
    early = check("--format", "json", "story.es.md", SOURCE_DATE_EPOCH="1760000000")
    assert "DOC902" in early.out
    assert "DOC902" not in old.out


def test_a_sibling_edition_that_comes_or_goes_is_seen(desk: Path, check: Check) -> None:
    (desk / "auditor.toml").write_text('extends = ["core"]\nselect = ["ATT"]\n', encoding="utf-8")
    (desk / "story.es.md").write_text(
        "# El puente\n\nEl río llegó al puente.\n\nTraducido por Lina Saad.\n", encoding="utf-8"
    )
    alone = check()
    (desk / "story.en.md").write_text("# The bridge\n\nThe river reached it.\n", encoding="utf-8")
    beside = check()
    assert (alone.code, beside.code) == (1, 0)
    (desk / "story.en.md").unlink()
    assert check() == alone


def test_new_code_new_rules_and_new_libraries_begin_anew(
    desk: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy")
    for name in ("auditor", "rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))

    def run() -> str:
        env = {**os.environ, "PYTHONPATH": str(copy), "AUDITOR_CACHE_DIR": str(folder)}
        command = [sys.executable, "-m", "auditor", "check", "story.es.md", "--isolated", "--select", "NAM,SRC,DOC"]
        return subprocess.run(command, cwd=desk, env=env, capture_output=True, text=True, check=False).stdout

    (desk / "story.es.md").write_text("At least 25 people were killed on Monday.\n", encoding="utf-8")
    before = run()
    assert "gives a" in before
    claims = copy / "rules/claims.toml"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace("with no source; say who counted", "and no source"), encoding="utf-8"
    )
    changed = run()
    assert "and no source" in changed
    (copy / "some_plugin-2.0.dist-info").mkdir()
    run()
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 3


def test_what_could_not_be_checked_is_not_remembered(desk: Path, check: Check, folder: Path) -> None:
    touch(desk / "inner/words.toml", 'phrases = ["river"]', "patterns = ['(?:a|aa)+$']")
    (desk / "story.es.md").write_text("a" * 60 + "b\n", encoding="utf-8")
    assert check().code == 2
    assert entries(folder) == []


def test_a_broken_entry_is_none_and_is_made_again(check: Check, folder: Path) -> None:
    right = check()
    [entry] = entries(folder)
    whole = entry.read_bytes()
    changed = bytes([*whole[:-3], whole[-3] ^ 1, *whole[-2:]])
    for broken in (b"", whole[:40], b"\0" * len(whole), changed):
        entry.write_bytes(broken)
        assert check() == right
        assert entry.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_cache(desk: Path, auditor: Check) -> None:
    (desk / "file").write_text("x", encoding="utf-8")
    for place in (desk / "file", desk / "file" / "below", "/proc/nowhere"):
        ran = auditor("check", "story.es.md", env={"AUDITOR_CACHE_DIR": str(place)})
        assert (ran.code, ran.err) == (1, "")


def test_no_cache_neither_reads_nor_writes(check: Check, folder: Path) -> None:
    check("story.es.md", "--no-cache")
    assert entries(folder) == []
    right = check()
    [entry] = entries(folder)
    entry.write_bytes(b"broken")
    assert check("story.es.md", "--no-cache") == right
    assert entry.read_bytes() == b"broken"


def test_two_runs_at_once_agree(desk: Path, check: Check, folder: Path) -> None:
    for number in range(40):
        (desk / f"{number}.md").write_text(STORY.replace("bridge", f"bridge {number}"), encoding="utf-8")
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: check("."), range(3)))
    assert len({ran.out for ran in answers}) == 1
    assert check(".").out == answers[0].out
    assert len(entries(folder)) == 41


def test_clear_removes_entries_and_nothing_else(desk: Path, check: Check, auditor: Check, folder: Path) -> None:
    check()
    (folder / "letters.txt").write_text("keep", encoding="utf-8")
    (folder / "photos").mkdir()
    env = {"AUDITOR_CACHE_DIR": str(folder)}
    assert auditor("cache", "dir", env=env).out == f"{folder}\n"
    assert auditor("cache", "clear", env=env).out.startswith("Removed 1 entry (")
    assert sorted(path.name for path in folder.iterdir()) == ["letters.txt", "photos"]
    assert auditor("cache", "clear", env=env).out.startswith("Removed 0 entries (")


def test_the_users_own_folder_holds_it(desk: Path, auditor: Check, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    env = {"AUDITOR_CACHE_DIR": "", "HOME": str(home), "XDG_CACHE_HOME": str(home / "c")}
    auditor("check", "story.es.md", env=env)
    place = Path(auditor("cache", "dir", env=env).out.strip())
    assert home in place.parents
    assert len(entries(place)) == 1
    if os.name != "nt":
        assert all(path.stat().st_mode & 0o077 == 0 for path in place.rglob("*"))


def test_names_that_are_no_text_are_remembered_too(desk: Path, auditor: Check, folder: Path) -> None:
    odd = desk / os.fsdecode(b"caf\xe9")
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    (odd / os.fsdecode(b"\xff.md")).write_text(STORY, encoding="utf-8")
    (odd / "auditor.toml").write_text('[[accept]]\nwords = "river"\nreason = "a river"\n', encoding="utf-8")
    env = {"AUDITOR_CACHE_DIR": str(folder)}
    runs = [auditor("check", "--format", "json", *place, env=env) for place in ((".",), (".",), (".", "--no-cache"))]
    assert runs[0] == runs[1] == runs[2]
    assert len(entries(folder)) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="every folder is the administrator's")
def test_entries_that_must_stay_are_one_line_that_names_the_folder(check: Check, auditor: Check, folder: Path) -> None:
    check()
    [entry] = entries(folder)
    entry.parent.chmod(0o500)
    ran = auditor("cache", "clear", env={"AUDITOR_CACHE_DIR": str(folder)})
    entry.parent.chmod(0o700)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"auditor: {folder}: permission denied; mend the folder's permissions")
