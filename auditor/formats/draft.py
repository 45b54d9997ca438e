"""An Article's text while a reader is still writing it.

Takes blocks as pieces of the source, verbatim or decoded, and gives the text (blocks joined by an empty line), exact
block ranges, segments and links. It trims blocks and drops empty ones; it knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.article import Article, Block, Link, Problem, Segment, SourceMap, Span, Value
from auditor.source import Source

BLANKS = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x2010)))) + (
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""What no block begins or ends with: blanks of every width, line ends, and signs without any width."""

_TITLES = frozenset({"title", "headline"})
_STANDFIRSTS = frozenset({"description", "subtitle", "standfirst", "summary", "excerpt", "deck"})

_Piece = tuple[int, int, str | None]
"""Source range, and the decoded text; None where the text is the source's own."""


class Draft:
    """Collects one block after the other: `open`, any of `verbatim`, `decoded`, `link`, then `close`."""

    __slots__ = (
        "_kind",
        "_length",
        "_level",
        "_links",
        "_parts",
        "_pieces",
        "blocks",
        "length",
        "links",
        "segments",
        "source",
    )

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.segments: list[Segment] = []
        self.links: list[Link] = []
        self.length = 0
        self._parts: list[str] = []
        self._pieces: list[_Piece] = []
        self._links: list[tuple[int, int, str, Span]] = []
        self._length = 0
        self._kind = "paragraph"
        self._level = 0

    def open(self, kind: str, level: int = 0) -> None:
        """Begin a block; one that is still open is closed first."""
        if self._pieces:
            self.close()
        self._kind = kind
        self._level = level
        self._length = 0
        self._links.clear()

    def verbatim(self, start: int, end: int) -> None:
        """Add a source range as it stands."""
        if start >= end:
            return
        pieces = self._pieces
        if pieces and pieces[-1][1] == start and pieces[-1][2] is None:
            pieces[-1] = (pieces[-1][0], end, None)
        else:
            pieces.append((start, end, None))
        self._length += end - start

    def decoded(self, text: str, start: int, end: int) -> None:
        """Add words that the source range stands for."""
        if text:
            self._pieces.append((start, end, text))
            self._length += len(text)

    def here(self) -> int:
        """The place in the open block, for `link`."""
        return self._length

    def ends_line(self) -> bool:
        """Whether a line break here would be a second one in a row, or the first sign of the block."""
        if not self._pieces:
            return True
        _, end, text = self._pieces[-1]
        return (self.source.text[end - 1] if text is None else text[-1]) == "\n"

    def link(self, start: int, end: int, address: str, place: Span) -> None:
        """Mark words of the open block (both ends a former `here`) as a link to the address that stands at `place`."""
        self._links.append((start, end, address, place))

    def close(self) -> None:
        """End the block: trim it and put it behind the others, or drop it if nothing is left."""
        pieces = self._pieces
        cut = self._trim() if pieces else 0
        if pieces:
            parts, segments, source = self._parts, self.segments, self.source.text
            at = self.length
            if parts:
                parts.append("\n\n")
                at += 2
            begin = at
            for start, end, text in pieces:
                words = source[start:end] if text is None else text
                parts.append(words)
                segments.append(Segment(at, at + len(words), start, end, text is None))
                at += len(words)
            self.length = at
            self.blocks.append(Block(self._kind, begin, at, self._level))
            if self._links:
                self._place_links(begin, cut)
            pieces.clear()
        self._links.clear()
        self._length = 0

    def _place_links(self, begin: int, cut: int) -> None:
        for start, end, address, place in self._links:
            start = min(max(start - cut, 0) + begin, self.length)
            end = min(max(end - cut, 0) + begin, self.length)
            self.links.append(Link(start, end, address, *place))

    def _trim(self) -> int:
        """Take the blanks from both ends of the open block; how many signs were cut at its beginning."""
        pieces = self._pieces
        source = self.source.text
        cut = 0
        while pieces:
            start, end, text = pieces[0]
            if (source[start] if text is None else text[0]) not in BLANKS:
                break
            words = source[start:end] if text is None else text
            rest = words.lstrip(BLANKS)
            cut += len(words) - len(rest)
            if not rest:
                del pieces[0]
            else:
                pieces[0] = (end - len(rest), end, None) if text is None else (start, end, rest)
        while pieces:
            start, end, text = pieces[-1]
            if (source[end - 1] if text is None else text[-1]) not in BLANKS:
                break
            rest = (source[start:end] if text is None else text).rstrip(BLANKS)
            if not rest:
                del pieces[-1]
            else:
                pieces[-1] = (start, start + len(rest), None) if text is None else (start, end, rest)
        return cut

    def metadata(self, values: Iterable[Value]) -> None:
        """Begin the text with the title and the standfirst that stand in the metadata."""
        for kind, keys in (("title", _TITLES), ("standfirst", _STANDFIRSTS)):
            for value in values:
                if value.key.lower() in keys:
                    self.open(kind)
                    if self.source.text[value.start : value.end] == value.text:
                        self.verbatim(value.start, value.end)
                    else:
                        self.decoded(value.text, value.start, value.end)
                    self.close()

    def text(self) -> str:
        """The words of all closed blocks."""
        return "".join(self._parts)

    def article(
        self, name: str, metadata: tuple[Value, ...], problems: tuple[Problem, ...], body_start: int
    ) -> Article:
        """The finished Article of the format `name`."""
        return Article(
            source=self.source,
            text=self.text(),
            blocks=tuple(self.blocks),
            map=SourceMap(self.segments),
            metadata=metadata,
            links=tuple(sorted(self.links, key=lambda link: link.start)),
            problems=problems,
            format=name,
            body_start=body_start,
        )
