"""What the three forms of `provenance` print: every holder of a role, and what is known of the article itself, with its place.

Takes Facts, gives Entries in reading order. It decides nothing: what is not said is not there.
"""

from __future__ import annotations

import datetime

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.analysis.metadata import normal_key
from auditor.analysis.provenance import Credit
from auditor.article import Value
from auditor.patterns import late_re

TITLE, PUBLISHED_ON = "title", "published_on"
"""Roles of the article's own that are no credits."""
_DATE_KEYS = ("datepublished", "publishedon", "publishedat", "published", "publishdate", "pubdate", "date")
_DAY = late_re(r"(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")


class Entry(Struct, frozen=True):
    """One answer: who or what holds a role, and where it was read.

    `source`: text | metadata | configuration. `start`, `end` are source offsets, `line` and `column` count from 1; all are 0 for
    the configuration, which stands in no article. `cue`: the label, verb or key that says so.
    """

    role: str
    name: str
    source: str
    start: int = 0
    end: int = 0
    line: int = 0
    column: int = 0
    cue: str = ""
    address: str = ""
    withheld: bool = False


def entries(facts: Facts) -> list[Entry]:
    """Title, credits, the article's own date and the configured publication; holders of one role in their order."""
    found = [_of_credit(facts, credit) for credit in facts.provenance.credits]
    publication = facts.context.publication
    if publication and not any(e.role == "publisher" and e.name == publication for e in found):
        found.append(Entry("publisher", publication, "configuration"))
    return [*_title(facts), *found, *published_on(facts)]


def empty_places(facts: Facts) -> list[Entry]:
    """Places for a role that hold nobody; `name` is what stands there instead."""
    holes = facts.provenance.placeholders
    return [_of_credit(facts, Credit(h.role, h.words, h.start, h.end, h.origin, cue=h.cue)) for h in holes]


def disagreements(facts: Facts) -> list[tuple[Entry, Entry]]:
    """Pairs of places that name different people for one role."""
    return [(_of_credit(facts, d.one), _of_credit(facts, d.other)) for d in facts.provenance.disagreements]


def day_of(words: str) -> datetime.date | None:
    """The day that words begin with, YYYY-MM-DD or with slashes; None for anything else."""
    match = _DAY.match(words.strip())
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _of_credit(facts: Facts, credit: Credit) -> Entry:
    source = facts.article.source
    cue = " ".join(source.text[credit.cue.start : credit.cue.end].split()) if credit.cue else ""
    name = " ".join(credit.name.split())
    return Entry(
        credit.role,
        name,
        credit.origin,
        credit.start,
        credit.end,
        *source.position(credit.start),
        "" if cue == name else cue,
        credit.address,
        credit.withheld,
    )


def _title(facts: Facts) -> list[Entry]:
    number = facts.layout.title
    if number is None:
        return []
    block = facts.blocks[number]
    pieces = facts.pieces(block.start, block.end)
    place = facts.article.source.position(pieces[0].start)
    in_metadata = pieces[0].start < facts.article.body_start
    words = " ".join(facts.words(block.start, block.end).split())
    source = "metadata" if in_metadata else "text"
    return [Entry(TITLE, words, source, pieces[0].start, pieces[-1].end, *place, TITLE if in_metadata else "")]


def published_on(facts: Facts) -> list[Entry]:
    """The first of the keys of a date that holds a day."""
    by_key: dict[str, Value] = {}
    for each in facts.article.metadata:
        by_key.setdefault(normal_key(each.key), each)
    for key in _DATE_KEYS:
        if (value := by_key.get(key)) and day_of(value.text):
            place = facts.article.source.position(value.start)
            name = value.key.rpartition(".")[2]
            return [Entry(PUBLISHED_ON, value.text.strip(), "metadata", value.start, value.end, *place, name)]
    return []
