"""`auditor provenance`: the table, JSON with places, schema.org JSON-LD; what is not said is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Ran

STORY = """---
title: The river is back
author: jweiler
translator: Lena Aumann
date: 2024-12-05
original_url: https://zeitung.example/fluss
license: CC BY 4.0
proofreader:
---

By [Jonas Weiler](https://zeitung.example/jw)

The river reached the lower fields on Tuesday, farmers in the district said, and the council closed two bridges.

This article was translated from German. It was originally published in Flusszeitung.
Editor: name withheld for safety
"""
PROPERTIES = {
    "NewsArticle": {"headline", "inLanguage", "datePublished", "author", "translator", "editor", "contributor", "publisher", "sourceOrganization", "license", "creditText", "translationOfWork", "isBasedOn"},
    "Article": {"headline", "inLanguage", "datePublished", "author", "translator", "editor", "contributor", "publisher", "sourceOrganization", "license", "creditText", "translationOfWork", "isBasedOn", "name", "url"},
    "Person": {"name", "url"},
    "Organization": {"name", "url"},
    "CreativeWork": {"name"},
    "Role": {"roleName", "contributor"},
}  # fmt: skip
RANGES = {
    "author": {"Person", "Organization"},
    "translator": {"Person", "Organization"},
    "editor": {"Person", "Organization"},
    "contributor": {"Person", "Organization", "Role"},
    "publisher": {"Person", "Organization"},
    "sourceOrganization": {"Organization"},
    "license": {"CreativeWork"},
    "translationOfWork": {"Article"},
    "isBasedOn": {"Article"},
}


@pytest.fixture
def shown(tmp_path: Path, auditor: Callable[..., Ran]) -> Callable[..., str]:
    def shown(text: str, form: str = "table", name: str = "story.md") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        ran = auditor("provenance", "--format", form, name)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return shown


def valid(node: dict[str, Any], top: bool = True) -> None:
    """Whether a node is schema.org as it should be: known types and properties, values of the right type, nothing empty."""
    assert node.get("@context") == ("https://schema.org" if top else None)
    kind = node["@type"]
    for key, value in node.items():
        if key in ("@context", "@type"):
            continue
        assert key in PROPERTIES[kind], (kind, key)
        for item in value if isinstance(value, list) else [value]:
            assert item, key
            if isinstance(item, dict):
                assert item["@type"] in RANGES[key], (key, item)
                valid(item, top=False)
                continue
            assert isinstance(item, str)
            assert key not in RANGES or (key == "license" and item.startswith("http")), key
            if key == "url":
                assert re.match(r"https?://\S+$", item)
            if key == "datePublished":
                assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", item)


def linked(out: str) -> dict[str, Any]:
    node = json.loads(out)
    valid(node)
    return node


def test_the_table_answers_and_says_where(shown: Callable[..., str]) -> None:
    lines = [re.sub(r"  +", " | ", line.strip()) for line in shown(STORY).splitlines()]
    assert lines[:2] == ["story.md", 'a translation: translator "Lena Aumann" in its metadata']
    for line in (
        "written by | Jonas Weiler | 11:5 | text, By",
        "translated by | Lena Aumann | 4:13 | metadata, translator",
        "edited by | name withheld for safety (withheld) | 16:9 | text, Editor",
        "proofread by | nobody: the place is empty | 8:13 | metadata, proofreader",
        "published by | – | not said",
        "published on | 2024-12-05 | 5:7 | metadata, date",
        "licence | CC BY 4.0 | 7:10 | metadata, license",
        "first published in | Flusszeitung | 15:73 | text, originally published in",
        "original link | https://zeitung.example/fluss | 6:15 | metadata, original_url",
        "by machine | – | not said",
    ):
        assert line in lines, line
    assert any(line.startswith("language | English") for line in lines)
    assert "\x1b" not in shown(STORY)


def test_columns_are_aligned_whatever_the_script(shown: Callable[..., str]) -> None:
    import unicodedata

    out = shown(
        "# 河流\n\n作者：王小明\n译者：[Ann Lee](https://a.example/)\n原文链接：https://z.example/f\n\n周二，河水到达了下游的田地。\n"
    )
    places = [line[: m.start()] for line in out.splitlines()[3:] if (m := re.search(r"\d+:\d+  ", line))]
    widths = {sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before) for before in places}
    assert len(places) >= 4
    assert len(widths) == 1


def test_a_disagreement_stands_below(shown: Callable[..., str]) -> None:
    out = shown("---\ntitle: R\nauthor: Petra Hollmann\n---\n\nBy Jonas Weiler\n\nThe river is back, farmers said.\n")
    assert 'written by: text "Jonas Weiler" (6:4), metadata "Petra Hollmann" (3:9)' in out


def test_json_places_are_slices(shown: Callable[..., str]) -> None:
    found = json.loads(shown(STORY, "json"))
    assert (found["path"], found["language"], found["translated"], found["machine"]) == ("story.md", "en", True, False)
    entries = [entry for held in found["roles"].values() for entry in held]
    assert len(entries) >= 9
    lines = STORY.split("\n")
    for entry in entries:
        place = entry["place"]
        assert STORY[place["start"] : place["end"]] == entry["name"]
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(entry["name"])
        assert entry["from"] in ("text", "metadata")
    assert [e["withheld"] for e in found["roles"]["editor"]] == [True]
    assert [(e["role"], e["name"]) for e in found["empty"]] == [("proofreader", "")]
    assert found["roles"]["author"][0]["address"] == "https://zeitung.example/jw"


def test_jsonld_is_ready_for_a_cms(shown: Callable[..., str]) -> None:
    weiler = {"@type": "Person", "name": "Jonas Weiler", "url": "https://zeitung.example/jw"}
    assert linked(shown(STORY, "jsonld")) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "The river is back",
        "inLanguage": "en",
        "datePublished": "2024-12-05",
        "author": weiler,
        "translator": {"@type": "Person", "name": "Lena Aumann"},
        "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
        "translationOfWork": {
            "@type": "Article",
            "url": "https://zeitung.example/fluss",
            "inLanguage": "de",
            "publisher": {"@type": "Organization", "name": "Flusszeitung"},
            "author": weiler,
        },
    }


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("---\ntitle: R\nauthor: name withheld for safety\ntranslator: our staff\ndate: soon\n---\n\nThe river is back.\n", ("author", "translator", "datePublished")),
        ("---\ntitle: R\nauthor: TODO\ntranslator: \"[NAME]\"\ndate: 2024-02-31\n---\n\nThe river is back.\n", ("author", "translator", "datePublished", "publisher")),
        ("The river is back.\n", ("headline", "author", "translationOfWork", "isBasedOn", "license")),
    ],
)  # fmt: skip
def test_jsonld_invents_nothing(shown: Callable[..., str], text: str, absent: tuple[str, ...]) -> None:
    node = linked(shown(text, "jsonld"))
    assert not set(absent) & set(node)
    assert "withheld" not in json.dumps(node)


def test_a_machine_is_disclosed_and_no_person(shown: Callable[..., str]) -> None:
    text = "---\ntitle: R\nauthor: Ann Lee\ntranslator: DeepL\nproofreader: Bo Berg\n---\n\nThe river is back.\n"
    node = linked(shown(text, "jsonld"))
    assert node["creditText"] == "Machine translation: DeepL"
    assert "translator" not in node
    assert node["contributor"]["contributor"] == {"@type": "Person", "name": "Bo Berg"}
    assert re.search(r"by machine +DeepL +4:13  metadata, translator", shown(text))


def test_the_configured_publication_publishes(tmp_path: Path, shown: Callable[..., str]) -> None:
    (tmp_path / "auditor.toml").write_text('publication = "The Syrian Observer"\n', encoding="utf-8")
    text = "# R\n\nThe river is back, farmers said.\n\nOriginally published in Flusszeitung: https://zeitung.example/fluss\n"
    node = linked(shown(text, "jsonld"))
    assert node["@type"] == "NewsArticle"
    assert node["publisher"] == {"@type": "Organization", "name": "The Syrian Observer"}
    assert re.search(r"published by +The Syrian Observer +configuration", shown(text))
    assert json.loads(shown(text, "json"))["roles"]["publisher"][0]["place"] is None


def test_jsonld_cannot_end_its_script(shown: Callable[..., str]) -> None:
    out = shown('---\ntitle: "A </script> B"\n---\n\nThe river is back.\n', "jsonld")
    assert "</" not in out
    assert linked(out)["headline"] == "A </script> B"


@pytest.mark.parametrize("form", ["table", "json", "jsonld"])
def test_a_file_that_cannot_be_read_is_exit_2(tmp_path: Path, auditor: Callable[..., Ran], form: str) -> None:
    (tmp_path / "a.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"caf\xe9 \xff\x81")
    ran = auditor("provenance", "--format", form, "gone.md", "a.md", "b.md")
    assert ran.code == 2
    assert "gone.md" in ran.err
    assert "b.md" in ran.err
    assert "Jonas Weiler" in ran.out


def test_the_seeds_and_every_case_are_valid_jsonld(auditor: Callable[..., Ran]) -> None:
    ran = auditor("provenance", "--format", "jsonld", "seeds", "tests/cases", cwd=ROOT)
    assert ran.code == 0, ran.err
    nodes = [linked(line) for line in ran.out.splitlines()]
    assert len(nodes) > 10
    assert nodes[0]["translator"] == {"@type": "Organization", "name": "The Syrian Observer"}
