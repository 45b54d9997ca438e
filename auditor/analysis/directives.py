"""Directives: comments (and a front-matter key) by which those who write an article silence a rule in it, for a reason.

    <!-- auditor: ignore SRC001, NAM010 until 2027-01-31 -- confirmed by two hospitals -->   this block, else the next one
    <!-- auditor: off SRC001 -- an editorial -->  …  <!-- auditor: on SRC001 -->             all between
    <!-- auditor: ignore-file SRC001 -- a satire -->                                         the whole file
    auditor: ignore-file SRC001 -- a satire                                                  the same in the front matter

Offsets are the source's. A directive with a mistake silences nothing: it is a Fault.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from auditor import toml
from auditor.analysis.facts import Facts
from auditor.article import Span
from auditor.formats.comments import find_comments, ours
from auditor.patterns import late_re
from auditor.rulebook import Rule
from auditor.violation import Violation

KEY = "auditor"
"""The front-matter key whose value is a directive, or a list of them."""
WORDS = ("ignore", "off", "on", "ignore-file")
RIGHT = "auditor: ignore SRC001 -- why"

_BODY = late_re(
    r"auditor\s*:\s*(?P<word>[^\s,]*)(?P<codes>.*?)(?:\suntil(?P<until>\s+\S+|\s*))?(?:\s(?:--|[–—])(?P<reason>.*))?",
    re.DOTALL | re.IGNORECASE,
)
_BEHIND = late_re(r"[^\w\r\n<>]*(?:<!--|\{/\*)\s*")
"""What may stand between a block's last word and a comment on the same line."""
_CODE = late_re(r"[^\s,]+")
_CODES = late_re(r"\s*(?:[A-Za-z0-9-]+(?:\s*,\s*|\s*\Z))*")


class Fault(NamedTuple):
    """A directive that cannot be obeyed: its place, and what is wrong with it."""

    place: Span
    words: str
    problem: str


class Silence(NamedTuple):
    """One rule silenced for a range of the source; `place` is where it is named, `until` where the last day stands.

    Of a rule that is off nobody can say whether silencing it was of use.
    """

    code: str
    is_on: bool
    place: Span
    start: int
    end: int
    last_day: datetime.date | None = None
    until: Span | None = None


class Directives:
    """The directives of one article, and which of them have silenced something."""

    def __init__(self, silences: list[Silence], faults: list[Fault], today: datetime.date) -> None:
        self.faults = faults
        self.expired = [s for s in silences if s.last_day is not None and s.last_day < today]
        self._silences = [s for s in silences if s.last_day is None or s.last_day >= today]
        self._used: set[Silence] = set()

    def silence(self, violation: Violation) -> bool:
        """Whether a directive silences a violation; the first one that does is used."""
        for silence in self._silences:
            if silence.code == violation.code and silence.start <= violation.start < silence.end:
                self._used.add(silence)
                return True
        return False

    def unused(self) -> list[Silence]:
        """Those that have silenced nothing so far, though their rule is on."""
        return [s for s in self._silences if s.is_on and s not in self._used]


class _Said(NamedTuple):
    """A directive as it is written: its words, where they stand, and whether they stand in the metadata."""

    text: str
    place: Span
    verbatim: bool
    in_metadata: bool


class _Read(NamedTuple):
    """A directive whose form is right: its word, and each rule with the place where it is named."""

    word: str
    rules: list[tuple[Rule, Span]]
    last_day: datetime.date | None
    until: Span | None
    place: Span


class _Problem(ValueError):
    """What is wrong with a directive, in words."""


def find_directives(facts: Facts) -> Directives:
    """The directives of an article; a plain text has none."""
    reader = _Reader(facts)
    if facts.article.format != "text" and KEY in facts.article.source.text.lower():
        for said in _said(facts):
            reader.add(said)
    return Directives(reader.silences(), reader.faults, facts.context.today)


def _said(facts: Facts) -> list[_Said]:
    text = facts.article.source.text
    found = [
        _Said(f"{KEY}: {v.text}", Span(v.start, v.end), text[v.start : v.end] == v.text, True)
        for v in facts.article.metadata
        if v.origin in ("front-matter", "comment") and v.key.partition(".")[0] == KEY
    ]
    for comment in find_comments(facts.article):
        if place := ours(text, *comment):
            found.append(_Said(text[place.start : place.end], place, True, False))
    return found


class _Reader:
    """Reads directives in the order in which they stand; spans that are off wait for their end."""

    def __init__(self, facts: Facts) -> None:
        self.faults: list[Fault] = []
        self._rulebook = facts.rulebook
        self._text = facts.article.source.text
        self._end = len(self._text) + 1
        self._done: list[Silence] = []
        self._off: list[Silence] = []
        self._facts = facts

    def add(self, said: _Said) -> None:
        """Take a directive, or note what is wrong with it."""
        try:
            read = self._read(said)
            if read.word == "on":
                self._on(read)
            else:
                start, end = self._scope(read)
                found = [
                    Silence(rule.code, rule in self._rulebook.rules, place, start, end, read.last_day, read.until)
                    for rule, place in read.rules
                ]
                (self._off if read.word == "off" else self._done).extend(found)
        except _Problem as problem:
            self.faults.append(Fault(said.place, " ".join(said.text.split()), str(problem)))

    def silences(self) -> list[Silence]:
        """All that was silenced, in the order of the directives."""
        return sorted([*self._done, *self._off], key=lambda s: s.place)

    def _on(self, read: _Read) -> None:
        """End what is off: the rules that are named, else all."""
        codes = {rule.code for rule, _ in read.rules}
        ended = [s for s in self._off if not codes or s.code in codes]
        if not ended or not codes <= {s.code for s in ended}:
            raise _Problem("nothing is off here that it could end; remove it, or write `off` where the span begins")
        self._off = [s for s in self._off if s not in ended]
        self._done += [s._replace(end=read.place.start) for s in ended]

    def _scope(self, read: _Read) -> tuple[int, int]:
        if read.word == "ignore-file":
            return 0, self._end
        if read.word == "off":
            return read.place.end, self._end
        number = bisect_right(self._ends, read.place.end)
        if number and _BEHIND.fullmatch(self._text, self._ends[number - 1], read.place.start):
            number -= 1
        if number == len(self._ends):
            raise _Problem("no words follow that it could hold for; remove it, or write `ignore-file`")
        return min(self._starts[number], read.place.start), self._ends[number]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each block starts."""
        pieces = self._facts.article.map.pieces
        return [pieces(block.start, block.end)[0].start for block in self._facts.article.blocks]

    @cached_property
    def _ends(self) -> list[int]:
        """Where each block ends."""
        pieces = self._facts.article.map.pieces
        return [pieces(block.start, block.end)[-1].end for block in self._facts.article.blocks]

    def _read(self, said: _Said) -> _Read:
        match = _BODY.fullmatch(said.text)
        if match is None:
            raise _Problem(f"a colon is missing; write `{RIGHT}`")
        word = match["word"].lower()
        _check_word(word, in_metadata=said.in_metadata)
        rules = self._rules(match, said)
        if word != "on" and not rules:
            raise _Problem(f"it names no rule; write `auditor: {word} SRC001 -- why`")
        if word != "on" and not (match["reason"] or "").strip():
            raise _Problem(f"it gives no reason; write `auditor: {word} {match['codes'].strip()} -- why`")
        if match["until"] is None:
            return _Read(word, rules, None, None, said.place)
        return _Read(word, rules, _day(match["until"].strip()), _place(said, *match.span("until")), said.place)

    def _rules(self, match: re.Match[str], said: _Said) -> list[tuple[Rule, Span]]:
        """The rules that a directive names, each with its place."""
        codes = match["codes"]
        if not _CODES.fullmatch(codes):
            raise _Problem(f'"{codes.strip()}" is no list of rules; write codes or names with commas: `{RIGHT}`')
        found = []
        for code in _CODE.finditer(said.text, *match.span("codes")):
            rule = self._rulebook.known(code.group())
            if rule is None:
                raise _Problem(f'"{code.group()}" is no rule; {self._meant(code.group())}')
            found.append((rule, _place(said, *code.span())))
        return found

    def _meant(self, word: str) -> str:
        """What somebody may have meant who named no rule: the rules of a family, else the nearest one."""
        rules = (*self._rulebook.rules, *self._rulebook.off)
        if family := sorted(rule.code for rule in rules if rule.code.rstrip("0123456789") == word):
            return f"name each that you mean: {', '.join(family)}"
        return toml.nearest(word, [w for rule in rules for w in (rule.code, rule.name)])


def _check_word(word: str, *, in_metadata: bool) -> None:
    if word not in WORDS:
        raise _Problem(f'"{word}" is no directive; {toml.nearest(word, list(WORDS))}')
    if in_metadata and word != "ignore-file":
        raise _Problem("in the metadata a directive holds for the whole file; write `ignore-file`")


def _day(words: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        raise _Problem(f'"{words}" is no day; write `until 2027-01-31`') from None


def _place(said: _Said, start: int, end: int) -> Span:
    """The source range of a part of a directive: the whole value where it is not written letter by letter."""
    if not said.verbatim:
        return said.place
    head = len(said.text) - (said.place.end - said.place.start)
    shift = said.place.start - head
    blank = len(said.text[start:end]) - len(said.text[start:end].lstrip())
    return Span(start + blank + shift, end + shift)
