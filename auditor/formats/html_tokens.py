"""HTML cut into tokens with exact places, as the HTML standard cuts it: every text has a reading, in linear time.

Takes a text, gives texts, entities, tags and the raw content of scripts as source ranges; reads the attributes of a tag.
It knows no nesting. What never ends (a tag, a comment, a script) runs to the end of the file and is given as "broken".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.entities import html5
from typing import NamedTuple

from auditor.patterns import late_re

# Possessive throughout: hostile input must not be read twice. Measured and not taken: `html.parser` (Python 3.11.7 needs minutes for
# 300,000 "<!--"), justhtml 3.16 (.1 s to import, joins texts from several places into one node, gives attributes no places).
_MARK = late_re(
    r"<(?:(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)*+(?P<end>>|\Z)"""
    r"|!--(?:-?>|.*?(?:--!?>|(?P<unclosed>\Z)))|[!?/][^>]*+(?:>|\Z))"
    r"|&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?",
    re.DOTALL,
)
_ATTRIBUTE = late_re(
    r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+"""
)
_ENTITY = late_re(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?=?")
RAW = frozenset(("script", "style", "title", "textarea", "iframe", "noscript", "noembed", "noframes", "xmp"))
"""Elements that hold signs, not elements."""


class Token(NamedTuple):
    """A piece of the source. kind: text, entity, open, close, raw (content of an element of `RAW`), broken.

    `name` is the tag's name in lower case; of a broken piece it says what never ends.
    """

    kind: str
    name: str
    start: int
    end: int


class Attribute(NamedTuple):
    """An attribute's decoded value and the source ranges of name and value (without quotation marks)."""

    text: str
    start: int
    end: int
    key_start: int
    key_end: int


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a text from an offset on; comments, declarations and instructions leave none."""
    search = _MARK.search
    last = at = start
    while mark := search(text, at):
        begin, at = mark.span()
        is_entity = text[begin] == "&"
        if is_entity:
            size = entity_length(text, begin, at)
            if not size:
                at = begin + 1
                continue
            at = begin + size
        if last < begin:
            yield Token("text", "", last, begin)
        last = at
        if is_entity:
            yield Token("entity", "", begin, at)
        elif mark["name"]:
            token = _tag(mark)
            yield token
            if token.kind == "open" and token.name in RAW and text[at - 2] != "/":
                closing = _closing(token.name).search(text, at)
                last = closing.start() if closing else len(text)
                yield Token("raw", token.name, at, last)
                if not closing:
                    yield Token("broken", f"element <{token.name}>", begin, at)
                at = last
        elif mark["unclosed"] is not None:
            yield Token("broken", "comment", begin, at)
    if last < len(text):
        yield Token("text", "", last, len(text))


def _tag(mark: re.Match[str]) -> Token:
    """A start or an end tag; one that the file ends in is no tag."""
    slash, name = mark["slash"], mark["name"]
    if not mark["end"]:
        return Token("broken", f"tag <{slash}{name[:40]}>", *mark.span())
    return Token("close" if slash else "open", name.lower(), *mark.span())


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def entity_length(text: str, start: int, end: int) -> int:
    """How many signs of what looks like an entity are one; 0 where none are: "&co", but "&ampx" begins with one."""
    if text[start + 1] == "#" or text[start + 1 : end] in html5:
        return end - start
    for stop in range(min(end, start + 7), start + 2, -1):
        if text[start + 1 : stop] in html5:
            return stop - start
    return 0


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes of the tag at a range by name in lower case; of two with one name the first."""
    found: dict[str, Attribute] = {}
    at = start + 1
    while at < end and text[at] not in " \t\r\n\f/>":
        at += 1
    for match in _ATTRIBUTE.finditer(text, at, end - (text[end - 1] == ">")):
        group = match.lastgroup
        first, last = match.span(group) if group else (match.end(), match.end())
        value = Attribute(decode(text[first:last]), first, last, *match.span(1))
        found.setdefault(match[1].lower(), value)
    return found


def decode(value: str) -> str:
    """An attribute's value with its entities decoded; "&copy=1" in an address is none."""
    return _ENTITY.sub(_decoded, value) if "&" in value else value


def _decoded(match: re.Match[str]) -> str:
    code = match.group()
    after = match.string[match.end() : match.end() + 1]
    if code[-1] == "=":
        return unescape(code[:-1]) + "=" if code[-2] == ";" or code[1] == "#" else code
    if code[-1] == ";" or code[1] == "#":
        return unescape(code) if code[1] == "#" or code[1:] in html5 else code
    return unescape(code) if code[1:] in html5 and not after.isalnum() else code
