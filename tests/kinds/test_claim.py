"""Claims in two places, and quotations without a speaker: what is reported, and what explains the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import audit_text
from tests.conftest import Ran

REST = " The road to the north has been closed since the rain began, and the shops in the old town are not open."


def found(text: str, code: str) -> list[str]:
    return [text[v.start : v.end] for v in audit_text(text) if v.code == code]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nine killed in shelling of market", "At least nine people were killed in the shelling, activists said."),
        ("Militia Uses Chlorine in Marea", "The militia fired chlorine into Marea, two doctors said."),
        ("مقتل 25 مدنيا في قصف على السوق", "قال المرصد إن 25 مدنيا قتلوا في قصف على السوق في المدينة يوم الثلاثاء."),
    ],
)
def test_a_headline_is_bolder_than_its_text(title: str, text: str) -> None:
    rest = (
        REST if title.isascii() else " وكانت الطريق إلى الشمال مغلقة منذ بدء المطر ولم تفتح المحال في المدينة القديمة."
    )
    assert found(f"{title}\n\n{text}{rest}\n", "SRC040") == [title]


@pytest.mark.parametrize(
    "title",
    [
        "Nine killed in shelling of market, activists say",
        "Activists: nine killed in shelling of market",
        "Nine killed in shelling of market - activists",
        "Nine reported killed in shelling of market",
        "“Nine killed” in shelling of market",
        "Nine killed in shelling of market?",
        "Twelve killed in shelling of market",
        "Shelling could kill nine",
    ],
)
def test_a_headline_that_is_not_flat_or_says_something_else(title: str) -> None:
    text = f"{title}\n\nAt least nine people were killed in the shelling of the market, activists said.{REST}\n"
    assert found(text, "SRC040") == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nine people killed in Saraqeb", "Six people were killed in Saraqeb on Tuesday, the civil defence said."),
        ("30 soldiers killed in Saraqeb", "The blast in Saraqeb killed 20 soldiers, the army said."),
        ("مقتل ٢٦ مقاتلا في حماة", "قالت وكالة سانا إن 25 مقاتلا قتلوا في حماة يوم الثلاثاء."),
    ],
)
def test_a_headline_with_another_number(title: str, text: str) -> None:
    rest = (
        REST if title[0] in "N3" else " وكانت الطريق إلى الشمال مغلقة منذ بدء المطر ولم تفتح المحال في المدينة القديمة."
    )
    assert found(f"{title}\n\n{text}{rest}\n", "SRC041") == [title]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nine people killed in Saraqeb", "At least six people were killed in Saraqeb on Tuesday, the army said."),
        (
            "Nine people killed in Saraqeb",
            "Six people were killed in Saraqeb, the army said. The hospital counted nine.",
        ),
        (
            "Nine people killed in Saraqeb",
            "Six people were killed in Saraqeb and three people died later, the army said.",
        ),
        ("Nine people killed in Saraqeb", "Six people were wounded in Saraqeb on Tuesday, the civil defence said."),
        ("Nine people killed in Saraqeb", "Six soldiers were killed in Saraqeb on Tuesday, the army said."),
        ("Nine people killed in Saraqeb", "Six people were killed in Idlib on Tuesday, the civil defence said."),
        ("مقتل ٢٥ مقاتلا في حماة", "قالت وكالة سانا إن 25 مقاتلا قتلوا في حماة يوم الثلاثاء."),
    ],
)
def test_numbers_that_differ_for_a_reason(title: str, text: str) -> None:
    rest = (
        REST if title[0] in "N3" else " وكانت الطريق إلى الشمال مغلقة منذ بدء المطر ولم تفتح المحال في المدينة القديمة."
    )
    assert found(f"{title}\n\n{text}{rest}\n", "SRC041") == []


def test_two_tolls_of_one_place_and_source() -> None:
    first = "Six people were killed in Saraqeb, the Observatory said."
    text = f"{first}{REST} Nine people were killed in Saraqeb, the Observatory said.{REST}"
    assert found(text, "SRC041") == ["Nine people were killed in Saraqeb"]
    for second in (
        "Nine people were killed in Saraqeb, the Red Crescent said.",
        "Another nine people were killed in Saraqeb, the Observatory said.",
        "Nine people were killed in Idlib, the Observatory said.",
        "Nine soldiers were killed in Saraqeb, the Observatory said.",
    ):
        assert found(f"{first}{REST} {second}{REST}", "SRC041") == []


SPEECH = "“We have not had bread for a week, and the shops are empty.”"
QUIET = "The diversion through the hills takes two hours, and the bridge is closed."


def test_speech_without_a_speaker() -> None:
    text = f"{REST[1:]} {QUIET}\n\n{SPEECH}\n\nThe rain has not stopped since Tuesday.\n"
    assert found(text, "SRC050") == [SPEECH]


@pytest.mark.parametrize(
    ("before", "speech", "behind"),
    [
        ("Lina Saad keeps a shop by the bridge.", SPEECH, QUIET),
        (QUIET, SPEECH[:-2] + ",” said Lina Saad.", QUIET),
        (QUIET, SPEECH, "That is how Lina Saad put it."),
        ("Lina Saad said that the shop would close.", SPEECH, QUIET),
        ("On the bridge stands a slogan.", SPEECH, QUIET),
        ("The letter is short:", SPEECH, QUIET),
        (QUIET, SPEECH, "— Lina Saad"),
        (QUIET, "“Temporary” is what the sign promises.", QUIET),
        (QUIET, "“The long way round” takes two hours.", QUIET),
        ("When will the bridge open?\n\nIn June.\n\nWhy so late?\n\nIt rained.\n\nAnd the shops?", SPEECH, QUIET),
        (QUIET, SPEECH, f"Lina Saad said: {SPEECH} She closed the shop."),
    ],
)
def test_speech_with_a_speaker_or_none_by_nature(before: str, speech: str, behind: str) -> None:
    assert found(f"{REST[1:]} {QUIET}\n\n{before}\n\n{speech}\n\n{behind}\n", "SRC050") == []


HOUSE = """[pack]
name = "house"
extends = ["claims"]
[[rule]]
code = "SRC901"
name = "bold-on-poor-sources"
kind = "claim"
fault = "headline"
zone = "title"
types = ["casualties"]
levels = {levels}
severity = "warning"
summary = "A headline on poor sources."
message = '"{{words}}" is from {{source}}'
"""


def test_a_house_narrows_a_rule_by_level(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["./house.toml"]\nselect = ["SRC901"]\n')
    for name, source in (("poor", "activists"), ("good", "the Red Crescent")):
        text = f"Nine killed in shelling of market\n\nNine people were killed in the shelling, {source} said.{REST}\n"
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "house.toml").write_text(HOUSE.format(levels='["anonymous", "vague"]'))
    ran = auditor("check", "poor.txt", "good.txt")
    assert "poor.txt:1:1" in ran.out
    assert "good.txt:" not in ran.out
    (tmp_path / "house.toml").write_text(HOUSE.format(levels='["unnamed"]'))
    ran = auditor("check", "poor.txt")
    assert ran.code == 2
    assert 'no level of source is called "unnamed"' in ran.err
