"""Comment headers: metadata that no reader sees, in an HTML comment or in link definitions above the body.

Takes a text and the offset at which its body begins, gives values with their places and where the header ends. Read are
`<!-- key: value … -->`, `<!-- {"key": "value"} -->`, `[#]: key: (value)`, `[//]: # (key: value)` and `[comment]: <> (key: value)`;
a comment that holds anything else is no header, and nor is what stands below it; a directive is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.article import Span, Value
from auditor.formats import comments, frontmatter_lines, html_json
from auditor.patterns import late_re

_BLANK = late_re(r"(?:\s|<\?[^>]*\?>|<!(?i:DOCTYPE)[^>]*>)*")
"""What may stand before a comment: blank lines and, in a page, its declarations."""
_COMMENT = late_re(r"<!--(?P<content>.*?)-->", re.DOTALL)
_JSON = late_re(r"\s*(?:[\w-]+\s*[:=]?\s*)?(?=\{)")
_KEY_LINE = late_re(r"\s*[^\W\d][\w .-]{0,40}:(?:[ \t]|$)|\s+\S|\s*-\s")
_SHOUTED = late_re(r"[A-Z0-9_ -]+")
_DEFINITION = late_re(
    r"\[#\]:[ \t]*(?P<key>[\w.-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*)"
    r"|\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]*[(\"'](?P<said>[\w.-]+)[ \t]*:[ \t]*(?P<words>[^\r\n]*)[)\"']"
)
_BRACKETS = {"(": ")", '"': '"', "'": "'"}
_LINE_END = late_re(r"[ \t]*(?:\r\n|\r|\n|\Z)")
MAX_COMMENT = 20_000
"""Code points of a comment up to which it is read as a header."""


def read(text: str, start: int) -> tuple[list[Value], int]:
    """The values of the comment headers at `start`, and where the last one ends (`start` if there is none)."""
    values: list[Value] = []
    end = start
    while True:
        blank = _BLANK.match(text, end)
        at = blank.end() if blank else end
        if text.startswith("<!--", at):
            found, stop = _comment(text, at)
        elif text.startswith("[", at):
            found, stop = _definition(text, at)
        else:
            return values, end
        if stop == at:
            return values, end
        values += found
        end = stop


def _comment(text: str, at: int) -> tuple[list[Value], int]:
    """The values of the comment at an offset, and where the line behind it begins (`at` if it is no header)."""
    comment = _COMMENT.match(text, at, min(len(text), at + MAX_COMMENT))
    if comment is None:
        return [], at
    start, end = comment.span("content")
    broken = _LINE_END.match(text, comment.end())
    stop = broken.end() if broken else comment.end()
    if comments.ours(text, start, end):
        return [], stop
    if json := _JSON.match(text, start, end):
        roots, problem = html_json.scan(text, json.end(), end)
        values = [] if problem else [v for root in roots for v in _members(root, "", None)]
        return values, stop if values else at
    lines = [line for line in text[start:end].splitlines() if line.strip(" \t=-*#~")]
    if not lines or not all(_KEY_LINE.match(line) for line in lines):
        return [], at
    values = frontmatter_lines.read(text, start, end, ":")
    if len(values) == 1 and _SHOUTED.fullmatch(values[0].key):
        return [], at  # "TODO: …" is a note of somebody's
    return [_as_comment(value) for value in values], stop


def _members(node: html_json.Node, path: str, key: html_json.Words | None) -> Iterator[Value]:
    """The strings of a JSON value under their paths."""
    if isinstance(node, html_json.Words) and key is not None:
        yield Value(path, node.text, node.start, node.end, key.start, key.end, "comment")
    elif isinstance(node, html_json.List):
        for number, item in enumerate(node.items):
            yield from _members(item, f"{path}.{number}", key)
    elif isinstance(node, html_json.Object):
        for name, value in node.members:
            yield from _members(value, f"{path}.{name.text}" if path else name.text, name)


def _as_comment(value: Value) -> Value:
    return Value(value.key, value.text, value.start, value.end, value.key_start, value.key_end, "comment")


def _definition(text: str, at: int) -> tuple[list[Value], int]:
    """The value of the link definition at an offset, and where the line behind it begins (`at` if it is no header)."""
    line = _DEFINITION.match(text, at)
    if line is None:
        return [], at
    named = "key" if line["key"] else "said"
    place = Span(*line.span("value" if line["key"] else "words"))
    words = text[place.start : place.end].rstrip()
    begin, stop = place.start, place.start + len(words)
    if len(words) > 1 and _BRACKETS.get(words[0]) == words[-1]:
        begin, stop = begin + 1, stop - 1
        words = text[begin:stop]
    begin, stop = (
        (begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())) if words.strip() else (begin, begin)
    )
    broken = _LINE_END.match(text, line.end())
    origin = "definition" if named == "key" else "comment"
    value = Value(line[named], text[begin:stop], begin, stop, *line.span(named), origin)
    return [value], broken.end() if broken else line.end()
