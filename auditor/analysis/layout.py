"""Layout: what each block is to a reader, and where head and tail of the article are.

Takes the blocks as the format gives them, gives roles: title, standfirst, byline, heading, paragraph, item, quote, cell,
caption, code, related, biography, boilerplate. Knows articles as scraped: subheads with no markup, reading times, share
lines, a related story in mid-article. Credits are spans, not blocks: `credits` finds them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import late_re, late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, ViewBlock

TITLE_LENGTH = 200
SUBHEAD_LENGTH = 110
"""Code points up to which a line with no full stop is a subhead; longer ones are sentences that lost theirs."""
HAN_SUBHEAD_LENGTH = 36
RELATED_LENGTH = 60
"""A line without a full stop in mid-article from this length on is another story's title, not a subhead."""
TAIL_BLOCKS = 6
TIME_LENGTH = 80

PROSE = frozenset(("paragraph", "item", "quote"))
"""Roles that hold what the article says."""

_FINAL = late_re(r"[.!?…;,。！？；，،؛؟:][\"')\]*_]*$|[\"]$")
_NAME_LINE = late_regex(
    r"(?:(?:\p{Lu}[\p{L}\p{M}'\-]+|\p{Lu}\.|al-\p{Lu}[\p{L}'\-]+|bin|ibn|de|van|von|el|al|da|di|du|la|le|and|&)[ ,]*){2,8}(?:in \p{Lu}\p{L}+(?:, \p{L}+)?)?"
)
_NOT_NAME = late_re(r"\b(?:the|of|for|on|to|at|with|after|as|from|is|are|was|says|say|over)\b", re.IGNORECASE)
_READING_TIME = late_re(
    r"\d+ ?(?:min(?:ute)?s?\b|мин|dk\b|分钟|分鐘)[ .-]*(?:read|lecture|lectura|de lecture|de lectura|lesezeit|чтения|okuma|阅读)?\.?$|reading time\b.*"
)
_TIME_LINE = late_regex(
    r"(?i)(?:(?:published|updated|posted|last modified|last updated|on)\b[ :]*)*(?:(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*,? )?"
    r"(?:\p{Nd}{1,2}(?:st|nd|rd|th)?[ ./\-]\p{L}{3,9}\.?,?[ ./\-]\p{Nd}{2,4}|\p{L}{3,9}\.? \p{Nd}{1,2}(?:st|nd|rd|th)?,? \p{Nd}{4}|\p{Nd}{1,4}[./\-]\p{Nd}{1,2}[./\-]\p{Nd}{1,4})"
    r"(?:[ ,|\-]*(?:at )?\p{Nd}{1,2}[:.]\p{Nd}{2}(?:[:.]\p{Nd}{2})? ?(?:[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}(?:[+\-]\d+)?\)?)?)?[ .]*"
)
_BIOGRAPHY = late_re(
    r"(?:is|was|has been|works|writes|covers|teaches|reports|est|es|ist|è|é)\b.{0,160}?\b(?:journalist|reporter|correspondent|editor|writer|columnist|analyst"
    r"|researcher|professor|lecturer|fellow|author of|freelance\w*|photographer|contributor|specialist|translator|activist|journaliste|periodista|journalistin"
    r"|giornalista|jornalista|redact\w+)\b"
)
_LIST_MARK = late_re(r"[-*•·–] |\(?\d{1,2}[.)] ")


class Layout(Struct, frozen=True):
    """Roles of the blocks, one a block; `body` is the number of the first block of prose (the count of blocks: none)."""

    roles: tuple[str, ...]
    title: int | None
    body: int
    tail: int
    """Number of the first block of the tail: what stands behind the body, and its last paragraphs."""

    def prose(self, block: int) -> bool:
        """Whether a block holds what the article itself says."""
        return self.roles[block] in PROSE


def lay_out(facts: Facts) -> Layout:
    """The layout of an article."""
    blocks, plain = facts.blocks, facts.folded.plain
    roles = [b.kind for b in blocks]
    words = [plain[b.start : b.end].strip() for b in blocks]
    boilerplate = _boilerplate(facts)
    for number, block in enumerate(blocks):
        if block.kind != "code" and (number in boilerplate or _is_time(words[number])):
            roles[number] = boilerplate.get(number, "boilerplate")
    title = _title(facts, roles, words)
    if title is not None:
        roles[title] = "title"
    if facts.article.format == "text":
        _scraped(blocks, roles, words, title)
    first = next((n for n, r in enumerate(roles) if r in PROSE and not _is_short(words[n])), len(blocks))
    _bylines(roles, words, title, first)
    _biographies(roles, words)
    prose = [n for n, r in enumerate(roles) if r in PROSE]
    body = next((n for n in prose if n >= first), prose[0] if prose else len(blocks))
    last = prose[-1] if prose else len(blocks)
    tail = max(body + 1, min(last, len(blocks) - 1 if len(blocks) - last < TAIL_BLOCKS else last)) if blocks else 0
    return Layout(tuple(roles), title, body, min(tail, len(blocks)))


def _is_time(words: str) -> bool:
    """A line that says how long the article takes to read, or when it was published, and nothing else."""
    if len(words) > TIME_LENGTH or not any(c.isdigit() for c in words):
        return False
    return _READING_TIME.fullmatch(words.lower()) is not None or _TIME_LINE.fullmatch(words) is not None


def _boilerplate(facts: Facts) -> dict[int, str]:
    """Blocks that are (or begin with) a page's furniture: "Share this article", "Read more: …"."""
    found: dict[int, str] = {}
    for hit in facts.hits.get("furniture", ()):
        number = facts.block_at(hit.start)
        block = facts.blocks[number]
        if hit.start - block.start > 2 or block.kind in ("title", "code"):
            continue
        if hit.value == "line" and block.end - hit.end <= 30:
            found[number] = "boilerplate"
        elif hit.value == "lead-in" and block.end - block.start <= 200:
            found[number] = "related"
    return found


def _title(facts: Facts, roles: list[str], words: list[str]) -> int | None:
    if "title" in roles:
        return roles.index("title")
    first = next((n for n, r in enumerate(roles) if r in ("heading", "paragraph")), None)
    if first is None:
        return None
    if roles[first] == "heading":
        return first
    headings = [n for n, b in enumerate(facts.blocks[:8]) if b.kind == "heading" and b.level == 1]
    if headings:
        return headings[0]
    if facts.article.format != "text" or len(words) < 2 or len(words[first]) > TITLE_LENGTH:
        return None
    longest = max(map(len, words))
    if _is_closed(words[first]) and not (_is_title_case(words[first]) and len(words[first]) < TITLE_LENGTH // 2):
        return None
    return first if longest > len(words[first]) else None


def _is_title_case(words: str) -> bool:
    parts = [w for w in words.split() if w[:1].isalpha()]
    return len(parts) >= 4 and sum(w[:1].isupper() for w in parts) >= 0.75 * len(parts)


def _scraped(blocks: list[ViewBlock], roles: list[str], words: list[str], title: int | None) -> None:
    """Subheads and related stories that have no markup of their own."""
    for number, block in enumerate(blocks):
        if (
            roles[number] != "paragraph"
            or number == title
            or not _is_short(words[number])
            or _LIST_MARK.match(words[number])
        ):
            continue
        later = next((n for n in range(number + 1, len(blocks)) if roles[n] == "paragraph"), None)
        if later is None or _is_short(words[later]):
            continue
        behind_prose = any(r == "paragraph" and not _is_short(words[n]) for n, r in enumerate(roles[:number]))
        is_long = block.end - block.start >= RELATED_LENGTH
        roles[number] = "related" if behind_prose and is_long else "heading"


def _is_closed(words: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _FINAL.search(words[-8:]) is not None


def _is_short(words: str) -> bool:
    if len(words) > SUBHEAD_LENGTH or _is_closed(words):
        return False
    is_han = any("\u3040" <= c <= "\u9fff" for c in words)
    return len(words) <= (HAN_SUBHEAD_LENGTH if is_han else SUBHEAD_LENGTH)


def _bylines(roles: list[str], words: list[str], title: int | None, first: int) -> None:
    """Short lines of names above the body."""
    start = 0 if title is None or title > first else title + 1
    for number in range(start, min(first, len(roles))):
        line = words[number]
        if (
            roles[number] in ("paragraph", "heading")
            and len(line) <= 80
            and _NAME_LINE.fullmatch(line)
            and not _NOT_NAME.search(line)
        ):
            roles[number] = "byline"


def _biographies(roles: list[str], words: list[str]) -> None:
    """Paragraphs about the author: behind a share line, or among the last, beginning with a name."""
    total = len(roles)
    for number in range(total - 1, max(-1, total - 5), -1):
        if roles[number] not in PROSE or number == 0:
            continue
        match = _NAME_START.match(words[number])
        behind_furniture = roles[number - 1] == "boilerplate"
        if (
            match
            and _BIOGRAPHY.match(words[number][match.end() :].lstrip(" ,"))
            and (behind_furniture or number >= total - 3)
        ):
            roles[number] = "biography"


_NAME_START = late_regex(r"(?:About the author:? ?)?(?:\p{Lu}[\p{L}\p{M}'.\-]+(?: |(?=,))){2,5}")
