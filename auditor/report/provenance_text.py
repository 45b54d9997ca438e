"""`provenance` for people: a table of questions and answers, each with the place it was read from.

Readable without colour; columns are aligned by the width that characters have in a terminal.
"""

from __future__ import annotations

import unicodedata

from auditor.analysis.facts import Facts
from auditor.report.provenance_entries import PUBLISHED_ON, Entry, disagreements, empty_places, entries
from auditor.report.style import Style
from auditor.report.summary import language_name

QUESTIONS = {
    "title": "title",
    "author": "written by",
    "agency": "agency",
    "translator": "translated by",
    "machine_translation": "by machine",
    "post_editor": "post-edited by",
    "editor": "edited by",
    "proofreader": "proofread by",
    "adapter": "adapted by",
    "photographer": "photographs by",
    "publisher": "published by",
    PUBLISHED_ON: "published on",
    "language": "language",
    "licence": "licence",
    "original_outlet": "first published in",
    "original_title": "original title",
    "original_link": "original link",
    "original_date": "original date",
    "original_language": "original language",
}
ASKED = ("author", "editor", "proofreader", "publisher", PUBLISHED_ON, "licence", "original_outlet")
"""What every article is asked; the other questions stand only where there is an answer."""
ASKED_OF_TRANSLATIONS = ("translator", "machine_translation", "original_link", "original_language")
MAX_WIDTH = 60


def render(facts: Facts, path: str, style: Style) -> str:
    """The table of one article."""
    provenance = facts.provenance
    state = "a draft" if provenance.draft else "a translation" if provenance.translated else "no translation"
    rows = _rows(facts)
    answers = max((_width(answer) for _, answer, _ in rows), default=0)
    places = max((len(place) for _, _, (place, _) in rows), default=0)
    lines = [style.paint(path, "1"), f"  {state}: {provenance.why}", ""]
    for question, answer, (place, how) in rows:
        line = f"  {question:19} {answer}{' ' * (answers - _width(answer))}  {style.paint(f'{place:{places}}  {how}', '2')}"
        lines.append(line.rstrip())
    for one, other in disagreements(facts):
        who = QUESTIONS[one.role]
        lines.append(f'  {who}: {one.source} "{one.name}" ({_at(one)}), {other.source} "{other.name}" ({_at(other)})')
    return "\n".join(lines) + "\n"


def _rows(facts: Facts) -> list[tuple[str, str, tuple[str, str]]]:
    """Question, answer, and where it was read: place and words; a question with several answers stands once."""
    found, holes = entries(facts), empty_places(facts)
    asked = (*ASKED, *(ASKED_OF_TRANSLATIONS if facts.provenance.translated else ()))
    rows: list[tuple[str, str, tuple[str, str]]] = []
    for role, question in QUESTIONS.items():
        if role == "language":
            rows.append((question, language_name(facts.language.code), ("", facts.language.why)))
            continue
        answers = [(_answer(e), _read_at(e)) for e in found if e.role == role]
        answers += [(f"nobody: {_quoted(h.name)}", _read_at(h)) for h in holes if h.role == role]
        if not answers and role in asked:
            answers = [("–", ("", "not said"))]
        rows += [(question if not n else "", *answer) for n, answer in enumerate(answers)]
    if facts.context.original_beside:
        rows.append(("original beside it", facts.context.original_beside, ("", "file name")))
    return rows


def _answer(entry: Entry) -> str:
    words = f"{entry.name} (withheld)" if entry.withheld else entry.name
    if not entry.role.endswith("link") and _width(words) > MAX_WIDTH:
        words = words[: MAX_WIDTH - 1].rstrip() + "…"
    return words


def _quoted(words: str) -> str:
    return f'"{words}" stands there' if words else "the place is empty"


def _read_at(entry: Entry) -> tuple[str, str]:
    if not entry.line:
        return "", entry.source
    return _at(entry), f"{entry.source}, {entry.cue}" if entry.cue else entry.source


def _at(entry: Entry) -> str:
    return f"{entry.line}:{entry.column}"


def _width(words: str) -> int:
    """Columns that words take in a terminal: two for wide signs, none for marks and signs without width."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in words
    )
