"""Scene 7 through pre-commit itself: `try-repo` of this checkout on a small repository of translations.

Needs `pre-commit` and a package index to install the hook from; skipped where pre-commit is not installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FRONT = "---\ntitle: {title}\nauthor: Jonas Weiler\n{translator}original_url: https://zeitung.example/{title}\nlang: en\n---\n\nThe river reached the fields, farmers said.\n"
PRE_COMMIT = Path(sys.executable).with_name("pre-commit")


def git(*args: str, cwd: Path) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *args], cwd=cwd, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository of one commit: what pre-commit clones."""
    target = tmp_path_factory.mktemp("checkout")
    for name in ("auditor", "rules"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, target / name)
    git("init", "-q", cwd=target)
    git("add", "-A", cwd=target)
    git("commit", "-qm", "x", cwd=target)
    return target


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    git("init", "-q", cwd=tmp_path)
    return tmp_path


def try_repo(checkout: Path, articles: Path) -> subprocess.CompletedProcess[str]:
    git("add", "-A", cwd=articles)
    return subprocess.run(
        [PRE_COMMIT, "try-repo", str(checkout), "auditor", "--verbose"],
        cwd=articles,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(
    not PRE_COMMIT.exists() or not shutil.which("git"), reason="pre-commit is not installed beside this Python"
)
def test_a_translation_with_no_translator_is_not_committed(checkout: Path, articles: Path) -> None:
    (articles / "en").mkdir()
    story = articles / "en/fluss.md"

    story.write_text(FRONT.format(title="fluss", translator=""), encoding="utf-8")
    failed = try_repo(checkout, articles)
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "en/fluss.md:" in failed.stdout
    assert "ATT001" in failed.stdout

    story.write_text(FRONT.format(title="fluss", translator="translator: Lena Aumann\n"), encoding="utf-8")
    assert try_repo(checkout, articles).returncode == 0

    story.write_text(FRONT.format(title="fluss", translator="") + "\nTranslated by Lena Aumann.\n", encoding="utf-8")
    assert try_repo(checkout, articles).returncode == 0

    story.write_text(
        FRONT.format(title="fluss", translator="translator: Omar Haddad\n") + "\nTranslated by Lena Aumann.\n",
        encoding="utf-8",
    )
    disagree = try_repo(checkout, articles)
    assert disagree.returncode == 1
    assert "Omar Haddad" in disagree.stdout
    assert "Lena Aumann" in disagree.stdout
