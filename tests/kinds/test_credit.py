"""Kind `credit` and the ATT rules of the pack `core`: what is said, where it stands, and what draws nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import audit_file
from auditor.analysis.facts import Context, Facts
from auditor.formats import read_article
from auditor.kinds.credit import Params, problems
from auditor.packs.compile import compile_packs, load_packs
from auditor.rulebook import Rule, Rulebook
from auditor.run.audit import audit_facts
from auditor.source import Source
from auditor.violation import Violation

CORE = compile_packs(load_packs(("core",), "", ""))
BODY = (
    "The river reached the lower fields on Tuesday, farmers in the district said, and the council closed two bridges."
)


def violations(text: str, form: str = "markdown") -> list[tuple[str, str]]:
    return [(v.code, text[v.start : v.end]) for v in found(text, form) if v.severity != "info"]


def found(text: str, form: str = "markdown") -> list[Violation]:
    facts = Facts(read_article(Source(text), form), CORE, Context(path="case.md"))
    return [v for v in audit_facts(facts)[0] if v.code.startswith("ATT")]


def article(front: str = "", tail: str = "", head: str = "") -> str:
    header = f"---\ntitle: The river\n{front}\n---\n\n" if front else "# The river\n\n"
    return f"{header}{head}\n\n{BODY}\n\n{tail}\n"


FRONT = "author: Jonas Weiler\noriginal_url: https://zeitung.example/fluss\nlang: en"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (article(FRONT), [("ATT001", "original_url")]),
        (article(f"{FRONT}\ntranslator:"), [("ATT001", "translator")]),
        (article(f"{FRONT}\ntranslator: Lena Aumann"), []),
        (article(FRONT, tail="Translated by Lena Aumann."), []),
        (article(f"{FRONT}\ntranslator: TODO"), [("ATT006", "TODO")]),
        (article(f"{FRONT}\ntranslator: our staff"), []),
        (article(f"{FRONT}\ntranslator: lena-a", tail="Translated by Lena Aumann."), []),
        (
            article(f"{FRONT}\ntranslator: Petra Hollmann", tail="Translated by Lena Aumann."),
            [("ATT005", "Lena Aumann")],
        ),
        (article("author: Ann Lee\ndraft: true\noriginal_url: https://zeitung.example/fluss"), []),
        (article(tail="Translated from Arabic."), [("ATT001", "Translated from Arabic")]),
        (article(head="By Ann Lee", tail="This story was translated by Bo Berg."), [("ATT002", "translated")]),
        (
            article(tail="Responsibility for the views in this article lies with the author."),
            [("ATT004", "the author")],
        ),
        (
            article(
                tail="The author's name is withheld for safety. Responsibility for this article lies with the author."
            ),
            [],
        ),
        (
            article(head="By a correspondent in Sweida", tail="Responsibility for this article lies with the author."),
            [],
        ),
        (article("machine_translation: true"), [("ATT007", "true")]),
        (article(tail="This article was translated by DeepL, a machine. It may contain errors."), []),
        (article(head="By Ann Lee"), []),
        (article("author: Ann Lee\ntranslator:\nlang: en"), []),
    ],
)
def test_core(text: str, expected: list[tuple[str, str]]) -> None:
    assert violations(text) == expected


def test_a_disagreement_points_at_both_places() -> None:
    text = article("author: Petra Hollmann", head="By Jonas Weiler")
    (violation,) = found(text)
    (other,) = violation.related
    assert text[violation.start : violation.end] == "Jonas Weiler"
    assert text[other.start : other.end] == "Petra Hollmann"
    assert "Petra Hollmann" in violation.message


def test_the_message_of_a_missing_translator() -> None:
    (violation,) = found(article(tail="Translated from Arabic."))
    assert (
        violation.message
        == '"Translated from Arabic": by whom? Name the translator ("Translated by {name}") or the outlet'
    )


def test_only_metadata_knows_of_the_translation() -> None:
    (violation,) = found(article("author: Ann Lee\ntranslator: Bo Berg"))
    assert (violation.code, violation.severity) == ("ATT009", "info")


def test_an_unknown_role_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="translator"):
        Params(roles=["translater"])
    with pytest.raises(ValueError, match="names no role"):
        Params(roles=[])
    with pytest.raises(ValueError, match="duty"):
        Params(roles=["author"], duty="translate")


def test_a_duty_belongs_to_what_is_missing() -> None:
    params = Params(roles=["author"], duty="translated")
    rule = Rule("ATT900", "x", "credit", "contradicted", "error", "s", "m", params=params)
    assert problems(rule, Rulebook(rules=()))


LABEL = """
[pack]
name = "own"
summary = "Our label."
[[rule]]
code = "ATT950"
name = "translation-label"
kind = "credit"
fault = "label"
roles = ["translator"]
label = "Translation:"
severity = "warning"
summary = "The translator stands under our label."
why = "Readers look for it there."
message = '"{words}" is not our label, "{label}"'
"""


@pytest.mark.parametrize(
    ("name", "line", "fixed", "safe"),
    [
        ("a.md", "**Translator:** Ann Lee", "**Translation:** Ann Lee", True),
        ("a.txt", "Translator : Ann Lee", "Translation: Ann Lee", True),
        ("a.html", "<p>Translated by Ann Lee</p>", "<p>Translation: Ann Lee</p>", False),
        ("a.md", "Translation: Ann Lee", None, None),
        ("a.md", "This article was translated by Ann Lee.", None, None),
    ],
)
def test_a_label_is_made_the_houses(tmp_path: Path, name: str, line: str, fixed: str | None, safe: bool | None) -> None:
    (tmp_path / "own.toml").write_text(LABEL)
    (tmp_path / "auditor.toml").write_text('extends = ["./own.toml"]\n')
    text = f"{line}\n\n{BODY}\n"
    (tmp_path / name).write_text(text)
    violations = audit_file(tmp_path / name)
    assert [(v.code, v.fix and v.fix.safe) for v in violations] == ([("ATT950", safe)] if fixed else [])
    if violations and violations[0].fix:
        (edit,) = violations[0].fix.edits
        assert (text[: edit.start] + edit.text + text[edit.end :]).splitlines()[0] == fixed
