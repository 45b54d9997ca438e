"""An article's page as credits see it: its lines, its head and tail, its links, and the credits found on it.

Takes Facts; gives Lines and Cues (formulas of credit) in view offsets and turns view ranges into Credits in source offsets.
It knows no formulas.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import regex
from msgspec.structs import replace

from auditor.analysis.people import languages, vocabulary
from auditor.analysis.provenance import PEOPLE, Credit, Placeholder
from auditor.article import Link, Span
from auditor.formats.text import is_filled
from auditor.patterns import late_regex
from auditor.rulebook import Hit

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

LONG = 200
"""Length from which a block is prose that separates head and tail; in Han and kana a third of it."""


LONGEST_CARD = 400
"""View characters of a block that holds the card of a book: its title, its author, its ISBN."""
MAX_FRAME = 110
"""View characters between "this article" and the verb of credit."""
LONGEST_POINTER = 40
"""View characters at the start of a block in which words point at other articles."""
LAST = 1000
"""View characters at the end that belong to the tail, however long their blocks are."""
PROSE = ("paragraph", "item", "quote")
DEAD_ADDRESS = late_regex(
    r"(?:[.…]*|#.*|javascript:.*|mailto:.*|https?://(?:example\.(?:com|org)|xxx.*)?/?|.*译者ID.*|.*(?:LINK|URL)_?HERE.*)",
    regex.IGNORECASE,
)
"""Addresses that a template left, and a person's: they lead to no original."""
_MAIL = late_regex(r"\s*<?[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+>?\s*")
_UNSPACED = late_regex(r".{0,40}[\p{Han}\p{Hiragana}\p{Hangul}]")


_NUMBERED = late_regex(r"\[?\p{Nd}{1,3}[\].)]")
"""How an entry of a list of references begins that is no list in its markup."""
_MARKS = late_regex(r"(?:[^\p{L}\p{N}(（\[【]|\p{N}{1,2}[.)]\s|[(（\[【])*")


class Line(NamedTuple):
    """A line of a block in view offsets, and the block's number."""

    start: int
    end: int
    block: int


class Cue(NamedTuple):
    """A formula of credit and its value, in view offsets. `form`: label, verb, after, bare."""

    start: int
    end: int
    value_start: int
    value_end: int
    roles: tuple[str, ...]
    form: str
    line: Line


class Found(NamedTuple):
    """What the values of cues gave."""

    credits: list[Credit]
    placeholders: list[Placeholder]


class Page:
    """An article's lines and zones, as far as credits ask for them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.plain = facts.folded.plain
        self._lines: dict[int, list[Line]] = {}
        to_view = facts.folded.to_view
        self.links = [
            _without_tail(to_view(link.start), to_view(link.end), link, self.plain) for link in facts.article.links
        ]
        self._link_starts = [s for s, _, _ in self.links]

    @cached_property
    def _long(self) -> list[int]:
        """Numbers of the blocks of prose: long ones that begin with no label."""
        labels = [h.start for h in self.facts.hits.get("credit", ()) if h.value.startswith(("label", "weak"))]
        found = [n for n, b in enumerate(self.facts.blocks) if b.kind in PROSE and self.is_long(b.start, b.end)]
        if not labels:
            return found
        starts = {at - shift for at in labels for shift in range(3)}
        return [n for n in found if self.facts.blocks[n].start not in starts]

    @cached_property
    def head(self) -> int:
        """Number of the block at which the head has ended: the second block of prose."""
        return self._long[1] if len(self._long) > 1 else len(self.facts.blocks)

    @cached_property
    def tail(self) -> int:
        """Number of the block at which the tail begins: the last block of prose."""
        return self._long[-1] if len(self._long) > 1 else 0

    def is_long(self, start: int, end: int) -> bool:
        """Whether a view range is as long as prose."""
        if end - start >= LONG or end - start < LONG // 3 or self.facts.folded.text.isascii():
            return end - start >= LONG
        return _UNSPACED.match(self.plain, start, end) is not None

    def lines(self, block: int) -> list[Line]:
        """The lines of a block."""
        if block not in self._lines:
            place = self.facts.article.blocks[block]
            text, to_view = self.facts.article.text, self.facts.folded.to_view
            found: list[Line] = []
            at = place.start
            if "\n" in text[at : place.end] and self._is_one_line(place.start, place.end):
                found, at = [Line(to_view(at), to_view(place.end), block)], place.end + 1
            while at <= place.end:
                end = text.find("\n", at, place.end)
                end = place.end if end < 0 else end
                found.append(Line(to_view(at), to_view(end), block))
                at = end + 1
            self._lines[block] = found
        return self._lines[block]

    def _is_one_line(self, start: int, end: int) -> bool:
        """Whether the line ends of a block are an editor's or a wrapper's: readers see blanks there.

        A plain text's blocks have no other; elsewhere lines are filled, and none but the first begins with a label.
        """
        if self.facts.article.format == "text":
            return True
        text, to_view = self.facts.article.text, self.facts.folded.to_view
        rows = [row.strip() for row in text[start:end].split("\n") if row.strip()]
        if len(rows) < 2 or not is_filled(rows):
            return False
        labels = {hit.start for hit in self.facts.hits.get("credit", ())}
        at = start
        while (at := text.find("\n", at, end) + 1) > 0:
            if to_view(at) in labels or text[at : at + 1] in "[-*•@>":
                return False
        return True

    def line_at(self, at: int) -> Line:
        """The line that holds a view offset."""
        lines = self.lines(self.facts.block_at(at))
        return lines[max(0, bisect_right([line.start for line in lines], at) - 1)]

    def next_line(self, line: Line) -> Line | None:
        """The line behind a line, in its block or the next."""
        lines = self.lines(line.block)
        number = lines.index(line) + 1
        if number < len(lines):
            return lines[number]
        return self.lines(line.block + 1)[0] if line.block + 1 < len(self.facts.blocks) else None

    @cached_property
    def related(self) -> frozenset[int]:
        """Numbers of the blocks that point at other articles."""
        known = tuple(vocabulary("related"))
        low = self.facts.folded.low
        opening = (
            (n, low[b.start : b.start + LONGEST_POINTER].lstrip(" *_>-")) for n, b in enumerate(self.facts.blocks)
        )
        return frozenset(n for n, words in opening if words.startswith(known)) | self._references | self._others

    @cached_property
    def _others(self) -> frozenset[int]:
        """Numbers of the blocks on other works: entries of a list of editions in other languages, cards of books."""
        low, own = self.facts.folded.low, self.facts.language.code
        cards = {word for word in vocabulary("cards") if word in low}  # none in most articles: no block is split then
        found = []
        for number, block in enumerate(self.facts.blocks):
            links = self.links_in(block.start, block.end)[:1] if block.kind == "item" else []
            if links and links[0][0] <= block.start + 2:
                words = low[links[0][0] : links[0][1]].split()
                if len(words) <= 2 and any(languages().get(w, own) != own for w in words):
                    found.append(number)
            elif cards and block.end - block.start <= LONGEST_CARD:
                words = low[block.start : block.end].replace(":", " ").split()
                if not cards.isdisjoint(words):
                    found.append(number)
        return frozenset(found)

    @cached_property
    def _references(self) -> frozenset[int]:
        """Numbers of the entries of a list of references: items, and lines with a number, below its heading."""
        known = vocabulary("references")
        found: list[int] = []
        inside = False
        for number, block in enumerate(self.facts.blocks):
            words = self.facts.folded.low[block.start : min(block.end, block.start + LONGEST_POINTER)].strip(" *_:#.")
            if block.kind == "heading" or words in known:
                inside = words in known
            elif inside and (block.kind == "item" or _NUMBERED.match(self.plain, block.start, block.end)):
                found.append(number)
        return frozenset(found)

    def at_edge(self, block: int) -> bool:
        """Whether a block stands in the head or the tail: before the second or from the last block of prose on, or at the very end.

        What points at other articles stands in neither.
        """
        return block not in self.related and (
            block < self.head or block >= self.tail or self.facts.blocks[block].start > len(self.plain) - LAST
        )

    def is_under_picture(self, line: Line) -> bool:
        """Whether the line right above holds a picture: a credit there is the picture's."""
        text = self.facts.article.source.text
        start = text.rfind("\n", 0, self.facts.pieces(line.start, line.end)[0].start)
        above = text[text.rfind("\n", 0, max(start, 0)) + 1 : max(start, 0)].strip()
        return above.startswith(("![", "<img"))

    def links_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Links whose words begin in a view range, as (start, end, address)."""
        first = bisect_right(self._link_starts, start - 1)
        found = []
        for begin, stop, link in self.links[first:]:
            if begin >= end:
                break
            found.append((begin, min(stop, end), link.address))
        return found


def opens(plain: str, line: Line, hit: Hit) -> bool:
    """Whether only marks (bullets, brackets, numbers, emoji) stand before a hit on its line, or behind a bar."""
    if _MARKS.fullmatch(plain, line.start, hit.start):
        return True
    bar = plain.rfind("|", line.start, hit.start)
    return bar >= 0 and _MARKS.fullmatch(plain, bar, hit.start) is not None


def _without_tail(start: int, end: int, link: Link, plain: str) -> tuple[int, int, Link]:
    """A bare address without the particle that Korean, Japanese and Chinese write behind it with no blank."""
    words = plain[start:end]
    if words != link.address or words.isascii() or not (tail := _GLUED.search(words)):
        return start, end, link
    return start, start + tail.start(), replace(link, address=words[: tail.start()])


_GLUED = late_regex(r"(?<=[\p{ASCII}])[\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}]+$")


def strip(plain: str, start: int, end: int, extra: str = ".。") -> tuple[int, int]:
    """A range without marks and blanks at its ends."""
    edges = ' *_`\t,，;；、"“”«»「」《》()（）[]【】<>|' + extra
    while start < end and plain[start] in edges:
        start += 1
    while end > start and plain[end - 1] in edges:
        end -= 1
    return start, end


def hole(page: Page, cue: Cue, role: str, words: str, start: int, end: int) -> Placeholder:
    """The empty or dead place of a role, in source offsets."""
    source = page.facts.pieces(start, max(start, end))
    return Placeholder(role, words, source[0].start, source[-1].end, "text", cue_span(page, cue))


def _is_nobody(words: str, address: str, role: str) -> bool:
    """Whether a place holds a mail address alone, or a person's one word that an encyclopedia explains."""
    if _MAIL.fullmatch(words):
        return True
    return role in PEOPLE and " " not in words.strip() and "wikipedia.org/wiki/" in address


def cue_span(page: Page, cue: Cue) -> Span:
    """The source range of a formula."""
    pieces = page.facts.pieces(cue.start, cue.end)
    return Span(pieces[0].start, pieces[-1].end)


def add(
    page: Page,
    cue: Cue,
    role: str,
    start: int,
    end: int,
    found: Found,
    *,
    withheld: bool = False,
    address: str = "",
    name: str = "",
) -> None:
    """Add the holder of a role that stands at a view range; `name` where that is not what stands there."""
    if start >= end or (role == "original_link" and DEAD_ADDRESS.fullmatch(address)):
        return
    if _is_nobody(page.plain[start:end], address, role):
        return
    pieces = page.facts.pieces(start, end)
    found.credits.append(
        Credit(
            role=role,
            name=name or " ".join(page.facts.words(start, end).split()),
            start=pieces[0].start,
            end=pieces[-1].end,
            origin="text",
            withheld=withheld,
            cue=cue_span(page, cue),
            view=Span(start, end),
            address=address,
            form="source"
            if cue.roles in (("source",), ("original_outlet",)) or page.plain[cue.start : cue.end].lower() == "via"
            else cue.form,
        )
    )
