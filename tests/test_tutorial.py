"""Pages that a reader follows, literally to their end in an empty folder: every block of commands answers what the page shows below it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

PAGES = ("tutorial.md", "first-rule.md")
INSTALLS = "pip install ."  # that block is the reader's: here runs what is installed
MARK = "\x1e"  # between the answers of two blocks


class Step(NamedTuple):
    """A block of commands, the page's line of its first one, and what the page shows below it."""

    line: int
    commands: str
    answer: str


def steps(page: str) -> list[Step]:
    blocks = re.finditer(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", page, re.MULTILINE | re.DOTALL)
    found = (Step(page.count("\n", 0, block.start(1)) + 1, block[1], block[2] or "") for block in blocks)
    return [step for step in found if INSTALLS not in step.commands]


def answers(walk: list[Step], folder: Path) -> list[str]:
    """What the blocks answer, typed one after the other into one shell."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "FORCE_"))}
    env["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), env["PATH"]))
    env |= {"PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["bash", "-c", f"printf '{MARK}'\n".join(step.commands for step in walk)],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout.split(MARK)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return (ROOT / "docs" / request.param).read_text(encoding="utf-8")


def test_each_block_answers_what_the_page_shows(page: str, tmp_path: Path) -> None:
    walk = steps(page)
    found = answers(walk, tmp_path)
    assert len(found) == len(walk), found[-1]
    shown = {f"line {step.line}": step.answer for step in walk}
    assert dict(zip(shown, found, strict=True)) == shown


def test_no_block_of_the_page_goes_unread(page: str) -> None:
    walk = steps(page)
    shown = [step for step in walk if step.answer]
    assert len(shown) > 5
    assert page.count("```sh\n") == len(walk) + page.count(INSTALLS)
    assert page.count("```text\n") == len(shown)
    assert page.count("```") == 2 * (page.count("```sh\n") + page.count("```text\n"))
