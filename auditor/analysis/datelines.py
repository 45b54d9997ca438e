"""Datelines and openings that name an agency: "PLACE (AGENCY) -", "PLACE/AGENCY", and Persian chains "as A reports, quoting B".

Takes the Page, adds Credits of agencies and of original outlets from the first paragraph of the body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.credit_page import Cue, Found, Line, Page, add
from auditor.analysis.people import word_set
from auditor.fold import fold_words
from auditor.patterns import late_regex

if TYPE_CHECKING:
    import regex

_DATELINE = late_regex(
    r"(?P<place>\p{Lu}[\p{L}'’. ,/\-]{1,40}?),?(?P<date> [\p{L}.]{3,10} \d{1,2}(?:, \d{4})?| \d{1,2}\.? \p{L}+\.?(?: \d{4})?)? ?(?:\((?P<agency>[\p{L}\p{N} .\-/]{2,40})\) ?[-:]?|[-/] ?(?P<bare>[\p{L} ]{2,30}?) ?[-/:])"
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
        known = fold_words(words) in word_set("agencies") or _is_dateline(match)
        if known and fold_words(words) != fold_words(facts.context.publication):
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
    if report := _LOCAL_REPORT.search(plain, block.start, min(block.end, block.start + 40)):
        _reporters(page, line, report.start("names"), report.end("names"), found)
    elif (quoting := _QUOTING.search(plain, block.start, block.end)) and any(c.role == "agency" for c in found.credits):
        s, e = quoting.span("second")
        add(page, Cue(s, s, s, e, ("original_outlet",), "chain", line), "original_outlet", s, e, found)
    if "به گزارش" in plain[block.start : block.start + 120]:
        _chain(page, line, block.start, min(block.end, block.start + 200), found)


def _is_dateline(match: regex.Match[str]) -> bool:
    """Whether an unknown name in brackets is an agency's: behind a place and a date, or a place in capitals, and before a dash or colon."""
    if not match["agency"] or match.group()[-1] not in "-:":
        return False
    return bool(match["date"]) or (match["place"].isupper() and len(match["place"]) > 1)


_QUOTING = late_regex(
    r"(?:reports?|reported|said|says), (?:quoting|citing) (?:the )?(?P<second>(?:\p{Lu}[\p{L}\-]+ ?){1,4}?)(?= (?:news|daily|newspaper|agency|website|weekly)|[.,])"
)
"""The chain of an agency's first paragraph: "…, WIRE reports, quoting the OUTLET daily"."""
_LOCAL_REPORT = late_regex(r"[讯訊电電] ?[(（](?P<names>[^()（）]{4,40})[)）]")
_REPORTER = late_regex(
    r"(?:记者|記者|通讯员|通訊員|特约记者|见习记者|实习生)[:\s]*(?P<names>[\p{Han}]{2,4}(?:[\s、][\p{Han}]{2,4}(?!员|者))*)"
)


def _reporters(page: Page, line: Line, start: int, end: int, found: Found) -> None:
    """The reporters of a Chinese opening: "本报讯（记者 A 通讯员 B）"."""
    if any(c.role == "author" for c in found.credits):
        return
    for match in _REPORTER.finditer(page.plain, start, end):
        s, e = match.span("names")
        for name in _HAN_NAME.finditer(page.plain, s, e):
            if not name.group().endswith(("记者", "記者", "讯员", "訊員")):
                add(page, Cue(s, s, s, e, ("author",), "dateline", line), "author", name.start(), name.end(), found)


_HAN_NAME = late_regex(r"\p{Han}{2,4}")


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
