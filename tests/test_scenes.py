"""Scenes 1, 4, 5, 7 and 10 of what it is like to use: the first minute, mending, a desk's own rules, the pull request, when things
go wrong. Scene 3 stands in `test_accept`, scene 6 in `test_baseline`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

STORY = """# Two days in the valley

By Rana Khoury

The valley had been quiet since the spring, when the last families came home and the school opened its doors again.

In Deir el-Zour the bakery opened at six, and by seven the queue reached the river. The road to Deir al-Zour was open.

At least 25 people were killed when shells fell on the market on Monday evening.

This report was translated from Arabic.
"""


def test_the_first_minute(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    ran = auditor("check", "story.md")
    assert ran.code == 1
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith(
        'story.md:7:97: warning: "Deir al-Zour" and "Deir el-Zour" (line 7) are one name; keep one spelling [NAM010'
    )
    assert lines[1].startswith('story.md:9:1: error: "At least 25 people were killed')
    assert "no source; say who counted [SRC001 casualties-unsourced]" in lines[1]
    assert any(
        line.startswith('story.md:11:17: error: "translated from Arabic": by whom?')
        and "[ATT001 translator-missing]" in line
        for line in lines
    )
    assert lines[-1].startswith("3 errors, 1 warning in 1 article (English). `auditor rule ") or lines[-1].startswith(
        "2 errors, 1 warning"
    )


def test_a_clean_wire_story_stays_silent(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "wire.md").write_text(
        "# Bridge over the Orontes opens\n\nHAMA (Delta Wire) - The bridge over the Orontes opened on Monday, the governor said.\n\n"
        "Two men were wounded when a crane fell in March, a spokesman for the builders told reporters. The works cost three million, he added.\n",
        encoding="utf-8",
    )
    ran = auditor("check", "wire.md")
    assert (ran.code, ran.out) == (0, "Nothing found in 1 article (English).\n")


VALLEY = """# Two days in the valley

By Rana Khoury

The valley had been quiet. “Joulani is here,” they said, and al-Joulani came to see [Joulani House](https://nahr.example/Joulani).

This article was translated from Arabic ([original](https://nahr.example/wadi)).
"""


def test_mend_it(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["core", "names", "./house.toml"]\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text(
        '[pack]\nname = "h"\n[house-spellings]\n"al-Jolani" = ["al-Joulani", "Joulani"]\n', encoding="utf-8"
    )
    story = tmp_path / "story.md"
    story.write_text(VALLEY, encoding="utf-8")
    shown = auditor("check", "story.md", "--diff")
    assert (shown.code, story.read_text(encoding="utf-8")) == (1, VALLEY)
    mended = VALLEY.replace("al-Joulani came", "al-Jolani came").replace("[Joulani House]", "[Jolani House]")
    ran = auditor("check", "story.md", "--fix")
    assert ran.err == "Fixed 2 of 3 violations in 1 file; 1 remains.\n"
    assert story.read_text(encoding="utf-8") == mended
    assert [line.rpartition("[")[2] for line in ran.out.splitlines()[:-1]] == ["ATT001 translator-missing]"]
    unsafe = auditor("check", "story.md", "--fix", "--unsafe-fixes")
    assert story.read_text(encoding="utf-8") == mended.replace(
        "By Rana Khoury\n", "By Rana Khoury\n\nTranslated by [NAME].\n"
    )
    assert '"[NAME]" names no translator' in unsafe.out


HOUSE = """[pack]
name = "desk"
extends = ["core"]
publication = "The Desk"

[[rule]]
code = "ATT901"
name = "say-who"
kind = "phrase"
fault = "present"
phrases = ["sources say"]
severity = "warning"
summary = "The desk names its sources."
message = '"{words}": name them'

[[rule.good]]
text = "The mayor says so."

[[rule.bad]]
text = "It rained, sources say."
at = "sources say"
"""


def test_a_desks_own_rules(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["./house.toml"]\n', encoding="utf-8")
    house = tmp_path / "house.toml"
    house.write_text(HOUSE, encoding="utf-8")
    (tmp_path / "story.md").write_text("It rained all night, sources say.\n", encoding="utf-8")
    assert 'story.md:1:22: warning: "sources say": name them [ATT901 say-who]' in auditor("check", "story.md").out
    assert auditor("test").out == "2 cases of 1 rule in 1 pack: all as expected.\n"
    house.write_text(
        HOUSE.replace('at = "sources say"', 'at = "rained"') + '\n[[rule.good]]\ntext = "Sources say no."\n',
        encoding="utf-8",
    )
    ran = auditor("test", "./house.toml")
    assert ran.code == 1
    assert "house.toml:19: astray: ATT901: expected “rained”, got “sources say”" in ran.out
    assert "house.toml:23: noisy: ATT901: expected “nothing”, got “Sources say”" in ran.out


FRONT = "---\ntitle: The river is back\nauthor: Jonas Weiler\n{translator}original_url: https://zeitung.example/fluss\nlang: en\n---\n\nThe river reached the fields, farmers said.\n"


@pytest.mark.parametrize(
    ("front", "tail", "code"),
    [
        ("", "", 1),
        ("translator: Lena Aumann\n", "", 0),
        ("", "\nTranslated by Lena Aumann.\n", 0),
        ("translator: Lena Aumann\n", "\nTranslated by Lena Aumann.\n", 0),
        ("translator: lena-a\n", "\nTranslated by Lena Aumann.\n", 0),
    ],
)
def test_the_pull_request(tmp_path: Path, auditor: Callable[..., Ran], front: str, tail: str, code: int) -> None:
    (tmp_path / "a.md").write_text(FRONT.format(translator=front) + tail, encoding="utf-8")
    ran = auditor("check", "--fail-on", "error", "a.md")
    assert ran.code == code, ran.out
    assert ("ATT001" in ran.out) == bool(code)


def test_two_translators_are_a_violation_at_both_places(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "a.md").write_text(
        FRONT.format(translator="translator: Omar Haddad\n") + "\nTranslated by Lena Aumann.\n", encoding="utf-8"
    )
    [violation] = auditor("check", "--format", "json", "a.md").json["files"][0]["violations"]
    places = {violation["start"]["line"], *(r["start"]["line"] for r in violation["related"])}
    assert violation["code"].startswith("ATT")
    assert places == {4, 11}


def test_when_things_go_wrong(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "latin.md").write_bytes("caf\xe9".encode("latin-1"))
    ran = auditor("check", "latin.md", "gone.md", "story.md")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2
    assert "story.md:9:1: error" in ran.out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "auditor", "check", "story.md"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "no space left" in done.stderr.lower()
