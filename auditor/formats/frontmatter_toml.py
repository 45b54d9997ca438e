"""TOML front matter: every scalar with its key path and its place.

Takes the text and the range between the fences, gives values and problems. tomli says whether it is TOML at all and
decodes strings; the places come from a scanner that trusts its verdict. Where it refuses, lines are read one by one.
"""

from __future__ import annotations

import re

import tomli

from auditor.article import Problem, Span, Value
from auditor.formats import frontmatter_lines
from auditor.patterns import late_re

_SPACE = late_re(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_BARE_KEY = late_re(r"[A-Za-z0-9_-]+")
_BARE_VALUE = late_re(r"[^,\]}#\r\n]+")
_STRING = late_re(
    r"""\"{3}(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}"""
    r"""|'{3}(?:[^']|'{1,2}(?!'))*'{3,5}"""
    r"""|"(?:[^"\\]|\\.)*"|'[^']*'"""
)

_LONE_CR = late_re(r"\r(?!\n)")

_Path = tuple[str, ...]


def read(text: str, start: int, end: int) -> tuple[list[Value], list[Problem]]:
    """Values and problems of the TOML in `text[start:end]`."""
    content = _LONE_CR.sub("\n", text[start:end])
    try:
        tomli.loads(content)
        return _Scanner(text, start, end).values(), []
    except tomli.TOMLDecodeError as error:
        at = min(start + error.pos, end)
        reason = error.msg
    except (RecursionError, ValueError) as error:
        at, reason = start, str(error)
    line_start = max(content.rfind("\n", 0, at - start), -1) + 1 + start
    line_end = content.find("\n", at - start) + start
    line_end = end if line_end < start else line_end
    words = text[line_start:line_end].strip()
    message = f'the front matter is not TOML: {reason[:1].lower()}{reason[1:]} at {words!r}; write `key = "value"`'
    problem = Problem(line_start, line_end, message)
    return frontmatter_lines.read(text, start, end, "="), [problem]


class _Scanner:
    """Walks over TOML that is known to be right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.found: list[Value] = []
        self.tables: dict[_Path, int] = {}
        """Arrays of tables, by path, and the number of their last table."""

    def values(self) -> list[Value]:
        """All scalars, in the order in which they stand."""
        table: _Path = ()
        while self._skip():
            if self.text.startswith("[[", self.at):
                self.at += 2
                path = self._within(self._key()[0])
                self.tables[path] = self.tables.get(path, -1) + 1
                table = (*path, str(self.tables[path]))
                self.at += 2
            elif self.text[self.at] == "[":
                self.at += 1
                table = self._within(self._key()[0])
                self.at += 1
            else:
                self._pair(table)
        return self.found

    def _skip(self) -> bool:
        """Go on to the next sign that is no blank and no comment; whether there is one."""
        match = _SPACE.match(self.text, self.at, self.end)
        self.at = match.end() if match else self.at
        return self.at < self.end

    def _within(self, path: _Path) -> _Path:
        """The path of a table header, with the number of the current table after each array of tables in it."""
        full: _Path = ()
        for number, key in enumerate(path):
            full = (*full, key)
            if full in self.tables and number < len(path) - 1:
                full = (*full, str(self.tables[full]))
        return full

    def _key(self) -> tuple[_Path, Span]:
        """A dotted key, and the place of its last part; stops at the sign behind it."""
        path: _Path = ()
        while True:
            self._skip()
            part = _BARE_KEY.match(self.text, self.at, self.end)
            if part:
                name, place = part.group(), Span(part.start(), part.end())
                self.at = part.end()
            else:
                name, place = self._string()
            path = (*path, name)
            self._skip()
            if self.text[self.at] != ".":
                return path, place
            self.at += 1

    def _pair(self, table: _Path) -> None:
        path, place = self._key()
        self.at += 1
        self._skip()
        self._value((*table, *path), place)

    def _value(self, path: _Path, key: Span) -> None:
        sign = self.text[self.at]
        if sign == "[":
            self._array(path, key)
        elif sign == "{":
            self._inline_table(path)
        elif sign in ("'", '"'):
            words, place = self._string()
            self._add(path, words, place, key)
        else:
            bare = _BARE_VALUE.match(self.text, self.at, self.end)
            words = bare.group().rstrip() if bare else ""
            self._add(path, words, Span(self.at, self.at + len(words)), key)
            self.at = bare.end() if bare else self.end

    def _add(self, path: _Path, words: str, place: Span, key: Span) -> None:
        self.found.append(Value(".".join(path), words, *place, *key))

    def _array(self, path: _Path, key: Span) -> None:
        self.at += 1
        number = 0
        while self._skip() and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._value((*path, str(number)), key)
            number += 1
        self.at += 1

    def _inline_table(self, path: _Path) -> None:
        self.at += 1
        while self._skip() and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1

    def _string(self) -> tuple[str, Span]:
        """A string's words and its place: inside the quotation marks if they stand there as they are, else the whole."""
        match = _STRING.match(self.text, self.at, self.end)
        if match is None:
            raise ValueError(f"unreadable string {self.text[self.at : self.at + 20]!r}")
        raw = match.group()
        start, self.at = self.at, match.end()
        words: str = tomli.loads(f"x = {raw}")["x"]
        size = 3 if raw[:3] in ('"""', "'''") else 1
        inner = Span(start + size, match.end() - size)
        if self.text[inner.start : inner.end] != words:
            line = re.match(r"\r?\n", raw[size:])
            inner = Span(inner.start + (line.end() if line else 0), inner.end)
        return words, inner if self.text[inner.start : inner.end] == words else Span(start, match.end())
