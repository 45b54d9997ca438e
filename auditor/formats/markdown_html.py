"""The words of an HTML block inside Markdown.

Takes the block's literal and its first line, adds a block of text for each run between block tags. Tags, comments,
scripts and styles are dropped, entities decoded; it builds no tree and mends nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from auditor.article import Span
from auditor.formats import markdown_inline
from auditor.formats.html_tags import BLOCKS, HEADINGS, KINDS
from auditor.formats.markdown_place import Places
from auditor.patterns import late_re

_MARK = late_re(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<[!?][^>]*>"
    r"""|</?[a-zA-Z][\w:.-]*(?:[^<>"']|"[^"]*"|'[^']*')*>"""
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\r?\n",
    re.DOTALL,
)
_NAME = late_re(r"</?([a-zA-Z][\w:.-]*)")
_UNREAD = frozenset({"script", "style", "template", "svg", "iframe", "object", "noscript", "textarea"})


class _Block:
    """Where the reading of one HTML block stands."""

    def __init__(self, places: Places, kind: str) -> None:
        self.places = places
        self.kind = kind
        self.quotes = 0
        self.unread = ""
        self.is_code = False

    def words(self, literal: str, start: int, end: int, shift: int, ends_line: bool) -> None:
        """Add words of one line; blanks at the ends of lines are layout, save in <pre>."""
        if self.unread or start >= end:
            return
        if not self.is_code:
            words = literal[start:end]
            if self.places.draft.ends_line():
                start += len(words) - len(words.lstrip(" \t"))
            if ends_line:
                end -= len(words) - len(words.rstrip(" \t"))
        if start < end:
            self.places.visible(start + shift, end + shift)

    def mark(self, words: str, start: int, line: int) -> None:
        """Read a tag, a comment, an entity or a line end, which stands at `start` on `line`."""
        if words[-1] == "\n":
            if self.unread:
                return
            if self.is_code:
                self.places.newline(line)
            else:
                self.places.line_break(line)
        elif words[0] == "&":
            if not self.unread:
                self.places.draft.decoded(unescape(words), start, start + len(words))
        elif words[1] not in "!?" and words != "]]>":
            self._tag(words, start)

    def _tag(self, words: str, start: int) -> None:
        named = _NAME.match(words)
        name = named.group(1).lower() if named else ""
        closes = words[1:2] == "/"
        if self.unread:
            if closes and name == self.unread:
                self.unread = ""
        elif name in _UNREAD:
            self.unread = name if not closes and not words.endswith("/>") else ""
        elif name in BLOCKS:
            self._border(name, closes)
        else:
            markdown_inline.tag(self.places, words, start)

    def _border(self, name: str, closes: bool) -> None:
        """A tag at which one block ends and the next begins."""
        if name == "blockquote":
            self.quotes = max(0, self.quotes - 1) if closes else self.quotes + 1
        base = "quote" if self.quotes else self.kind
        kind = base if closes else KINDS.get(name) or base
        level = int(name[1]) if name in HEADINGS and not closes else 0
        self.is_code = kind == "code"
        self.places.draft.open("heading" if level else "quote" if self.quotes and kind == "item" else kind, level)
        self.places.anchors = []


def read(places: Places, literal: str, first_line: int, kind: str) -> None:
    """Add the words of an HTML block that begins on line `first_line`; plain runs become blocks of `kind`."""
    spans = places.spans_of_lines(literal, first_line)
    lines = [span for span in spans if isinstance(span, Span)]
    places.draft.open(kind)
    if len(lines) < len(spans):
        # A tab was spread to blanks somewhere: the words are right, their places are not known.
        places.unplaced(unescape(_MARK.sub(" ", literal)), *places.within())
        places.draft.close()
        return
    block = _Block(places, kind)
    starts = _starts(literal, len(lines))
    last = 0
    for mark in _MARK.finditer(literal):
        number = bisect_right(starts, mark.start()) - 1
        if number >= len(lines):
            break
        shift = lines[number].start - starts[number]
        block.words(literal, last, mark.start(), shift, mark.group()[-1] == "\n")
        block.mark(mark.group(), mark.start() + shift, first_line + number)
        last = mark.end()
    number = bisect_right(starts, last) - 1
    if number < len(lines):
        block.words(literal, last, last + len(literal[last:].rstrip()), lines[number].start - starts[number], True)
    places.draft.close()


def _starts(literal: str, count: int) -> list[int]:
    """Offsets of the first `count` lines, and of the end."""
    starts = [0]
    for line in literal.split("\n")[:count]:
        starts.append(starts[-1] + len(line) + 1)
    return starts
