"""JSON with places: what a script of type application/ld+json holds.

Takes a source range, gives its values as Words, Object and List, every string beside the range it stands in. It reads as far as the
JSON is whole, and says where it is not. Numbers and truth values are no words of anybody: they are left out.
"""

from __future__ import annotations

import re
from html import unescape
from json import JSONDecodeError
from json.decoder import scanstring
from typing import NamedTuple

from auditor.article import Problem
from auditor.patterns import late_re

_SIGN = late_re(
    r"(?:\s++|//[^\n]*+|/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>)*+"
    r'([{}\[\],:"]|[-+.\w]++|\Z)',
    re.DOTALL,
)
_SURROGATES = late_re("[\ud800-\udfff]")


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


class _Open:
    """A container that is still read, and the key whose value comes next."""

    __slots__ = ("key", "node")

    def __init__(self, node: List | Object) -> None:
        self.node = node
        self.key: Words | None = None


def scan(text: str, start: int, end: int) -> tuple[list[Node], Problem | None]:
    """The values in a range, usually one, and where they end to be JSON."""
    source = text[start:end]
    roots: list[Node] = []
    stack: list[_Open] = []
    at = 0
    while True:
        mark = _SIGN.match(source, at)
        if mark is None:
            return roots, Problem(start + at, start + at + 1, "this JSON-LD ends to be JSON here")
        sign, first, at = mark[1], mark.start(1), mark.end()
        top = stack[-1] if stack else None
        if not sign:
            break
        node: Node = None
        if sign == '"':
            try:
                words, at = scanstring(source, at, False)
            except JSONDecodeError as error:
                return roots, Problem(start + first, min(start + error.pos + 1, end), "this JSON string is broken")
            node = Words(_clean(words), start + first + 1, start + at - 1)
            if top and isinstance(top.node, Object) and top.key is None:
                top.key = node
                continue
        elif sign == "{":
            node = Object([])
        elif sign == "[":
            node = List([])
        elif sign in ",:":
            continue
        elif sign in "}]":
            if top is None or isinstance(top.node, Object) != (sign == "}"):
                return roots, Problem(start + first, start + at, f"nothing was open that this {sign} could close")
            stack.pop()
            continue
        if top is None:
            roots.append(node)
        elif isinstance(top.node, List):
            top.node.items.append(node)
        elif top.key is None:
            return roots, Problem(start + first, start + at, "a key was expected here")
        else:
            top.node.members.append((top.key, node))
            top.key = None
        if sign in "{[":
            stack.append(_Open(node))  # type: ignore[arg-type]
    return roots, Problem(end, end, "this JSON-LD is not closed") if stack else None


def _clean(words: str) -> str:
    """A string as people read it: many systems write entities into it; half a surrogate pair is no character."""
    if "&" in words:
        words = unescape(words)
    return words if words.isascii() else _SURROGATES.sub("\ufffd", words)
