"""Fixes: only the right words change, whatever stands round them; twice changes nothing more."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.fix import apply, choose
from auditor.violation import Edit, Fix
from tests.conftest import Ran

HOUSE = '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani", "Joulani", "والجولانى"]\n"الجولاني" = ["الجولانى"]\n'


@pytest.fixture
def fixed(tmp_path: Path, auditor: Callable[..., Ran]) -> Callable[..., bytes]:
    (tmp_path / "auditor.toml").write_text('extends = ["./house.toml"]\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text(HOUSE.replace(', "والجولانى"', ""), encoding="utf-8")

    def fixed(content: bytes, name: str = "story.md", *options: str) -> bytes:
        path = tmp_path / name
        path.write_bytes(content)
        auditor("check", "--fix", *options, name)
        once = path.read_bytes()
        auditor("check", "--fix", *options, name)
        assert path.read_bytes() == once
        return once

    return fixed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Al-Joulani spoke.\n", "Al-Jolani spoke.\n"),
        ("AL-JOULANI SPOKE.\n", "AL-JOLANI SPOKE.\n"),
        ("It was Joulani’s car.\n", "It was Jolani’s car.\n"),
        ("d'Al-Joulani\n", "d'Al-Jolani\n"),
        ("Le discours d’al-Joulani\n", "Le discours d’al-Jolani\n"),
        ("\ufeffJoulani left.\n", "\ufeffJolani left.\n"),
        ("A.\r\nB al-Joulani.\r\n", "A.\r\nB al-Jolani.\r\n"),
        ("Jou\u00adlani left.\n", "Jolani left.\n"),
        (
            "---\ntitle: x\na: 1\nb: 2\nc: 3\nd: 4\n---\n\nHe met al-Joulani.\n",
            "---\ntitle: x\na: 1\nb: 2\nc: 3\nd: 4\n---\n\nHe met al-Jolani.\n",
        ),
        ("See [al-Joulani](https://example.org/al-joulani).\n", "See [al-Jolani](https://example.org/al-joulani).\n"),
        ("“Joulani spoke,” they said.\n\nLater Joulani left.\n", "“Joulani spoke,” they said.\n\nLater Jolani left.\n"),
        ("al-**Jou**lani left.\n", "al-**Jou**lani left.\n"),
        (
            "joulani.example.org @joulani press@joulani.example #Joulani\n",
            "joulani.example.org @joulani press@joulani.example #Joulani\n",
        ),
        ("```\nJoulani\n```\n", "```\nJoulani\n```\n"),
        ("قال والجولانى إن\n", "قال والجولاني إن\n"),
    ],
)
def test_only_the_right_words_change(fixed: Callable[..., bytes], before: str, after: str) -> None:
    assert fixed(before.encode("utf-8")).decode("utf-8") == after


def test_a_link_is_not_written_through(
    tmp_path: Path, fixed: Callable[..., bytes], auditor: Callable[..., Ran]
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("Joulani left.\n", encoding="utf-8")
    (tmp_path / "sub/tree").mkdir(parents=True)
    (tmp_path / "sub/link.md").symlink_to("../outside.md")
    (tmp_path / "sub/folder").symlink_to("..", target_is_directory=True)
    assert auditor("check", "--fix", "folder/outside.md", cwd=tmp_path / "sub").code == 2
    ran = auditor("check", "--fix", "link.md", cwd=tmp_path / "sub")
    assert ran.code == 2
    assert "symbolic link" in ran.err
    assert outside.read_text(encoding="utf-8") == "Joulani left.\n"


def test_permissions_stay_and_nothing_is_left_behind(tmp_path: Path, fixed: Callable[..., bytes]) -> None:
    path = tmp_path / "story.md"
    path.write_text("x")
    path.chmod(0o640)
    fixed(b"Joulani left.\n")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["auditor.toml", "house.toml", "story.md"]


def test_words_that_the_encoding_lacks_are_refused(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('encoding = "latin-1"\nextends = ["./house.toml"]\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text(
        '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"Čolani" = ["Joulani"]\n', encoding="utf-8"
    )
    path = tmp_path / "story.md"
    path.write_bytes("Joulani left the café.\n".encode("latin-1"))
    ran = auditor("check", "--fix", "story.md")
    assert ran.code == 2
    assert "latin-1" in ran.err
    assert path.read_bytes() == "Joulani left the café.\n".encode("latin-1")


def test_a_diff_shows_what_fix_would_do_and_writes_nothing(
    tmp_path: Path, fixed: Callable[..., bytes], auditor: Callable[..., Ran]
) -> None:
    path = tmp_path / "story.md"
    path.write_text("One.\n\nJoulani left.\n", encoding="utf-8")
    ran = auditor("check", "--diff", "story.md")
    assert ran.code == 1
    assert "-Joulani left.\n+Jolani left.\n" in ran.out
    assert path.read_text(encoding="utf-8") == "One.\n\nJoulani left.\n"
    path.write_text("Quiet.\n", encoding="utf-8")
    assert auditor("check", "--diff", "story.md").code == 0


def test_unsafe_fixes_wait_to_be_asked_for(tmp_path: Path, fixed: Callable[..., bytes]) -> None:
    text = b"Deir el-Zour is far. The road to Deir el-Zour is shut. In Deir al-Zour it rains.\n"
    assert fixed(text) == text
    assert fixed(text, "story.md", "--unsafe-fixes") == text.replace(b"Deir al-Zour", b"Deir el-Zour")


edits = st.builds(lambda s, n, t: Edit(s, s + n, t), st.integers(0, 20), st.integers(0, 5), st.text("xy", max_size=3))


@given(st.lists(edits, max_size=8))
def test_chosen_edits_never_overlap_and_touch_nothing_else(found: list[Edit]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    chosen, served = choose([Fix((edit,), True) for edit in found])
    assert served <= len(found)
    assert (served > 0) == bool(found)
    for a, b in pairwise(chosen):
        assert a.end <= b.start
    kept = set(range(len(text))) - {n for e in chosen for n in range(e.start, e.end)}
    result = apply(text, chosen)
    assert [c for c in result if c not in "xy"] == [c for n, c in enumerate(text) if n in kept and c not in "xy"]
