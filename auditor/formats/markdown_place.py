"""Where the parser's nodes stand in the source.

Takes line and column (in characters, from 1) of a node, gives offsets; puts words that were decoded beside the piece
of the source that they came from. Sets right what escaped pipes in table cells do to the parser's columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from auditor.article import Span
from auditor.formats import markdown_links
from auditor.formats.draft import Draft
from auditor.formats.markdown_mask import Mask
from auditor.patterns import late_re

if TYPE_CHECKING:
    from comrak import AstNode, Sourcepos

_CODED = late_re(r"\\[!-/:-@\[-`{-~]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CODE_BREAK = late_re(r"\r?\n[ \t>]*")
_CELL_PIPE = late_re(r"\\\|")


class Places:
    """The offsets of nodes, and the draft that receives their words."""

    __slots__ = (
        "_block",
        "_definitions",
        "anchors",
        "draft",
        "filler",
        "holes",
        "lost",
        "masked",
        "pipes",
        "source",
        "starts",
    )

    def __init__(self, draft: Draft, mask: Mask, line_starts: list[int]) -> None:
        self.draft = draft
        self.source = draft.source.text
        self.masked = mask.text
        self.holes = mask.holes
        self.filler = mask.filler
        self.starts = line_starts
        self.pipes: Sequence[int] = ()
        """Offsets of the backslashes before the pipes of the table cell that is read."""
        self.anchors: list[tuple[int, str, Span]] = []
        """HTML links still open in the block: place in the draft, address, and where it stands."""
        self._block: AstNode | None = None
        self._definitions: dict[tuple[str, str], Span] | None = None
        self.lost = 0
        """How many text nodes could not be put beside their source; for the caller to count and to set back."""

    def span(self, place: Sourcepos) -> tuple[int, int]:
        """The offsets of a node's first sign and behind its last."""
        start, end = place.start, place.end
        starts = self.starts
        first = starts[start.line - 1] + start.column - 1
        last = starts[end.line - 1] + end.column
        for pipe in self.pipes:
            first += pipe < first
            last += pipe < last
        return first, last

    def enter(self, node: AstNode) -> None:
        """Make a block the one that is read."""
        self._block = node
        self.pipes = ()
        self.anchors.clear()

    def enter_cell(self, node: AstNode) -> None:
        """Make a table cell the block that is read; its escaped pipes shift the columns behind them."""
        self.enter(node)
        start, end = self.span(node.sourcepos)
        pipes = []
        at = self.source.find("\\|", start, end)
        while at >= 0:
            pipes.append(at)
            at = self.source.find("\\|", at + 2, end)
        self.pipes = pipes

    def within(self) -> Span:
        """The range of the block that is read: the place of words that cannot be found in it."""
        if self._block is None:
            return Span(0, 0)
        start, end = self.span(self._block.sourcepos)
        return Span(start, max(start, min(end, len(self.source))))

    def words(self, text: str, start: int, end: int) -> None:
        """Add a text node's words, which stand at `start` to `end`."""
        if text[:1] in _ESCAPABLE and self.masked[start - 1 : start] == "\\":
            # The parser leaves the backslash out where an escape begins a node.
            start -= 1
        if self.source[start:end] == text:
            self.draft.verbatim(start, end)
        elif self.masked[start:end] == text:
            self.visible(start, end)
        else:
            self._aligned(text, start, end)

    def visible(self, start: int, end: int) -> None:
        """Add a range as it stands, without the holes in it."""
        for hole in self.holes[max(0, bisect_right(self.holes, (start, start)) - 1) :]:
            if hole.start >= end:
                break
            if hole.end > start:
                self.draft.verbatim(start, hole.start)
                start = hole.end
        self.draft.verbatim(start, end)

    def _aligned(self, text: str, start: int, end: int) -> None:
        """Add words that hold decoded entities and escapes, each beside its code."""
        pieces: list[tuple[int, int, str | None]] = []
        at = start
        done = 0
        for code in _CODED.finditer(self.masked, start, end):
            plain = code.start() - at
            sign = _decoded(code.group(), text[done + plain : done + plain + 2])
            if sign is None:
                continue
            if text[done : done + plain] != self.masked[at : code.start()]:
                break
            pieces += [(at, code.start(), None), (code.start(), code.end(), sign)]
            done += plain + len(sign)
            at = code.end()
        if text[done:] != self.masked[at:end]:
            self._lost(text, start, end)
            return
        for first, last, sign in [*pieces, (at, end, None)]:
            if sign is None:
                self.visible(first, last)
            else:
                self.draft.decoded(sign, first, last)

    def _lost(self, text: str, start: int, end: int) -> None:
        """Add words whose place is not sure: they stand for the node's range if that can be, else for the whole block."""
        self.lost += 1
        within = self.within()
        if not within.start <= start < end <= within.end:
            start, end = within
        self.unplaced(text, start, end)

    def unplaced(self, text: str, start: int, end: int) -> None:
        """Add words of the parser's that are somewhere in a range."""
        self.draft.decoded(text.replace(self.filler, "") if self.filler else text, start, end)

    def definitions(self) -> dict[tuple[str, str], Span]:
        """Where the addresses of link definitions stand, by label and address."""
        if self._definitions is None:
            self._definitions = markdown_links.definitions(self.source)
        return self._definitions

    def line_break(self, line: int) -> None:
        """Add the end of a line (counted from 1) of running text; never two in a row."""
        if not self.draft.ends_line():
            self.newline(line)

    def newline(self, line: int) -> None:
        """Add the end of a line (counted from 1)."""
        if line >= len(self.starts) or self.starts[line] > len(self.source):
            return
        end = self.starts[line]
        if self.source[end - 1] == "\n" and self.source[end - 2 : end - 1] != "\r":
            self.draft.verbatim(end - 1, end)
        else:
            self.draft.decoded("\n", end - 1 - (self.source[end - 2 : end] == "\r\n"), end)

    def lines(self, literal: str, first_line: int) -> None:
        """Add the lines of code, each of which ends a line of the source from `first_line` on (from 1)."""
        literal = literal.rstrip("\r\n")
        if (
            "\r" not in literal
            and first_line <= len(self.starts)
            and self.source.startswith(literal, self.starts[first_line - 1])
        ):
            self.draft.verbatim(self.starts[first_line - 1], self.starts[first_line - 1] + len(literal))
            return
        for number, span in enumerate(self.spans_of_lines(literal, first_line)):
            if number:
                self.newline(first_line + number - 1)
            if isinstance(span, Span):
                self.visible(*span)
            else:
                self.unplaced(span, *self.within())

    def spans_of_lines(self, literal: str, first_line: int) -> list[Span | str]:
        """Where each line of a literal stands; a line that is no end of its source line (a tab was spread) as itself."""
        found: list[Span | str] = []
        text = self.masked
        for number, line in enumerate(literal.rstrip("\r\n").split("\n"), first_line):
            if number > len(self.starts) or self.starts[number - 1] >= len(self.source):
                break
            words = line.rstrip("\r")
            end = self.starts[number] if number < len(self.starts) else len(text)
            while end > self.starts[number - 1] and text[end - 1] in "\r\n":
                end -= 1
            start = end - len(words)
            if start >= self.starts[number - 1] and text[start:end] == words:
                found.append(Span(start, end))
            else:
                found.append(words)
        return found

    def code(self, literal: str, start: int, end: int) -> None:
        """Add the words of a code span, which stand between `start` and `end`, perhaps with a blank on either side."""
        literal = literal.replace("\r", "")  # the parser leaves it there before a line end that it made a blank
        for first, last in ((start, end), (start + 1, end - 1)):
            if self.masked[first:last] == literal:
                self.visible(first, last)
                return
            pieces = self._code_pieces(first, last)
            if "".join(self.masked[s:e] if sign is None else sign for s, e, sign in pieces) == literal:
                for s, e, sign in pieces:
                    if sign is None:
                        self.visible(s, e)
                    else:
                        self.draft.decoded(sign, s, e)
                return
        self._lost(literal, start, end)

    def _code_pieces(self, start: int, end: int) -> list[tuple[int, int, str | None]]:
        """A code span's source with its line ends read as blanks and its escaped pipes as pipes."""
        pieces: list[tuple[int, int, str | None]] = []
        for match in (_CELL_PIPE if self.pipes else _CODE_BREAK).finditer(self.masked, start, end):
            sign = "|" if self.pipes else " "
            pieces += [(start, match.start(), None), (match.start(), match.end(), sign)]
            start = match.end()
        return [*pieces, (start, end, None)]


def _decoded(code: str, following: str) -> str | None:
    """The sign that an entity or an escape stands for, if the decoded words go on with it; else None."""
    signs = (code[1:],) if code[0] == "\\" else (unescape(code), _numbered(code))
    return next((sign for sign in signs if sign != code and following.startswith(sign)), None)


def _numbered(code: str) -> str:
    """The sign of a numeric entity by its plain number, where HTML would take another sign."""
    if code[1] != "#":
        return code
    number = int(code[3:-1], 16) if code[2] in "xX" else int(code[2:-1])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
