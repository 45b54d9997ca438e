"""Runs: stdin, lists of files, what git ignores, how much is said, and how a run ends that is cut short."""

from __future__ import annotations

import json
import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

TOLL = "# Hama\n\nAt least 25 people were killed in the town on Monday.\n"
HOUSE = '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani"]\n'


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(TOLL, encoding="utf-8")
    return path


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "auditor.toml").write_text('extends = ["./house.toml"]\nexclude = ["drafts/**"]\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    return tmp_path


def start(*args: str, cwd: Path, **more: object) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "auditor", *args]
    return subprocess.Popen(command, cwd=cwd, env={**env, **more.pop("env", {})}, **more)  # type: ignore[call-overload,no-any-return]


def on_a_terminal(
    *args: str, cwd: Path, env: dict[str, str] | None = None, streams: tuple[str, ...] = ("stdout", "stderr")
) -> str:
    """What a terminal shows of some streams of a run."""
    ours, theirs = pty.openpty()
    where = {stream: theirs if stream in streams else subprocess.DEVNULL for stream in ("stdout", "stderr")}
    running = start(*args, cwd=cwd, env=env or {}, **where)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    running.wait(timeout=120)
    os.close(ours)
    return shown.decode("utf-8")


def many(folder: Path, number: int, times: int = 1) -> None:
    for n in range(number):
        (folder / f"{n:04}.md").write_text(TOLL.replace("25", str(n + 2)) * times, encoding="utf-8")


# What is checked


def test_stdin_is_read_as_the_file_that_it_stands_for(house: Path, auditor: Callable[..., Ran]) -> None:
    (house / "desk").mkdir()
    text = "---\ntitle: The bridge\n---\n\n🕊 al-Joulani left.\r\n".encode()
    ran = auditor("check", "-", "--stdin-filename", "desk/new.md", stdin=text)
    assert ran.out.splitlines()[0].startswith("desk/new.md:5:3: warning: ")
    assert not (house / "desk/new.md").exists()
    plain = auditor("check", "-", stdin=b"al-Joulani left.\n")
    assert plain.out.startswith("-:1:1: warning: ")


def test_stdin_is_mended_to_stdout_and_the_report_goes_to_stderr(house: Path, auditor: Callable[..., Ran]) -> None:
    bom = b"\xef\xbb\xbf"
    ran = auditor("check", "-", "--stdin-filename", "a.md", "--fix", stdin=bom + b"al-Joulani left.\r\n")
    assert ran.out.encode() == bom + b"al-Jolani left.\r\n"
    assert ran.err.startswith("Nothing found in 1 article")
    for untouched in (b"caf\xe9 \xff", b"Quiet.\n"):
        done = subprocess.run(
            [sys.executable, "-m", "auditor", "check", "-", "--fix"],
            cwd=house,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            input=untouched,
            capture_output=True,
            check=False,
        )
        assert done.stdout == untouched
    (house / "auditor.toml").write_text('extends = ["./house.toml"]\nencoding = "latin-1"\n', encoding="utf-8")
    (house / "house.toml").write_text(HOUSE.replace('"al-Jolani" =', '"al\u2011Jolani" ='), encoding="utf-8")
    ran = auditor("check", "-", "--fix", stdin=b"al-Joulani left.\n")
    assert (ran.code, ran.out) == (2, "al-Joulani left.\n")
    assert "cannot be written in latin-1" in ran.err
    (house / "house.toml").write_text(HOUSE, encoding="utf-8")
    diff = auditor("check", "-", "--stdin-filename", "a.md", "--diff", stdin=b"al-Joulani left.\n")
    assert (diff.code, "-al-Joulani left.\n+al-Jolani left.\n" in diff.out) == (1, True)


def test_stdin_that_is_excluded_or_no_article(house: Path, auditor: Callable[..., Ran]) -> None:
    ran = auditor("check", "-", "--stdin-filename", "drafts/x.md", "--fix", stdin=b"al-Joulani left.\n")
    assert (ran.code, ran.out) == (0, "al-Joulani left.\n")
    assert "drafts/x.md is excluded" in ran.err
    assert auditor("check", "-", "--stdin-filename", "drafts/x.md", "--no-exclude", stdin=b"al-Joulani.\n").code == 1
    broken = auditor("check", "-", "--stdin-filename", "x.md", stdin=b"caf\xe9")
    assert (broken.code, "x.md:1: byte 0xe9" in broken.err) == (2, True)
    for args in (("-", "a.md"), ("--stdin-filename", "a.md")):
        wrong = auditor("check", *args)
        assert wrong.code == 2
        assert "auditor check - --stdin-filename PATH" in wrong.err


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\0"])
@pytest.mark.parametrize("place", ["list", "-"])
def test_a_list_of_files(tmp_path: Path, auditor: Callable[..., Ran], ends: bytes, place: str) -> None:
    names = ["a b.md", "قصة.md"] + (["new\nline.md"] if ends == b"\0" else [])
    for name in [*names, "other.md"]:
        (tmp_path / name).write_text(TOLL, encoding="utf-8")
    data = ends.join(name.encode() for name in names) + ends
    (tmp_path / "list").write_bytes(data)
    ran = auditor("check", "--format", "json", "--files-from", place, stdin=data)
    assert [file["path"] for file in ran.json["files"]] == names
    more = auditor("check", "--format", "json", "other.md", "--files-from", place, stdin=data)
    assert len(more.json["files"]) == len(names) + 1


def test_an_empty_list_is_no_fault_and_a_missing_one_is(story: Path, auditor: Callable[..., Ran]) -> None:
    ran = auditor("check", "--files-from", "-", stdin=b"")
    assert (ran.code, ran.out) == (0, "Nothing was checked.\n")
    gone = auditor("check", "--files-from", "gone.txt")
    assert (gone.code, gone.err) == (2, "auditor: gone.txt: --files-from: no such file or directory; check the path\n")


def test_without_a_path_this_folder_is_checked(story: Path, auditor: Callable[..., Ran]) -> None:
    assert auditor("check") == auditor("check", ".")
    assert "story.md:3:1" in auditor("check").out


def checked(ran: Ran) -> list[str]:
    return [file["path"] for file in ran.json["files"]]


def test_what_git_ignores_is_not_walked_into(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    for name in ("a.md", "b.draft.md", "build/c.md", "en/d.md", "en/keep.draft.md", "en/old/e.md", "secret/f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TOLL, encoding="utf-8")
    (tmp_path / ".git/info").mkdir(parents=True)
    (tmp_path / ".git/info/exclude").write_text("secret/\n")
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbf# ours\r\n*.draft.md\r\n/build/\r\nbad\\\r\n")
    (tmp_path / "en/.gitignore").write_text("!keep.draft.md\nold\n")
    assert checked(auditor("check", "--format", "json", ".")) == ["a.md", "en/d.md", "en/keep.draft.md"]
    inside = auditor("check", "--format", "json", ".", cwd=tmp_path / "en")
    assert checked(inside) == ["d.md", "keep.draft.md"]
    assert len(checked(auditor("check", "--format", "json", "--no-exclude", "."))) == 7
    named = auditor("check", "--format", "json", "b.draft.md", "build", "en/old/e.md")
    assert checked(named) == ["b.draft.md", "build/c.md", "en/old/e.md"]
    (tmp_path / "en/.gitignore").write_text("*.md\n")
    nothing = auditor("check", "en")
    assert (nothing.code, nothing.out) == (0, "Nothing was checked.\n")
    assert "excluded or ignored by git; --no-exclude checks it" in nothing.err


def test_git_agrees(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    draw = random.Random(7)
    words = ["a", "b", "c*", "*.md", "a/b", "/a", "b/", "**/c", "a/**", "!b", "!*.md", "[ab]", "\\!a", "c.md "]
    for name in ("a.md", "b.md", "c.md", "a/a.md", "a/b/c.md", "b/c/a.md", "c/a/b.md", "c/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("Quiet.\n")
    for _ in range(12):
        for folder in ("", "a", "c"):
            lines = draw.sample(words, 3)
            (tmp_path / folder / ".gitignore").write_text("\n".join(lines) + "\n")
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--others", "--exclude-standard", "*.md"],
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        ran = auditor("check", "--format", "json", ".")
        rules = {f: (tmp_path / f / ".gitignore").read_text() for f in ("", "a", "c")}
        assert sorted(checked(ran)) == sorted(listed.decode().split("\0")[:-1]), rules


# How much is said


def test_quiet_says_violations_and_failures_alone(house: Path, auditor: Callable[..., Ran]) -> None:
    (house / "drafts").mkdir()
    (house / "drafts/x.md").write_text("Quiet.\n")
    (house / "a.md").write_text("al-Joulani left.\n", encoding="utf-8")
    ran = auditor("check", "-q", "a.md", "drafts/x.md", "gone.md")
    assert len(ran.out.splitlines()) == 1
    assert ran.out.startswith("a.md:1:1: ")
    assert ran.err == "auditor: gone.md: no such file or folder; check the path\n"
    assert auditor("check", "-q", "--fix", "a.md") == Ran(0, "", "")


def test_exit_zero_forgives_violations_and_nothing_else(house: Path, auditor: Callable[..., Ran]) -> None:
    (house / "a.md").write_text("al-Joulani left.\n", encoding="utf-8")
    assert auditor("check", "a.md").code == 1
    assert auditor("check", "--exit-zero", "a.md").code == 0
    assert auditor("check", "--exit-zero", "--diff", "a.md").code == 0
    assert auditor("check", "--exit-zero", "a.md", "gone.md").code == 2


def test_colours_follow_the_terminal_and_what_the_environment_says(story: Path, auditor: Callable[..., Ran]) -> None:
    run = ("check", "story.md", "--format", "concise")
    assert "\x1b[31;1merror\x1b[0m" in on_a_terminal(*run, cwd=story.parent)
    for quiet in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        assert "\x1b[" not in on_a_terminal(*run, cwd=story.parent, env=quiet)
    assert "\x1b[" not in auditor(*run).out
    assert "\x1b[31;1merror\x1b[0m" in auditor(*run, env={"FORCE_COLOR": "1", "NO_COLOR": ""}).out


def test_codes_are_links_where_the_terminal_takes_them(story: Path, auditor: Callable[..., Ran]) -> None:
    run = ("check", "story.md", "--format", "concise")
    linked = on_a_terminal(*run, cwd=story.parent, env={"TERM_PROGRAM": "WezTerm", "NO_COLOR": "1"})
    address = (ROOT / "rules/claims.toml").as_uri()
    assert f"\x1b]8;;{address}\x1b\\SRC001 casualties-unsourced\x1b]8;;\x1b\\" in linked
    assert "\x1b]8" not in on_a_terminal(*run, cwd=story.parent, env={"VTE_VERSION": "4205"})
    assert "\x1b]8" in on_a_terminal(*run, cwd=story.parent, env={"VTE_VERSION": "6003"})
    assert "\x1b]8" not in auditor(*run, env={"TERM_PROGRAM": "WezTerm"}).out


def test_long_runs_show_how_far_they_are_to_a_terminal_alone(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    many(tmp_path, 120)
    seen = on_a_terminal("check", ".", "--jobs", "1", "--no-cache", cwd=tmp_path, streams=("stderr",))
    assert "Checking" in seen
    assert "100%" in seen
    assert "Checking" not in on_a_terminal("check", ".", "-q", cwd=tmp_path, streams=("stderr",))
    assert "Checking" not in on_a_terminal("check", "0001.md", cwd=tmp_path, streams=("stderr",))
    assert auditor("check", ".").err == ""


def test_the_shell_completes_commands_and_options(auditor: Callable[..., Ran]) -> None:
    env = {"_AUDITOR_COMPLETE": "complete_bash"}
    script = "import sys; sys.argv = ['auditor']; from auditor.cli.app import main; main()"
    for words, number, expected in (("auditor pro", "1", "provenance"), ("auditor check --files", "2", "--files-from")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": str(ROOT), **env, "COMP_WORDS": words, "COMP_CWORD": number},
            capture_output=True,
            text=True,
            check=False,
        )
        assert expected in done.stdout, done


def test_stdout_carries_the_report_alone_on_a_terminal_too(house: Path, auditor: Callable[..., Ran]) -> None:
    rule = '[[rule]]\ncode = "DOC901"\nname = "slow"\nkind = "phrase"\nfault = "present"\npatterns = ["(?:a|aa)+$"]\nsummary = "x"\nmessage = "x"\n'
    (house / "house.toml").write_text(HOUSE + rule, encoding="utf-8")
    many(house, 100)
    (house / "slow.md").write_text("a" * 60 + "b\n", encoding="utf-8")
    run = ("check", ".", "--format", "json", "--no-cache")
    shown = json.loads(on_a_terminal(*run, cwd=house, streams=("stdout",)))
    assert [error["path"] for error in shown["errors"]] == ["slow.md"]
    assert "DOC901" in shown["errors"][0]["message"]
    assert shown == auditor(*run).json


# The same bytes


def test_the_same_bytes_whatever_the_processes_order_locale_hash_seed_and_cache(
    tmp_path: Path, auditor: Callable[..., Ran]
) -> None:
    many(tmp_path, 220)
    (tmp_path / "أخبار.md").write_text(TOLL + "\nDeir el-Zour and “Deir al-Zour” café 🕊\n", encoding="utf-8")
    names = sorted(path.name for path in tmp_path.glob("*.md"))
    plain = {"LC_ALL": "C.UTF-8", "AUDITOR_CACHE_DIR": str(tmp_path / "cache")}
    cold = {form: auditor("check", ".", "--no-cache", "--jobs", "1", "--format", form, env=plain) for form in FORMS}
    other = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "7"}
    for jobs, env in (("2", plain), ("1", {**plain, **other}), ("3", {**plain, **other, "PYTHONHASHSEED": "1"})):
        for form in FORMS:
            assert auditor("check", ".", "--jobs", jobs, "--format", form, env=env) == cold[form], (jobs, env, form)
    random.Random(3).shuffle(names)
    shuffled = auditor("check", *names, "--format", "json", env=plain).json
    straight = cold["json"].json
    assert sorted(shuffled["files"], key=lambda f: f["path"]) == sorted(straight["files"], key=lambda f: f["path"])
    assert shuffled["summary"] == straight["summary"]
    parts = [auditor("check", *part, "--format", "jsonl", env=plain).out for part in (names[:9], names[9:])]
    assert sorted("".join(parts).splitlines()) == sorted(cold["jsonl"].out.splitlines())


FORMS = ("text", "json", "jsonl", "sarif")


# Runs that are cut short


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()]


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="needs /proc")
def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    many(tmp_path, 230, times=12)
    right = auditor("check", ".", "--jobs", "1", "--no-cache")
    running = start(
        "check", ".", "--jobs", "3", "--no-cache", cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    killed = 0
    while running.poll() is None and not killed:
        for child in children(running.pid)[:1]:
            os.kill(child, signal.SIGKILL)
            killed += 1
        time.sleep(0.005)
    out, err = running.communicate(timeout=120)
    assert killed
    assert (running.returncode, out.decode(), err) == (1, right.out, b"")


def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list")
    running = start("check", "--files-from", "list", cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with open(tmp_path / "list", "wb"):  # opens when the run has come to reading it
        running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"auditor: interrupted\n")


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="needs /proc")
def test_ctrl_c_ends_the_workers_too(tmp_path: Path) -> None:
    many(tmp_path, 1500, times=20)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    running = start("check", ".", "--jobs", "2", "--no-cache", cwd=tmp_path, **pipes)
    while running.poll() is None and len(children(running.pid)) < 2:
        time.sleep(0.01)
    time.sleep(0.2)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)  # a worker that lived on would hold the pipe open
    assert (running.returncode, out, err) == (130, b"", b"auditor: interrupted\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("number", [1, 300])
def test_a_full_disk_is_one_line(tmp_path: Path, number: int) -> None:
    many(tmp_path, number)
    with open("/dev/full", "wb") as full:
        running = start("check", ".", cwd=tmp_path, stdout=full, stderr=subprocess.PIPE)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert err == b"auditor: no space left on device; check the disk and the permissions\n"


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    many(tmp_path, 150)
    for form in ("text", "json", "sarif"):
        running = start("check", ".", "--format", form, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert running.stdout is not None
        running.stdout.close()
        _, err = running.communicate(timeout=60)
        assert err == b"", form


def test_a_working_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {gone}; exec {sys.executable} -m auditor check ."
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "auditor: the working folder is gone; change to one that is there\n"
