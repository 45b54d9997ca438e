"""Quotation marks: which stretches of the article are somebody's words.

Curly and angled marks decide by themselves, a straight mark toggles. An open quotation lives over a paragraph break only
if the next paragraph opens with a mark; else it ends at the break. The single mark is never one: it is an apostrophe.
Method: "the quote machine", a study of 2,246 news paragraphs that open with a mark.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

_OPEN = "“„«「『"
_CLOSE = "”»」』"
_MARKS = _OPEN + _CLOSE + '"‟'
_MARK = late_re(f"[{_MARKS}]")
MAX_OPEN = 1500
"""Characters after which a quotation that nobody closed is given up, in a block that is a whole page."""


class Quotes:
    """Quoted ranges in view offsets, marks included, in order, each within one block."""

    __slots__ = ("_starts", "spans")

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._starts = [s.start for s in spans]

    def holds(self, at: int) -> bool:
        """Whether an offset lies inside a quotation."""
        return self.around(at) is not None

    def around(self, at: int) -> Span | None:
        """The quotation in which an offset lies, marks included."""
        number = bisect_right(self._starts, at) - 1
        return self.spans[number] if number >= 0 and at < self.spans[number].end else None

    def share(self, start: int, end: int) -> float:
        """Share of a range's characters that are quoted, 0 to 1."""
        if end <= start:
            return 0.0
        number = max(0, bisect_right(self._starts, start) - 1)
        inside = 0
        for span in self.spans[number:]:
            if span.start >= end:
                break
            inside += max(0, min(span.end, end) - max(span.start, start))
        return inside / (end - start)


def find_quotes(facts: Facts) -> Quotes:
    """The quotations of an article."""
    text = facts.article.text
    if not any(mark in text for mark in _MARKS):
        return Quotes([])
    to_view = facts.folded.to_view
    spans: list[Span] = []
    carried = False
    for block in facts.article.blocks:
        if block.kind in ("code", "title", "heading"):
            continue
        carried, found = _in_block(text, block.start, block.end, carried)
        spans += [Span(to_view(s), to_view(e)) for s, e in found]
    return Quotes(spans)


def _in_block(text: str, start: int, end: int, carried: bool) -> tuple[bool, list[tuple[int, int]]]:
    """Quotations of one block, and whether its last one stays open at the block's end."""
    found: list[tuple[int, int]] = []
    opened = start if carried and text[start] in _MARKS else None
    for match in _MARK.finditer(text, start if opened is None else start + 1, end):
        at, sign = match.start(), match.group()
        if opened is None:
            if sign not in _CLOSE:
                opened = at
        elif sign in _CLOSE or (sign in '"‟' and not _opens(text, at, start)) or _is_german_close(text[opened], sign):
            found.append((opened, at + 1))
            opened = None
    if opened is None:
        return False, found
    if end - opened > MAX_OPEN:
        return False, found
    found.append((opened, end))
    return True, found


def _is_german_close(opened: str, sign: str) -> bool:
    """German and its neighbours close „ with the mark that English opens with."""
    return opened == "„" and sign == "“"


def _opens(text: str, at: int, start: int) -> bool:
    """A straight mark behind a blank and before a letter opens anew: the one before it was never closed."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before.isspace() and after.isalnum()
