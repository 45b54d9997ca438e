"""Which part of a page is the article: the one <article>, else the one <main>, else all of it.

Takes a Tree, gives a Region of the source. Site furniture (header, footer, aside outside of article and main) has no
headline; a headline that stands above its <article> belongs to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.article import Span
from auditor.formats.html_tree import Tree
from auditor.patterns import late_re

LANDMARKS = frozenset(("article", "main"))
FURNITURE = frozenset(("header", "footer", "aside"))
MAX_PARTS = 10_000
"""No page has more articles and headings; a hostile one must not fill the memory."""
_TELLING = late_re(r"<(?:article|main|h1|title)[\s/>]", re.IGNORECASE)


class Region(NamedTuple):
    """The source range whose text is the article's. `heading`: an <h1> stands in it; `title`: the content of <title>."""

    start: int
    end: int
    has_landmarks: bool = False
    heading: bool = False
    title: Span | None = None


class _Part:
    """An element of the page while it is looked at."""

    __slots__ = ("end", "heading", "name", "outer", "start", "words")

    def __init__(self, name: str, start: int, outer: _Part | None) -> None:
        self.name = name
        self.start = start
        self.end = start
        self.outer = outer
        self.words = 0
        self.heading = False

    def is_within(self, names: frozenset[str]) -> bool:
        part = self.outer
        while part and part.name not in names:
            part = part.outer
        return part is not None


def find_region(tree: Tree) -> Region:
    """The region of an article; reads the tree to its end, where there is anything to find."""
    start, end = tree.start, len(tree.text)
    if not _TELLING.search(tree.text, start):
        return Region(start, end)
    parts = _parts(tree)
    title = next((Span(n.raw_start, n.raw_end) for n in tree.named if n.name == "title"), None)
    headings = [p for p in parts if p.name == "h1" and p.words]
    articles = [p for p in parts if p.name == "article" and not p.is_within(frozenset(("article",)))]
    mains = [p for p in parts if p.name == "main" and not p.is_within(LANDMARKS)]
    body = _body(articles, mains)
    if body is None:
        return Region(start, end, bool(articles or mains), bool(headings), title)
    heading = body.heading
    start = body.start
    if not heading:
        above = [p for p in headings if p.start < start and (not p.is_within(FURNITURE) or p.is_within(LANDMARKS))]
        if above and not any(other.start < start and other.start > above[-1].start for other in articles):
            start, heading = above[-1].start, True
    return Region(start, body.end, True, heading, title)


def _body(articles: list[_Part], mains: list[_Part]) -> _Part | None:
    article = articles[0] if len(articles) == 1 and articles[0].words else None
    main = mains[0] if len(mains) == 1 and mains[0].words else None
    if article and main and main.heading and not article.heading and main.start < article.start < main.end:
        return main
    return article or main


def _parts(tree: Tree) -> list[_Part]:
    """The elements of the page that tell its parts, in order, with the count of their words' signs."""
    watched = LANDMARKS | FURNITURE | {"h1"}
    found: list[_Part] = []
    current: _Part | None = None
    text = tree.text
    for kind, name, start, end in tree.events():
        if kind == "text":
            if current and not text[start:end].isspace():
                current.words += end - start
        elif kind == "entity":
            if current:
                current.words += 1
        elif name in watched:
            if kind == "open":
                current = _Part(name, start, current)
                if len(found) < MAX_PARTS:
                    found.append(current)
            elif current:
                current.end = start
                outer = current.outer
                if outer:
                    outer.words += current.words
                    outer.heading |= current.heading or (name == "h1" and current.words > 0)
                current = outer
    return found
