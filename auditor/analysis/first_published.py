"""Where an article first stood: the outlet, the link, the date and the author behind "originally published in", "translated from".

Takes the Page and a formula's place, adds Credits. A formula with nothing behind it asks for the original.
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_originals import ADDRESS, DATE, read_outlet
from auditor.analysis.credit_page import Cue, Found, Line, Page, add
from auditor.analysis.credit_people import RUN
from auditor.analysis.own_words import SelfDescription, add_duty, as_cue, language_in
from auditor.analysis.people import is_cased_name, is_description, is_name
from auditor.patterns import late_regex
from auditor.rulebook import Hit

_QUOTED = late_regex(r"[「『\"“«](?P<words>[^」』\"”»]{4,80})")
_JOINT = late_regex(r" (?:in|by|on|at|dans|par|sur|en|por|em|su|da|bei|auf|im|von|на|в|у) ")
_TURKISH_CASE = late_regex(r"'\p{Ll}{1,5}$")
_AUTHOR_BY = late_regex(r"[ ,)]\s?(?:автор|by|par|por|von|di|av|door|af|oleh) (?:\[?)(?=\p{Lu})")


def read_behind(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription, *, translated: str) -> None:
    """The outlet (or the language, or the date) behind "originally published in", "translated from"."""
    plain = page.plain
    cue = as_cue(line, hit.start, hit.end, "original_outlet")
    if (date := DATE.search(plain, hit.end, min(line.end, hit.end + 90))) and not translated:
        add(page, cue, "original_date", date.start(), date.end(), found)
    if not translated and (language := language_in(page, hit.end, min(hit.end + 20, line.end))):
        add(page, cue, "original_language", *language, found)
        said.evidence.append(f'it says "{page.facts.words(hit.start, language[1])}"')
        if joint := _JOINT.match(plain, language[1], line.end):
            _read_outlet_name(page, as_cue(line, hit.start, joint.end(), "original_outlet"), found)
        return
    if regex.match(r"\W*\p{Nd}", plain[hit.end : line.end]):
        return
    if not _read_outlet_name(page, cue, found) and not date and not translated:
        add_duty(page, said, "points-outside", hit.start, hit.end)
    if translated:
        said.evidence.append(f'it says "{page.facts.words(hit.start, min(hit.end + 30, line.end))}"')


def _read_outlet_name(page: Page, cue: Cue, found: Found) -> bool:
    """The outlet right behind a formula: a link, quoted words, a run of capitals, words of a script without them."""
    plain, line = page.plain, cue.line
    start = cue.end
    while start < line.end and plain[start] in " :\"'":
        start += 1
    links = page.links_in(start, min(line.end, start + 60))
    if links and links[0][0] - start <= 12:
        s, e, address = links[0]
        add(page, cue, "original_link", s, e, found, address=address, name=address)
        if not plain[s:e].startswith(("http", "www.")) and e - s <= 60:
            add(page, cue, "original_outlet", s, e, found, address=address)
    elif (quoted := _QUOTED.match(plain, max(cue.end, start - 1), line.end)) and len(quoted["words"]) <= 60:
        add(page, cue, "original_outlet", quoted.start("words"), quoted.end("words"), found)
    elif run := RUN.match(plain, start, line.end):
        suffix = _TURKISH_CASE.search(run.group()) if page.facts.language.code == "tr" else None
        if is_name(run.group()):
            add(page, cue, "original_outlet", run.start(), run.start() + suffix.start() if suffix else run.end(), found)
            _address_behind(page, cue, run.end(), found)
    elif (
        start < line.end
        and (plain[start] == "《" or plain[start].isalpha())
        and plain[start].upper() == plain[start].lower()
    ):
        read_outlet(page, cue, start, min(line.end, start + 40), found)
    else:
        return False
    return True


def _address_behind(page: Page, cue: Cue, at: int, found: Found) -> None:
    """A link or a bare address on the line behind the outlet's name."""
    end = min(cue.line.end, at + 120)
    if links := page.links_in(at, end):
        s, e, address = links[0]
        add(page, cue, "original_link", s, e, found, address=address, name=address)
    elif match := ADDRESS.search(page.plain, at, end):
        address = match["address"].rstrip(".,;)")
        add(
            page,
            cue,
            "original_link",
            match.start("address"),
            match.start("address") + len(address),
            found,
            address=address,
            name=address,
        )


def read_author_behind(page: Page, line: Line, at: int, found: Found) -> None:
    """An author named behind the title or the outlet: "… by NAME"."""
    match = _AUTHOR_BY.search(page.plain, at, min(line.end, at + 60))
    if match is None or any(c.role == "author" for c in found.credits):
        return
    if (
        (run := RUN.match(page.plain, match.end(), line.end))
        and is_cased_name(run.group(), least=2)
        and not is_description(run.group())
    ):
        cue = Cue(match.start(), match.end(), run.start(), run.end(), ("author",), "verb", line)
        add(page, cue, "author", run.start(), run.end(), found)
