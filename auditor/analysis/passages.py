"""Passages in another language than the article's: paragraphs and sentences that a translation left as they were.

Takes Facts, gives Passages in view offsets, with the language where it is sure. Decided by script, then by function words, then by
langdetect: a passage counts only where its words say another language and hardly any says the article's own. Short ones say nothing.
What is quoted, a title, code, or stands beside its own translation is no passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.language import language_of
from auditor.patterns import late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.article import Segment

LEAST_LETTERS = 40
"""Letters of another script that are a passage; fewer are a name or a title."""
LEAST_WORDS = 8
"""Words of a sentence in another language of the same script."""
MOST_FOREIGN = 0.5
"""Share of an article's prose in other languages from which it is meant to hold them: a bilingual page."""
QUOTED = 0.4
"""Share of a passage in quotation marks from which it is a quotation."""

_BRACKET = late_regex(r"\s*[(\[（【]")
_WORD = late_regex(r"[\p{L}\p{M}'’]+")


class Passage(Struct, frozen=True):
    """A run of words in another language, in view offsets; `language` is its code."""

    start: int
    end: int
    language: str


def find_passages(facts: Facts) -> list[Passage]:
    """The passages of an article whose language is decided; none where it is not."""
    own = facts.language.code
    if own is None:
        return []
    found = [p for n in range(len(facts.blocks)) if _is_prose(facts, n) for p in _in_block(facts, n, own)]
    prose = sum(b.end - b.start for n, b in enumerate(facts.blocks) if _is_prose(facts, n))
    if len(found) > 1 and sum(p.end - p.start for p in found) > MOST_FOREIGN * prose:
        return []
    return [p for p in found if not _is_translated_beside(facts, p)]


def _is_prose(facts: Facts, number: int) -> bool:
    return facts.layout.roles[number] in ("paragraph", "item", "standfirst")


def _in_block(facts: Facts, number: int, own: str) -> list[Passage]:
    """The passages of one block: the whole of it, or sentences of it; neighbours are one."""
    block = facts.blocks[number]
    whole = _language(facts, block.start, block.end, own)
    if whole and not _is_exempt(facts, block.start, block.end):
        return [Passage(block.start, block.end, whole)]
    if whole:
        return []
    joined: list[Passage] = []
    for sentence in facts.sentences:
        if sentence.block != number:
            continue
        code = _language(facts, sentence.start, sentence.end, own)
        if not code or _is_exempt(facts, sentence.start, sentence.end):
            continue
        if joined and joined[-1].language == code and sentence.start - joined[-1].end <= 1:
            joined[-1] = Passage(joined[-1].start, sentence.end, code)
        else:
            joined.append(Passage(sentence.start, sentence.end, code))
    return joined


def _language(facts: Facts, start: int, end: int, own: str) -> str | None:
    """The other language that a range is in, by all its words and by those that are the article's own, neither quoted nor a title in italics."""
    words = facts.folded.plain[start:end].lower()
    code = language_of(words, own)
    if code is None:
        return None
    bare = list(words)
    to_view = facts.folded.to_view
    for segment in facts.article.map.segments:
        first, last = to_view(segment.start), to_view(segment.end)
        if first < end and start < last and _is_emphasis(facts, segment):
            bare[max(first, start) - start : last - start] = " " * (min(last, end) - max(first, start))
    for span in facts.quotes.spans:
        if span.start < end and start < span.end:
            bare[max(span.start, start) - start : span.end - start] = " " * (
                min(span.end, end) - max(span.start, start)
            )
    return code if "".join(bare) == words else language_of("".join(bare), own)


def _is_emphasis(facts: Facts, segment: Segment) -> bool:
    """Whether a run of words stands in italics between others, as titles of works do."""
    text = facts.article.source.text
    before, behind = text[max(0, segment.source_start - 6) : segment.source_start], text[segment.source_end :][:2]
    return before.endswith(("*", "_", "<em>", "<i>", "<cite>")) and behind.startswith(("*", "_", "</"))


def _is_exempt(facts: Facts, start: int, end: int) -> bool:
    """Whether a passage is quoted, linked as a whole, or too short to be one."""
    words = facts.folded.plain[start:end]
    if not _CLOSED.search(words) or _is_note(facts, start, end):
        return True
    letters = sum(c.isalpha() for c in words)
    if letters < LEAST_LETTERS or (words.isascii() and len(_WORD.findall(words)) < LEAST_WORDS):
        return True
    if facts.quotes.share(start, end) >= QUOTED:
        return True
    before, behind = facts.folded.plain[start - 1 : start], facts.folded.plain[end : end + 1]
    if before in ("(", "[", '"') or behind in (")", "]", '"') or _BRACKET.match(words):
        return True
    to_view = facts.folded.to_view
    return any(to_view(link.start) <= start + 2 and to_view(link.end) >= end - 2 for link in facts.article.links)


def _is_note(facts: Facts, start: int, end: int) -> bool:
    """Whether a passage credits, cites or points elsewhere: such lines keep the original's language."""
    plain = facts.folded.plain
    if _CITATION.search(plain, start, end) or plain[start:end].lstrip().startswith(("via:", "http")):
        return True
    if any(c.view and start <= c.view.start < end for c in facts.provenance.credits):
        return True
    return any(start <= h.start < end for h in facts.hits.get("provenance", ()))


_CITATION = late_regex(r"\b(?:Proceedings|arXiv|doi|ISBN|Vol\.|pp\.|\((?:19|20)\d{2}\)|https?://)")
_CLOSED = late_regex(r"[.!?…。！？؟][\"')\]]*\s*$")


def _is_translated_beside(facts: Facts, passage: Passage) -> bool:
    """Whether a bracket right behind a passage, or the next block, opens with its translation."""
    plain = facts.folded.plain
    if _BRACKET.match(plain, passage.end):
        return True
    number = facts.block_at(passage.start)
    following = facts.blocks[number + 1] if number + 1 < len(facts.blocks) else None
    is_whole = passage.end >= facts.blocks[number].end - 1
    return bool(is_whole and following and _BRACKET.match(plain, following.start, following.end))
