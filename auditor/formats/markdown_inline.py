"""The words of one Markdown block: text, code spans, line breaks, the words of links; no pictures, no tags.

Takes a block's node, adds its words and links to the draft through `Places`. Links are Markdown's and HTML's.
"""

from __future__ import annotations

import re
from html import unescape

from comrak import AstNode, Code, FootnoteReference, HtmlInline, Image, LineBreak, Link, SoftBreak, Text

from auditor.article import Span
from auditor.formats import markdown_links
from auditor.formats.markdown_place import Places
from auditor.patterns import late_re

_HREF = late_re(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG_NAME = late_re(r"</?([a-zA-Z][\w-]*)")


def read(places: Places, node: AstNode) -> None:
    """Add the words below a node."""
    for child in node.children:
        value = child.node_value
        kind = type(value)
        if kind is Text:
            places.words(value.value, *places.span(child.sourcepos))  # type: ignore[attr-defined]
        elif kind is SoftBreak or kind is LineBreak:
            places.line_break(child.sourcepos.start.line)
        elif kind is Code:
            _code(places, child)
        elif kind is Link:
            link(places, child, child)
        elif kind is HtmlInline:
            start, end = places.span(child.sourcepos)
            tag(places, places.masked[start:end], start)
        elif kind is not Image and kind is not FootnoteReference:
            read(places, child)


def _code(places: Places, node: AstNode) -> None:
    assert isinstance(node.node_value, Code)
    start, end = places.span(node.sourcepos)
    ticks = node.node_value.value.num_backticks
    places.code(node.node_value.value.literal, start + ticks, end - ticks)


def link(places: Places, node: AstNode, words: AstNode) -> None:
    """Add a link and its words: those of `words`, which is the link itself or a picture in it."""
    assert isinstance(node.node_value, Link)
    draft = places.draft
    url = node.node_value.value.url
    span = Span(*places.span(node.sourcepos))
    begin = draft.here()
    read(places, words)
    end = draft.here()
    if places.masked[span.start : span.start + 1] == "[":
        children = node.children
        words_end = places.span(children[-1].sourcepos)[1] if children else span.start + 1
        address, place = markdown_links.find(places, url, span, words_end)
    else:
        address, place = markdown_links.bare(places, url, span)
        end -= len(url) - len(address)
    draft.link(begin, max(begin, end), address, place)


def tag(places: Places, words: str, start: int) -> None:
    """Read an HTML tag that stands at `start`: a line break or one end of a link; other tags leave no trace."""
    named = _TAG_NAME.match(words)
    name = named.group(1).lower() if named else ""
    if name == "br":
        if not places.draft.ends_line():
            places.draft.decoded("\n", start, start + len(words))
    elif name == "a" and words[1] == "/":
        if places.anchors:
            begin, address, place = places.anchors.pop()
            places.draft.link(begin, places.draft.here(), address, place)
    elif name == "a" and (href := _HREF.search(words)):
        group = href.lastindex or 1
        place = Span(start + href.start(group), start + href.end(group))
        if places.masked[place.start : place.end] != href.group(group):
            place = Span(start, start + 1)
        places.anchors.append((places.draft.here(), unescape(href.group(group)), place))
