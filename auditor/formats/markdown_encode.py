"""New words as they must be written in a Markdown source so that a reader reads exactly them.

Takes words, source and place; gives the words with what would be markup there escaped, or None where they cannot be
written: in code, in tags, in addresses. It escapes nothing that is harmless, so that a fix stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from comrak import AstNode, Code, CodeBlock, Heading, HtmlBlock, HtmlInline, Image, Link, Table

from auditor.formats import comment_header, frontmatter, markdown
from auditor.formats.draft import Draft
from auditor.formats.markdown_links import definitions, normal
from auditor.formats.markdown_mask import mask
from auditor.formats.markdown_place import Places
from auditor.patterns import late_re
from auditor.source import Source

_ADDRESS = late_re(r"(?:https?://|www\.)\S+")
_UNSAFE = late_re(r"[\\`*\[\]<]|&\w+;|(?<![^\W_])_|_(?![^\W_])")
"""What cannot be escaped in a bare address, where a backslash is part of the address."""
_SIGN = late_re(r"[\\`*_~\[\]<&|]")
_ENTITY = late_re(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TEMPLATE = late_re(r"\{\{[<%]|\{%|\{/\*|\{:|\{#")
_LINE_START = late_re(
    r"[ \t]*(?:(?P<sign>#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-=:+|](?=[-=:|+ \t]*$))|(?P<number>\d{1,9})(?=[.)](?:\s|$)))"
)
_CLOSING_SIGNS = late_re(r"(?:(?<=\s)|^)#+$")
_CONTAINER = late_re(r"[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t])")
_LEADING = late_re(r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class _Context(NamedTuple):
    """A range in which words are written in another way. kind: code (not at all), html, cell, link, heading."""

    start: int
    end: int
    kind: str


def encode(words: str, source: Source, place: int) -> str | None:
    """`words` as they must stand at `place` in the body; None where they cannot be written."""
    kinds = {c.kind for c in _contexts(source.text) if c.start <= place <= c.end}
    if "code" in kinds or _TEMPLATE.search(words) or any(_UNSAFE.search(m.group()) for m in _ADDRESS.finditer(words)):
        return None
    lines = words.split("\n")
    line_start = source.text.rfind("\n", 0, place) + 1
    if len(lines) > 1 and (kinds & {"cell", "heading"} or _CONTAINER.match(source.text, line_start)):
        return None
    if any(line != line.strip() for line in lines[1:]) or any(line != line.rstrip() for line in lines[:-1]):
        return None
    if "html" in kinds:
        return escape(words, quote=False)
    inline = _escaped(words, source, place, kinds)
    if "heading" in kinds:
        inline = _CLOSING_SIGNS.sub(r"\\\g<0>", inline)
    if inline.endswith("!") and "[" in source.line_text(source.position(place)[0]):
        inline = f"{inline[:-1]}\\!"
    written = inline.split("\n")
    before = source.text[line_start:place]
    stands_alone = source.text[place : place + 1] in ("", "\r", "\n") or not _LEADING.sub("", before, count=1)
    return "\n".join(_begun(line) if number or stands_alone else line for number, line in enumerate(written))


def _begun(line: str) -> str:
    """A line that must not begin a heading, a list, a quotation, a rule or the second line of a table."""
    found = _LINE_START.match(line)
    if not found:
        return line
    at = found.start("sign") if found["sign"] else found.end("number")
    return f"{line[:at]}\\{line[at:]}"


def _escaped(words: str, source: Source, place: int, kinds: set[str]) -> str:
    brackets = _brackets(words, source, "link" in kinds)
    addresses = [m.span() for m in _ADDRESS.finditer(words)]
    parts = []
    last = 0
    for found in _SIGN.finditer(words):
        at = found.start()
        sign = found.group()
        before = words[at - 1] if at else source.text[place - 1 : place] or " "
        # What follows the words is not known: it may be anything.
        after = words[at + 1 : at + 2] or "x"
        if sign in "*_~&[]" and any(start <= at < end for start, end in addresses):
            continue
        if sign in "[]":
            needed = at in brackets
        elif sign == "|":
            needed = "cell" in kinds
        elif sign == "&":
            needed = bool(_ENTITY.match(words, at))
        else:
            needed = _is_markup(sign, before, after, at == len(words) - 1)
        if needed:
            parts += [words[last:at], "\\"]
            last = at
    return "".join([*parts, words[last:]])


def _is_markup(sign: str, before: str, after: str, is_last: bool) -> bool:
    if sign == "\\":
        return is_last or after in _PUNCTUATION or after == "\n"
    if sign == "<":
        return is_last or after.isalpha() or after in "/!?"
    if sign == "_" and before.isalnum() and after.isalnum() and not is_last:
        return False
    return sign == "`" or not (before.isspace() and after.isspace())


def _brackets(words: str, source: Source, in_link: bool) -> set[int]:
    """Offsets of the square brackets that could begin or end a link or a footnote."""
    risky: set[int] = set()
    open_at: list[int] = []
    labels: set[str] | None = None
    for at, sign in enumerate(words):
        if sign == "[":
            open_at.append(at)
        elif sign == "]":
            if not open_at:
                risky.add(at)
                continue
            begin = open_at.pop()
            label = words[begin + 1 : at]
            if labels is None:
                labels = {name for name, _ in definitions(source.text)}
            after = words[at + 1 : at + 2]
            if (
                in_link
                or after in ("", "(", "[", ":")
                or label[:1] in ("^", "#")
                or label in ("", " ", "x", "X")
                or normal(label) in labels
            ):
                risky |= {begin, at}
    return risky | set(open_at)


@lru_cache(maxsize=2)
def _contexts(text: str) -> tuple[_Context, ...]:
    """The ranges of a text in which words are written in another way; kept, for one file has many fixes."""
    source = Source(text)
    front = frontmatter.read(source)
    _, body_start = comment_header.read(text, front.body_start)
    masked = mask(text, body_start)
    places = Places(Draft(source), masked, source.line_starts)
    found = [_Context(hole.start + 1, hole.end - 1, "code") for hole in masked.holes]
    if body_start > front.body_start:
        found.append(_Context(front.body_start, body_start - 1, "code"))
    return (*found, *_within(places, markdown.parse(masked.text, "")))


def _within(places: Places, node: AstNode) -> Iterator[_Context]:
    for child in node.children:
        value = child.node_value
        start, end = places.span(child.sourcepos)
        if isinstance(value, CodeBlock):
            yield _Context(places.starts[child.sourcepos.start.line - 1], end - 1, "code")
        elif isinstance(value, Code | HtmlInline | Image):
            yield _Context(start + 1, end - 1, "code")
        elif isinstance(value, HtmlBlock):
            yield from _in_html(places.masked[start:end], start, end)
        elif isinstance(value, Link):
            words = places.masked[start : start + 1] == "["
            yield _Context(start + words, end - 1, "link" if words else "code")
        elif isinstance(value, Heading):
            yield _Context(start, end, "heading")
        elif isinstance(value, Table):
            yield _Context(start, end, "cell")
        yield from _within(places, child)


def _in_html(literal: str, start: int, end: int) -> Iterator[_Context]:
    """An HTML block; one that holds code, a script or a comment takes no words at all."""
    is_closed = re.search(r"<(?:pre|script|style|textarea|!|\?)", literal, re.IGNORECASE)
    yield _Context(start, end - 1, "code" if is_closed else "html")
    for mark in re.finditer(r"<[^<>]*>", literal):
        yield _Context(start + mark.start() + 1, start + mark.end() - 1, "code")
