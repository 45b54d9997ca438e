"""The original in a credit's value: its title, its address, its outlet, its date.

Takes a Cue and the range of its value, adds Credits. A link's words are a title behind "original" and an outlet behind "source".
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_page import Cue, Found, Page, add, strip
from auditor.analysis.people import is_cased_name, is_dead, is_description, word_set
from auditor.patterns import late_regex

_IN_MARKS = late_regex(r"(?<=\p{Han})《(?P<words>[^》]{2,30})》")
ADDRESS = late_regex(r"<?(?P<address>(?:https?://|www\.)[^\s<>\"'，。；、）】\]]+)>?", regex.IGNORECASE)


_QUOTED = late_regex(r"[\"“«「『《](?P<words>[^\"”»」』》]{2,})[\"”»」』》]")

_DOMAIN = late_regex(r"(?:[\w\-]+\.)+\p{Ll}{2,}")
"""A site's name as the words of a link."""
_DIRECTIVE = late_regex(r":(?:ref|doc):`(?P<words>[^`<]{2,}?)\s*(?:<[^`>]*>)?`")
"""A reference in reStructuredText to the page that was translated."""


DATE = late_regex(
    r"\p{Nd}{1,4}[./\-年]\p{Nd}{1,2}[./\-月]\p{Nd}{1,4}日?|\p{Nd}{1,2}(?:st|nd|rd|th|º|er|\.)?(?: de)? \p{L}{3,12}\.?,?(?: de)? \p{Nd}{4}|\p{L}{3,12}\.? \p{Nd}{1,2}(?:st|nd|rd|th)?,? \p{Nd}{4}|\p{L}{3,12} \p{Nd}{4}"
)


_BEHIND_ADDRESS = late_regex(r"[\])>]* (?:- ?|\()(?P<outlet>[\p{L}][^,;|()\p{Nd}]{1,50}?)[)\s]*$")
DATE_BEHIND = 20
"""View characters behind a link in which the date of the original begins."""


def read_original(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """Title, address and outlet out of what stands behind "original" or "source"."""
    plain = page.plain
    links = page.links_in(start, end)
    if not links and (bare := ADDRESS.search(plain, start, end)):
        _read_bare_address(page, cue, role, start, end, bare, found)
        return
    if links:
        named = plain[start : links[0][0]].strip(" ,;:-(<")
        if role == "source" and len(named) > 2 and ADDRESS.match(plain, links[0][0]):
            _read_author_and_outlet(page, cue, start, links[0][0], found)  # "Source: NAME, OUTLET, ADDRESS"
        start = _read_link(page, cue, role, links[0], end, found)
        if role in ("original", "original_link") or not plain[start:end].strip(" ,.()（）。"):
            return
    if role == "original_title" or (role == "original" and not links):
        quoted = _DIRECTIVE.search(plain, start, end) or _QUOTED.search(plain, start, end)
        s, e = (quoted.start("words"), quoted.end("words")) if quoted else strip(plain, start, end, "")
        if e - s <= 250 and s < e and not links:
            add(page, cue, "original_title", s, e, found)
    elif role in ("source", "original_outlet") and not links and end - start <= 120:
        read_outlet(page, cue, start, end, found)


def _read_author_and_outlet(page: Page, cue: Cue, start: int, end: int, found: Found) -> None:
    """What stands before an address: the outlet, or the author and the outlet."""
    name, comma, _ = page.plain[start:end].strip(" ,").partition(", ")
    rest = page.plain[start:end].partition(", ")[2]
    if comma and is_cased_name(name, least=2) and not is_description(name) and rest[:1].isupper():
        at = page.plain.index(name, start)
        add(page, cue, "author", at, at + len(name), found)
        start = at + len(name) + 2
    read_outlet(page, cue, start, end, found)


def _read_link(page: Page, cue: Cue, role: str, link: tuple[int, int, str], end: int, found: Found) -> int:
    """A link's address, and its words as title or outlet; where the link ends."""
    plain = page.plain
    s, e, address = link
    add(page, cue, "original_link", s, e, found, address=address, name=address)
    text = plain[s:e].strip()
    is_title = not ADDRESS.match(text) and len(text) > 2 and not is_dead(text)
    if is_title and _DOMAIN.fullmatch(text):
        add(page, cue, "original_outlet", s, e, found, address=address)
        return e
    if is_title and role in ("original", "original_link", "original_title") and not _says_here(text):
        add(page, cue, "original_title", *strip(plain, s, e), found, address=address)
    elif is_title and role in ("source", "original_outlet") and len(text) <= 60 and not _says_here(text):
        add(page, cue, "original_outlet", *strip(plain, s, e), found, address=address)
    if role != "source" and (date := DATE.search(plain, e, min(end, e + DATE_BEHIND))):
        add(page, cue, "original_date", date.start(), date.end(), found)
    return e


def _read_bare_address(
    page: Page, cue: Cue, role: str, start: int, end: int, bare: regex.Match[str], found: Found
) -> None:
    """An address that is no link, the title or outlet before it, the outlet or date behind it."""
    plain = page.plain
    address = bare["address"].rstrip(".,;)")
    at = bare.start("address")
    add(page, cue, "original_link", at, at + len(address), found, address=address, name=address)
    before = plain[start : bare.start()].strip(' ,，-–—:(（《》[<"')
    if len(before) > 3 and role != "original_outlet":
        at = plain.find(before, start)
        what = "original_title" if role in ("original", "original_link", "original_title") else "original_outlet"
        add(page, cue, what, at, at + len(before), found, address=address)
    elif role == "source" and (behind := _BEHIND_ADDRESS.match(plain, bare.end(), end)):
        add(page, cue, "original_outlet", behind.start("outlet"), behind.end("outlet"), found, address=address)
    if date := DATE.search(plain, bare.end(), min(end, bare.end() + DATE_BEHIND)):
        add(page, cue, "original_date", date.start(), date.end(), found)


_CITED = late_regex(
    r" *(?:(?P<name>[^,\"]{3,40}), )?\"(?P<title>[^\"]{6,120})\",? (?:in |In |trên |dalam |di )?(?P<outlet>[^,;()\"]{2,50}?)(?:[,;(].*|\.?)"
)
"""A source cited as scholars do: NAME, “TITLE”, OUTLET, DATE."""


def read_outlet(page: Page, cue: Cue, start: int, end: int, found: Found) -> None:
    """An outlet's name (and its date) in a view range; "NAME, OUTLET, DATE" gives the author too."""
    plain = page.plain
    if cited := _CITED.fullmatch(plain, start, end):
        for what, group in (("author", "name"), ("original_title", "title"), ("original_outlet", "outlet")):
            if cited[group] and (what != "author" or is_cased_name(cited[group], least=2)):
                add(page, cue, what, cited.start(group), cited.end(group), found)
        if match := DATE.search(plain, cited.end("outlet"), end):
            add(page, cue, "original_date", match.start(), match.end(), found)
        return
    parts = [m.span() for m in regex.compile(r"[^,]+").finditer(plain, start, end)]
    if cue.roles == ("source",) and len(parts) >= 2 and DATE.search(plain, parts[-1][0], parts[-1][1]):
        s, e = strip(plain, *parts[0])
        if len(parts) >= 3 and is_cased_name(plain[s:e], least=2) and not is_description(plain[s:e]):
            add(page, cue, "author", s, e, found)
            start = parts[1][0]
    if named := _IN_MARKS.search(plain, start, end):  # "比安卡共和国《公共卫生观察》第三十八期"
        add(page, cue, "original_outlet", named.start("words"), named.end("words"), found)
        return
    cut = regex.compile(
        r"[,،，;；。|(（\[]|\s(?:الصادرة?|في|عن|يوم|بتاريخ|تحت|بعنوان|مقالا?|تقريرا?|التي|الذي|در تاریخ)\s|\s[-–—]\s|\.\s|\s(?:on|le|el|am|il|em|dated)\s|\p{Nd}{1,2}\.\p{Nd}"
    ).search(plain, start, end)
    stop = cut.start() if cut and cut.start() > start else end
    s, e = strip(plain, start, stop)
    if plain.count('"', s, e) % 2 and plain[e : e + 1] == '"':
        e += 1
    text = plain[s:e]
    if 1 < len(text) <= 70 and len(text.split()) <= 8 and (text[:1].isupper() or not text[:1].islower()):
        add(page, cue, "original_outlet", s, e, found)
    if (match := DATE.search(plain, start, end)) and cue.roles != ("source",):
        add(page, cue, "original_date", match.start(), match.end(), found)


def _says_here(text: str) -> bool:
    """Words of a link that only point: "here", "link", "原文"."""
    return text.lower().strip(" .") in word_set("pointers")
