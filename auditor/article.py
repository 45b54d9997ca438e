"""What a reader reads: an immutable Article, and the SourceMap back to the file.

A format's reader makes Articles; nobody else does. Nothing is ever found again by searching for its words.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from msgspec import Struct

from auditor.source import Source


class Span(NamedTuple):
    """A half-open range of code points; which text it counts in is said where it stands."""

    start: int
    end: int


class Segment(NamedTuple):
    """A run of `Article.text` and where it stands in `Source.text`.

    `verbatim`: both ranges hold the same characters. Else the text was decoded (an entity, an escape, a quoted
    YAML scalar): it is reported by its whole source range and never mended.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    verbatim: bool


class SourceMap:
    """Ordered segments, by which a span of the text maps to one or more pieces of the source."""

    __slots__ = ("_starts", "segments")

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self._starts = [s.start for s in segments]

    def pieces(self, start: int, end: int) -> list[Span]:
        """The source ranges of a text range, touching ones joined; an empty range maps to an empty range."""
        index = max(0, bisect_right(self._starts, start) - 1)
        if start == end:
            return [self._point(start)]
        found: list[Span] = []
        for segment in self.segments[index:]:
            if segment.start >= end:
                break
            if segment.end <= start:
                continue
            if segment.verbatim:
                shift = segment.source_start - segment.start
                piece = Span(max(start, segment.start) + shift, min(end, segment.end) + shift)
            else:
                piece = Span(segment.source_start, segment.source_end)
            if found and found[-1].end == piece.start:
                found[-1] = Span(found[-1].start, piece.end)
            elif not found or found[-1] != piece:
                found.append(piece)
        return found or [self._point(start)]

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether a text range stands in the source in one piece, letter by letter."""
        index = max(0, bisect_right(self._starts, start) - 1)
        covered = [s for s in self.segments[index:] if s.start < end and s.end > start]
        return all(s.verbatim for s in covered) and len(self.pieces(start, end)) == 1

    def _point(self, at: int) -> Span:
        """The place of an empty range: behind the segment that ends there, else before the next one."""
        if not self.segments:
            return Span(0, 0)
        segment = self.segments[max(0, bisect_right(self._starts, at) - 1)]
        if segment.verbatim:
            offset = segment.source_start + min(max(at - segment.start, 0), segment.end - segment.start)
        else:
            offset = segment.source_end if at >= segment.end else segment.source_start
        return Span(offset, offset)


class Block(Struct, frozen=True):
    """A block of `Article.text` as the format gives it.

    kind: title (from metadata), standfirst (from metadata), heading, paragraph, item, quote, caption, code, cell.
    `level` is a heading's level from 1, else 0. Blocks are in order and do not overlap.
    """

    kind: str
    start: int
    end: int
    level: int = 0


class Value(Struct, frozen=True):
    """One scalar of the metadata as it stands.

    `key` is the path of keys joined with dots, list places as numbers: "translators.0.name". `start`, `end` are the
    value's place in the source (both at the end of the key where the value is empty), `key_start`, `key_end` the place
    of its last key. `text` is the decoded value: never constructed to a number, date or truth value.
    `origin`: front-matter | definition | comment | json-ld | meta.
    """

    key: str
    text: str
    start: int
    end: int
    key_start: int
    key_end: int
    origin: str = "front-matter"


class Link(Struct, frozen=True):
    """A link: the range of its words in `Article.text`, its address, and the address's range in the source."""

    start: int
    end: int
    address: str
    address_start: int
    address_end: int


class Problem(Struct, frozen=True):
    """Something in the file that its format does not allow, but that did not stop the reader; offsets are the source's."""

    start: int
    end: int
    message: str


class Article(Struct, frozen=True):
    """One article: the text a reader reads, its structure, its metadata, and the way back to the source."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    map: SourceMap
    metadata: tuple[Value, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    format: str = "text"
    body_start: int = 0
    """Source offset behind the front matter."""
