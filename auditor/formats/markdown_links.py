"""Where the addresses of links stand in a Markdown source.

Takes a link node and its range, gives the address and the address's own range: in the brackets behind the words, in a
link definition elsewhere, or the words themselves. Falls back to the range of the whole link.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.formats.markdown_place import Places

_INLINE = late_re(r"\s*\]\(\s*(?:<((?:[^<>\\\r\n]|\\.)*)>|(\S*))")
_REFERENCE = late_re(r"\s*\]\[((?:[^\[\]\\]|\\.)+)\]$")
DEFINITION = late_re(
    r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*(?:\r?\n[ \t>]*)?(?:<((?:[^<>\\\r\n]|\\.)*)>|([^\s<]\S*))"
    r"""(?:(?:[ \t]+|[ \t]*\r?\n[ \t>]*)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*(?:\r?\n|\Z)"""
)
"""A link definition from its bracket to its line end: label, address in angle brackets or bare, a title if there is one."""
_DEFINED_AT = late_re(r"^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(?=\[[^\r\n]+\]:)", re.MULTILINE)
_ESCAPED = late_re(r"\\([!-/:-@\[-`{-~])")
_FULL_WIDTH_MARK = late_re("[，。；：！？、（）【】《》「」『』〈〉“”‘’]")


def find(places: Places, url: str, span: Span, words_end: int) -> tuple[str, Span]:
    """Address and place of a link in brackets; `span` is the link's range, `words_end` where its words end."""
    text = places.masked
    found = _INLINE.match(text, words_end, span.end)
    if found and found.group(1) is not None:
        place = Span(*found.span(1))
    elif found:
        start, end = found.span(2)
        place = Span(start, end - 1 if end == span.end else end)
    else:
        label = _REFERENCE.match(text, words_end, span.end)
        name = label.group(1) if label else text[span.start + 1 : words_end]
        return url, places.definitions().get((normal(name), url), span)
    if plain(text[place.start : place.end]) != url:
        return url, span
    return places.source[place.start : place.end] if _hides(places, place) else url, place


def bare(places: Places, url: str, span: Span) -> tuple[str, Span]:
    """Address and place of a link that stands as its own words; it ends before a full-width mark, which is no part of it."""
    text = places.source[span.start : span.end]
    if text.startswith("<"):
        return url, Span(span.start + 1, span.end - 1)
    mark = _FULL_WIDTH_MARK.search(text)
    if not mark or not url.endswith(text):
        return url, span
    return url[: len(url) - len(text) + mark.start()], Span(span.start, span.start + mark.start())


def definitions(text: str) -> dict[tuple[str, str], Span]:
    """Where each address stands that a link definition gives, by label and address; the first of two counts."""
    found: dict[tuple[str, str], Span] = {}
    for line in _DEFINED_AT.finditer(text):
        definition = DEFINITION.match(text, line.end())
        if definition:
            group = 3 if definition.group(2) is None else 2
            key = (normal(definition.group(1)), plain(definition.group(group)))
            found.setdefault(key, Span(*definition.span(group)))
    return found


def normal(label: str) -> str:
    """A label as links compare it: case and blanks do not count."""
    return " ".join(label.split()).casefold()


def plain(address: str) -> str:
    """An address without its escapes and entities."""
    if "&" in address:
        address = unescape(address)
    return _ESCAPED.sub(r"\1", address) if "\\" in address else address


def _hides(places: Places, place: Span) -> bool:
    return any(hole.start < place.end and place.start < hole.end for hole in places.holes)
