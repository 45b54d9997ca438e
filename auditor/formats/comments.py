"""Comments: what stands in a Markdown or HTML file for those who write it, and no reader sees.

Takes an Article, gives the source range of each comment's content. What only looks like a comment (in code, in a script, in an
attribute) is none. A plain text has no comments: all its words are read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from auditor.article import Article, Span
from auditor.formats import frontmatter
from auditor.patterns import late_re

_SIGNS = {"markdown": (("<!--", "-->"), ("{/*", "*/}")), "html": (("<!--", "-->"),)}
"""What opens and closes a comment, by format; MDX has its own."""
_OURS = late_re(r"\s*+(?=auditor(?:\s*+:|[\s-]++(?:ignore|off|on|disable|enable|noqa)\b))", re.IGNORECASE)


def ours(text: str, start: int, end: int) -> Span | None:
    """The words of a comment's content that are addressed to auditor; None for any other comment."""
    found = _OURS.match(text, start, end)
    return Span(found.end(), start + len(text[start:end].rstrip())) if found else None


def find_comments(article: Article) -> list[Span]:
    """The comments of an article's body, without what opens and closes them; both ranges are the source's."""
    text = article.source.text
    front = frontmatter.fenced(text) if any(v.origin == "front-matter" for v in article.metadata) else None
    start = front[2] if front else 0
    found = [c for signs in _SIGNS.get(article.format, ()) for c in _delimited(text, start, *signs)]
    read = _Ranges(_read(article, start) if found else ())
    return sorted(content for content in found if not read.touch(*content))


def _delimited(text: str, start: int, opening: str, closing: str) -> Iterator[Span]:
    at = text.find(opening, start)
    while at >= 0 and (end := text.find(closing, at + len(opening))) >= 0:
        if end > at + len(opening):
            yield Span(at + len(opening), end)
        at = text.find(opening, end + len(closing))


def _read(article: Article, start: int) -> Iterable[tuple[int, int]]:
    """What is no comment: in HTML every token, in Markdown everything that a reader sees."""
    if article.format == "html":
        from auditor.formats.html_tokens import tokens

        return ((t.start, t.end) for t in tokens(article.source.text, start))
    return ((s.source_start, s.source_end) for s in article.map.segments)


class _Ranges:
    """Ranges in order of their start, asked whether one of them overlaps another."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._reach: list[int] = []
        """How far the ranges up to each one reach."""
        for _, end in ordered:
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the ranges overlaps this one."""
        last = bisect_right(self._starts, end - 1)
        return last > 0 and self._reach[last - 1] > start
