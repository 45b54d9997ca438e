"""New words as they must be written in an HTML source so that a reader reads exactly them.

Takes words, source and place; gives the words with what would be markup there as entities, or None where they cannot be written:
in scripts, comments, inside a tag or an entity.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from html import escape
from typing import NamedTuple

from auditor.formats.html_tokens import RAW, attributes, tokens
from auditor.source import Source

_RCDATA = frozenset(("title", "textarea"))
"""Raw elements in which entities are decoded."""


class _Place(NamedTuple):
    """A range in which words are written in another way. kind: closed (not at all), attribute, code, line (no line ends)."""

    start: int
    end: int
    kind: str


def encode(words: str, source: Source, place: int) -> str | None:
    """`words` as they must stand at `place`; None where they cannot be written."""
    kind = _kind(source.text, place)
    if kind == "closed" or "\x00" in words or "\r" in words:
        return None
    if kind == "attribute":
        return None if "\n" in words else escape(words)
    written = escape(words, quote=False)
    if "\n" not in words or kind == "code":
        return written
    lines = written.split("\n")
    if kind == "line" or "" in lines or any(line != line.strip() for line in lines):
        return None
    return "<br>".join(lines)


def _kind(text: str, place: int) -> str:
    found = _places(text)
    number = bisect_right(found, place, key=lambda p: p.start) - 1
    return found[number].kind if number >= 0 and place <= found[number].end else "text"


@lru_cache(maxsize=2)
def _places(text: str) -> tuple[_Place, ...]:
    """The ranges of a text in which words are written in another way, in order; kept, for one file has many fixes."""
    found: list[_Place] = []
    code = 0
    last = 0
    for kind, name, start, end in tokens(text):
        if kind in ("text", "entity") and start > last:
            found.append(_Place(last + 1, start - 1, "closed"))  # a comment or a declaration leaves no token
        last = max(last, end)
        if kind == "entity":
            found.append(_Place(start + 1, end - 1, "closed"))
        elif kind == "text" and code:
            found.append(_Place(start, end, "code"))
        elif kind == "raw":
            found.append(_Place(start, end, "line" if name in _RCDATA else "closed"))
        elif kind == "open":
            found += _in_tag(text, start, end)
            code += name == "pre"
        elif kind == "close":
            found.append(_Place(start + 1, end - 1, "closed"))
            code -= name == "pre" and code > 0
        elif kind == "broken" and name not in {f"element <{n}>" for n in RAW}:
            found.append(_Place(start + 1, end, "closed"))
    return tuple(sorted(found))


def _in_tag(text: str, start: int, end: int) -> list[_Place]:
    found = []
    at = start + 1
    for value in sorted(attributes(text, start, end).values(), key=lambda a: a.start):
        if text[value.start - 1] in "\"'" and value.end < end and text[value.end] == text[value.start - 1]:
            found += [_Place(at, value.start - 1, "closed"), _Place(value.start, value.end, "attribute")]
            at = value.end + 1
    return [*found, _Place(at, end - 1, "closed")]
