"""The documents that are made from the rules are the ones that stand in docs/, and their links lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"


def test_what_is_made_from_the_rules_is_current() -> None:
    made = runpy.run_path(str(DOCS / "build_rules.py"))
    pages = made["pages"]()
    standing = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in made["standing"]()}
    stale = sorted(name for name in pages.keys() | standing.keys() if pages.get(name) != standing.get(name))
    assert stale == [], "run: python docs/build_rules.py"


@pytest.mark.parametrize(
    "path", ["auditor.toml", *(p.relative_to(ROOT).as_posix() for p in ROOT.glob("rules/**/*.toml"))]
)
def test_a_schema_that_a_file_names_is_there(path: str) -> None:
    first = (ROOT / path).read_text(encoding="utf-8").partition("\n")[0]
    packs = ("rules/*.toml", "rules/houses/*", "rules/terms/*", "rules/repositories/*", "rules/lexicons/names/*")
    if path == "auditor.toml" or any(Path(path).match(glob) for glob in packs):
        assert first.startswith("#:schema ")
        named = ((ROOT / path).parent / first.removeprefix("#:schema ")).resolve()
        assert named == DOCS / "schema" / ("auditor.json" if path == "auditor.toml" else "rules.json")


@pytest.mark.parametrize("page", ["README.md", "docs/rules/README.md", *(f"docs/{p.name}" for p in DOCS.glob("*.md"))])
def test_links_between_pages_lead_to_a_page_and_a_heading(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        path = ((ROOT / page).parent / name) if name else ROOT / page
        assert path.exists(), target
        if anchor:
            assert anchor in headings(path), target


def headings(path: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for words in found}
