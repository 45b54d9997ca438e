"""What a cue's value says: names, an address, a title, an outlet, a date; or that nobody is named there.

Takes Cues, gives Credits in source offsets and Placeholders. Names come from link words first, then from the plain words.
It decides nothing about the article.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from auditor.analysis.credit_lines import Cue, Page
from auditor.analysis.people import engine_in, is_cased_name, is_dead, is_description, is_withheld, names_in, vocabulary
from auditor.analysis.provenance import PEOPLE, Credit, Placeholder
from auditor.article import Span

ADDRESS = regex.compile(r"<?(?P<address>(?:https?://|www\.)[^\s<>\"'，。；、）】]+)>?", regex.IGNORECASE)
_QUOTED = regex.compile(r"[\"“«「『《](?P<words>[^\"”»」』》]{2,})[\"”»」』》]")
DATE = regex.compile(
    r"\p{Nd}{1,4}[./\-年]\p{Nd}{1,2}[./\-月]\p{Nd}{1,4}日?|\p{Nd}{1,2}(?:st|nd|rd|th|º|er|\.)?(?: de)? \p{L}{3,12}\.?,?(?: de)? \p{Nd}{4}|\p{L}{3,12}\.? \p{Nd}{1,2}(?:st|nd|rd|th)?,? \p{Nd}{4}|\p{L}{3,12} \p{Nd}{4}"
)
_DEAD_ADDRESS = regex.compile(
    r"(?:[.#…]*|https?://(?:example\.(?:com|org)|xxx.*)?/?|.*译者ID.*|.*(?:LINK|URL)_?HERE.*)", regex.IGNORECASE
)
_WORD = r"(?:\p{Lu}\.(?=[ \p{Lu}])|\p{Lu}[\p{L}\p{M}\p{N}'\-]*(?:\.[\p{L}\p{N}]+)*)"
_INNER = "(?:al|el|bin|ibn|ben|de|del|de la|de los|della|di|da|do|dos|das|du|la|le|van|von|der|den|y|e|of the|of|the|for|and|&)"
RUN = regex.compile(rf"(?:the )?(?:@\w+|(?:(?:al|el|Al|El)-)?{_WORD})(?: (?:{_INNER}[ \-]){{0,2}}{_WORD}){{0,6}}")
"""Names as they stand in running text: capitals with the small words between them."""


class Found(NamedTuple):
    """What the values of cues gave."""

    credits: list[Credit]
    placeholders: list[Placeholder]


def read_values(page: Page, cues: list[Cue]) -> Found:
    """The credits and empty places of an article's cues."""
    found = Found([], [])
    taken = {(c.line.start, c.line.end) for c in cues}
    for cue in cues:
        if cue.roles == ("none",):
            continue
        start, end = _value(page, cue, taken)
        for role in cue.roles:
            _read(page, cue, role, start, end, found)
    return found


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
        and not page.plain[cue.end : cue.line.end].strip(" *_)")
    ):
        words = page.plain[following.start : following.end]
        if (
            blocks[following.block].kind in ("paragraph", "item", "quote")
            and len(words) <= 60
            and (is_cased_name(words.strip(" *_")) or page.links_in(following.start, following.end))
        ):
            return following.start, following.end
    return start, end


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
            found.placeholders.append(_hole(page, cue, place, words.strip(), start, end))
        return
    if role in ("source", "original", "original_link", "original_title", "original_outlet"):
        _original(page, cue, role, start, end, found)
    elif role == "original_date":
        if match := DATE.search(page.plain, start, end):
            add(page, cue, role, match.start(), match.end(), found)
    elif role == "original_language":
        known = vocabulary("languages")
        for match in regex.compile(r"[\p{L}'’\-]+").finditer(page.plain, start, min(end, start + 60)):
            if match.group().lower() in known:
                add(page, cue, role, match.start(), match.end(), found)
                break
    elif role == "licence":
        stop = regex.compile(r"[.。;；](?:\s|$)|$").search(page.plain, start, end)
        add(page, cue, role, *_strip(page.plain, start, stop.start() if stop else end), found)
    elif len(words.strip()) <= 60:
        add(page, cue, role, *_strip(page.plain, start, end), found)


def read_people(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    plain = page.plain
    if cue.form == "label":
        end = _label_end(plain, start, end)
    words = plain[start:end]
    links = page.links_in(start, end)
    if (
        all(_DEAD_ADDRESS.fullmatch(a) for _, _, a in links)
        and links
        or not links
        and is_dead(words)
        or _is_dead_link(plain, links)
    ):
        if cue.form in ("label", "verb") and cue.line.end - start <= 200 and (cue.form == "label" or is_dead(words)):
            found.placeholders.append(_hole(page, cue, role, words.strip(), start, end))
        return
    if is_withheld(words[:80]) and not links:
        s, e = _strip(plain, start, min(end, start + 80))
        add(page, cue, role, s, e, found, withheld=True)
        return
    if role in ("translator", "post_editor") and (engine := engine_in(words)):
        at = start + words.find(engine)
        add(page, cue, "machine_translation", at, at + len(engine), found)
        if cue.form != "label":
            return
    if cue.form == "verb" and not _is_short(page, cue, end):
        _from_prose(page, cue, role, start, end, found)
        return
    before = len(found.credits)
    latin = plain[cue.start : cue.end].isascii()
    for s, e, address in _linked_names(page, start, end, links):
        if latin and not address and " " in plain[s:e] and plain[s:e].islower():
            continue  # "Correction: premised on …" is no credit
        add(page, cue, role, s, e, found, address=address)
    if len(found.credits) == before and cue.form != "after" and role in ("author", "translator"):
        _permission(page, cue, role, start, end, found)


def _label_end(plain: str, start: int, end: int) -> int:
    """Where names behind a label end: before the next sentence of the line."""
    for match in regex.compile(r"(?<=[\p{Ll}\p{Lo})\]])[.。؛;] *(?=[\p{Lu}\p{Lo}])").finditer(plain, start, end):
        if not regex.search(r"\b(?:Dr|Mr|Ms|Mrs|St|Jr|Sr|Prof)$", plain[start : match.start()]) and (
            match.group() != "." or not plain[match.end() : match.end() + 1].isascii()
        ):
            return match.start()
    return end


def _is_short(page: Page, cue: Cue, end: int) -> bool:
    """Whether a verb's value is all that its line still says, so that lower-case handles count too."""
    return (
        cue.line.end - cue.line.start <= 160
        and end - cue.value_start <= 70
        and not page.plain[cue.line.start : cue.start].strip(" -*_([（—–>")
    )


def _from_prose(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """The run of capitals (or the link, or the uncased words) right behind a verb in a sentence."""
    plain = page.plain
    links = page.links_in(start, end)
    if links and links[0][0] - start <= 6:
        s, e, address = links[0]
        add(page, cue, role, s, e, found, address=address)
        return
    at = start
    while match := RUN.match(plain, at, end):
        text = match.group().rstrip(".,'-")
        for name in names_in(text):
            add(page, cue, role, match.start() + name.start, match.start() + name.end, found)
        joint = regex.compile(r"(?:,? (?:and|y|e|et|und|og|och|en|i|и|та|й) |, )(?=\p{Lu})").match(
            plain, match.end(), end
        )
        if not joint or (joint.group().strip() == "," and is_description(plain[joint.end() : end].split(",")[0])):
            return
        at = joint.end()
    if at == start and (
        match := regex.compile(r"[\p{Lo}\p{M}'\-]+(?: [\p{Lo}\p{M}'\-]+){0,2}").match(plain, start, end)
    ):
        add(page, cue, role, match.start(), match.end(), found)


def _linked_names(page: Page, start: int, end: int, links: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Names in a value, in order: the words of links, and the plain names that stand between them."""
    plain = page.plain
    found: list[tuple[int, int, str]] = []
    at = start
    for s, e, address in [*links, (end, end, "")]:
        if s > at:
            plain_part = plain[at:s]
            if (
                not links
                or regex.search(r"[、,，;&/]|\b(?:and|y|e|et|und|和)\b", plain_part)
                or not found
                and len(plain_part.strip(" :")) > 1
            ):
                for name in names_in(plain_part):
                    text = plain_part[name.start : name.end]
                    if (
                        not links
                        or (regex.match(r"\s*[、,，;&/]|\s*(?:and|y|e|et|und|和)\s", plain_part) or at == start)
                        and not is_description(text)
                        and not regex.search(r"[:：]\s*$", plain_part)
                    ):
                        found.append((at + name.start, at + name.end, ""))
        if s < e:
            text = plain[s:e].strip()
            if ADDRESS.match(text):
                if found and not found[-1][2]:
                    found[-1] = (found[-1][0], found[-1][1], address)
            elif text and not is_dead(text) and len(text) <= 60:
                inner = _strip(plain, s, e)
                found.append((*inner, address))
        at = max(at, e)
    return found


def _permission(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """A linked name inside a sentence behind a label: "this text has the permission of author [NAME](LINK)"."""
    for s, e, address in page.links_in(start, end)[:1]:
        if is_cased_name(page.plain[s:e]) and e - s <= 40:
            add(page, cue, role, s, e, found, address=address)


def _original(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """Title, address and outlet out of what stands behind "original" or "source"."""
    plain = page.plain
    links = page.links_in(start, end)
    bare = ADDRESS.search(plain, start, end)
    address = ""
    if links:
        s, e, address = links[0]
        if not _DEAD_ADDRESS.fullmatch(address):
            add(page, cue, "original_link", s, e, found, address=address, name=address)
        text = plain[s:e].strip()
        is_title = not ADDRESS.match(text) and len(text) > 2 and not is_dead(text)
        if is_title and role in ("original", "original_link", "original_title") and not _says_here(text):
            add(page, cue, "original_title", *_strip(plain, s, e), found, address=address)
        elif is_title and role in ("source", "original_outlet") and len(text) <= 60 and not _says_here(text):
            add(page, cue, "original_outlet", *_strip(plain, s, e), found, address=address)
        start = e
        if role in ("original", "original_link"):
            return
    elif bare:
        address = bare["address"].rstrip(".,;)")
        add(
            page,
            cue,
            "original_link",
            bare.start("address"),
            bare.start("address") + len(address),
            found,
            address=address,
            name=address,
        )
        before = plain[start : bare.start()].strip(' ,，-–—:(（《》"')
        if len(before) > 3 and role != "original_outlet":
            at = plain.find(before, start)
            what = "original_title" if role in ("original", "original_link", "original_title") else "original_outlet"
            add(page, cue, what, at, at + len(before), found, address=address)
        return
    if links and not plain[start:end].strip(" ,.()（）。"):
        return
    if role == "original_title" or (role == "original" and not links):
        quoted = _QUOTED.search(plain, start, end)
        s, e = (quoted.start("words"), quoted.end("words")) if quoted else _strip(plain, start, end, "")
        if e - s <= 250 and s < e and not links:
            add(page, cue, "original_title", s, e, found)
    elif role in ("source", "original_outlet") and not links and end - start <= 120:
        read_outlet(page, cue, start, end, found)


def read_outlet(page: Page, cue: Cue, start: int, end: int, found: Found) -> None:
    plain = page.plain
    parts = [m.span() for m in regex.compile(r"[^,]+").finditer(plain, start, end)]
    if cue.roles == ("source",) and len(parts) >= 2 and DATE.search(plain, parts[-1][0], parts[-1][1]):
        s, e = _strip(plain, *parts[0])
        if len(parts) >= 3 and is_cased_name(plain[s:e], least=2) and not is_description(plain[s:e]):
            add(page, cue, "author", s, e, found)
            start = parts[1][0]
    cut = regex.compile(r"[,，;；。|(（\[]|\s[-–—]\s|\.\s|\s(?:on|le|el|am|il|em|dated)\s|\p{Nd}{1,2}\.\p{Nd}").search(
        plain, start, end
    )
    stop = cut.start() if cut and cut.start() > start else end
    s, e = _strip(plain, start, stop)
    text = plain[s:e]
    if 1 < len(text) <= 70 and len(text.split()) <= 8 and (text[:1].isupper() or not text[:1].islower()):
        add(page, cue, "original_outlet", s, e, found)
    if (match := DATE.search(plain, start, end)) and cue.roles != ("source",):
        add(page, cue, "original_date", match.start(), match.end(), found)


def _says_here(text: str) -> bool:
    """Words of a link that only point: "here", "link", "原文"."""
    return text.lower().strip(" .") in _HERE


_HERE = frozenset(
    "here link url read original english source ici hier aquí aqui qui здесь тут ссылка посилання burada bağlantı اینجا هنا الرابط لینک 原文 链接 原文链接 点击这里 点此 这里 こちら リンク 링크 여기 her tutaj εδώ כאן".split()
)


def _is_dead_link(plain: str, links: list[tuple[int, int, str]]) -> bool:
    return bool(links) and all(is_dead(plain[s:e]) or _DEAD_ADDRESS.fullmatch(a) for s, e, a in links)


def _strip(plain: str, start: int, end: int, extra: str = ".。") -> tuple[int, int]:
    edges = ' *_`\t,，;；、"“”«»「」《》()（）[]【】<>|' + extra
    while start < end and plain[start] in edges:
        start += 1
    while end > start and plain[end - 1] in edges:
        end -= 1
    return start, end


def _hole(page: Page, cue: Cue, role: str, words: str, start: int, end: int) -> Placeholder:
    source = page.facts.pieces(start, max(start, end))
    return Placeholder(role, words, source[0].start, source[-1].end, "text", _cue(page, cue))


def _cue(page: Page, cue: Cue) -> Span:
    pieces = page.facts.pieces(cue.start, cue.end)
    return Span(pieces[0].start, pieces[-1].end)


def add(
    page: Page,
    cue: Cue,
    role: str,
    start: int,
    end: int,
    found: Found,
    *,
    withheld: bool = False,
    address: str = "",
    name: str = "",
) -> None:
    if start >= end:
        return
    pieces = page.facts.pieces(start, end)
    found.credits.append(
        Credit(
            role=role,
            name=name or page.facts.words(start, end),
            start=pieces[0].start,
            end=pieces[-1].end,
            origin="text",
            withheld=withheld,
            cue=_cue(page, cue),
            view=Span(start, end),
            address=address,
            form="source"
            if cue.roles in (("source",), ("original_outlet",)) or page.plain[cue.start : cue.end].lower() == "via"
            else cue.form,
        )
    )
