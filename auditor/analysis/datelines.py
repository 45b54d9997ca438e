"""Datelines and openings that name an agency: "PLACE (AGENCY) -", "PLACE/AGENCY", and Persian chains "as A reports, quoting B".

Takes the Page, adds Credits of agencies and of original outlets from the first paragraph of the body.
"""

from __future__ import annotations

from auditor.analysis.credit_page import Cue, Found, Line, Page, add
from auditor.analysis.people import word_set
from auditor.fold import fold_words
from auditor.patterns import late_regex

_DATELINE = late_regex(
    r"(?P<place>\p{Lu}[\p{L}'’. ,/\-]{1,40}?),?(?: [\p{L}.]{3,10} \d{1,2}(?:, \d{4})?| \d{1,2} \p{L}+(?: \d{4})?)? ?(?:\((?P<agency>[\p{L}\p{N} .\-/]{2,40})\) ?[-:]?|[-/] ?(?P<bare>[\p{L} ]{2,30}?) ?[-/:])"
)
_CHAIN = late_regex(
    r"به گزارش (?P<first>.{2,60}?)(?:،|,)? ?(?:به نقل از|بنقل از) (?P<second>.{2,50}?)(?:،|,|;|\.| که )"
)
_REPORT = late_regex(r"به گزارش (?P<first>[^،,.:]{2,50}?)[،,:]")


def read_dateline(page: Page, found: Found) -> None:
    """The agency of a dateline, the reporter of a place line, the agencies of a Persian opening."""
    facts, plain = page.facts, page.plain
    number = facts.layout.body
    if number >= len(facts.blocks):
        return
    block = facts.blocks[number]
    line = page.lines(number)[0]
    match = _DATELINE.match(plain, block.start, min(block.end, block.start + 90))
    if match:
        group = "agency" if match["agency"] else "bare"
        words = match[group].strip()
        if fold_words(words) in word_set("agencies") and fold_words(words) != fold_words(facts.context.publication):
            add(
                page,
                Cue(
                    match.start(group),
                    match.start(group),
                    match.start(group),
                    match.end(group),
                    ("agency",),
                    "dateline",
                    line,
                ),
                "agency",
                match.start(group),
                match.end(group),
                found,
            )
    if "به گزارش" in plain[block.start : block.start + 120]:
        _chain(page, line, block.start, min(block.end, block.start + 200), found)


def _chain(page: Page, line: Line, start: int, end: int, found: Found) -> None:
    """ "As A reports, quoting B": B is the original, A the one that was read."""
    plain = page.plain
    if match := _CHAIN.search(plain, start, end):
        for group in ("second", "first"):
            s, e = match.span(group)
            add(page, Cue(s, s, s, e, ("original_outlet",), "chain", line), "original_outlet", s, e, found)
    elif (match := _REPORT.search(plain, start, end)) and "خبرنگار" not in match["first"]:
        s, e = match.span("first")
        add(page, Cue(s, s, s, e, ("original_outlet",), "chain", line), "original_outlet", s, e, found)
