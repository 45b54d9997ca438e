"""What the tests of readers share: reading a text, saying where words stand, and what must hold of every article."""

from __future__ import annotations

from auditor.article import Article
from auditor.errors import SourceError
from auditor.formats import read_article
from auditor.source import Source


def read(text: str, form: str) -> Article:
    """Read a text, after checking what must hold of any."""
    article = read_article(Source(text, f"a.{form}"), form)
    assert_sound(article)
    return article


def markdown(text: str) -> Article:
    return read(text, "markdown")


def plain(text: str) -> Article:
    return read(text, "text")


def try_to_read(text: str, form: str) -> Article | None:
    """Read a text that may be refused; nothing but a SourceError may come out."""
    try:
        return read(text, form)
    except SourceError:
        return None


def pieces(article: Article, words: str, number: int = 0) -> list[tuple[int, int]]:
    """The source ranges of the first (or another) place of some words."""
    at = -1
    for _ in range(number + 1):
        at = article.text.index(words, at + 1)
    return [(piece.start, piece.end) for piece in article.map.pieces(at, at + len(words))]


def place(article: Article, words: str, number: int = 0) -> tuple[int, int]:
    """Line and column at which words begin."""
    return article.source.position(pieces(article, words, number)[0][0])


def blocks(article: Article) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


def metadata(article: Article) -> list[tuple[str, str]]:
    """Key and words of each value."""
    return [(v.key, v.text) for v in article.metadata]


def texts(source: str, kind: str = "") -> list[str]:
    return [words for k, words in blocks(markdown(source)) if k == kind or not kind]


def only(source: str) -> str:
    (words,) = texts(source)
    return words


def links(source: str) -> list[tuple[str, str, str]]:
    """Words, address, and what stands at the address's place."""
    article = markdown(source)
    return [(article.text[k.start : k.end], k.address, source[k.address_start : k.address_end]) for k in article.links]


def decoded(article: Article) -> list[tuple[str, str]]:
    """Words and source of the segments that are not verbatim."""
    source = article.source.text
    return [
        (article.text[s.start : s.end], source[s.source_start : s.source_end])
        for s in article.map.segments
        if not s.verbatim
    ]


def assert_sound(article: Article) -> None:
    """Everything lies inside its text, in order, and verbatim segments hold what they claim."""
    text, source = article.text, article.source.text
    covered = 0
    for segment in article.map.segments:
        assert covered <= segment.start < segment.end <= len(text)
        assert 0 <= segment.source_start <= segment.source_end <= len(source)
        if segment.verbatim:
            assert text[segment.start : segment.end] == source[segment.source_start : segment.source_end]
        assert text[covered : segment.start] in ("", "\n\n")
        covered = segment.end
    assert covered == len(text)
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end = block.end
    if article.format == "markdown":
        assert text == "\n\n".join(words for _, words in blocks(article))
    for link in article.links:
        assert 0 <= link.start <= link.end <= len(text)
        assert 0 <= link.address_start <= link.address_end <= len(source)
    for value in article.metadata:
        assert 0 <= value.start <= value.end <= len(source)
        assert 0 <= value.key_start <= value.key_end <= len(source)
    for problem in article.problems:
        assert 0 <= problem.start <= problem.end <= len(source)
