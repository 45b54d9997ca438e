"""The shipped houses and terms, through the public door: right articles are clean, wrong ones are not, and the guide's example runs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import auditor as library
from tests.conftest import ROOT, Ran, indented_blocks

BODY = """The river reached the lower fields on Tuesday, farmers said. It was the first time since the spring, and children stood in it.

They said that they would stay until the evening, and the mayor said that he would too."""

CORRECT = {
    "the-syrian-observer": f"""---
date: 2017-02-20
---

# Opinion: The river is back

by Jonas Weiler for Flusszeitung (pro-government newspaper)

{BODY}

This article was translated and edited by The Syrian Observer. The Syrian Observer has not verified the content of this story. Responsibility for the information and views set out in this article lies entirely with the author.
""",
    "global-voices": f"""# The river is back

Written by Jonas Weiler
Translated by Lena Aumann

{BODY}

Original: https://es.globalvoices.org/2025/03/10/rio
License: [CC BY 3.0](https://creativecommons.org/licenses/by/3.0/)
""",
    "watching-america": f"""# The river is back

Published in Flusszeitung
(Germany) on 2 May 2025
by Jonas Weiler ([link to original](https://zeitung.example/fluss))
Translated from German by Lena Aumann. Edited by Nora Vance.

{BODY}
""",
    "smart-news-agency": f"""# Unknown persons raise a flag

To view the original Arabic version: https://smart.example/ar/wires/1
Editing: Nora Vance | TranslationEditor: Sami Haddad | Translation: Lena Aumann
Publication date: 2019/01/16 15:02

Daraa - SMART

{BODY}
""",
    "tlaxcala": """# La rivière est de retour

par Jonas Weiler, 2/5/2016. Traduit par Lena Aumann, édité par Nora Vance, Tlaxcala. Original: Der Fluss ist zurück

La rivière a atteint les champs du bas mardi, ont dit les paysans. C'était la première fois depuis le printemps, et les enfants y étaient.

Ils ont dit qu'ils resteraient jusqu'au soir, et le maire aussi.
""",
    "cc-republisher": f"""# The river is back

By Jonas Weiler. Translated from German by Lena Aumann.

{BODY}

This article is republished from [Flusszeitung](https://zeitung.example/fluss) under CC BY 4.0.
""",
}
"""An article as each house prints it; only a note (info) may be said of it."""

DAMAGE = {
    "the-syrian-observer": [
        (" for Flusszeitung (pro-government newspaper)", "", "tso-byline-missing-2017"),
        ("has not verified", "has verified", "tso-not-verified-negated"),
    ],
    "global-voices": [
        ("Written by Jonas Weiler\n", "", "gv-author-missing"),
        ("Translated by", "Translation:", "gv-translator-label"),
    ],
    "watching-america": [
        ("Published in Flusszeitung\n(Germany) on 2 May 2025\n", "", "wa-published-line-missing"),
        ("(Germany) ", "", "wa-country-missing"),
        (" on 2 May 2025", "", "wa-date-missing"),
        (" from German", "", "wa-language-missing"),
        (" Edited by Nora Vance.", "", "wa-editor-missing"),
        ("by Jonas Weiler ([link to original](https://zeitung.example/fluss))\n", "", "original-author-missing"),
    ],
    "smart-news-agency": [
        ("To view the original Arabic version: https://smart.example/ar/wires/1\n", "", "smart-original-missing"),
        ("Editing: Nora Vance | ", "", "smart-editing-missing"),
        ("TranslationEditor: Sami Haddad | ", "", "smart-translation-editor-missing"),
        ("Daraa - SMART\n\n", "", "smart-dateline-missing"),
    ],
    "tlaxcala": [
        ("par Jonas Weiler, 2/5/2016. ", "", "tlx-author-missing"),
        (", édité par Nora Vance", "", "tlx-reviser-missing"),
        (" Original: Der Fluss ist zurück", "", "tlx-original-title-missing"),
        (", Tlaxcala", "", "tlx-network-unnamed"),
    ],
    "cc-republisher": [
        ("By Jonas Weiler. ", "", "cc-author-missing"),
        ("[Flusszeitung](https://zeitung.example/fluss)", "Flusszeitung", "cc-link-missing"),
        (" under CC BY 4.0", "", "cc-licence-missing"),
        ("under CC BY 4.0", "under a Creative Commons licence", "cc-licence-unnamed"),
        ("CC BY 4.0", "CC BY-ND 4.0", "cc-no-derivatives-translated"),
    ],
}
"""What is taken from a right article (old, new), and the names of rules of which one then speaks."""

TERMS = {
    "the-conversation": f"""# The river is back

Jonas Weiler, University of Bonn

{BODY}

This article is republished from [The Conversation](https://theconversation.com/river-123) under a Creative Commons licence.
""",
    "global-voices": f"""# The river is back

This story by Jonas Weiler originally appeared on [Global Voices](https://globalvoices.org/2025/03/10/river) on March 10, 2025. License: CC BY 3.0

{BODY}
""",
    "opendemocracy": f"""# The river is back

By Jonas Weiler

{BODY}

This article was originally published on [opendemocracy.net](https://www.opendemocracy.net/en/river/).
""",
}
BARE = """# The river is back

{body}

This article was originally published in {outlet} and has been shortened.
"""
OUTLETS = {"the-conversation": "The Conversation", "global-voices": "Global Voices", "opendemocracy": "OpenDemocracy"}
ALL_TERMS = [f"terms/{name}" for name in TERMS]


def audited(folder: Path, extends: list[str], text: str, publication: str = "") -> list[library.Violation]:
    """What auditor says of an article in a folder whose auditor.toml extends some packs."""
    config = f"extends = {extends}\n" + (f'publication = "{publication}"\n' if publication else "")
    (folder / "auditor.toml").write_text(config, encoding="utf-8")
    story = folder / "story.md"
    story.write_text(text, encoding="utf-8")
    return library.audit_file(str(story))


@pytest.mark.parametrize("house", CORRECT)
def test_an_article_as_the_house_prints_it_is_clean(house: str, tmp_path: Path) -> None:
    found = audited(tmp_path, [f"houses/{house}"], CORRECT[house])
    assert [v for v in found if v.severity != "info"] == []


@pytest.mark.parametrize(
    ("house", "old", "new", "names"), [(house, *damage) for house, damages in DAMAGE.items() for damage in damages]
)
def test_what_is_taken_from_it_is_missed(house: str, old: str, new: str, names: str, tmp_path: Path) -> None:
    assert old in CORRECT[house]
    found = audited(tmp_path, [f"houses/{house}"], CORRECT[house].replace(old, new))
    assert {v.name for v in found} & set(names.split("|"))


def test_every_shipped_house_and_every_term_is_tried() -> None:
    assert {path.stem for path in (ROOT / "rules/houses").glob("*.toml")} == set(CORRECT) == set(DAMAGE)
    assert {path.stem for path in (ROOT / "rules/terms").glob("*.toml")} == set(TERMS)


@pytest.mark.parametrize("name", TERMS)
def test_an_article_that_keeps_the_terms_is_clean(name: str, tmp_path: Path) -> None:
    found = audited(tmp_path, ALL_TERMS, TERMS[name], publication="The Daily Bridge")
    assert [v for v in found if v.severity != "info"] == []


@pytest.mark.parametrize("name", TERMS)
def test_terms_speak_of_their_own_outlet_alone(name: str, tmp_path: Path) -> None:
    found = audited(tmp_path, ALL_TERMS, BARE.format(body=BODY, outlet=OUTLETS[name]))
    prefix = {"global-voices": "terms-gv-", "the-conversation": "terms-conversation-"}.get(name, f"terms-{name}-")
    spoke = {v.name for v in found if v.name.startswith("terms-")}
    assert f"{prefix}link" in spoke
    assert f"{prefix}author" in spoke
    assert all(rule.startswith(prefix) for rule in spoke)


@pytest.mark.parametrize("outlet", ["Flusszeitung", "The Guardian", "Global Times", "Conversations Weekly"])
@pytest.mark.parametrize("translated", ["", "\nTranslated from German by Lena Aumann.\n"])
def test_terms_stay_silent_for_other_outlets(outlet: str, translated: str, tmp_path: Path) -> None:
    found = audited(tmp_path, ALL_TERMS, BARE.format(body=BODY, outlet=outlet) + translated)
    assert [v.name for v in found if v.name.startswith("terms-")] == []


def test_terms_stay_silent_where_an_outlet_is_only_talked_about(tmp_path: Path) -> None:
    text = f"# The river is back\n\n{BODY}\n\nThe mayor told The Conversation and Global Voices that he would write a book.\n"
    assert [v.name for v in audited(tmp_path, ALL_TERMS, text) if v.name.startswith("terms-")] == []


def test_codes_and_names_are_used_once_in_all_packs() -> None:
    seen: Counter[str] = Counter()
    for path in (ROOT / "rules").rglob("*.toml"):
        if not {"lexicons", "templates"} & set(path.parts):
            for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
                seen.update((rule["code"], rule["name"]))
    assert [word for word, count in seen.items() if count > 1] == []


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "rules/houses").glob("*.toml"), *(ROOT / "rules/terms").glob("*.toml")]),
    ids=lambda p: p.stem,
)
def test_a_pack_says_what_it_was_written_from_and_why(path: Path) -> None:
    pack = tomllib.loads(path.read_text(encoding="utf-8"))
    assert pack["pack"]["read"]
    for rule in pack["rule"]:
        assert rule["bad"], rule["code"]
        assert {"why", "standard"} <= set(rule), rule["code"]


def test_the_guides_example_runs_as_it_stands(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    first, config, _, second, *_ = indented_blocks((ROOT / "docs/houses.md").read_text(encoding="utf-8"))
    assert config == 'extends = ["./house.toml"]\n'
    assert len([line for line in first.splitlines() if line.strip()]) <= 24
    (tmp_path / "auditor.toml").write_text(config, encoding="utf-8")
    (tmp_path / "house.toml").write_text(first, encoding="utf-8")
    assert auditor("test", "./house.toml").code == 0
    story = tmp_path / "story.md"
    story.write_text(f"# The river is back\n\n{BODY}\n", encoding="utf-8")
    ran = auditor("check", "--select", "VER", "story.md")
    assert (ran.code, ran.out.count("[VER901"), ran.out.count("VER001")) == (1, 1, 0)
    auditor("check", "--fix", "--select", "VER", "story.md")
    assert story.read_text(encoding="utf-8").endswith(
        f"{BODY}\n\nThe Daily Bridge has not checked the facts of this article.\n"
    )
    (tmp_path / "house.toml").write_text(first + "\n" + second, encoding="utf-8")
    assert auditor("test", "./house.toml").code == 0
    text = story.read_text(encoding="utf-8").replace("has not checked", "has checked")
    story.write_text(text, encoding="utf-8")
    assert "VER902" in auditor("check", "--select", "VER", "story.md").out


def test_the_guides_tables_name_every_house_and_every_term() -> None:
    guide = (ROOT / "docs/houses.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?m)^\| `((?:houses|terms)/[\w-]+)`", guide))
    assert named == {f"houses/{name}" for name in CORRECT} | {f"terms/{name}" for name in TERMS}
