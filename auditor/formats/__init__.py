"""The formats an article can have: one reader each, chosen by suffix.

Takes a Source, gives an Article; takes new words, gives them as they must be written at a place in the source.
Readers are imported when they are first needed: a plain text costs no Markdown parser.
"""

from __future__ import annotations

import os

from auditor.article import Article
from auditor.errors import SourceError
from auditor.source import Source

SUFFIXES: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".mdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def format_of(path: str) -> str | None:
    """The format of a file by its suffix, upper or lower case; None for a suffix that no reader knows."""
    return SUFFIXES.get(os.path.splitext(path)[1].lower())


def read_article(source: Source, format: str) -> Article:  # noqa: A002
    """Read a source in one of the formats of `SUFFIXES`.

    Raises SourceError for a text nested so deeply that it cannot be read.
    """
    try:
        if format == "markdown":
            from auditor.formats import markdown

            return markdown.read(source)
        if format == "html":
            from auditor.formats import html

            return html.read(source)
        from auditor.formats import text

        return text.read(source)
    except RecursionError:
        raise SourceError(
            "nested too deeply to be read", path=source.path, cure="leave it out with `exclude`"
        ) from None


def encode(article_format: str, words: str, source: Source, place: int) -> str | None:
    """`words` as they must stand at offset `place` of the source so that a reader reads exactly them.

    None where they cannot be written there, such as inside code.
    """
    from auditor.formats import frontmatter

    found = frontmatter.fenced(source.text)
    if found and place < found[2] and (front := frontmatter.read(source)).body_start:
        from auditor.formats import frontmatter_encode

        return frontmatter_encode.encode(words, source.text, place, front.values, found[0])
    if article_format == "markdown":
        from auditor.formats import markdown_encode

        return markdown_encode.encode(words, source, place)
    if article_format == "html":
        from auditor.formats import html_encode

        return html_encode.encode(words, source, place)
    return words
