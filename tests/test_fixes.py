"""Fixes: only the right words change, whatever stands round them; twice changes nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from auditor import audit_text
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


def rule(code: str, phrase: str, words: str, more: str = "") -> str:
    return (
        f'[[rule]]\ncode = "{code}"\nname = "{code.lower()}"\nkind = "phrase"\nfault = "present"\nphrases = ["{phrase}"]\n'
        f'summary = "x"\nmessage = "{{words}}"\nfix = {{ words = "{words}", safe = true }}\n{more}'
    )


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (
            '[house-spellings]\n"Jolani" = ["Joulani"]\n',
            '[house-spellings]\n"Joulani" = ["Jolani"]\n',
            'house spelling "Joulani" undoes the house spelling "Jolani"',
        ),
        (
            rule("DOC901", "the regime", "the government"),
            rule("DOC902", "the government", "the regime"),
            'its fix "the regime" and the fix "the government" of DOC901 (one.toml) undo each other',
        ),
        ("", rule("DOC902", "killed", "was killed"), 'its fix writes "was killed", in which it finds its own words'),
        (
            '[house-spellings]\n"al-Jolani" = ["al-Joulani"]\n',
            rule("DOC902", "al-Jolani", "al-Joulani"),
            'its fix "al-Joulani" undoes the house spelling "al-Jolani"',
        ),
    ],
)
def test_packs_that_undo_each_other_are_refused(
    tmp_path: Path, auditor: Callable[..., Ran], one: str, two: str, said: str
) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["names", "./one.toml", "./two.toml"]\n', encoding="utf-8")
    (tmp_path / "one.toml").write_text(f'[pack]\nname = "one"\n{one}', encoding="utf-8")
    (tmp_path / "two.toml").write_text(f'[pack]\nname = "two"\n{two}', encoding="utf-8")
    (tmp_path / "story.md").write_text("The regime and al-Joulani.\n", encoding="utf-8")
    for options in ((), ("--fix",)):
        ran = auditor("check", *options, "story.md")
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1 + bool(options)
        assert "auditor: two.toml:" in ran.err
        assert said in ran.err
    assert (tmp_path / "story.md").read_text(encoding="utf-8") == "The regime and al-Joulani.\n"


def test_rules_of_two_languages_undo_nothing(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    pack = '[pack]\nname = "desk"\n'
    pack += rule("DOC901", "Kiev", "Kyiv", 'when = { language = "en" }\n')
    pack += rule("DOC902", "Kyiv", "Kiev", 'when = { language = "fr" }\n')
    (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    (tmp_path / "desk.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "en.md").write_text("They went to Kiev on the night train and came back.\n", encoding="utf-8")
    (tmp_path / "fr.md").write_text("Ils sont allés à Kyiv par le train de nuit et revenus.\n", encoding="utf-8")
    assert auditor("check", "--fix", ".").code == 0
    assert "Kyiv" in (tmp_path / "en.md").read_text(encoding="utf-8")
    assert "Kiev" in (tmp_path / "fr.md").read_text(encoding="utf-8")


def test_fixes_that_run_in_a_circle_change_nothing(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    names = ("red", "green", "blue")
    pack = '[pack]\nname = "desk"\n'
    for number, word in enumerate(names):
        pack += rule(f"DOC90{number}", f"a {word} roof", f"a {names[(number + 1) % 3]} roof")
    (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    (tmp_path / "desk.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "story.md").write_text("It has a red roof.\n", encoding="utf-8")
    ran = auditor("check", "--fix", "story.md")
    assert ran.code == 2
    assert "story.md: its fixes undo or feed each other" in ran.err
    assert (tmp_path / "story.md").read_text(encoding="utf-8") == "It has a red roof.\n"


def test_fixes_that_overlap_take_turns_on_fresh_text(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    house = '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani"]\n'
    pack = house + rule("DOC901", "(al-Joulani|al-Jolani) forces", "forces loyal to al-Joulani")
    (tmp_path / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    (tmp_path / "desk.toml").write_text(pack, encoding="utf-8")
    path = tmp_path / "story.md"
    path.write_text("They met al-Joulani forces, and al-Joulani.\n", encoding="utf-8")
    ran = auditor("check", "--fix", "story.md")
    assert path.read_text(encoding="utf-8") == "They met forces loyal to al-Jolani, and al-Jolani.\n"
    assert (ran.code, ran.out) == (0, "Nothing found in 1 article (English).\n")


def test_another_encoding_stays_and_so_does_every_other_byte(tmp_path: Path, auditor: Callable[..., Ran]) -> None:
    (tmp_path / "auditor.toml").write_text('encoding = "windows-1256"\nextends = ["./house.toml"]\n', encoding="utf-8")
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    before = "“قال الجولانى” – ‎ثم عاد الجولانى إلى حماة…\r\n\r\nجاء الجولانى.\r\n"
    path = tmp_path / "story.txt"
    path.write_bytes(before.encode("windows-1256"))
    auditor("check", "--fix", "story.txt")
    kept, changed = before.split("” – ")
    assert path.read_bytes().decode("windows-1256") == f"{kept}” – {changed.replace('الجولانى', 'الجولاني')}"


def test_fix_only_reports_nothing_of_what_remains(
    tmp_path: Path, fixed: Callable[..., bytes], auditor: Callable[..., Ran]
) -> None:
    path = tmp_path / "story.md"
    path.write_text("Joulani left.\n\nDeir el-Zour is far. In Deir al-Zour it rains.\n", encoding="utf-8")
    ran = auditor("check", "--fix-only", "story.md")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Fixed 1 of 2 violations in 1 file; 1 remains.\n"
    assert path.read_text(encoding="utf-8").startswith("Jolani left.")
    assert auditor("check", "--fix-only", "story.md", "gone.md").code == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html"])
def test_what_is_put_in_has_the_files_own_line_ends(
    tmp_path: Path, auditor: Callable[..., Ran], end: str, name: str
) -> None:
    (tmp_path / "auditor.toml").write_text('extends = ["houses/the-syrian-observer"]\n', encoding="utf-8")
    paragraph = "<p>{}</p>" if name.endswith("html") else "{}"
    lines = [paragraph.format(words) for words in ("The river is back, the mayor said.", "It rained, farmers said.")]
    path = tmp_path / name
    path.write_bytes((f"{end}{end}".join(lines) + end).encode("utf-8"))
    ran = auditor("check", "--fix", name)
    assert ran.err.startswith("Fixed ")
    text = path.read_bytes().decode("utf-8")
    assert "The Syrian Observer has not verified" in text
    assert set(re.findall(r"\r\n|\r|\n", text)) == {end}


PIECES = st.sampled_from(
    "al-Joulani|Joulani’s|“Joulani said”|al-**Jou**lani|`Joulani`|[Joulani](x/Joulani)|<b>Joulani</b>|🕊 |cafe\u0301 |&amp; |# |> "
    "|- |\r\n\r\n|\n\n|\n| and |. |, |<!-- Joulani -->|@Joulani|Jou\u00adlani|AL-JOULANI|والجولانى |\ufeff|\u2028|\t|    ".split(
        "|"
    )
)


@examples(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["a.md", "a.txt", "a.html"]))
def test_whatever_stands_there_only_the_houses_words_change(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], name: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "mended"
    folder.mkdir(exist_ok=True)
    (folder / "house.toml").write_text(HOUSE, encoding="utf-8")
    (folder / "auditor.toml").write_text('extends = ["./house.toml"]\n', encoding="utf-8")
    before = text = "".join(pieces)
    for _ in range(10):
        fixes = [v.fix for v in audit_text(text, path=folder / name) if v.fix and v.fix.safe]
        if not fixes:
            break
        chosen, _ = choose(fixes)
        text = apply(text, chosen)
    assert not any(v.fix and v.fix.safe for v in audit_text(text, path=folder / name))

    def alike(words: str) -> str:
        words = words.replace("Jou\u00adlani", "Jolani").replace("JOULANI", "JOLANI")
        return words.replace("Joulani", "Jolani").replace("الجولانى", "الجولاني")

    assert alike(text) == alike(before)


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
