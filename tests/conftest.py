"""What the tests share: the command as a user runs it, and the repository's root."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

# CI tries the same examples every time: a red build is about the change, a developer's machine goes on searching.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _cache_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or fills the cache of whoever runs the tests."""
    os.environ["AUDITOR_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run_auditor(*args: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None, stdin: bytes = b"") -> Ran:
    """Run the command in a process of its own; no traceback may ever come out of it."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    full = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1", "AUDITOR_TRACEBACK": "1", **(env or {})}
    done = subprocess.run(
        [sys.executable, "-m", "auditor", *map(str, args)],
        cwd=cwd,
        env=full,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in ran.err, ran.err
    return ran


def indented_blocks(document: str) -> list[str]:
    """The indented blocks of a document, without their indentation."""
    found = re.findall(r"(?m)(?:^    .*\n|^\n(?=    ))+", document)
    return ["".join(line[4:] for line in block.strip("\n").splitlines(keepends=True)) + "\n" for block in found]


@pytest.fixture
def auditor(tmp_path: Path) -> Callable[..., Ran]:
    """The command, run in an empty folder."""

    def run(*args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: bytes = b"") -> Ran:
        return run_auditor(*args, cwd=cwd or tmp_path, env=env, stdin=stdin)

    return run
