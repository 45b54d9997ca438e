"""Hits: where the index's literals stand in the article as whole words, sorted by table.

Takes the folded view; gives, by table, the longest hit at each start. No hit crosses a block, none lies in an address,
a handle, a host name or code. Word boundaries go by script.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.fold import bare
from auditor.patterns import late_re
from auditor.rulebook import Hit

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.rulebook import Index
    from auditor.spellings import Literal

_OPAQUE = late_re(r"(?:https?|ftp)://[^\s<>\"]+|www\.[^\s<>\"]+|[\w.+-]*@[\w.-]+|#\w+")
_ARABIC_PREFIXES = "وفبكل"
LONGEST_ENDING = 8


def find_hits(facts: Facts) -> dict[str, list[Hit]]:
    """All hits of an article by table."""
    low = facts.folded.low
    shown = facts.bare
    index = facts.index
    matches = _whole_words(low, index, index.matches(shown) if facts.use_index else index.matches_slowly(shown))
    found: dict[str, list[Hit]] = {}
    seen: dict[str, int] = {}
    for start, end, number in _outside_addresses(facts, low, matches):
        for table, value, words in index.owners[number]:
            if not words:  # a name: which hits are names, and which of two stays, is for `lexicon_names` to say
                if not _has_ending(low, start, end, index, number, value):
                    continue
            elif (seen.get(table) == start and table[:5] != "rule:") or (low is not shown and low[start:end] != words):
                continue
            seen[table] = start
            if table in found:
                found[table].append(Hit(start, end, value))
            else:
                found[table] = [Hit(start, end, value)]
    return found


def _whole_words(low: str, index: Index, found_at: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """(start, -end, literal) of the matches that begin and end where words do, the longest first at each start."""
    # Most matches lie inside longer words: these two tests are inline, since they are made most often.
    last = len(low)
    if low.isascii():
        padded = f" {low} "  # one script: a word ends where a letter or digit meets none
        matches = [
            (start, -end, number)
            for number, start, end in found_at
            if not (padded[start].isalnum() and padded[start + 1].isalnum())
            and not (padded[end + 1].isalnum() and padded[end].isalnum())
        ]
    else:
        matches = [
            (start, -end, number)
            for number, start, end in found_at
            if (start == 0 or not low[start - 1].isalnum() or _starts_word(low, start))
            and (end == last or not low[end].isalnum() or _ends_word(low, end))
        ]
    if index.endings:
        matches += _inflected(low, index, found_at)
    matches.sort()
    return matches


def _outside_addresses(facts: Facts, low: str, matches: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """(start, end, literal) of the matches inside one block, outside code, addresses and hosts."""
    opaque = _opaque(low)
    blocks = iter(facts.blocks)
    block = next(blocks, None)
    skip = 0
    for start, minus_end, number in matches:
        end = -minus_end
        while block is not None and block.end <= start:
            block = next(blocks, None)
        if block is None:
            break
        if block.start > start or end > block.end or block.kind == "code":
            continue
        if (low[start - 1 : start] == "." and _in_host(low, start)) or (
            low[end : end + 1] == "." and _is_host(low, end)
        ):
            continue
        while skip < len(opaque) and opaque[skip][1] <= start:
            skip += 1
        if skip == len(opaque) or opaque[skip][0] >= end:
            yield start, end, number


def _inflected(low: str, index: Index, found_at: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Matches of names that go on as an ending of the language, up to the end of their word."""
    found = []
    last = len(low)
    for number, start, end in found_at:
        if end == last or not low[end].isalpha() or (start and low[start - 1].isalnum()):
            continue
        for _, value, words in index.owners[number]:
            if not words and value.final:
                until = end
                while until < last and low[until].isalpha() and until - end < LONGEST_ENDING:
                    until += 1
                rest = bare(low[end:until])
                if rest == value.final or rest in index.endings.get(value.final, ()):
                    found.append((start, -until, number))
                    break
    return found


def _has_ending(low: str, start: int, end: int, index: Index, number: int, value: Literal) -> bool:
    """Whether a name has its end: as it is, or with an ending in the place of its own."""
    rest = bare(low[start + len(index.literals[number]) : end])
    if value.final in ("", "+"):
        return not rest or (value.final == "+" and rest in index.endings["+"])
    return rest == value.final or rest in index.endings[value.final]


def _opaque(low: str) -> list[tuple[int, int]]:
    """Addresses, mail addresses, handles and tags: words that no reader reads as words."""
    if "@" not in low and "#" not in low and "://" not in low and "www." not in low:
        return []
    return [m.span() for m in _OPAQUE.finditer(low)]


def _starts_word(low: str, start: int) -> bool:
    """Whether a word may begin behind a letter: scripts meet, or its script has no blanks, or a prefix stands there."""
    before, first = low[start - 1], low[start]
    if not first.isalnum():
        return True
    script = _script(first)
    if script == "han" or _script(before) != script:
        return True
    return script == "arabic" and _after_prefix(low, start)


def _ends_word(low: str, end: int) -> bool:
    """Whether a word may end before a letter."""
    last = low[end - 1]
    if not last.isalnum():
        return True
    script = _script(last)
    return script == "han" or _script(low[end]) != script


def _in_host(low: str, start: int) -> bool:
    """Whether a word behind a full stop with no blank belongs to a host or file name: "x.example"."""
    before = low[start - 2 : start - 1]
    return low[start].isascii() and before.isascii() and before.isalnum() and low[start].isalnum()


def _is_host(low: str, end: int) -> bool:
    """Whether a full stop with no blank behind it follows: "joulani.example"."""
    after = low[end + 1 : end + 2]
    return after.isascii() and after.isalnum() and low[end - 1].isalnum()


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
