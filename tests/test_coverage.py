"""`auditor test --coverage`: which alternatives of a rule no case exercises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran

PACK = """[pack]
name = "mine"
[[rule]]
code = "DOC901"
name = "waters"
kind = "phrase"
fault = "present"
phrases = ["the (river|creek) [itself] rose", "a flood came"]
patterns = ["h[ai]il fell"]
triggers = ["fell"]
zone = ["body", "caption"]
summary = "x"
message = "{words}"
[[rule.bad]]
text = "# A\\n\\nThen the river rose. Then a flood came."
[[rule.good]]
text = "# A\\n\\nThe creek fell."
"""


def gaps(ran: Ran) -> list[str]:
    return [line.partition("unexercised: ")[2] for line in ran.out.splitlines() if "unexercised" in line]


def test_what_no_case_would_miss_is_named(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "mine.toml").write_text(PACK, encoding="utf-8")
    ran = auditor("test", "./mine.toml", "--coverage")
    assert ran.code == 0
    phrase = '"the (river|creek) [itself] rose"'
    assert gaps(ran) == [
        "DOC901: zone: caption",
        f'DOC901: phrases: {phrase} with "creek"',
        f"DOC901: phrases: {phrase} with [itself]",
    ]
    assert ran.out.splitlines()[1].startswith("mine.toml:11: unexercised: ")
    assert ran.out.endswith("5 of 8 alternatives are exercised by a case.\n")


def test_a_case_fills_a_gap(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    more = '[[rule.bad]]\ntext = "# A\\n\\nThen the creek itself rose."\n'
    (tmp_path / "mine.toml").write_text(PACK + more, encoding="utf-8")
    assert gaps(auditor("test", "./mine.toml", "--coverage")) == ["DOC901: zone: caption"]


def test_without_it_nothing_is_said_of_coverage(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "mine.toml").write_text(PACK, encoding="utf-8")
    assert auditor("test", "./mine.toml").out == "2 cases of 1 rule in 1 pack: all as expected.\n"
