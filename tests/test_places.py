"""The action, the GitLab template, the hooks and the image: what of them can run here runs, in a repository of articles."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.conftest import ROOT

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(not BASH, reason="needs bash")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/river.md").write_text(
        "# The river\n\nAt least 25 people were killed on Monday.\n", encoding="utf-8"
    )
    (tmp_path / "quiet.md").write_text("# The bridge\n\nThe bridge is open again, the mayor said.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `auditor`, and a `python` that installs nothing."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "auditor").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m auditor "$@"\n')
    (folder / "python").write_text('#!/bin/sh\necho "$@" >> "$INSTALLED"\n')
    for path in folder.iterdir():
        path.chmod(0o755)
    return folder


def run(script: str, cwd: Path, commands: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", **more}
    return subprocess.run(
        [str(BASH), "-eo", "pipefail", "-c", script], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def act(cwd: Path, commands: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """The action's own scripts with some inputs: what came of them, the step's outputs and the job summary."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    files = {name: commands / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "INSTALLED")}
    values = {name: spec["default"] for name, spec in action["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    for path in files.values():
        path.write_text("")
    done = None
    for step in action["runs"]["steps"]:
        if "run" not in step:
            continue
        env = {
            key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: values[m[1]], words)
            for key, words in step.get("env", {}).items()
        }
        paths = {name: str(path) for name, path in files.items()}
        done = run(step["run"], cwd, commands, GITHUB_ACTION_PATH=str(ROOT), **env, **paths)
    assert done is not None
    assert files["INSTALLED"].read_text() == f"-m pip install --quiet {ROOT}\n"
    return done, files["GITHUB_OUTPUT"].read_text(), files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


@needs_bash
def test_the_action_annotates_sums_up_and_writes_sarif(articles: Path, commands: Path) -> None:
    done, output, summary = act(
        articles, commands, paths="en\nquiet.md", sarif_file="auditor.sarif", args="--ignore NAM"
    )
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=en/river.md,line=3,")
    assert output == "exit-code=1\n"
    assert summary.count("| 🔴 error |") == 1
    [log] = json.loads((articles / "auditor.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in log["results"]] == ["SRC001"]


@needs_bash
def test_the_action_passes_what_is_clean_and_obeys_no_words_of_its_inputs(articles: Path, commands: Path) -> None:
    done, output, _ = act(articles, commands, paths="quiet.md")
    assert (done.returncode, output) == (0, "exit-code=0\n")
    assert not (articles / "auditor.sarif").exists()
    wrong, output, _ = act(articles, commands, paths='quiet.md\n$(touch pwned)"; touch pwned; "', args="$(touch pwned)")
    assert (wrong.returncode, output) == (2, "exit-code=2\n")
    assert not (articles / "pwned").exists()


@needs_bash
def test_the_gitlab_job_leaves_both_reports_and_fails(articles: Path, commands: Path) -> None:
    job = yaml.safe_load((ROOT / "templates/auditor.gitlab-ci.yml").read_text(encoding="utf-8"))["auditor"]
    done = run("\n".join(job["script"]), articles, commands, INSTALLED=str(commands / "installed"), **job["variables"])
    assert done.returncode == 1
    assert "en/river.md:3:1: error: " in done.stdout
    reports = job["artifacts"]["reports"]
    [issue] = json.loads((articles / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["check_name"] == "SRC001"
    assert ElementTree.parse(articles / reports["junit"]).getroot().get("failures") == "1"
    clean = run(
        "\n".join(job["script"]),
        articles,
        commands,
        INSTALLED=os.devnull,
        **{**job["variables"], "AUDITOR_PATHS": "quiet.md"},
    )
    assert clean.returncode == 0


def hooks() -> dict[str, Any]:
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


@needs_bash
def test_the_hooks_check_and_mend(articles: Path, commands: Path) -> None:
    (articles / "auditor.toml").write_text('extends = ["core", "claims", "./house.toml"]\n', encoding="utf-8")
    (articles / "house.toml").write_text(
        '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani"]\n'
    )
    story = articles / "story.md"
    story.write_text("# Hama\n\nal-Joulani left, the mayor said.\n", encoding="utf-8")
    assert run(f"{hooks()['auditor']['entry']} story.md", articles, commands).returncode == 0
    assert "al-Joulani" in story.read_text(encoding="utf-8")
    assert run(f"{hooks()['auditor-fix']['entry']} story.md", articles, commands).returncode == 0
    assert "al-Jolani" in story.read_text(encoding="utf-8")
    for hook in hooks().values():
        assert hook["require_serial"] is True
        for name, wanted in (
            ("a/story.md", True),
            ("x.mdx", True),
            ("README.md", False),
            ("docs/LICENSE.txt", False),
            ("a.py", False),
        ):
            taken = bool(re.search(hook["files"], name)) and not re.search(hook["exclude"], name)
            assert taken is wanted, name


def test_the_image_is_made_of_files_that_are_there() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    sources = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    kept = [
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    ]
    assert sorted(sources) == sorted(kept)
    assert all((ROOT / source).exists() for source in sources)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"{name}"' in project for name in ("README.md", "LICENSE", "NOTICE", "rules"))
