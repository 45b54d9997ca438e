"""The structure of an HTML text: which elements are open where, with every end that the standard lets authors leave out.

Takes a Source, gives events (text, entity, open, close) of what is shown: hidden elements, scripts and navigation leave none.
Opens and closes are balanced. Inline elements leave no trace, but for links, line breaks and quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.article import Problem
from auditor.errors import SourceError
from auditor.formats.html_tags import BARRIERS, BLOCKS, CLOSE_P, HEAD, HEADINGS, TABLE, UNREAD, VOID
from auditor.formats.html_tokens import RAW, Token, attributes, tokens
from auditor.patterns import late_re
from auditor.source import Source

MAX_DEPTH = 1000
"""Open elements within each other; browsers give up at 512."""

_MAY_HIDE = late_re(r"hidden|display|visibility|navigation", re.IGNORECASE)
_STYLE = late_re(r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse))\b")
_KEPT = frozenset(("meta", "link", "html", "body", "article", "main"))
PEOPLE = frozenset(("author", "translator", "editor", "proofreader"))
"""Elements of a project's own XML, not of HTML, that say in words who did what."""
_EMITTED = frozenset(("a", "q"))
_ONCE = frozenset(("html", "head", "body"))
"""Elements of the page itself: a second one, or one in the midst of the text, counts for nothing."""
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    **dict.fromkeys(("td", "th"), (("td", "th", "caption"), ("table",))),
    "tr": (("tr", "caption"), ("table",)),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (("tbody", "thead", "tfoot", "tr", "caption"), ("table",))),
}
"""Elements that end where another begins, unless one of the second kind stands between."""


class Named(NamedTuple):
    """A tag that says something about the page, and its raw content (an empty range where it has none)."""

    name: str
    start: int
    end: int
    raw_start: int = 0
    raw_end: int = 0


class Tree:
    """One reading of a text; `events` is consumed once, and fills `named` and `problems` on the way."""

    def __init__(self, source: Source, start: int) -> None:
        self.text = source.text
        self.start = start
        self.named: list[Named] = []
        self.problems: list[Problem] = []
        self._path = source.path
        self._is_xml = source.path.lower().endswith(".xhtml") or self.text.startswith("<?xml", start)
        self._stack: list[str] = []
        self._open_at: dict[str, list[int]] = {}
        self._barriers: list[int] = []
        self._hidden = -1
        """Place in the stack of the element that hides what stands in it; -1: none does."""
        self._out: list[Token] = []

    def events(self) -> Iterator[Token]:
        """What is shown, in order. Raises SourceError where elements are nested too deeply."""
        out = self._out
        opened = Token("", "", 0, 0)
        for token in tokens(self.text, self.start):
            kind = token.kind
            if kind == "text" or kind == "entity":
                if self._stack and self._stack[-1] == "head" and not self.text[token.start : token.end].isspace():
                    self._pop_to(len(self._stack) - 1, token.start)
                    yield from out
                    out.clear()
                if self._hidden < 0:
                    yield token
            elif kind == "open":
                opened = token
                self._open(token)
            elif kind == "close":
                self._close(token)
            elif kind == "raw":
                if token.name == "script" or (token.name == "title" and not self._within("svg")):
                    self.named.append(Named(token.name, opened.start, opened.end, token.start, token.end))
            else:
                self.problems.append(
                    Problem(token.start, min(token.end, token.start + 40), f"this {token.name} never ends")
                )
            if out:
                yield from out
                out.clear()
        self._pop_to(0, len(self.text))
        yield from out

    def _within(self, name: str) -> bool:
        return bool(self._open_at.get(name))

    def _last(self, names: tuple[str, ...]) -> int:
        """Place in the stack of the innermost open element of some names; -1: none is open."""
        return max((places[-1] for name in names if (places := self._open_at.get(name))), default=-1)

    def _open(self, token: Token) -> None:
        _, name, start, end = token
        if name in _KEPT:
            self.named.append(Named(name, start, end))
        elif name in PEOPLE:
            self.named.append(Named(name, start, end, end, max(end, self.text.find("<", end))))
        if self._stack and self._stack[-1] == "head" and name not in HEAD:
            self._pop_to(len(self._stack) - 1, start)
        if name in VOID:
            if name in BLOCKS or name == "br":
                self._shown(token)
        elif name not in RAW and not (name in _ONCE and (self._within(name) or not _ONCE.issuperset(self._stack))):
            if name in BLOCKS:
                if self._within("svg") and not self._within("foreignobject"):
                    self._pop_to(self._last(("svg",)), start)  # as in browsers: a drawing never swallows what follows
                self._end_implied(name, start)
            if self.text[end - 2] == "/" and (self._is_xml or name in ("svg", "math") or self._within("svg")):
                if name in BLOCKS and self._hidden < 0:
                    self._out += (token, Token("close", name, end, end))
            else:
                self._enter(token)

    def _enter(self, token: Token) -> None:
        """An element in which something can stand."""
        _, name, start, _ = token
        if self._hidden >= 0:
            if name in BLOCKS or name in (self._stack[self._hidden], "foreignobject"):
                self._push(name, start)
        elif name in UNREAD or (name not in _ONCE and self._is_hidden(token)):
            self._push(name, start)
            self._hidden = len(self._stack) - 1
        elif name in BLOCKS:
            self._push(name, start)
            self._out.append(token)
        elif name in _EMITTED:
            self._out.append(token)

    def _shown(self, token: Token) -> None:
        """A void element: nothing stands in it."""
        if token.name == "hr":
            self._end_implied("hr", token.start)
        if self._hidden < 0:
            self._out.append(token)

    def _end_implied(self, name: str, at: int) -> None:
        """End what cannot go on where a block begins."""
        if name in CLOSE_P and (place := self._last(("p",))) > self._barrier():
            self._pop_to(place, at)
        if name in HEADINGS and self._stack and self._stack[-1] in HEADINGS:
            self._pop_to(len(self._stack) - 1, at)
        if found := _ENDS.get(name):
            ended, between = found
            barrier = self._last(between) if name in TABLE else max(self._last(between), self._barrier())
            places = [p for n in ended if (opened := self._open_at.get(n)) and (p := opened[-1]) > barrier]
            if places:
                self._pop_to(min(places), at)

    def _barrier(self) -> int:
        return self._barriers[-1] if self._barriers else -1

    def _push(self, name: str, start: int) -> None:
        stack = self._stack
        if len(stack) >= MAX_DEPTH:
            line = self.text.count("\n", 0, start) + 1
            raise SourceError(
                "nested too deeply to be read", path=self._path, line=line, cure="leave it out with `exclude`"
            )
        self._open_at.setdefault(name, []).append(len(stack))
        if name in BARRIERS:
            self._barriers.append(len(stack))
        stack.append(name)

    def _close(self, token: Token) -> None:
        _, name, start, end = token
        if name in VOID:
            if name == "br" and self._hidden < 0:
                self._out.append(Token("open", "br", start, end))
            return
        if name in _EMITTED and self._hidden < 0:
            self._out.append(token)
            return
        place = self._last((name,))
        if name in HEADINGS and place < 0:
            place = self._last(tuple(HEADINGS))
        barrier = self._last(("table",)) if name in TABLE else self._barrier()
        if place < 0 or name in ("html", "body") or (place < barrier and name != "table"):
            if name == "p" and self._hidden < 0:
                # An end without a beginning is an empty paragraph: it parts what stands on both sides.
                self._out += (Token("open", "p", start, end), Token("close", "p", end, end))
            return
        self._pop_to(place, start)

    def _pop_to(self, place: int, at: int) -> None:
        """Close the elements from a place in the stack on."""
        stack = self._stack
        while len(stack) > place:
            name = stack.pop()
            self._open_at[name].pop()
            if name in BARRIERS:
                self._barriers.pop()
            if self._hidden < 0:
                self._out.append(Token("close", name, at, at))
            elif self._hidden == len(stack):
                self._hidden = -1

    def _is_hidden(self, token: Token) -> bool:
        if token.name == "dialog":
            return "open" not in attributes(self.text, token.start, token.end)
        if not _MAY_HIDE.search(self.text, token.start, token.end):
            return False
        found = attributes(self.text, token.start, token.end)
        return (
            "hidden" in found
            or ((value := found.get("aria-hidden")) is not None and value.text.strip().lower() == "true")
            or ((value := found.get("role")) is not None and value.text.strip().lower() == "navigation")
            or ((value := found.get("style")) is not None and _STYLE.search(value.text.lower()) is not None)
        )
