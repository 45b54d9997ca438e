"""What a cue's value says: whom it names, or that nobody is named there.

Takes Cues, gives Credits in source offsets and Placeholders. A label alone on its line has its value on the next one; in a table beside
or below. It decides nothing about the article.
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_originals import ADDRESS, DATE, read_original
from auditor.analysis.credit_page import Cue, Found, Line, Page, add, hole, strip
from auditor.analysis.credit_people import PART, read_people
from auditor.analysis.people import is_cased_name, is_dead, languages, word_set
from auditor.analysis.provenance import PEOPLE
from auditor.fold import fold_words
from auditor.patterns import late_regex


def read_values(page: Page, cues: list[Cue]) -> Found:
    """The credits and empty places of an article's cues."""
    found = Found([], [])
    taken = {(c.line.start, c.line.end) for c in cues}
    for number, cue in enumerate(cues):
        if cue.roles == ("none",) or (cue.form in ("verb", "label") and _is_said(page, cue)):
            continue
        if number + 1 < len(cues) and _is_doubled(page, cue, cues[number + 1]):
            start, end = strip(page.plain, cue.start, cues[number + 1].value_start, "")
            found.placeholders.append(hole(page, cue, cue.roles[0], page.facts.words(start, end), start, end))
            continue
        start, end = _value(page, cue, taken)
        if "translator" in cue.roles and (language := _foreign_language(page, cue)):
            add(page, cue, "original_language", *language, found)
        for role in cue.roles:
            _read(page, cue, role, start, end, found)
    return found


def _is_said(page: Page, cue: Cue) -> bool:
    """Whether somebody speaks behind a formula: "Source: “…”, a neighbour said" credits nobody."""
    if cue.value_end - cue.value_start > LONGEST_CREDIT or page.facts.blocks[cue.line.block].kind != "paragraph":
        return False
    part = PART.search(page.plain, cue.value_start, cue.value_end)
    end = part.start() if part else cue.value_end
    return any(fold_words(w) in word_set("speech") for w in _LETTERS.findall(page.plain[cue.value_start : end]))


LONGEST_CREDIT = 400


def _foreign_language(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The language that a translator's label names, where it is not the article's: "Vertaling uit het Duits"."""
    for match in _LETTERS.finditer(page.plain, cue.start, cue.value_start):
        low = match.group().lower()
        if low in languages():
            own = page.facts.language.code
            return match.span() if own and languages()[low] != own else None
    return None


_LETTERS = late_regex(r"[\p{L}\p{M}]{3,}")


def _is_doubled(page: Page, cue: Cue, following: Cue) -> bool:
    """Whether a label stands twice, with nothing between: "Author: Author: NAME"."""
    if cue.line != following.line or cue.form != "label" or cue.roles[0] not in PEOPLE:
        return False
    low = page.facts.folded.low
    same = low[cue.start : cue.end] == low[following.start : following.end]
    return same and not page.plain[cue.end : following.start].strip(" :")


def _value(page: Page, cue: Cue, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """The value's range; of a label alone on its line, the next line where that holds no cue; in a table, the cell below."""
    start, end = cue.value_start, cue.value_end
    if page.plain[start:end].strip(" *_|()[]"):
        return start, end
    blocks = page.facts.blocks
    if blocks[cue.line.block].kind == "cell":
        return _cell(page, cue, taken)
    following = page.next_line(cue.line)
    if (
        following
        and cue.line.end == cue.value_end
        and (following.start, following.end) not in taken
        and not page.plain[cue.end : cue.line.end].strip(" *_):")
    ):
        words = page.plain[following.start : following.end]
        if (
            blocks[following.block].kind in ("paragraph", "item", "quote")
            and len(words) <= 60
            and (is_cased_name(words.strip(" *_")) or _is_address(page, *following[:2]))
            and (":" not in page.plain[cue.end : cue.line.end] or _adjoins(page, cue, following))
        ):
            return following.start, following.end
    return start, end


def _is_address(page: Page, start: int, end: int) -> bool:
    """Whether a line is an address or begins with a link."""
    links = page.links_in(start, end)
    return bool(ADDRESS.match(page.plain, start)) or bool(links and not page.plain[start : links[0][0]].strip(" *_<"))


def _adjoins(page: Page, cue: Cue, following: Line) -> bool:
    """Whether no empty line stands between a label that closes its line and the next line."""
    text = page.facts.article.source.text
    between = text[page.facts.pieces(cue.start, cue.end)[-1].end : page.facts.pieces(*following[:2])[0].start]
    return between.count("\n") <= 1


def _cell(page: Page, cue: Cue, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """The cell beside a label's cell, or below it where labels stand side by side."""
    blocks = page.facts.blocks

    def is_label(number: int) -> bool:
        return (
            0 <= number < len(blocks)
            and blocks[number].kind == "cell"
            and (blocks[number].start, blocks[number].end) in taken
        )

    first = last = cue.line.block
    while is_label(first - 1):
        first -= 1
    while is_label(last + 1):
        last += 1
    number = cue.line.block + (last - first + 1)
    if number < len(blocks) and blocks[number].kind == "cell" and blocks[number].end - blocks[number].start <= 120:
        return blocks[number].start, blocks[number].end
    return cue.value_start, cue.value_end


def _read(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    words = page.plain[start:end]
    links = page.links_in(start, end)
    if role in PEOPLE:
        read_people(page, cue, role, start, end, found)
        return
    if is_dead(words) and not links:
        if cue.form == "label" and role != "machine_translation":
            place = "original_link" if role in ("source", "original") else role
            found.placeholders.append(hole(page, cue, place, words.strip(), start, end))
        return
    if role in ("source", "original", "original_link", "original_title", "original_outlet"):
        read_original(page, cue, role, start, end, found)
    elif role == "original_date":
        if match := DATE.search(page.plain, start, end):
            add(page, cue, role, match.start(), match.end(), found)
    elif role == "original_language":
        known = languages()
        for match in regex.compile(r"[\p{L}'’\-]+").finditer(page.plain, start, min(end, start + 60)):
            if match.group().lower() in known:
                add(page, cue, role, match.start(), match.end(), found)
                break
    elif role == "licence":
        stop = regex.compile(r"[.。;；](?:\s|$)|$").search(page.plain, start, end)
        add(page, cue, role, *strip(page.plain, start, stop.start() if stop else end), found)
    elif len(words.strip()) <= 60:
        add(page, cue, role, *strip(page.plain, start, end), found)
