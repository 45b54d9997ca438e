"""Markdown (CommonMark with GitHub's tables, footnotes, bare links, task lists) with front matter.

Takes a Source, gives an Article: title and standfirst from the metadata, then every block in the order of the source,
each piece of text beside its place. The parser is comrak; everything that is known of it stays in these modules.
"""

from __future__ import annotations

import re

import comrak
from comrak import (
    AstNode,
    BlockQuote,
    CodeBlock,
    Emph,
    Heading,
    HtmlBlock,
    HtmlInline,
    Image,
    LineBreak,
    Link,
    Paragraph,
    SoftBreak,
    Table,
    Text,
)

from auditor.article import Article, Span
from auditor.errors import SourceError
from auditor.fold import without_surrogates
from auditor.formats import comment_header, frontmatter, markdown_depth, markdown_html, markdown_inline
from auditor.formats.draft import Draft
from auditor.formats.markdown_links import DEFINITION
from auditor.formats.markdown_mask import Mask, mask
from auditor.formats.markdown_place import Places
from auditor.patterns import late_re
from auditor.source import Source

_EXTENSIONS = comrak.ExtensionOptions(
    table=True, strikethrough=True, footnotes=True, autolink=True, tasklist=True, cjk_friendly_emphasis=True
)
_PARSING = comrak.ParseOptions(sourcepos_chars=True, leave_footnote_definitions=True)

_PREFIX = late_re(r"[ \t>]*")
_LINE_END = late_re(r"\r?\n[ \t>]*")
_BROKEN_LINK_END = late_re(r"\](?:\[[^\[\]]*\]|\((?:[^()]|\([^()]*\))*\))")
_NO_LINE_END = late_re(r"[^\r\n]")


def read(source: Source) -> Article:
    """The Article of a Markdown text. Raises SourceError where it is nested too deeply."""
    front = frontmatter.read(source)
    header, body_start = comment_header.read(source.text, front.body_start)
    masked = mask(source.text, body_start)
    reader = _read_blocks(source, front, masked, source.line_starts)
    if reader.misplaced:
        masked = _mended(masked, reader.misplaced)
        second = _read_blocks(source, front, masked, Source(masked.text).line_starts)
        # The words must not change by what was done for their places.
        if second.draft.text().split() == reader.draft.text().split():
            reader = second
    return reader.draft.article("markdown", (*front.values, *header), front.problems, body_start)


def parse(text: str, path: str) -> AstNode:
    """The tree of a text. Raises SourceError for a text that the parser must not see, or fails on."""
    if markdown_depth.is_too_deep(text):
        raise SourceError("nested too deeply to be read", path=path, cure="leave it out with `exclude`")
    try:
        return comrak.parse_document(text, _EXTENSIONS, _PARSING)
    except UnicodeEncodeError:
        return comrak.parse_document(without_surrogates(text), _EXTENSIONS, _PARSING)
    except BaseException as error:
        # A panic of the Rust library is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise SourceError(
            f"the Markdown parser failed: {error}", path=path, cure="leave it out with `exclude`"
        ) from None


def _read_blocks(source: Source, front: frontmatter.FrontMatter, masked: Mask, line_starts: list[int]) -> _Blocks:
    draft = Draft(source)
    if front.values:
        draft.metadata(front.values)
    reader = _Blocks(Places(draft, masked, line_starts))
    reader.read(parse(masked.text, source.path), "paragraph")
    return reader


class _Blocks:
    """Walks over the blocks of one tree."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.draft = places.draft
        self.misplaced: list[Span] = []
        """The blocks whose words do not stand where the parser says."""

    def read(self, node: AstNode, kind: str) -> None:
        """Add the blocks below a node; its paragraphs become blocks of `kind`."""
        is_behind_image = False
        end = len(self.places.source)
        for child in node.children:
            value = child.node_value
            if self.places.starts[child.sourcepos.start.line - 1] >= end:
                break  # Only the link definitions that `_mended` moved stand there.
            if isinstance(value, Paragraph):
                is_behind_image = self._paragraph(child, kind, is_behind_image)
                continue
            is_behind_image = False
            if isinstance(value, Heading):
                self._words(child, "heading", value.value.level)
            elif isinstance(value, CodeBlock):
                self._code(child, value)
            elif isinstance(value, HtmlBlock):
                self.places.enter(child)
                markdown_html.read(self.places, value.value.literal, child.sourcepos.start.line, kind)
            elif isinstance(value, Table):
                self._table(child)
            elif isinstance(value, BlockQuote):
                self.read(child, "quote")
            elif isinstance(value, comrak.Item | comrak.TaskItem):
                self.read(child, "quote" if kind == "quote" else "item")
            else:
                self.read(child, kind)

    def _words(self, node: AstNode, kind: str, level: int = 0) -> None:
        """Add one block of words."""
        self.places.enter(node)
        self.draft.open(kind, level)
        markdown_inline.read(self.places, node)
        self._close()

    def _close(self) -> None:
        self.draft.close()
        if self.places.lost:
            self.misplaced.append(self.places.within())
            self.places.lost = 0

    def _paragraph(self, node: AstNode, kind: str, is_behind_image: bool) -> bool:
        """Add a paragraph; whether it holds pictures and nothing else."""
        children = node.children
        first = children[0].node_value if children else None
        if isinstance(first, Text) and first.value.strip():
            self._words(node, kind)
            return False
        images, emphasised = _captions(children)
        if images is None or not (images or (is_behind_image and emphasised)):
            self._words(node, kind)
            return False
        self.places.enter(node)
        for child in images:
            self.draft.open("caption")
            if isinstance(child.node_value, Link):
                markdown_inline.link(self.places, child, child.children[0])
            else:
                markdown_inline.read(self.places, child)
            self._close()
        for child in emphasised:
            self.draft.open("caption")
            markdown_inline.read(self.places, child)
            self._close()
        return not emphasised

    def _code(self, node: AstNode, value: CodeBlock) -> None:
        self.places.enter(node)
        self.draft.open("code")
        self.places.lines(value.value.literal, node.sourcepos.start.line + value.value.fenced)
        self.draft.close()

    def _table(self, node: AstNode) -> None:
        for row in node.children:
            for cell in row.children:
                self.places.enter_cell(cell)
                self.draft.open("cell")
                markdown_inline.read(self.places, cell)
                self._close()


def _captions(children: list[AstNode]) -> tuple[list[AstNode] | None, list[AstNode]]:
    """The pictures (or links round one) and the emphasised words of a paragraph; None if it holds anything else."""
    images: list[AstNode] = []
    emphasised: list[AstNode] = []
    for child in children:
        value = child.node_value
        if isinstance(value, Text):
            if value.value.strip():
                return None, []
        elif isinstance(value, Image):
            images.append(child)
        elif isinstance(value, Link):
            inner = child.children
            if len(inner) != 1 or not isinstance(inner[0].node_value, Image):
                return None, []
            images.append(child)
        elif isinstance(value, Emph):
            emphasised.append(child)
        elif not isinstance(value, SoftBreak | LineBreak | HtmlInline):
            return None, []
    return images, emphasised


def _mended(masked: Mask, misplaced: list[Span]) -> Mask:
    """The text without what misleads the parser's positions, of the same length up to its old end.

    Link definitions right above a paragraph's words move behind the end: the parser would place the words on their
    lines. A line end inside a link's brackets becomes a blank: the parser would not count it.
    """
    text = masked.text
    moved: list[str] = []
    for start, end in misplaced:
        at = start
        while (definition := DEFINITION.match(text, at, end)) and definition.end() < end:
            moved.append(definition.group().strip())
            text = text[:at] + _NO_LINE_END.sub(" ", definition.group()) + text[definition.end() :]
            prefix = _PREFIX.match(text, definition.end())
            at = prefix.end() if prefix else definition.end()
        if "\n" in text[at:end]:
            text = text[:at] + _BROKEN_LINK_END.sub(_joined, text[at:end]) + text[end:]
    return masked._replace(text="\n\n".join([text, *moved]))


def _joined(link_end: re.Match[str]) -> str:
    return _LINE_END.sub(lambda m: " " * len(m.group()), link_end.group())
