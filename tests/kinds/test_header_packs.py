"""The header packs of `rules/repositories/`, through the command: what a project's folder draws, and what is exempt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.shipped import list_shipped
from tests.conftest import ROOT, Ran, indented_blocks, run_auditor

PACKS = [name.removesuffix(".toml") for name in list_shipped("repositories")]
BODY = (
    "The river reached the lower fields on Tuesday, farmers in the district said, and the council closed two bridges.\n"
)
DEFINED = "[#]: subject: (The River)\n[#]: via: (https://paper.example/river)\n[#]: author: (Jonas Weiler)\n[#]: collector: (ann)\n"


@pytest.fixture
def checked(tmp_path: Path, auditor: Callable[..., Ran]) -> Callable[..., list[tuple[str, int]]]:
    def checked(pack: str, path: str, text: str) -> list[tuple[str, int]]:
        (tmp_path / "auditor.toml").write_text(f'extends = ["core", "repositories/{pack}"]\n', encoding="utf-8")
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
        ran = auditor("check", "--format", "json", path, env={"SOURCE_DATE_EPOCH": "1767225600"})
        violations = ran.json["files"][0]["violations"]
        return [(v["code"], v["start"]["line"]) for v in violations if v["severity"] != "info"]

    return checked


def post(**keys: str) -> str:
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in keys.items()) + f"---\n\n{BODY}"


@pytest.mark.parametrize("pack", PACKS)
def test_cases_and_sources(pack: str) -> None:
    ran = run_auditor("test", pack)
    assert ran.code == 0, ran.out
    assert ran.err == ""
    assert "read = [" in Path(f"rules/{pack}.toml").read_text(encoding="utf-8")


def test_codes_are_unique_over_all_packs() -> None:
    codes = [line.split()[0] for line in run_auditor("rules", "--all").out.splitlines()]
    assert len(codes) == len(set(codes))
    assert {"ATT201", "ATT211", "ATT221"} <= set(codes)


@pytest.mark.parametrize(
    ("path", "keys", "expected"),
    [
        ("en/news/_posts/2024-05-02-a.md", {"title": "A", "author": "Ann Lee", "translator": "", "date": "2024-05-02", "lang": "en"}, []),
        ("en/news/_posts/2024-05-02-a.md", {"title": "A", "author": "Ann Lee", "date": "2024-05-02", "lang": "en"}, [("ATT202", 2)]),
        ("en/news/_posts/2009-05-02-a.md", {"title": "A", "author": "Ann Lee", "lang": "en"}, []),
        ("en/news/_posts/2024-05-02-a.md", {"title": "A", "author": "Ann Lee", "translator": "", "date": "2024-05-03", "lang": "es"}, [("ATT204", 5), ("ATT203", 6)]),
        ("en/about/a.md", {"title": "A"}, []),
    ],
)  # fmt: skip
def test_news_posts(
    checked: Callable[..., list[tuple[str, int]]], path: str, keys: dict[str, str], expected: list[tuple[str, int]]
) -> None:
    assert checked("ruby-lang-news", path, post(**keys)) == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("en/a.md", post(title="A", author="Ann Lee", translator="bo", original_url="https://z.example/f", lang="en"), []),
        ("en/a.md", post(title="A", author="Ann Lee", original_url="https://z.example/f", lang="en"), [("ATT001", 4)]),
        ("en/a.md", post(title="A", author="Ann Lee", original_url="https://z.example/f", lang="en") + "\nTranslated by Bo Berg.\n", [("ATT212", 2)]),
        ("en/a.md", post(title="A", author="Ann Lee", translator="Bo Berg", lang="en"), [("ATT213", 2)]),
        ("en/a.md", post(title="A", author="Ann Lee", lang="es", date="2026-02-01"), [("ATT214", 4), ("LNG002", 4), ("ATT216", 5)]),
        ("en/a.md", BODY, [("ATT211", 1)]),
        ("drafts/a.md", BODY, []),
        ("en/a.md", post(title="A", author="our staff", translator="name withheld", original_url="https://z.example/f", lang="en"), []),
    ],
)  # fmt: skip
def test_yaml_credits(
    checked: Callable[..., list[tuple[str, int]]], path: str, text: str, expected: list[tuple[str, int]]
) -> None:
    assert checked("yaml-credits", path, text) == expected


@pytest.mark.parametrize(
    ("path", "rest", "expected"),
    [
        ("sources/20240502 R.md", "[#]: translator: ( )\n[#]: reviewer: ( )\n[#]: publisher: ( )\n[#]: url: ( )\n", []),
        ("sources/20240502 R.md", "[#]: tranzlator: (bo)\n[#]: reviewer: ( )\n[#]: publisher: ( )\n[#]: url: ( )\n", [("ATT221", 1), ("ATT226", 5)]),
        ("published/20240502 R.md", "[#]: translator: (bo)\n[#]: reviewer: ( )\n[#]: publisher: (bo)\n[#]: url: (here)\n", [("ATT224", 6), ("ATT225", 8)]),
    ],
)  # fmt: skip
def test_link_definitions(
    checked: Callable[..., list[tuple[str, int]]], path: str, rest: str, expected: list[tuple[str, int]]
) -> None:
    found = checked("link-definitions", path, f"{DEFINED}{rest}\n# The river\n\n{BODY}")
    assert [f for f in found if f[0] >= "ATT2"] == expected


def test_an_unknown_key_is_shown_the_nearest(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["repositories/link-definitions"]\n', encoding="utf-8")
    (tmp_path / "a.md").write_text(f"[#]: tranzlator: (bo)\n\n{BODY}", encoding="utf-8")
    assert "did you mean `translator`?" in auditor("check", "a.md").out


def test_the_guides_example_runs_as_it_stands(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    guide = (ROOT / "docs" / "headers.md").read_text(encoding="utf-8")
    rule, *_ = indented_blocks(guide)
    assert 'extends = ["core", "./header.toml"]' in guide
    (tmp_path / "auditor.toml").write_text('extends = ["core", "./header.toml"]\n', encoding="utf-8")
    (tmp_path / "header.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    for path in ("a.md", "drafts/a.md"):
        (tmp_path / path).write_text(post(title="The river", author="Jonas Weiler"), encoding="utf-8")
    ran = auditor("check", ".")
    assert ran.code == 1
    assert "a.md:2:1: error: the header has no lang; write it [ATT901 header-incomplete]" in ran.out
    assert "drafts" not in ran.out
