"""JSON with places: what a script of type application/ld+json holds.

Takes a source range, gives its values as Words, Object and List, every string beside the range it stands in. It reads as far as the
JSON is whole, and says where it is not. Numbers and truth values are no words of anybody: they are None.
"""

from __future__ import annotations

import re
from html import unescape
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from auditor.article import Problem
from auditor.fold import without_surrogates
from auditor.patterns import late_re

_SIGN = late_re(
    r"(?:\s++|//[^\n]*+|/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>)*+"
    r'([{}\[\],:"]|[-+.\w]++|\Z)',
    re.DOTALL,
)


class Words(NamedTuple):
    """A string and its source range, without quotation marks."""

    text: str
    start: int
    end: int


class List(NamedTuple):
    """The items of an array."""

    items: list[Node]


class Object(NamedTuple):
    """The members of an object, in order."""

    members: list[tuple[Words, Node]]

    def get(self, name: str) -> Node:
        """The value of the first member of a name."""
        return next((value for key, value in self.members if key.text == name), None)


Node = Words | List | Object | None


class _Reading:
    """The containers that are open, the key whose value comes next in each, and the values at the top."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.fault = ""
        self._open: list[List | Object] = []
        self._keys: list[Words | None] = []

    def is_open(self) -> bool:
        return bool(self._open)

    def add(self, node: Node) -> None:
        """Put a value where one is expected; a string can be a key."""
        top = self._open[-1] if self._open else None
        if top is None:
            self.roots.append(node)
        elif isinstance(top, List):
            top.items.append(node)
        elif (key := self._keys[-1]) is not None:
            top.members.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Words):
            self._keys[-1] = node
        else:
            self.fault = "a key was expected here"
        if isinstance(node, List | Object):
            self._open.append(node)
            self._keys.append(None)

    def close(self, sign: str) -> None:
        """End the innermost container."""
        if not self._open or isinstance(self._open[-1], Object) != (sign == "}"):
            self.fault = f"nothing was open that this {sign} could close"
            return
        self._open.pop()
        self._keys.pop()


def scan(text: str, start: int, end: int) -> tuple[list[Node], Problem | None]:
    """The values in a range, usually one, and where they end to be JSON."""
    source = text[start:end]
    reading = _Reading()
    at = 0
    while mark := _SIGN.match(source, at):
        sign, first, at = mark[1], mark.start(1), mark.end()
        if not sign:
            return reading.roots, Problem(end, end, "this JSON-LD is not closed") if reading.is_open() else None
        if sign == '"':
            try:
                words, at = scanstring(source, at, False)
            except JSONDecodeError as error:
                return reading.roots, Problem(
                    start + first, min(start + error.pos + 1, end), "this string is not closed"
                )
            reading.add(Words(_clean(words), start + first + 1, start + at - 1))
        elif sign in "}]":
            reading.close(sign)
        elif sign not in ",:":
            reading.add(Object([]) if sign == "{" else List([]) if sign == "[" else None)
        if reading.fault:
            return reading.roots, Problem(start + first, start + at, reading.fault)
    return reading.roots, Problem(start + at, start + at + 1, "this is no JSON")


def _clean(words: str) -> str:
    """A string as people read it: many systems write entities into it; half a surrogate pair is no character."""
    if "&" in words:
        words = unescape(words)
    return words if words.isascii() else without_surrogates(words)
