"""The index and its twin agree: `--no-index` finds every word by plain search and says the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.config import CommandLine
from auditor.run.check import Options, check_source
from auditor.source import Source
from tests.conftest import ROOT, run_auditor

PARTS = st.sampled_from(
    [
        "At least 25 people were killed in Hama.",
        "According to local sources, the town was seized.",
        "The mayor said so.",
        "“We stay,” she said.",
        "Translated by Lina Saad.",
        "translated from Arabic",
        "This article was translated and edited by The Syrian Observer.",
        "Deir el-Zour",
        "Deir al-Zour",
        "al-Joulani's men",
        "https://example.org/joulani",
        "قال الجولاني إن 25 شخصا قتلوا في حماة.",
        "译者：王小明",
        "İstanbul’da",
        "Share This Article",
        "\n",
        "\n\n",
        " ",
        "\u00ad",
        "# ",
        "> ",
        "**",
    ]
)


@pytest.mark.parametrize("config", ["", "auditor.toml"])
def test_the_twin_agrees_on_the_seeds(config: str) -> None:
    args = ["--isolated"] if not config else []
    one = run_auditor("check", "--format", "json", *args, "seeds/")
    two = run_auditor("check", "--format", "json", "--no-index", *args, "seeds/")
    assert json.loads(one.out) == json.loads(two.out)
    assert (ROOT / "seeds").is_dir()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=14), st.sampled_from(["a.md", "a.txt"]))
def test_the_twin_agrees_on_anything_and_every_span_holds(parts: list[str], path: str) -> None:
    text = "".join(parts)
    command = CommandLine(isolated=True)
    one = check_source(Source(text, path), path, Options(command))
    two = check_source(Source(text, path), path, Options(command, use_index=False))
    assert one.violations == two.violations
    assert one.failures == two.failures == []
    for violation in one.violations:
        assert violation.pieces
        for start, end in violation.pieces:
            assert 0 <= start <= end <= len(text)
        for edit in violation.fix.edits if violation.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.sampled_from(["a.md", "a.txt"]))
def test_no_text_makes_a_failure(text: str, path: str) -> None:
    report = check_source(
        Source(text.encode("utf-8", "replace").decode("utf-8"), path), path, Options(CommandLine(isolated=True))
    )
    assert report.failures == []
