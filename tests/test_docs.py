"""The documents that are made from the rules are the ones that stand in docs/; links lead to a file, and there to a heading or a test."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from tests.conftest import ROOT, indented_blocks, run_auditor

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


@pytest.mark.parametrize(
    "page", sorted(p.relative_to(ROOT).as_posix() for p in (*ROOT.glob("*.md"), *DOCS.rglob("*.md")))
)
def test_links_lead_to_a_file_and_a_place_in_it(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        path = ((ROOT / page).parent / name) if name else ROOT / page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def anchors(path: Path) -> set[str]:
    """What a link into a file may name: a page's headings as GitHub and MkDocs write them, a module's tests."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return set(re.findall(r"^def (test_\w+)\(", text, re.MULTILINE))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for words in headings}


def test_every_page_is_reached_from_the_sites_menu() -> None:
    menu = re.findall(r"^ +- [^:\n]+: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(menu) == sorted([*(p.name for p in DOCS.glob("*.md")), "rules/README.md"])


def test_the_rule_of_the_guide_passes_its_cases(tmp_path: Path) -> None:
    pack = next(b for b in indented_blocks((DOCS / "rules.md").read_text(encoding="utf-8")) if b.startswith("[pack]"))
    (tmp_path / "house.toml").write_text(pack, encoding="utf-8")
    ran = run_auditor("test", "./house.toml", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "2 cases of 1 rule in 1 pack: all as expected.\n")


def test_every_key_of_the_configuration_is_explained() -> None:
    shapes = json.loads((DOCS / "schema" / "auditor.json").read_text(encoding="utf-8"))["$defs"]
    explained = re.findall(r"^\| `([\w-]+)` \|", (DOCS / "configuration.md").read_text(encoding="utf-8"), re.MULTILINE)
    keys = [*shapes["ConfigTable"]["properties"], *shapes["Accept"]["properties"]]
    assert sorted(explained) == sorted(keys)


def test_what_is_compared_is_proved() -> None:
    rows = re.findall(
        r"^\| (?!---)([^|]+) \| ([^|]+) \|", (DOCS / "compare.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    unproved = [feature for feature, ours in rows if ours != "auditor" and "](../tests/" not in ours]
    assert len(rows) > 40
    assert unproved == []
