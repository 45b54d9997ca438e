"""Faults of tools like ours, through the command: positions, zones, overlapping entries, scripts, undecided languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

PACK = """[pack]
name = "desk"
extends = ["names"]
[spellings.person]
"Abu Mohammed al-Joulani" = ["Abu Mohammed"]
[house-spellings]
"Jolani" = ["Joulani"]
"阿薩德" = ["阿萨德"]
"الجولاني" = ["الجولانى"]
[[rule]]
code = "DOC900"
name = "phrase"
kind = "phrase"
fault = "present"
phrases = ["Joulani"]
summary = "x"
message = "{words}"
severity = "off"
"""


@pytest.fixture
def places(tmp_path: Path, auditor: Callable[..., Ran]) -> Callable[..., list[tuple[int, int, str]]]:
    def places(text: str, *options: str, name: str = "a.md", pack: str = PACK) -> list[tuple[int, int, str]]:
        (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
        (tmp_path / "desk.toml").write_text(pack, encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        [file] = auditor("check", "--format", "json", *(options or ("--select", "NAM001")), name).json["files"]
        source = text.removeprefix("\ufeff")
        return [
            (v["start"]["line"], v["start"]["column"], source[v["start"]["offset"] : v["end"]["offset"]])
            for v in file["violations"]
        ]

    return places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Joulani spoke,” they said.\n\nLater Joulani left.\n", [(3, 7, "Joulani")]),
        ("Two lines.\n\n```yaml\n---\nauthor: X\n---\n```\n\nJoulani left.\n", [(9, 1, "Joulani")]),
        ("Intro.\n\n---\nauthor: said nothing\n---\nEnd of Joulani.\n", [(6, 8, "Joulani")]),
        ("A.\r\nB Joulani.\r\n", [(2, 3, "Joulani")]),
        ("\ufeffJoulani left.\n", [(1, 1, "Joulani")]),
        ("🕊🕊 Joulani said.\n", [(1, 4, "Joulani")]),
        ("Jou\u00adlani left.\n", [(1, 1, "Jou\u00adlani")]),
        ("İstanbul’da Straße: Joulani\n", [(1, 21, "Joulani")]),
        ("Some *bold* and [link](x) Joulani\n", [(1, 27, "Joulani")]),
        ("**Jou**lani left.\n", [(1, 3, "Jou**lani")]),
        ("joulani.example.org @joulani press@joulani.example #Joulani\n", []),
        ("{/* note */}See [x](https://e.example)\n\nJoulani left.\n", [(3, 1, "Joulani")]),
        ("---\ntitle: The river\ntags: [joulani, hama]\n---\n\nJoulani spoke.\n", [(6, 1, "Joulani")]),
        ("在Joulani说\n", [(1, 2, "Joulani")]),
        ("叙利亚总统阿萨德说\n", [(1, 6, "阿萨德")]),
        ("والجولانى قال\n", [(1, 2, "الجولانى")]),
        ("قال الجُولانى\n", [(1, 5, "الجُولانى")]),
        ("Jou\u2028lani and Joulani\n", [(1, 14, "Joulani")]),
    ],
)
def test_the_place_comes_from_the_match(
    places: Callable[..., list[tuple[int, int, str]]], text: str, expected: list[tuple[int, int, str]]
) -> None:
    assert places(text, name="a.mdx" if "{/*" in text else "a.md") == expected


@pytest.mark.parametrize("kind", ["phrase", "name"])
@pytest.mark.parametrize(
    ("zone", "expected"), [("quotation", [3]), ("body", [5]), ("title", [1]), ("anywhere", [1, 3, 5])]
)
def test_a_zone_means_the_same_for_every_kind(
    places: Callable[..., list[tuple[int, int, str]]], kind: str, zone: str, expected: list[int]
) -> None:
    rule = '[[rule]]\ncode = "DOC901"\nname = "zoned"\nsummary = "x"\nmessage = "{words}"\n'
    own = (
        'kind = "phrase"\nfault = "present"\nphrases = ["Joulani"]\n'
        if kind == "phrase"
        else 'kind = "name"\nfault = "house-form"\n'
    )
    pack = PACK + rule + own + f'zone = "{zone}"\n'
    text = "# Joulani in Hama\n\n> Joulani left.\n\nThen Joulani came back to the town in the hills.\n"
    assert [line for line, _, _ in places(text, "--select", "DOC901", pack=pack)] == expected


def test_the_longest_entry_wins_whatever_the_hash_seed(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    house = PACK.replace(
        '"Jolani" = ["Joulani"]',
        '"Abu Mohammad" = ["Abu Mohammed"]\n"Abu Mohammad al-Jolani" = ["Abu Mohammed al-Joulani"]',
    )
    (tmp_path / "desk.toml").write_text(
        house.replace('[spellings.person]\n"Abu Mohammed al-Joulani" = ["Abu Mohammed"]\n', ""), encoding="utf-8"
    )
    (tmp_path / "a.md").write_text("He met Abu Mohammed al-Joulani there.\n", encoding="utf-8")
    answers = {
        auditor("check", "--select", "NAM001", "a.md", env={"PYTHONHASHSEED": str(seed)}).out for seed in range(4)
    }
    assert len(answers) == 1
    assert '"Abu Mohammed al-Joulani" is spelt "Abu Mohammad al-Jolani"' in answers.pop()


@pytest.mark.parametrize("text", ["THE ARMY WITHDREW FROM HAMA.", "403 error", "Joulani."])
def test_the_language_of_a_passage_is_always_the_same(tmp_path: Path, auditor: Callable[..., Ran], text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    answers = {
        auditor("explain", "--format", "json", "--isolated", "a.md", env={"PYTHONHASHSEED": str(n)}).json["language"]
        for n in range(3)
    }
    assert answers == ({"en"} if text.startswith("THE") else {None})


def test_names_that_are_reporting_words_are_no_source(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "a.md").write_text("Edward Said was born in Jerusalem. They met in Port Said.\n", encoding="utf-8")
    sentences = auditor("explain", "--format", "json", "a.md").json["sentences"]
    assert [s["level"] for s in sentences] == [None, None]
