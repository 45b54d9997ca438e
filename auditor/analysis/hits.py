"""Hits: where the index's literals stand in the article as whole words, sorted by table.

Takes the folded view; gives, by table, the longest hit at each start. No hit crosses a block, none lies in an address,
a handle, a host name or code. Word boundaries go by script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.rulebook import Hit

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, ViewBlock

_OPAQUE = re.compile(r"(?:https?|ftp)://[^\s<>\"]+|www\.[^\s<>\"]+|[\w.+-]*@[\w.-]+|#\w+")
_ARABIC_PREFIXES = "وفبكل"


def find_hits(facts: Facts) -> dict[str, list[Hit]]:
    """All hits of an article by table."""
    low = facts.folded.low
    index = facts.index
    matches = index.matches(low) if facts.use_index else index.matches_slowly(low)
    matches.sort(key=lambda m: (m[1], -m[2]))
    opaque = _opaque(low)
    found: dict[str, list[Hit]] = {}
    seen: dict[str, int] = {}
    blocks = _Walk(facts.blocks)
    skip = 0
    for number, start, end in matches:
        if not (_starts_word(low, start) and _ends_word(low, end)):
            continue
        block = blocks.at(start)
        if block is None or end > block.end or block.kind == "code":
            continue
        while skip < len(opaque) and opaque[skip][1] <= start:
            skip += 1
        if skip < len(opaque) and opaque[skip][0] < end:
            continue
        for table, value in index.owners[number]:
            if seen.get(table) == start and not table.startswith("rule:"):
                continue
            seen[table] = start
            found.setdefault(table, []).append(Hit(start, end, value))
    return found


class _Walk:
    """The block of ever larger offsets."""

    def __init__(self, blocks: list[ViewBlock]) -> None:
        self._blocks = blocks
        self._number = 0

    def at(self, start: int) -> ViewBlock | None:
        while self._number < len(self._blocks) and self._blocks[self._number].end <= start:
            self._number += 1
        block = self._blocks[self._number] if self._number < len(self._blocks) else None
        return block if block is not None and block.start <= start else None


def _opaque(low: str) -> list[tuple[int, int]]:
    """Addresses, mail addresses, handles and tags: words that no reader reads as words."""
    if "@" not in low and "#" not in low and "://" not in low and "www." not in low:
        return []
    return [m.span() for m in _OPAQUE.finditer(low)]


def _starts_word(low: str, start: int) -> bool:
    if start == 0:
        return True
    before, first = low[start - 1], low[start]
    if not first.isalnum():
        return True
    if before == "." and start > 1 and low[start - 2].isalnum() and low[start - 2] > " ":
        return not _in_host(low, start)
    if not before.isalnum():
        return True
    if _script(before) != _script(first) or _script(first) == "han":
        return True
    return _script(first) == "arabic" and _after_prefix(low, start)


def _ends_word(low: str, end: int) -> bool:
    if end >= len(low):
        return True
    after, last = low[end], low[end - 1]
    if not last.isalnum():
        return True
    if after == "." and end + 1 < len(low) and low[end + 1].isalnum():
        return not low[end + 1].isascii()
    if not after.isalnum():
        return True
    return _script(after) != _script(last) or _script(last) == "han"


def _in_host(low: str, start: int) -> bool:
    """Whether a word behind a full stop with no blank belongs to a host or file name: "x.example"."""
    return low[start].isascii() and low[start - 2].isascii()


def _after_prefix(low: str, start: int) -> bool:
    """Arabic writes and, so, with, like, for as one letter before the word; two may stand."""
    for length in (1, 2):
        at = start - length
        if at >= 0 and all(c in _ARABIC_PREFIXES for c in low[at:start]) and (at == 0 or not low[at - 1].isalnum()):
            return True
    return False


def _script(sign: str) -> str:
    """Class of a letter where words end: Latin digits count as any script's own."""
    code = ord(sign)
    if code < 0x250:
        return "latin"
    if 0x0600 <= code < 0x0780 or 0x08A0 <= code < 0x0900 or 0xFB50 <= code < 0xFF00:
        return "arabic"
    if 0x0400 <= code < 0x0530:
        return "cyrillic"
    if 0x0E00 <= code < 0x0F00 or 0x2E80 <= code < 0xA4D0 or 0xF900 <= code < 0xFB00 or code >= 0x20000:
        return "han"  # no blanks between words: Thai, kana, Han
    return "other"
