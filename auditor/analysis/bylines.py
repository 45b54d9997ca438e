"""Credits with no formula of their own: "By NAME", a line that is only a name; datelines and title pages have modules of their own.

Takes the Page, adds Credits. A name stands alone only above the body; a preposition makes a byline only where the whole line is names.
Prepositions are too common for the index; they are read at the start of short lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from auditor.analysis.credit_originals import DATE
from auditor.analysis.credit_page import Cue, Found, Line, Page, add, hole
from auditor.analysis.datelines import read_dateline
from auditor.analysis.people import is_cased_name, is_dead, is_description, is_withheld, names_in, word_set
from auditor.analysis.title_page import byline_cue, is_foreign, read_title_page
from auditor.analysis.uncased_bylines import read_uncased
from auditor.fold import fold_words
from auditor.patterns import late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

HEAD_LINES = 14
TAIL_BLOCKS = 6
MAX_LINE = 160
MIN_BYLINE = 8
"""Characters before a line's first formula from which a byline can stand there: "By NAME, DATE. Translated by NAME"."""

_PREPOSITION = late_regex(
    r"[*_(\[>\-–—\s]*(?P<word>(?i:by)|Von|VON|Par|PAR|par|Por|POR|por|Di|DI|di|De|DE|de|Door|DOOR|Van|Av|AV|Af|Oleh|OLEH|Του|Της|του|της|ΤΟΥ|ΤΗΣ)(?: ?: ?| +)(?P<rest>(?:(?i:by) )?\S.*)"
)
_LINK_BY = late_regex(r" *[,(\-–—]? ?(?:by|By|BY)(?: [Bb]y)? +(?P<rest>\S.*)")
_OUTLET = late_regex(
    r"(?P<joint> (?:for|para|pour|für|per|voor|för|специально для|спеціально для|для) (?:the )?|, (?:no|na|in|en|dans|im|in der|nel|sul|su) (?=(?:The )?\p{Lu})|\s*[*¹²³]?\s+[–—\-|]+ (?:\((?=\p{Lu}))?|, )(?P<outlet>(?:The |the )?[^()\n,|–—]{2,60}?)\)?(?: ?\((?P<about>[^)]*)\))?[ ,.]*(?P<date>\p{Nd}.*)?$"
)
_NAME_OUTLET_PLACE = late_regex(
    r"(?P<name>\p{Lu}[\p{L}'\-]+(?: \p{L}[\p{L}'.\-]+){1,3}), (?:\"(?P<outlet>[^\",]{2,40})\"|(?P<outlet>(?:\p{Lu}[\p{L}'\-]+ ?){2,5}))(?:, (?P<place>\p{Lu}[\p{L}\-]+))(?: ?\([^)]*\))?"
    r"|(?P<name>\p{Lu}[\p{L}'\-]+(?: \p{L}[\p{L}'.\-]+){1,3})(?:, | / )(?P<outlet>(?:The|La|Le|El|Il|Die|Der) \p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+)*)"
    r"|(?P<name>\p{Lu}[\p{L}'\-]+(?: \p{L}[\p{L}'.\-]+){1,3}), \"(?P<outlet>[^\",]{2,40})\""
)
"""A byline that names outlet and place: "NAME, OUTLET, COUNTRY"; without a place the outlet stands in quotation marks."""
_PLACE_NAME = late_regex(r"\p{Lu}[\p{L}'\-]+ ?[–—\-] (?P<name>\p{Lu}[\p{L}'\-]+(?: \p{L}[\p{L}'\-]+){1,3})")
_PLACE_WIRE = late_regex(
    r"\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+){0,2} ?[–—\-] (?P<wire>\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+){0,3})"
)
_FOR_QUOTED = late_regex(
    r"[*_]*\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+){1,3}(?: (?:for|para|pour|für|per|voor|för|специально для|для|спеціально для) | ?[–—\-] )\"[^\"]{2,40}\"[*_]*"
)
"""A byline whose closing quotation mark makes it look like a sentence: "NAME for «OUTLET»"."""


_OF_LANGUAGES = {
    "von": ("de",), "par": ("fr",), "por": ("es", "pt", "gl", "ca"), "di": ("it", "id", "ms"), "de": ("fr", "es", "pt", "gl", "ca", "ro"),
    "door": ("nl", "af"), "van": ("nl", "af"), "av": ("sv", "no", "nb", "nn"), "af": ("da", "sv", "no"), "oleh": ("id", "ms"),
    "του": ("el",), "της": ("el",),
}  # fmt: skip
"""The languages whose articles put a preposition before the author's name; "Van Gogh Museum" in an English one is no byline."""


def _is_of_language(page: Page, word: str) -> bool:
    """Whether a preposition is the article's language's, or nothing says which that is."""
    code = page.facts.language.code
    known = _OF_LANGUAGES.get(fold_words(word))
    return known is None or code is None or code in known


def find_bylines(page: Page, taken: list[Cue], found: Found) -> None:
    """Add the credits that no formula marks; lines that hold a cue are left alone."""
    used = {cue.line for cue in taken}
    has_author = any(c.role == "author" for c in found.credits)
    for line in _short_lines(page):
        first = _first_credit(page, line, taken)
        if first is not None:
            if (
                first - line.start < MIN_BYLINE
                or page.plain[max(0, first - 4) : first].rstrip()[-1:] not in _BEFORE_CREDIT
            ):
                continue
            line = line._replace(end=line.start + len(page.plain[line.start : first].rstrip(" .;,|·•-/–")))
            if not has_author:
                _before_credit(page, line, found)
        if line.end <= line.start:
            continue
        if not has_author or line.block < page.head:
            _prefixed(page, line, found)
    read_title_page(page, taken, found)
    _signature(page, found)
    if not any(c.role == "author" for c in found.credits):
        _bare_names(page, used, found)
        read_uncased(page, used, found)
    read_dateline(page, found)


_BEFORE_CREDIT = frozenset(".;,|·•-/–*_")


def _first_credit(page: Page, line: Line, taken: list[Cue]) -> int | None:
    """Where the first formula of a line stands; one of provenance counts behind a full stop: "NAME, [OUTLET](LINK). Translated from …"."""
    starts = [cue.start for cue in taken if cue.line == line]
    starts += [
        h.start
        for h in page.facts.hits.get("provenance", ())
        if line.start + MIN_BYLINE <= h.start < line.end
        and page.plain[max(0, h.start - 4) : h.start].rstrip()[-1:] in (".", "|", "·")
    ]
    return min(starts, default=None)


def _short_lines(page: Page) -> list[Line]:
    """Short lines of head and tail, each once."""
    blocks = page.facts.blocks
    numbers = [n for n in range(len(blocks)) if n < min(page.head, HEAD_LINES) or n >= len(blocks) - TAIL_BLOCKS]
    found = []
    for number in numbers:
        block = blocks[number]
        if block.kind in ("title", "code", "cell", "caption") or block.end - block.start > 4 * MAX_LINE:
            continue
        found += [line for line in page.lines(number) if 3 < line.end - line.start <= MAX_LINE]
    return found


def _prefixed(page: Page, line: Line, found: Found) -> None:
    """ "By NAME for OUTLET (description)", and "[TITLE](LINK) by NAME"."""
    plain, facts = page.plain, page.facts
    links = page.links_in(line.start, line.end)
    if (
        links
        and not plain[line.start : links[0][0]].strip(" *_>")
        and (match := _LINK_BY.fullmatch(plain, links[0][1], line.end))
    ):
        s, e, address = links[0]
        if (
            (names := names_in(match["rest"]))
            and is_foreign(facts, plain[s:e])
            and all(is_cased_name(match["rest"][n.start : n.end]) for n in names)
        ):
            cue = byline_cue(line, match.start(), match.start("rest"), match.start("rest"))
            add(page, cue, "original_title", s, e, found, address=address)
            add(page, cue, "original_link", s, e, found, address=address, name=address)
            for name in names:
                add(page, cue, "author", match.start("rest") + name.start, match.start("rest") + name.end, found)
        return
    match = None if facts.layout.roles[line.block] == "title" else _PREPOSITION.fullmatch(plain, line.start, line.end)
    if match is None or not _is_of_language(page, match["word"]):
        return
    rest, at = match["rest"], match.start("rest")
    cue = byline_cue(line, match.start("word"), match.end("word"), at)
    if is_withheld(rest) and len(rest) < 80:
        add(page, cue, "author", at, line.end, found, withheld=True)
        return
    if _is_template(rest) and line.block < facts.layout.body and facts.blocks[line.block].kind != "item":
        found.placeholders.append(hole(page, cue, "author", rest.rstrip(" *_"), at, at + len(rest.rstrip(" *_"))))
        return
    if _is_collective(rest):
        add(page, cue, "author", at, at + len(rest.rstrip(" *_.")), found)
        return
    linked = [(s, e, a) for s, e, a in links if s >= at]
    if linked and linked[0][0] <= at + 1:
        _linked_authors(page, cue, linked, found)
        return
    _author_and_outlet(page, cue, rest.rstrip(" *_" if "(" in rest else " *_)]"), at, found)


def _linked_authors(page: Page, cue: Cue, linked: list[tuple[int, int, str]], found: Found) -> None:
    """The links right behind a preposition, each a name."""
    last = cue.value_start
    for s, e, address in linked:
        if len(page.plain[last:s].split()) > 2:
            return  # "By [NAME](LINK), translated by …"
        last = e
        if is_cased_name(page.plain[s:e]) or len(page.plain[s:e].split()) == 1:
            add(page, cue, "author", s, e, found, address=address)


def _before_credit(page: Page, line: Line, found: Found) -> None:
    """A name before the first formula of its line: "NAME · translated by NAME", "NAME, [OUTLET](LINK). Translated …", "NAME, WIRE · …"."""
    bare = page.plain[line.start : line.end].strip(" *_·•|-.,;([")
    if (opened := _PREPOSITION.fullmatch(bare)) and _is_of_language(page, opened["word"]):
        bare = opened["rest"]
    start = page.plain.index(bare, line.start) if bare else line.start
    cue = byline_cue(line, start, start, start)
    listed = names_in(bare) if _AND.search(bare) else []
    if len(listed) > 1 and (line.block <= page.facts.layout.body or line.block >= page.tail):
        people = [bare[n.start : n.end] for n in listed]
        if all(_is_person(p) and not is_description(p) for p in people):
            for n in listed:
                add(page, cue, "author", start + n.start, start + n.end, found)
            return
    behind = _BEHIND_NAME.search(bare)
    name = bare[: behind.start()] if behind else bare
    if len(name) > LONGEST_NAME or not _is_person(name) or is_description(name):
        return
    rest = bare[behind.end() :].strip(" ()*_") if behind else ""
    is_outlet = bool(rest) and (
        is_cased_name(rest.partition(" (")[0]) or bool(page.links_in(start + len(name), line.end))
    )
    if behind and not is_outlet:
        return
    if line.block > page.facts.layout.body and not page.at_edge(line.block):
        return
    add(page, cue, "author", start, start + len(name), found)
    if behind and rest:
        at = page.plain.index(rest, start + len(name))
        words = rest.partition(" (")[0]
        wire = any(word in word_set("wires") for word in fold_words(words).split())
        add(page, cue, "agency" if wire else "original_outlet", at, at + len(words), found)


_AND = late_regex(r" (?:and|y|e|et|und|en|og|och|i|и|та|й|і|ve|και|و) ")
_BEHIND_NAME = late_regex(r", | \(| - ")
LONGEST_NAME = 50


def _is_template(rest: str) -> bool:
    """Whether a template's words stand behind "By"; a poem "By Unknown" is none."""
    return is_dead(rest) and any(c.isalnum() for c in rest) and fold_words(rest).strip(" *_.") not in word_set("nobody")


def _is_collective(rest: str) -> bool:
    """Whether a group signs: "the Olive Street Collective"; a short line with a capital and a word for a group."""
    words = rest.strip(" *_.").split()
    group = any(fold_words(word) in word_set("collectives") for word in words)
    return group and len(words) <= LONGEST_GROUP and any(w[:1].isupper() for w in words) and words[-1][:1].isupper()


LONGEST_GROUP = 7


def _author_and_outlet(page: Page, cue: Cue, rest: str, at: int, found: Found) -> bool:
    """Names, and behind "for" or a dash the outlet; False where some word is no part of a name."""
    if listed := _NAME_OUTLET_PLACE.fullmatch(rest):
        add(page, cue, "author", at, at + listed.end("name"), found)
        start = at + listed.start("outlet")
        wire = any(word in word_set("wires") for word in fold_words(listed["outlet"]).split())
        add(page, cue, "agency" if wire else "original_outlet", start, start + len(listed["outlet"]), found)
        return True
    outlet = _OUTLET.search(rest)
    people = rest[: outlet.start()] if outlet else rest
    if outlet and outlet["joint"] == ", " and not is_description(outlet["outlet"]):
        outlet, people = None, rest
    names = names_in(people)
    words = [people[n.start : n.end] for n in names]
    if not names or any(not _is_person(w) for w in words):
        return False
    if people[names[-1].end :].strip(" ,.*") and regex.search(
        r"\b\p{Ll}{2,}",
        regex.sub(r"\([^)]*\)|\b(?:in|aus|à|en|and|y|et|on|at|am|le|el)\b|\p{Nd}.*", "", people[names[-1].end :]),
    ):
        return False
    if len(names) == 1 and (words[0].isupper() or is_description(words[0])) and is_description(words[0]):
        add(page, cue, "original_outlet", at + names[0].start, at + names[0].end, found)
        return True
    for name in names:
        add(page, cue, "author", at + name.start, at + name.end, found)
    if outlet and _is_outlet(page, outlet):
        start = at + outlet.start("outlet")
        add(page, cue, "original_outlet", start, start + len(outlet["outlet"].rstrip(" -–—|")), found)
    return True


def _is_person(words: str) -> bool:
    return is_cased_name(words, least=2) and not any(
        w.lower().strip(".") in word_set("calendar") for w in words.split()
    )


def _is_outlet(page: Page, match: regex.Match[str]) -> bool:
    words = match["outlet"].strip(' "')
    if (not words[:1].isupper() and not words.lower().startswith("the ")) or regex.match(r"\p{L}+ \p{Nd}", words):
        return False
    if fold_words(words) == fold_words(page.facts.context.publication):
        return False
    return match["joint"].strip() not in ("", ",") and (
        match["joint"].strip()[:1].isalpha()
        or bool(match["about"])
        or is_description(words)
        or fold_words(words) in word_set("agencies")
    )


def _bare_names(page: Page, used: set[Line], found: Found) -> None:
    """Lines of names above the body: "NAME", "NAME, INSTITUTION", "NAME – OUTLET (description)"; each on its own where there are several."""
    layout = page.facts.layout
    first = 0 if layout.title is None else layout.title + 1
    body = layout.body if layout.body >= first else first  # a page's credits can stand above its title
    before = len(found.credits)
    for number in range(first, min(max(body + 1, page.head), first + FIRST_BLOCKS, len(page.facts.blocks))):
        for line in page.lines(number)[:3]:
            late = (number > body or _is_body(page, number)) and not _heads_credits(page, line, used)
            said = _bare_line(page, line, late, found) if line not in used else False
            if len(found.credits) > before and not said:
                return


FIRST_BLOCKS = 7
"""Blocks behind the title among which the author's name may stand alone: standfirst, date and picture stand there too."""


def _heads_credits(page: Page, line: Line, used: set[Line]) -> bool:
    """Whether a line opens a block whose next line is a line of credit."""
    lines = page.lines(line.block)
    return len(lines) > 1 and line == lines[0] and lines[1] in used


def _is_above_credit(page: Page, line: Line, bare: str) -> bool:
    """Whether a line of two to four capitalised words opens a block of credits."""
    if not is_cased_name(bare, least=2) or len(bare.split()) > LONGEST_FULL_NAME or is_description(bare):
        return False
    lines = page.lines(line.block)
    starts = {h.start for h in page.facts.hits.get("credit", ())}
    return len(lines) > 1 and line == lines[0] and any(lines[1].start <= s < lines[1].end for s in starts)


def _is_body(page: Page, number: int) -> bool:
    return number == page.facts.layout.body and not _FOR_QUOTED.fullmatch(page.plain, *_bounds(page.facts, number))


def _bare_line(page: Page, line: Line, is_behind_standfirst: bool, found: Found) -> bool:
    """Read a line that may be nothing but names; whether it was."""
    facts, layout = page.facts, page.facts.layout
    text = page.plain[line.start : line.end]
    role = layout.roles[line.block]
    if role not in ("byline", "paragraph", "heading") or facts.blocks[line.block].kind == "heading":
        return False
    if len(text) > LONGEST_BARE or is_foreign(facts, text):
        return False
    bare = text.strip(_STARS)
    start = line.start + text.find(bare)
    cue = byline_cue(line, start, start, start)
    is_marked = _is_marked(page, line, bare) or (not is_behind_standfirst and _is_above_credit(page, line, bare))
    if not is_marked and (is_behind_standfirst or (role != "byline" and not _is_telling(bare))):
        return False
    if (
        (wire := _PLACE_WIRE.fullmatch(bare))
        and is_description(wire["wire"])
        and wire["wire"] in page.plain[line.end :]
    ):
        add(page, cue, "agency", start + wire.start("wire"), start + wire.end("wire"), found)
        return True
    if (
        (place := _PLACE_NAME.fullmatch(bare))
        and _is_person(place["name"])
        and not is_description(place["name"])
        and _names_only(facts, place["name"])
    ):
        add(page, cue, "author", start + place.start("name"), start + place.end("name"), found)
        return True
    named = _NAME_DATED.fullmatch(bare) or _NAME_IN_BRACKETS.fullmatch(bare)
    if named and not is_description(named["name"]) and _names_only(facts, named["name"]):
        add(page, cue, "author", start, start + named.end("name"), found)
        if named.groupdict().get("outlet"):
            add(page, cue, "original_outlet", start + named.start("outlet"), start + named.end("outlet"), found)
        return True
    if (
        (placed := _NAME_PLACE.fullmatch(bare))
        and len(placed["place"].split()) == 1
        and not is_description(bare)
        and _names_only(facts, placed["name"])
    ):
        add(page, cue, "author", start, start + placed.end("name"), found)
        return True
    return _names_only(facts, bare) and _author_and_outlet(page, cue, bare, start, found)


LONGEST_BARE = 110
_STARS = " *_¹²³†‡"


def _is_telling(bare: str) -> bool:
    """Whether a line is more than a name, as subheads are not: a place before it, an outlet, a date."""
    return bool(
        _PLACE_NAME.fullmatch(bare)
        or _NAME_DATED.fullmatch(bare)
        or _NAME_IN_BRACKETS.fullmatch(bare)
        or _PLACE_WIRE.fullmatch(bare)
        or _OUTLET.search(bare)
        or _NAME_PLACE.fullmatch(bare)
        or regex.search(r"\p{Nd}{4}", bare)
    )


_NAME_DATED = late_regex(r"(?P<name>(?:\p{Lu}[\p{L}'\-]+ ){1,3}\p{Lu}[\p{L}'\-]+) ?[·|•] ?[^\n]*\p{Nd}{2}[^\n]*")
"""A byline and, behind a dot or bar, its date: "NAME · 25.11.2021 · 6 min"."""
_NAME_IN_BRACKETS = late_regex(
    r"(?P<name>(?:\p{Lu}[\p{L}'\-]+ ){1,3}\p{Lu}[\p{L}'\-]+) \((?:(?P<outlet>\p{Lu}[^(),]{2,40}), \p{Lu}[^(),]{2,30}|\p{Lu}\p{Latin}+ \p{Lu}\p{Latin}+)\)"
)
"""A byline with its outlet and place, or the name in Latin letters, in brackets."""
_NAME_PLACE = late_regex(
    r"(?P<name>(?:\p{Lu}[\p{L}'\-]+ ){1,3}\p{Lu}[\p{L}'\-]+)(?:, | / |/)(?P<place>\p{Lu}[\p{L}\-]+(?: \p{Lu}[\p{L}\-]+)?)"
)
"""A byline with the place behind it: "NAME, TOWN", "NAME / TOWN"."""


def _is_marked(page: Page, line: Line, bare: str) -> bool:
    """Whether what stands round a line of two to five capitalised words makes it a byline: a star with its note, a date or an address below."""
    if not is_cased_name(bare, least=2) or len(bare.split()) > LONGEST_FULL_NAME or is_description(bare):
        return False
    facts = page.facts
    star = page.plain[line.start + page.plain[line.start : line.end].find(bare) + len(bare) : line.end].strip()
    if star[:1] in ("*", "¹", "†") and any(
        page.plain.startswith(star[0], b.start) for b in facts.blocks[line.block + 1 :]
    ):
        return True
    following = page.next_line(line)
    if following is None or bare in page.plain[following.end : facts.blocks[-1].start]:
        return False
    below = page.plain[following.start : following.end]
    is_date = facts.layout.roles[following.block] == "boilerplate" or DATE.search(below[-DATE_LENGTH:]) is not None
    return len(below) <= LONGEST_NAME and (is_date or "@" in below or _DAY.search(below) is not None)


LONGEST_FULL_NAME = 5
DATE_LENGTH = 24
_DAY = late_regex(r"\p{Nd}{1,2}\.? (?:de )?\p{L}{3,}$|\p{L}{3,} \p{Nd}{1,2}$")


def _signature(page: Page, found: Found) -> None:
    """A name in lenticular brackets behind the last sentence, as Japanese papers sign: "…と話した。【NAME】"."""
    if page.facts.language.code != "ja" or any(c.role == "author" for c in found.credits):
        return
    for number in range(len(page.facts.blocks) - 1, max(len(page.facts.blocks) - 4, 0), -1):
        block = page.facts.blocks[number]
        if match := _SIGNED.search(page.plain, block.start, block.end):
            line = page.line_at(match.start())
            cue = byline_cue(line, match.start(), match.start("name"), match.start("name"))
            add(page, cue, "author", match.start("name"), match.end("name"), found)
            return


_SIGNED = late_regex(r"[。」]【(?P<name>[\p{Han}\p{Hiragana}\p{Katakana}]{3,8})(?:[、=][^】]{1,12})?】 ?$")


def _bounds(facts: Facts, number: int) -> tuple[int, int]:
    return facts.blocks[number].start, facts.blocks[number].end


def _names_only(facts: Facts, line: str) -> bool:
    """Whether no word of a line stands elsewhere in the article in lower case, as subheads' words do."""
    head = regex.split(r"[,|–—(]| - | for ", line)[0]
    words = [w for w in regex.findall(r"\p{L}[\p{L}'\-]+", head) if w[:1].isupper()]
    if not 2 <= len(words) <= 8 or is_description(head):
        return False
    return not any(
        regex.search(rf"(?<![\p{{L}}\-/_.@]){regex.escape(w.lower())}(?![\p{{L}}\-/_@])", facts.folded.plain)
        for w in words
    )
