"""`auditor new rule`: a pack that an author can run at once, and change into their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.kinds import KINDS
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_whose_cases_pass(tmp_path: Path, auditor: Run, kind: str) -> None:
    made = auditor("new", "rule", "house.toml", "--name", "my-first", "--kind", kind)
    assert made.code == 0, made.err
    assert made.out.endswith("Next: make it yours, then auditor test ./house.toml\n")
    assert auditor("test", "./house.toml") == Ran(0, "2 cases of 1 rule in 1 pack: all as expected.\n", "")
    again = auditor("new", "rule", "house.toml", "--name", "my-second", "--kind", kind)
    assert again.code == 0, again.err
    assert "4 cases of 2 rules" in auditor("test", "./house.toml").out


def test_a_rule_is_added_and_nothing_else_is_changed(tmp_path: Path, auditor: Run) -> None:
    old = '# Ours.\n[pack]\nname = "ours"   # kept\n\n[[rule]]\ncode = "DOC901"\nname = "a"\nkind = "phrase"\nfault = "present"\nphrases = ["aktuell"]\nsummary = "x"\nmessage = "x"\n'
    (tmp_path / "ours.toml").write_text(old, encoding="utf-8")
    assert auditor("new", "rule", "ours.toml", "--name", "b").out.startswith("Wrote DOC902 b to ours.toml.")
    text = (tmp_path / "ours.toml").read_text(encoding="utf-8")
    assert text.startswith(old)
    assert 'code = "DOC902"\nname = "b"\n' in text
    (tmp_path / "auditor.toml").write_text('extends = ["./ours.toml"]\n', encoding="utf-8")
    (tmp_path / "a.md").write_text("# The bridge\n\nNothing but words to look for.\n", encoding="utf-8")
    assert "[DOC902 b]" in auditor("check", "a.md").out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--name", "b", "--kind", "phrse"), '--kind: no template for kind "phrse"; did you mean `phrase`?'),
        (("--name", "b", "--code", "XYZ1"), '--code: code "XYZ1" is not a family and three digits; families: ATT'),
        (("--name", "b", "--code", "SRC001"), '--code: "SRC001" is taken by rules/claims.toml; choose another'),
        (("--name", "casualties-unsourced"), '--name: "casualties-unsourced" is taken by rules/claims.toml'),
        (("--name", "Not A Name"), "--name: "),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    tmp_path: Path, auditor: Run, args: tuple[str, ...], words: str
) -> None:
    ran = auditor("new", "rule", "house.toml", *args)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"auditor: {words}")
    assert not (tmp_path / "house.toml").exists()


def test_a_pack_that_is_broken_is_left_alone(tmp_path: Path, auditor: Run) -> None:
    (tmp_path / "house.toml").write_text("[pack\n", encoding="utf-8")
    ran = auditor("new", "rule", "house.toml", "--name", "b")
    assert (ran.code, "house.toml:1: not TOML" in ran.err) == (2, True)
    assert (tmp_path / "house.toml").read_text(encoding="utf-8") == "[pack\n"


def test_a_pack_keeps_its_line_ends(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "desk.toml").write_bytes(b'[pack]\r\nname = "desk"\r\n')
    assert auditor("new", "rule", "desk.toml", "--name", "no-hype").code == 0
    data = (tmp_path / "desk.toml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 20
    assert auditor("test", "./desk.toml").code == 0
