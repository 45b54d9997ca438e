"""Metadata read line by line: what remains where YAML or TOML gives up, and the `key: value` lines of a comment.

Takes a text and a range, gives values with their places. Reads `key: rest of line`, `- item`, `[a, b]`, keys indented
below a key, block scalars; nothing else, and it never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from auditor.article import Span, Value
from auditor.patterns import late_re

_LINE = late_re(r"[^\r\n]+")
_ITEM = late_re(r"-(?:[ \t]+|$)")
_BLOCK_SCALAR = late_re(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
_TABLE = late_re(r"\[\[?[ \t]*([^\[\]\r\n]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$")


@cache
def _key_pattern(sign: str) -> re.Pattern[str]:
    """A key and the sign behind it; YAML wants a blank or a line end behind the sign, TOML does not."""
    behind = r"(?=[ \t]|$)" if sign == ":" else ""
    return re.compile(r"""(["']?)([^\W\d](?:[\w.-]| (?=[\w(]))*)\1[ \t]*""" + re.escape(sign) + behind + r"[ \t]*")


def read(text: str, start: int, end: int, sign: str) -> list[Value]:
    """Values of the lines `key: value` in `text[start:end]` (`sign` is ":" or "="); none if these are no such lines."""
    return _Lines(text, sign).read(start, end)


class _Line(NamedTuple):
    """A line that is neither blank nor a comment: its offset, its words without blanks at the end, its indentation."""

    at: int
    words: str
    indent: int


class _Above(NamedTuple):
    """A key or an item under which further lines may stand.

    A list may stand at the indentation of its key, so an item is half a step deeper than a key: `depth` is twice the
    indentation, and one more for an item.
    """

    depth: int
    path: str
    key: Span


class _Lines:
    """The lines of one block, the values found in them, and the keys above the line that is read."""

    def __init__(self, text: str, sign: str) -> None:
        self.text = text
        self.key = _key_pattern(sign)
        self.has_tables = sign == "="
        self.lines: list[_Line] = []
        self.values: list[Value] = []
        self.above: list[_Above] = []
        self.items: dict[str, int] = {}
        """Number of the last item of each list."""
        self.strangers = 0
        """Lines at the left edge that are no key, no item, no table."""

    def read(self, start: int, end: int) -> list[Value]:
        for match in _LINE.finditer(self.text, start, end):
            words = match.group().rstrip()
            indent = _indent(words)
            if words and words[indent] != "#":
                self.lines.append(_Line(match.start(), words, indent))
        number = 0
        while number < len(self.lines):
            number = self._line(number)
        return self.values if len(self.values) > self.strangers else []

    def _line(self, number: int) -> int:
        """Read a line; the number of the next one to be read."""
        at, words, indent = self.lines[number]
        if self.has_tables and (table := _TABLE.match(words, indent)):
            self.above = [_Above(-1, table.group(1), Span(at + table.start(1), at + table.end(1)))]
            return number + 1
        item = _ITEM.match(words, indent)
        while self.above and self.above[-1].depth >= 2 * indent + bool(item):
            self.above.pop()
        path, key = (self.above[-1].path, self.above[-1].key) if self.above else ("", Span(at, at))
        if item and path:
            self.items[path] = self.items.get(path, -1) + 1
            path = f"{path}.{self.items[path]}"
            self.above.append(_Above(2 * indent + 1, path, key))
            indent = item.end()
        named = self.key.match(words, indent)
        if named:
            path = f"{path}.{named.group(2)}" if path else named.group(2)
            key = Span(at + named.start(2), at + named.end(2))
            self.above.append(_Above(2 * indent, path, key))
            return self._value(number, path, key, named.end())
        if item and path:
            return self._value(number, path, key, item.end())
        self.strangers += not indent
        return number + 1

    def _value(self, number: int, path: str, key: Span, begin: int) -> int:
        """Read what stands behind a key or a dash; the number of the next line to be read."""
        at, line, indent = self.lines[number]
        rest = line[begin:]
        number += 1
        if _BLOCK_SCALAR.match(rest):
            deeper = number
            while deeper < len(self.lines) and self.lines[deeper].indent > indent:
                deeper += 1
            last = self.lines[deeper - 1]
            words = "\n".join(below.words.strip() for below in self.lines[number:deeper])
            self.values.append(Value(path, words, at + begin, last.at + len(last.words), *key))
            return deeper
        if rest[:1] == "[" and rest[-1] == "]":
            for count, span in enumerate(_inline_items(self.text, at + begin + 1, at + len(line) - 1)):
                self.values.append(scalar(self.text, f"{path}.{count}", span, key))
        elif rest and rest[0] != "#":
            self.values.append(scalar(self.text, path, Span(at + begin, at + len(line)), key))
        elif not self._goes_on(number, indent):
            behind = at + len(line[:begin].rstrip())
            self.values.append(Value(path, "", behind, behind, *key))
        return number

    def _goes_on(self, number: int, indent: int) -> bool:
        """Whether the line `number` stands below a key at this indentation."""
        if number >= len(self.lines):
            return False
        line = self.lines[number]
        return line.indent > indent or (line.indent == indent and bool(_ITEM.match(line.words, indent)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _inline_items(text: str, start: int, end: int) -> Iterator[Span]:
    """The words between the commas of `[a, b]`."""
    at = start
    while at < end:
        comma = text.find(",", at, end)
        comma = end if comma < 0 else comma
        words = text[at:comma]
        if words.strip():
            yield Span(at + _indent(words), at + len(words.rstrip()))
        at = comma + 1


def scalar(text: str, path: str, span: Span, key: Span) -> Value:
    """The value that stands at `span`: without its quotation marks, or without the comment behind it."""
    start, end = span
    quote = text[start]
    if quote in ("'", '"'):
        closing = text.find(quote, start + 1, end)
        if closing > 0 and text[closing + 1 : end].lstrip()[:1] in ("", "#"):
            start, end = start + 1, closing
    else:
        comment = text.find(" #", start, end)
        if comment >= 0:
            end = start + len(text[start:comment].rstrip())
    return Value(path, text[start:end], start, end, *key)
