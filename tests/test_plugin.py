"""A plug-in as another package: installed beside auditor, it adds a kind of rule and a pack."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

STORY = "Snow fell on the hills and the roads were closed for most of the day.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plug-in, built by pip and installed into a folder of its own."""
    pytest.importorskip("hatchling", reason="pip install hatchling: the plug-in is built without a network")
    source = tmp_path_factory.mktemp("source") / "plugin"
    shutil.copytree(ROOT / "tests/plugin", source, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*command, "--target", str(target), str(source)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


Run = Callable[..., Ran]


@pytest.fixture
def run(installed: Path, auditor: Run) -> Run:
    def run(*args: str) -> Ran:
        return auditor(*args, env={"PYTHONPATH": os.pathsep.join((str(ROOT), str(installed)))})

    return run


def test_its_pack_is_named_like_a_shipped_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["weather"]\n', encoding="utf-8")
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    for _ in range(2):  # looked at, then remembered
        ran = run("check", "story.md")
        assert ran.out.startswith(
            "story.md:1:1: warning: 15 words in one sentence; write two [LNG801 sentence-too-long]"
        )
    assert "LNG801  sentence-too-long" in run("rules").out
    assert "weather_desk/weather.toml" in run("rule", "LNG801").out
    assert run("check", "--format", "sarif", "story.md").json["runs"][0]["tool"]["driver"]["rules"][0]["id"] == "LNG801"
    assert run("test").out == "2 cases of 1 rule in 1 pack: all as expected.\n"


def test_its_kind_stands_in_anybodys_rules_and_in_the_schema(tmp_path: Path, run: Run) -> None:
    rule = '[[rule]]\ncode = "LNG901"\nname = "long"\nkind = "longest-sentence"\nfault = "too-long"\nwords = {}\nsummary = "x"\nmessage = "{{count}}"\n'
    (tmp_path / "auditor.toml").write_text('extends = ["./mine.toml"]\n', encoding="utf-8")
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "mine.toml").write_text('[pack]\nname = "mine"\n' + rule.format(14), encoding="utf-8")
    assert "[LNG901 long]" in run("check", "story.md").out
    (tmp_path / "mine.toml").write_text('[pack]\nname = "mine"\n' + rule.format('"x"'), encoding="utf-8")
    assert "mine.toml:8: `words` is 'x'" in run("check", "story.md").err
    (tmp_path / "mine.toml").write_text(
        '[pack]\nname = "mine"\n' + rule.format(14).replace("longest-sent", "longest-snt"), encoding="utf-8"
    )
    assert "did you mean `longest-sentence`?" in run("check", "story.md").err
    shape = run("schema", "rules").json["$defs"]["rule-longest-sentence"]
    assert shape["properties"]["words"] == {"type": "integer"}
    assert "words" in shape["required"]


def test_changed_code_of_a_plug_in_is_seen(tmp_path: Path, installed: Path, auditor: Run) -> None:
    copy = tmp_path / "site"
    shutil.copytree(installed, copy)
    (tmp_path / "auditor.toml").write_text('extends = ["weather"]\n', encoding="utf-8")
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    env = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(copy)))}
    assert "15 words" in auditor("check", "story.md", env=env).out
    kind = copy / "weather_desk/longest_sentence.py"
    kind.write_text(kind.read_text(encoding="utf-8").replace("len(words.split())", "2 * len(words.split())"))
    assert "30 words" in auditor("check", "story.md", env=env).out


def test_a_plug_in_that_is_broken_or_not_there_is_one_line(tmp_path: Path, installed: Path, auditor: Run) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["weather"]\n', encoding="utf-8")
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    gone = auditor("check", "story.md")
    assert gone.code == 2
    assert 'auditor.toml:1: extends "weather": no pack has this name, shipped or of a plug-in' in gone.err
    copy = tmp_path / "site"
    shutil.copytree(installed, copy)
    (copy / "weather_desk/longest_sentence.py").write_text("import nothing_there\n")
    broken = auditor("check", "story.md", env={"PYTHONPATH": os.pathsep.join((str(ROOT), str(copy)))})
    assert broken.code == 2
    assert len(broken.err.splitlines()) == 1
    assert 'weather_desk/weather.toml:9: the plug-in "longest-sentence"' in broken.err
    assert "No module named 'nothing_there'" in broken.err
