"""Bylines in scripts without capitals: "NAME – magazine «OUTLET»", "PLACE – NAME", a name alone above the body.

Takes the Page and the lines that hold cues, adds Credits. Without capitals a name cannot be told from a subhead by its letters, so its
words must stand nowhere else in the text; an article with a header needs none of this.
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_page import Found, Line, Page, add, strip
from auditor.analysis.people import is_description, is_withheld
from auditor.analysis.title_page import byline_cue
from auditor.patterns import late_regex

LONGEST = 60
SCRIPTS = ("ar", "fa", "he", "ckb", "ur")
_WORD = r"[\p{Arabic}\p{Hebrew}][\p{Arabic}\p{Hebrew}\p{M}'.]*"
_DASHED = late_regex(rf"(?P<left>{_WORD}(?: {_WORD}){{0,3}}) ?- ?(?P<right>\S.*)")
_NAME = late_regex(rf"{_WORD}(?: {_WORD}){{1,3}}")
_QUOTED = late_regex(r'(?:[^"]* )?"(?P<words>[^"]{2,60})"')


def read_uncased(page: Page, used: set[Line], found: Found) -> None:
    """The author (and outlet) of a line right above the body."""
    facts, layout = page.facts, page.facts.layout
    if (
        facts.language.code not in SCRIPTS
        or any(v.origin != "comment" for v in facts.article.metadata)
        or any(c.role == "author" for c in found.credits)
    ):
        return
    first = 0 if layout.title is None else layout.title + 1
    for number in range(first, min(layout.body + 1, first + 3, len(facts.blocks) - 1)):
        line = page.lines(number)[0]
        if line in used or facts.blocks[number].kind not in ("paragraph", "quote"):
            continue
        start, end = strip(page.plain, line.start, line.end, "")
        if end - start <= LONGEST and not regex.search(r"[.!?؟:،]$|\p{Nd}", page.plain[start:end]):
            _read(page, line, start, line.end, found)
            return


def _read(page: Page, line: Line, start: int, end: int, found: Found) -> None:
    cue = byline_cue(line, start, start, start)
    bar = page.plain.find("|", start, end)
    if bar >= 0 and any(h.start == bar + 2 and "author" in h.value for h in page.facts.hits.get("credit", ())):
        name = _NAME.fullmatch(page.plain[start:bar].strip())  # "NAME | reporter"
        if name:
            add(page, cue, "author", start, start + name.end(), found)
        return
    if dashed := _DASHED.match(page.plain, start, end):
        at, stop = dashed.span("right")
        if _NAME.fullmatch(dashed["left"]) and _outlet(page, line, at, stop, found):
            add(page, cue, "author", start, dashed.end("left"), found)
        elif (
            len(dashed["left"].split()) <= 2
            and _NAME.fullmatch(page.plain, at, stop)
            and _only_here(page, line, at, stop)
        ):
            add(page, cue, "author", at, stop, found)
    elif found.credits and _NAME.fullmatch(page.plain, start, end) and _only_here(page, line, start, end):
        add(page, cue, "author", start, end, found)


def _outlet(page: Page, line: Line, start: int, end: int, found: Found) -> bool:
    """Whether an outlet stands in a range, as a link or in quotation marks; adds it."""
    cue = byline_cue(line, start, start, start)._replace(roles=("original_outlet",))
    if links := page.links_in(start, end):
        s, e, address = links[0]
        add(page, cue, "original_outlet", s, e, found, address=address)
        add(page, cue, "original_link", s, e, found, address=address, name=address)
        return True
    if quoted := _QUOTED.match(page.plain, start, end):
        add(page, cue, "original_outlet", quoted.start("words"), quoted.end("words"), found)
        return True
    return False


def _only_here(page: Page, line: Line, start: int, end: int) -> bool:
    """Whether no longer word of a line stands elsewhere in the text, as a subhead's words do, and none describes."""
    words = page.plain[start:end]
    if is_description(words) or is_withheld(words):
        return False
    rest = page.plain[: line.start] + page.plain[line.end :]
    return not any(len(word) > 3 and word in rest for word in words.split())
