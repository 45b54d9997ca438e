"""HTML: saved pages and fragments, with or without front matter.

Takes a Source, gives an Article: the title, then every block that is shown, in the order of the source, each piece of text beside
its place, and what JSON-LD, meta tags and `lang` say. It mends nothing and runs nothing.
"""

from __future__ import annotations

from html import unescape

from auditor.article import Article, Span
from auditor.formats import comment_header, frontmatter
from auditor.formats.draft import Draft
from auditor.formats.html_region import FURNITURE, LANDMARKS, Region, find_region
from auditor.formats.html_tags import HEADINGS, KINDS
from auditor.formats.html_tokens import Token, attributes, entity_length
from auditor.formats.html_tree import Tree
from auditor.patterns import late_re
from auditor.source import Source

_LINE_END = late_re(r"[\r\n][ \t\r\n\f]*+")
_RAW_LINE_END = late_re(r"\r\n?")
_CODE = late_re(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = " \t\f"
_MARKS = {"open": "\u201c", "close": "\u201d"}


def read(source: Source) -> Article:
    """The Article of an HTML text. Raises SourceError where it is nested too deeply."""
    front = frontmatter.read(source)
    region = find_region(Tree(source, front.body_start))
    draft = Draft(source)
    if front.values:
        draft.metadata(front.values)
    is_titled = any(block.kind == "title" for block in draft.blocks)
    blocks = _Blocks(draft, region, "heading" if is_titled else "title")
    if region.title and not region.heading and not is_titled:
        blocks.title(region.title)
    tree = Tree(source, front.body_start)
    blocks.read(tree)
    values = (*front.values, *comment_header.read(source.text, front.body_start)[0])
    problems = (*front.problems, *tree.problems)
    if tree.named:
        from auditor.formats import html_metadata

        said, faults = html_metadata.read(source.text, tree.named, region.start)
        values, problems = (*values, *said), (*problems, *faults)
    return draft.article("html", values, problems, front.body_start)


class _Context:
    """An open element: the kind of the blocks in it, and whether they are read."""

    __slots__ = ("is_muted", "kind", "landmarks", "level")

    def __init__(self, kind: str, level: int, is_muted: bool, landmarks: frozenset[str]) -> None:
        self.kind = kind
        self.level = level
        self.is_muted = is_muted
        self.landmarks = landmarks
        """Which of article and main it stands in."""


class _Blocks:
    """Writes the events of a tree into a draft."""

    def __init__(self, draft: Draft, region: Region, first_heading: str) -> None:
        self.draft = draft
        self.source = draft.source.text
        self.region = region
        self._first_heading = first_heading
        self._has_prose = False
        self._stack = [_Context("paragraph", 0, False, frozenset())]
        self._blank: Span | None = None
        """A blank with a line end in it, not yet written: it may turn out to be the end of a block."""
        self._anchor: tuple[int, str, Span] | None = None
        """Where the words of the open link begin, its address, and the address's place."""

    def title(self, place: Span) -> None:
        """Add the content of <title> as the title."""
        self.draft.open("title")
        at = place.start
        for code in _CODE.finditer(self.source, *place):
            if size := entity_length(self.source, *code.span()):
                self._text(at, code.start())
                at = code.start() + size
                self._entity(code.start(), at)
        self._text(at, place.end)
        self.draft.close()
        self._blank = None

    def read(self, tree: Tree) -> None:
        """Add everything that is shown in the region."""
        first, last = self.region.start, self.region.end
        self._border()
        for token in tree.events():
            kind, name, start, end = token
            is_read = first <= start < last and not self._stack[-1].is_muted
            if kind == "text":
                if is_read:
                    self._text(start, end)
            elif kind == "entity":
                if is_read:
                    self._entity(start, end)
            elif name in ("a", "br", "q"):
                if is_read:
                    self._inline(token)
            elif name == "hr":
                self._border()
            elif kind == "open":
                self._enter(token)
            else:
                self._stack.pop()
                self._border()
        self._end_link()
        self.draft.close()

    def _enter(self, token: Token) -> None:
        name = token.name
        outer = self._stack[-1]
        kind, level = KINDS.get(name) or outer.kind, 0
        landmarks = outer.landmarks | {name} if name in LANDMARKS else outer.landmarks
        is_muted = outer.is_muted or self._is_aside(name, outer)
        if kind == "heading":
            level = int(name[1]) if name in HEADINGS else outer.level
            if name == "h1" and not is_muted and self.region.start <= token.start < self.region.end:
                kind, self._first_heading = self._first_heading, "heading"
            level = 0 if kind == "title" else level
        elif kind == "item" and outer.kind == "quote":
            kind = "quote"
        self._stack.append(_Context(kind, level, is_muted, landmarks))
        self._border()

    def _is_aside(self, name: str, outer: _Context) -> bool:
        """Whether an element is the site's, not the article's: its header and footer, other articles within this one."""
        if name in FURNITURE:
            return self.region.has_landmarks and not outer.landmarks
        return name == "article" and name in outer.landmarks and self._has_prose

    def _border(self) -> None:
        """End the open block; a link goes on in the next."""
        anchor = self._anchor
        self._end_link()
        context = self._stack[-1]
        self.draft.open(context.kind, context.level)
        self._has_prose = self._has_prose or bool(self.draft.blocks and self.draft.blocks[-1].kind == "paragraph")
        self._blank = None
        if anchor:
            self._anchor = (0, anchor[1], anchor[2])

    def _text(self, start: int, end: int) -> None:
        source, draft = self.source, self.draft
        if self._stack[-1].kind == "code":
            at = start
            for line_end in _RAW_LINE_END.finditer(source, start, end):
                draft.verbatim(at, line_end.start())
                draft.decoded("\n", *line_end.span())
                at = line_end.end()
            draft.verbatim(at, end)
            return
        at = start
        for line_end in _LINE_END.finditer(source, start, end):
            stop = line_end.start()
            while stop > at and source[stop - 1] in _BLANKS:
                stop -= 1
            self._words(at, stop)
            at = line_end.end()
            self._blank = Span(stop if self._blank is None else self._blank.start, at)
        self._words(at, end)

    def _words(self, start: int, end: int) -> None:
        """Add words of one line; blanks at the beginning of a line are layout."""
        if start < end and self.draft.ends_line():
            while start < end and self.source[start] in _BLANKS:
                start += 1
        if start < end:
            self._write_blank()
            self.draft.verbatim(start, end)

    def _write_blank(self) -> None:
        """A line end of the source is a blank to a reader."""
        if self._blank:
            if not self.draft.ends_line():
                self.draft.decoded(" ", *self._blank)
            self._blank = None

    def _entity(self, start: int, end: int) -> None:
        sign = unescape(self.source[start:end])
        if self._stack[-1].kind != "code" and sign.isspace():
            if self.draft.ends_line():
                return
            sign = " " if sign.isascii() else sign
        self._write_blank()
        self.draft.decoded(sign, start, end)

    def _inline(self, token: Token) -> None:
        """A link, a line break, a quotation mark."""
        kind, name, start, end = token
        if name == "br":
            self._break(start, end)
        elif name == "q":
            self._write_blank()
            self.draft.decoded(_MARKS[kind], start, end)
        elif kind == "close":
            self._end_link()
        else:
            self._end_link()
            if href := attributes(self.source, start, end).get("href"):
                self._write_blank()
                self._anchor = (self.draft.here(), href.text.strip(), Span(href.start, href.end))

    def _break(self, start: int, end: int) -> None:
        """A <br>: a line end; the second in a row parts two paragraphs."""
        if self._stack[-1].kind == "code" or not self.draft.ends_line():
            self.draft.decoded("\n", start, end)
        elif self.draft.here() and self._stack[-1].kind in ("paragraph", "quote", "item"):
            self._border()
        self._blank = None

    def _end_link(self) -> None:
        if self._anchor:
            begin, address, place = self._anchor
            if self.draft.here() > begin:
                self.draft.link(begin, self.draft.here(), address, place)
            self._anchor = None
