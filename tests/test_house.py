"""A house's own block: missing, negated, altered; and the fix that restores it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

SEED = (ROOT / "seeds/000_66c23918593ebe75.txt").read_bytes().decode("utf-8")
LAST = SEED.splitlines()[-1]
CONFIG = 'extends = ["core", "claims", "names", "houses/the-syrian-observer"]\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "auditor.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def ver(ran: Ran) -> list[dict[str, object]]:
    [file] = ran.json["files"]
    return [v for v in file["violations"] if v["code"].startswith("VER")]


def test_each_missing_text_is_an_error_and_one_fix_restores_the_block(desk: Path, auditor: Callable[..., Ran]) -> None:
    story = desk / "story.txt"
    story.write_bytes(SEED.removesuffix(LAST).encode("utf-8"))
    found = ver(auditor("check", "--format", "json", "story.txt"))
    assert [v["name"] for v in found] == [
        "tso-translated-by-missing",
        "tso-not-verified-missing",
        "tso-responsibility-missing",
    ]
    assert {v["severity"] for v in found} == {"error"}
    assert len({str(v["fix"]) for v in found}) == 1
    ran = auditor("check", "--fix", "--select", "VER", "story.txt")
    assert (ran.code, "Fixed 3 of 3 violations in 1 file; 0 remain." in ran.err) == (0, True)
    assert story.read_bytes().decode("utf-8").rstrip("\n") == SEED


def test_one_missing_text_is_put_back_between_its_neighbours(desk: Path, auditor: Callable[..., Ran]) -> None:
    story = desk / "story.txt"
    story.write_bytes(
        SEED.replace(" The Syrian Observer has not verified the content of this story.", "").encode("utf-8")
    )
    [violation] = ver(auditor("check", "--format", "json", "story.txt"))
    assert violation["name"] == "tso-not-verified-missing"
    auditor("check", "--fix", "--select", "VER", "story.txt")
    assert story.read_bytes().decode("utf-8") == SEED


def test_a_negated_text_shows_both_wordings_and_is_never_mended(desk: Path, auditor: Callable[..., Ran]) -> None:
    story = desk / "story.txt"
    changed = SEED.replace("has not verified", "has verified").encode("utf-8")
    story.write_bytes(changed)
    [violation] = ver(auditor("check", "--format", "json", "story.txt"))
    assert violation["severity"] == "error"
    assert "The Syrian Observer has verified the content of this story." in str(violation["message"])
    assert "The Syrian Observer has not verified the content of this story." in str(violation["message"])
    assert violation["fix"] is None
    auditor("check", "--fix", "--unsafe-fixes", "--select", "VER", "story.txt")
    assert story.read_bytes() == changed


def test_an_altered_text_shows_the_difference_and_is_mended(desk: Path, auditor: Callable[..., Ran]) -> None:
    story = desk / "story.txt"
    story.write_bytes(SEED.replace("set out in this article lies", "expressed in this article lies").encode("utf-8"))
    [violation] = ver(auditor("check", "--format", "json", "story.txt"))
    assert violation["name"] == "tso-responsibility-altered"
    assert "[-expressed-] {+set out+}" in str(violation["message"])
    auditor("check", "--fix", "--select", "VER", "story.txt")
    assert story.read_bytes().decode("utf-8") == SEED


@pytest.mark.parametrize(
    "dress",
    [
        lambda text: text.replace("The Syrian Observer has", "The  Syrian\u00a0Observer has"),
        lambda text: text.replace("the content of this story", "the con\u00adtent of this story"),
        lambda text: text.replace("translated and edited by The", "translated and edited by the"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_what_only_changes_the_dress_draws_nothing(
    desk: Path, auditor: Callable[..., Ran], dress: Callable[[str], str]
) -> None:
    (desk / "story.txt").write_bytes(dress(SEED).encode("utf-8"))
    assert ver(auditor("check", "--format", "json", "story.txt")) == []


def test_bold_and_links_inside_draw_nothing(desk: Path, auditor: Callable[..., Ran]) -> None:
    text = LAST.replace("The Syrian Observer has", "**The [Syrian Observer](https://example.org/)** has")
    (desk / "story.md").write_text(f"# Hama\n\nThe city was quiet, the agency said.\n\n{text}\n", encoding="utf-8")
    assert ver(auditor("check", "--format", "json", "story.md")) == []


def test_another_outlets_block_is_named(desk: Path, auditor: Callable[..., Ran]) -> None:
    (desk / "story.txt").write_bytes(
        SEED.replace("The Syrian Observer has not", "The Homs Gazette has not").encode("utf-8")
    )
    [violation] = ver(auditor("check", "--format", "json", "story.txt"))
    assert violation["name"] == "tso-not-verified-other-outlet"
    assert "The Homs Gazette" in str(violation["message"])


def test_without_a_house_nobody_is_told_to_carry_its_text(auditor: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(SEED.removesuffix(LAST).encode("utf-8"))
    assert ver(auditor("check", "--format", "json", "story.txt")) == []


@pytest.mark.parametrize(
    "line",
    [
        'The 12" pipe broke. This article was translated and edited by The Syrian Observer.',
        '"This article was translated and edited by The Syrian Observer."',
    ],
)
def test_a_text_behind_a_stray_mark_is_never_copied_again_and_again(
    desk: Path, auditor: Callable[..., Ran], line: str
) -> None:
    story = desk / "story.txt"
    story.write_text(f"The city was quiet, the agency said.\n\n{line}\n", encoding="utf-8")
    auditor("check", "--fix", "--select", "VER", "story.txt")
    assert story.read_text(encoding="utf-8").count("translated and edited by The Syrian Observer") <= 2
    again = story.read_text(encoding="utf-8")
    auditor("check", "--fix", "--select", "VER", "story.txt")
    assert story.read_text(encoding="utf-8") == again
