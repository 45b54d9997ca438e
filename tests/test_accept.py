"""`auditor accept`: what it writes, where, and that nothing else changes; scene 3 of what it is like to use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from tests.conftest import Ran

STORY = """# Two days in the valley

The valley had been quiet since the spring, when the last families came home and the school opened its doors again.

At least 25 people were killed when shells fell
on the market on Monday evening.

In Deir el-Zour the bakery opened at six, and by seven the queue reached the river. The road to Deir al-Zour was open.
"""
TOLL = "At least 25 people were killed when shells fell on the market on Monday evening"
WHY = ("--reason", "confirmed by phone with two hospitals")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_an_editor_who_disagrees_settles_it(story: Path, auditor: Callable[..., Ran]) -> None:
    assert "story.md:5:1: error" in auditor("check", "story.md").out
    ran = auditor("accept", "story.md:5", *WHY, "--until", "2999-01-31")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f'auditor.toml: accepted "{TOLL}" [SRC001 casualties-unsourced] in ./story.md until 2999-01-31\n'
    )
    after = auditor("check", "story.md")
    assert "SRC001" not in after.out
    assert "1 more was accepted" in after.out
    assert (story / "story.md").read_text(encoding="utf-8") == STORY
    [entry] = tomli.loads((story / "auditor.toml").read_text(encoding="utf-8"))["accept"]
    assert (entry["code"], entry["words"], entry["path"], entry["reason"]) == ("SRC001", TOLL, "./story.md", WHY[1])
    assert str(entry["until"]) == "2999-01-31"


def test_it_holds_for_this_file_and_these_words_alone(story: Path, auditor: Callable[..., Ran]) -> None:
    (story / "sub").mkdir()
    (story / "sub/story.md").write_text(STORY, encoding="utf-8")
    auditor("accept", "story.md:5:1", *WHY)
    assert "sub/story.md:5:1: error" in auditor("check", ".").out
    (story / "story.md").write_text(STORY.replace("25", "26"), encoding="utf-8")
    assert "story.md:5:1: error" in auditor("check", "story.md").out


CONFIGS = {
    "plain": '# Ours.\nfail-on = "error"  # for now\n\n# Wire.\n[[per-path]]\npath = ["wire/**"]\nignore = ["ATT"]',
    "again": '[[accept]]\nwords = "x"  # old\nreason = "y"\n\n[severity]\nNAM010 = "info"\n',
    "array": 'accept = [\n  { words = "x", reason = "y" }, # old\n]\n',
    "empty": "",
    "crlf": '# Ours.\r\nfail-on = "error"\r\n',
    "bom": '\ufefffail-on = "error"\n',
}


@pytest.mark.parametrize("kind", CONFIGS)
def test_comments_order_and_line_ends_stay(story: Path, auditor: Callable[..., Ran], kind: str) -> None:
    path = story / "auditor.toml"
    path.write_bytes(CONFIGS[kind].encode("utf-8"))
    path.chmod(0o640)
    assert auditor("accept", "story.md:5", *WHY).code == 0
    after = path.read_bytes().decode("utf-8")
    for line in CONFIGS[kind].strip().removesuffix("]").splitlines():
        assert line in after
    assert after.startswith(CONFIGS[kind][:12])
    assert after.count("\r\n") == (after.count("\n") if kind == "crlf" else 0)
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in story.iterdir()) == ["auditor.toml", "story.md"]
    assert "SRC001" not in auditor("check", "story.md").out


def test_the_nearest_configuration_is_written_to(story: Path, auditor: Callable[..., Ran]) -> None:
    (story / "auditor.toml").write_text("", encoding="utf-8")
    desk = story / "desk"
    desk.mkdir()
    (desk / "story.md").write_text(STORY, encoding="utf-8")
    project = '[project]\nname = "x"\n\n[tool.auditor]\nfail-on = "error" # ours\n\n[tool.other]\na = 1\n'
    (desk / "pyproject.toml").write_text(project, encoding="utf-8")
    assert auditor("accept", "desk/story.md:5", *WHY).out.startswith("desk/pyproject.toml: accepted")
    written = (desk / "pyproject.toml").read_text(encoding="utf-8")
    assert written.startswith(project)
    assert tomli.loads(written)["tool"]["auditor"]["accept"][0]["path"] == "./story.md"
    assert (story / "auditor.toml").read_text(encoding="utf-8") == ""
    assert "SRC001" not in auditor("check", "desk/story.md").out


def test_a_table_in_one_line_is_refused(story: Path, auditor: Callable[..., Ran]) -> None:
    before = '[tool]\nauditor = { fail-on = "error" }\n'
    (story / "pyproject.toml").write_text(before, encoding="utf-8")
    ran = auditor("accept", "story.md:5", *WHY)
    assert ran.code == 2
    assert "pyproject.toml" in ran.err
    assert "[tool.auditor]" in ran.err
    assert (story / "pyproject.toml").read_text(encoding="utf-8") == before


def test_several_on_a_line_are_listed(story: Path, auditor: Callable[..., Ran]) -> None:
    text = f"{TOLL}. The road to Deir el-Zour is shut. In Deir el-Zour it rained, in Deir al-Zour too.\n"
    (story / "story.md").write_text(text, encoding="utf-8")
    (story / "auditor.toml").write_text('extends = ["names", "claims", "./desk.toml"]\n', encoding="utf-8")
    (story / "desk.toml").write_text(
        '[pack]\nname = "desk"\n[[rule]]\ncode = "DOC901"\nname = "toll"\nkind = "phrase"\nfault = "present"\n'
        'phrases = ["At least 25"]\nsummary = "x"\nmessage = "{words}"\n',
        encoding="utf-8",
    )
    ran = auditor("accept", "story.md:1:1", *WHY)
    assert ran.code == 2
    assert 'SRC001 casualties-unsourced at column 1 ("At least 25 people' in ran.err
    assert 'DOC901 toll at column 1 ("At least 25")' in ran.err
    assert "--code" in ran.err
    assert "DOC901" in auditor("accept", "story.md:1", "--code", "toll", *WHY).out
    assert "SRC001" in auditor("accept", "story.md:1", "--code", "SRC001", *WHY).out
    out = auditor("check", "story.md").out
    assert "SRC001" not in out
    assert "DOC901" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("story.md:3", *WHY), "violations begin on line 5, 8"),
        (("story.md:5", "--code", "NAM010", *WHY), "but SRC001 casualties-unsourced at column 1"),
        (("story.md", *WHY), "FILE:LINE"),
        (("gone.md:3", *WHY), "gone.md: no such file"),
        (("story.md:5", "--reason", " "), "--reason is empty"),
        (("story.md:5", *WHY, "--until", "soon"), "write it as 2027-01-31"),
        (("story.md:5", *WHY, "--until", "2020-01-31"), "has passed"),
        (("story.md:5",), "--reason"),
    ],
)
def test_what_cannot_be_accepted_is_one_line(
    story: Path, auditor: Callable[..., Ran], arguments: tuple[str, ...], said: str
) -> None:
    ran = auditor("accept", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert not (story / "auditor.toml").exists()


def test_a_violation_without_words_is_switched_off_instead(story: Path, auditor: Callable[..., Ran]) -> None:
    (story / "empty.md").write_text("", encoding="utf-8")
    ran = auditor("accept", "empty.md:1", *WHY)
    assert ran.code == 2
    assert 'ignore = ["DOC001"]' in ran.err


def test_a_name_full_of_signs_is_accepted(story: Path, auditor: Callable[..., Ran]) -> None:
    (story / "[a] *1?.md").write_text(STORY, encoding="utf-8")
    assert auditor("accept", "[a] *1?.md:5", *WHY).code == 0
    ran = auditor("check", ".")
    assert "[a] *1?.md:5:1" not in ran.out
    assert "story.md:5:1" in ran.out
    assert ran.err == ""


def test_one_that_is_mended_is_told(story: Path, auditor: Callable[..., Ran]) -> None:
    auditor("accept", "story.md:5", *WHY)
    (story / "story.md").write_text(STORY.replace("killed", "counted"), encoding="utf-8")
    assert "matches nothing any more" in auditor("check", "story.md").err


def test_one_past_its_day_is_told_as_that(story: Path, auditor: Callable[..., Ran]) -> None:
    auditor("accept", "story.md:5", *WHY, "--until", "2999-01-31")
    later = auditor("check", "story.md", env={"SOURCE_DATE_EPOCH": "32503680000"})
    assert f'the [[accept]] of "{TOLL}" ended with 2999-01-31; look again, then renew or remove it' in later.err
    assert "story.md:5:1: error" in later.out


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_no_configuration_can_hold_is_one_line(story: Path, auditor: Callable[..., Ran]) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (story / name).write_text(STORY, encoding="utf-8")
    ran = auditor("accept", f"{name}:5", *WHY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "auditor: auditor.toml: a name or a word that is not UTF-8 cannot stand here; rename the file, or say it otherwise\n"
    )
    assert not (story / "auditor.toml").exists()
