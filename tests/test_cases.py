"""Whole articles: `tests/cases/*.md` with `<!-- expect: CODE "words" -->` lines; a case with no expectation must be clean.

An expectation's words are what the violation marks, or begin it; every violation must be expected. `<!-- config: … -->` holds lines of auditor.toml.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import run_auditor

CASES = sorted(Path(__file__).parent.joinpath("cases").rglob("*.md"))
EXPECT = re.compile(r'<!-- expect: ([A-Z]{3}\d{3}) "(.*?)" -->')
CONFIG = re.compile(r"<!-- config: (.*?) -->", re.DOTALL)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """What one run over all cases finds, by case: code and marked words."""
    folder = tmp_path_factory.mktemp("cases")
    for case in CASES:
        home = folder / case.stem
        home.mkdir()
        text = case.read_text(encoding="utf-8")
        (home / "case.md").write_text(text, encoding="utf-8")
        config = CONFIG.search(text)
        (home / "auditor.toml").write_text(config.group(1) if config else "", encoding="utf-8")
    ran = run_auditor("check", "--format", "json", ".", cwd=folder)
    assert ran.json["errors"] == []
    marked = {}
    for file in ran.json["files"]:
        text = (folder / file["path"]).read_text(encoding="utf-8")
        spans = [(v, text[v["start"]["offset"] : v["end"]["offset"]]) for v in file["violations"]]
        marked[Path(file["path"]).parent.name] = [(v["code"], words) for v, words in spans]
    return marked


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_a_case_says_what_it_expects(case: Path, found: dict[str, list[tuple[str, str]]]) -> None:
    expected = EXPECT.findall(case.read_text(encoding="utf-8"))
    left = list(found[case.stem])
    for code, words in expected:
        match = next((f for f in left if f[0] == code and f[1].startswith(words)), None)
        assert match, f'expected {code} "{words}", found {found[case.stem]}'
        left.remove(match)
    assert left == []
