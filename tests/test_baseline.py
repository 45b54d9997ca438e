"""The baseline: scene 6 of what it is like to use, and what went wrong with baselines elsewhere."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from auditor import audit_text
from auditor.run.baseline import Baseline, render
from tests.conftest import Ran

TOLL = "At least {} people were killed when shells fell on the market on {} evening."
ONE, TWO, THREE = (TOLL.format(n, day) for n, day in ((25, "Monday"), (30, "Tuesday"), (35, "Sunday")))
DESK = """[pack]
name = "desk"
[[rule]]
code = "DOC901"
name = "rain"
kind = "phrase"
fault = "present"
phrases = ["rained"]
summary = "x"
message = "{words}"
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "2014").mkdir()
    (tmp_path / "2014/a.md").write_text(f"# Market\n\n{ONE}\n\n{TWO}\n", encoding="utf-8")
    (tmp_path / "2014/b.md").write_text(f"# Valley\n\n{ONE}\n", encoding="utf-8")
    (tmp_path / "auditor.toml").write_text("# Ours.\nfail-on = 'warning' # strict\n", encoding="utf-8")
    return tmp_path


def write(path: Path, *paragraphs: str) -> None:
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def test_two_thousand_old_articles(archive: Path, auditor: Callable[..., Ran]) -> None:
    assert auditor("check").code == 1
    ran = auditor("baseline", "create")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        'auditor-baseline.json: 3 violations in 2 articles.\nauditor.toml: baseline = "auditor-baseline.json"\n'
    )
    config = (archive / "auditor.toml").read_text(encoding="utf-8")
    assert config == "# Ours.\nfail-on = 'warning' # strict\nbaseline = \"auditor-baseline.json\"\n"
    quiet = auditor("check")
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out == "Nothing found in 2 articles (English). 3 more stand in the baseline.\n"
    write(archive / "2014/a.md", "# Market", "Put in above.", "And again.", ONE, TWO)
    assert auditor("check").code == 0
    write(archive / "2014/a.md", "# Market", ONE, TWO, THREE)
    fresh = auditor("check")
    assert fresh.code == 1
    assert [line.partition(": ")[0] for line in fresh.out.splitlines()[:-1]] == ["2014/a.md:7:1"]
    assert "     4  in     2 articles  error    SRC001" in auditor("check", "--statistics").out


def test_one_mended_and_one_new_do_not_cancel_out(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    write(archive / "2014/a.md", "# Market", ONE, THREE)
    ran = auditor("check")
    assert ran.code == 1
    assert "2014/a.md:5:1" in ran.out
    assert "auditor-baseline.json: 1 entry matches nothing any more; `auditor baseline prune`" in ran.err
    assert auditor("baseline", "prune").out == "auditor-baseline.json: 2 violations in 2 articles, -1.\n"
    assert auditor("check").err == ""
    assert "2014/a.md:5:1" in auditor("check").out
    assert auditor("baseline", "update").out == "auditor-baseline.json: 3 violations in 2 articles, +1.\n"
    assert auditor("check").code == 0


def test_the_same_sentence_elsewhere_is_new(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    write(archive / "2014/c.md", "# Valley", ONE)
    assert "2014/c.md:3:1" in auditor("check").out
    auditor("baseline", "update", "2014/c.md")
    assert auditor("check").code == 0


def test_an_article_that_is_gone_is_told_and_pruned(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    (archive / "2014/b.md").unlink()
    assert "1 entry matches nothing" in auditor("check").err
    assert auditor("baseline", "prune", "2014/a.md").out == "auditor-baseline.json: 2 violations in 1 article, -1.\n"


def test_the_first_touch_of_an_old_article_brings_no_flood(archive: Path, auditor: Callable[..., Ran]) -> None:
    (archive / "auditor.toml").write_text('extends = ["houses/the-syrian-observer"]\n', encoding="utf-8")
    write(archive / "2014/a.md", "# Market", "The market is open again, the mayor said.")
    assert auditor("check", "2014/a.md").out.count("[VER1") > 1
    auditor("baseline", "create")
    write(archive / "2014/a.md", "# The market of the valley", "The market is open, the mayor said.")
    ran = auditor("check", "2014/a.md")
    assert (ran.code, ran.err) == (0, "")
    before = (archive / "auditor-baseline.json").read_bytes()
    auditor("baseline", "prune")
    assert (archive / "auditor-baseline.json").read_bytes() == before


def test_an_empty_place_is_not_any_other_empty_place(archive: Path, auditor: Callable[..., Ran]) -> None:
    write(archive / "2014/a.md", "# Market", "Translated by [NAME].", "It rained, the mayor said.")
    auditor("baseline", "create")
    assert auditor("check").code == 0
    write(
        archive / "2014/a.md",
        "# Market",
        "Translated by Lena Aumann.",
        "It rained, the mayor said.",
        "Edited by [NAME].",
    )
    assert "2014/a.md:7:11" in auditor("check").out


def test_rules_that_are_off_are_not_judged(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    assert auditor("check", "--select", "NAM").err == ""
    assert auditor("check", "2014/a.md").err == ""


def test_what_is_known_is_not_mended(archive: Path, auditor: Callable[..., Ran]) -> None:
    (archive / "house.toml").write_text(
        '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"al-Jolani" = ["al-Joulani"]\n', encoding="utf-8"
    )
    (archive / "auditor.toml").write_text('extends = ["./house.toml"]\n', encoding="utf-8")
    write(archive / "2014/a.md", "He met al-Joulani.")
    auditor("baseline", "create")
    write(archive / "2014/a.md", "He met al-Joulani.", "She met al-Joulani.")
    auditor("check", "--fix", "2014/a.md")
    assert (archive / "2014/a.md").read_text(encoding="utf-8") == "He met al-Joulani.\n\nShe met al-Jolani.\n"


def test_show_lists_what_is_known(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    out = auditor("baseline", "show").out
    assert out.startswith('2014/a.md: SRC001 "at least 25 people were killed')
    assert out.endswith("auditor-baseline.json: 3 violations in 2 articles.\n")


def test_a_file_of_ones_own_choice(archive: Path, auditor: Callable[..., Ran]) -> None:
    before = (archive / "auditor.toml").read_bytes()
    assert auditor("baseline", "create", "--baseline", "known.json").code == 0
    assert (archive / "auditor.toml").read_bytes() == before
    assert auditor("check").code == 1
    assert auditor("check", "--baseline", "known.json").code == 0
    assert auditor("check", "--baseline", "../known.json", "a.md", cwd=archive / "2014").code == 0
    assert auditor("check", "--isolated", "--baseline", "known.json").code == 0


def test_each_configuration_has_its_own(archive: Path, auditor: Callable[..., Ran]) -> None:
    (archive / "desk").mkdir()
    (archive / "desk/auditor.toml").write_text('baseline = "old/known.json"\n', encoding="utf-8")
    (archive / "desk/old").mkdir()
    write(archive / "desk/c.md", "# Valley", ONE)
    assert "desk/old/known.json: 1 violation in 1 article." in auditor("baseline", "create").out
    assert list(json.loads((archive / "desk/old/known.json").read_bytes())["articles"]) == ["../c.md"]
    assert auditor("check").code == 0
    assert auditor("check", "c.md", cwd=archive / "desk").code == 0
    assert auditor("check", "--isolated").code == 1


def test_create_replaces_nothing_unasked(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    before = (archive / "auditor-baseline.json").read_bytes()
    write(archive / "2014/a.md", "# Market", ONE, TWO, THREE)
    ran = auditor("baseline", "create")
    assert ran.code == 2
    assert "--force" in ran.err
    assert (archive / "auditor-baseline.json").read_bytes() == before
    assert auditor("baseline", "create", "--force").code == 0
    assert auditor("check").code == 0


@pytest.mark.parametrize(
    "content",
    [None, b"", b"[]", b'{"version": 2}', b'{"articles": {"a.md": [{"code": "SRC001"}]}}', b"\xff", b'{"x": 1}'],
)
@pytest.mark.parametrize("command", [("check",), ("baseline", "update"), ("baseline", "show")])
def test_a_broken_baseline_is_one_line(
    archive: Path, auditor: Callable[..., Ran], content: bytes | None, command: tuple[str, ...]
) -> None:
    (archive / "auditor.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    if content is not None:
        (archive / "known.json").write_bytes(content)
    ran = auditor(*command)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("auditor: known.json:")
    assert "auditor baseline create" in ran.err


def test_fingerprints_stay_what_they_were(archive: Path, auditor: Callable[..., Ran]) -> None:
    (archive / "auditor.toml").write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
    (archive / "desk.toml").write_text(DESK, encoding="utf-8")
    write(archive / "2014/b.md", "Quiet.")
    path = archive / "2014/a.md"

    def prints() -> list[str]:
        files = auditor("check", "--format", "json", "2014/a.md").json["files"]
        return [v["fingerprint"] for v in files[0]["violations"]]

    write(path, *["It rained."] * 3)
    three = prints()
    write(path, *["It rained."] * 2)
    auditor("baseline", "create")
    write(path, *["It rained."] * 3)
    assert prints() == three[2:]


def test_the_file_is_the_same_however_it_is_made(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create", "2014/b.md", "2014/a.md", "--baseline", "x.json", "--jobs", "1")
    auditor("baseline", "create", ".", "--baseline", "y.json", env={"PYTHONHASHSEED": "7"})
    auditor("baseline", "create", "2014/a.md", "--baseline", "z.json")
    auditor("baseline", "update", "2014/b.md", "--baseline", "z.json")
    one, two, three = ((archive / name).read_bytes() for name in ("x.json", "y.json", "z.json"))
    assert one == two == three
    assert render(Baseline()) == b'{\n "version": 1,\n "articles": {}\n}\n'


SENTENCES = st.lists(st.sampled_from(["It rained.", "She said it rained.", "It rained on Monday."]), max_size=6)


@examples(max_examples=40, deadline=None)
@given(SENTENCES, SENTENCES)
def test_equal_sentences_are_counted_one_by_one(before: list[str], after: list[str]) -> None:
    """However the paragraphs are moved: of each sentence as many are new as stand there more often than before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "desk.toml").write_text(DESK, encoding="utf-8")
        (folder / "auditor.toml").write_text('extends = ["./desk.toml"]\nbaseline = "known.json"\n', encoding="utf-8")
        bare = folder / "bare.toml"
        bare.write_text('extends = ["./desk.toml"]\n', encoding="utf-8")
        old = audit_text("\n\n".join(before), path=folder / "a.md", config=bare)
        entries = [{"code": v.code, "words": "x", "fingerprint": v.fingerprint} for v in old]
        (folder / "known.json").write_text(json.dumps({"articles": {"a.md": entries}}), encoding="utf-8")
        text = "\n\n".join(after)
        new = audit_text(text, path=folder / "a.md")
        found = Counter(text[text.rfind("\n", 0, v.start) + 1 :].partition("\n")[0] for v in new)
        assert found == Counter(after) - Counter(before)


def test_marks_that_a_merge_left_are_told_with_their_line(archive: Path, auditor: Callable[..., Ran]) -> None:
    auditor("baseline", "create")
    file = archive / "auditor-baseline.json"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines[:4], "<<<<<<< HEAD", *lines[4:]]), encoding="utf-8")
    ran = auditor("check")
    assert ran.code == 2
    assert ran.err.startswith("auditor: auditor-baseline.json:5: not a baseline: ")
