"""The people of a credit's value: the words of its links, the plain names between them, the run of capitals behind a verb.

Takes a Cue and the range of its value, adds Credits; a name that is kept back fills its role, a template's words are a Placeholder, a
translation engine is a machine. It mends no name.
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_originals import ADDRESS
from auditor.analysis.credit_page import DEAD_ADDRESS, Cue, Found, Page, add, hole, strip
from auditor.analysis.people import (
    engine_in,
    is_cased_name,
    is_dead,
    is_description,
    is_wire,
    is_withheld,
    languages,
    names_in,
    word_set,
)
from auditor.fold import fold_words
from auditor.patterns import late_regex

_WORD = r"(?:(?:\p{Lu}\.)+\p{Lu}[\p{L}\p{M}'\-]+|\p{Lu}\.(?=[ \p{Lu}])|\p{Lu}[\p{L}\p{M}\p{N}'\-]*(?:\.[\p{L}\p{N}]+)*)"


_INNER = "(?:al|el|bin|ibn|ben|de|del|de la|de los|della|di|da|do|dos|das|du|la|le|van|von|der|den|y|e|of the|of|the|for|and|&)"


RUN = late_regex(rf"(?:the )?(?:@\w+|(?:(?:al|el|Al|El)-)?{_WORD})(?: (?:{_INNER}[ \-]){{0,2}}{_WORD}){{0,6}}")
"""Names as they stand in running text: capitals with the small words between them."""


def read_people(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """The holders of a role in a view range."""
    plain = page.plain
    if cue.form == "label":
        job = _KOREAN_JOB.match(plain, start, end)
        end = job.end("name") if job else _part_end(plain, start, _label_end(plain, start, end))
    words = plain[start:end]
    links = page.links_in(start, end)
    if _is_dead_link(plain, links) if links else is_dead(words):
        if cue.form in ("label", "verb") and cue.line.end - start <= 200 and (cue.form == "label" or is_dead(words)):
            found.placeholders.append(hole(page, cue, role, words.strip(), start, end))
        return
    if not links and _keeps_back(plain, start, end):
        s, e = strip(plain, start, min(end, start + 80))
        add(page, cue, role, s, e, found, withheld=True)
        return
    if role in ("translator", "post_editor") and (engine := engine_in(words)):
        at = start + words.find(engine)
        add(page, cue, "machine_translation", at, at + len(engine), found)
        if cue.form != "label":
            _before_engine(page, cue, role, start, at, found)
            return
    if cue.form == "verb" and not _is_short(page, cue, end):
        _from_prose(page, cue, role, start, end, found)
        return
    before = len(found.credits)
    if role != "author":  # "with the permission of author [NAME](LINK)"
        links = [link for link in links if not _AUTHOR_WORD.search(plain[start : link[0]])]
    for s, e, address in _linked_names(page, start, end, links):
        if _is_no_name(plain, s, e) or (not address and _is_prose(plain, cue, s, e)):
            continue
        wire = role == "author" and not address and is_wire(plain[s:e])
        add(page, cue, "agency" if wire else role, s, e, found, address=address)
    if len(found.credits) == before and cue.form != "after" and role in ("author", "translator"):
        _permission(page, cue, role, start, end, found)


def _before_engine(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """Who is named before the machine: "translated by NAME with ENGINE"."""
    person = RUN.match(page.plain, start, end)
    if person and _is_somebody(person.group()):
        add(page, cue, role, person.start(), person.end(), found)


def _keeps_back(plain: str, start: int, end: int) -> bool:
    """Whether a value keeps a name back and names nobody before it."""
    named = RUN.match(plain, start, end)
    return is_withheld(plain[start:end][:80]) and not (named and _is_somebody(named.group()))


def _is_somebody(words: str) -> bool:
    """Whether words that stand before others on a name kept back name somebody themselves."""
    return is_cased_name(words, least=2) and not is_description(words) and not is_withheld(words)


def _is_prose(plain: str, cue: Cue, start: int, end: int) -> bool:
    """Whether words in lower case stand behind a label in Latin letters: "Correction: premised on …"."""
    words = plain[start:end]
    return plain[cue.start : cue.end].isascii() and " " in words and words.islower()


def _is_no_name(plain: str, start: int, end: int) -> bool:
    """Whether words are a language ("translation from Kazakh, NAME") or half of a title ("The Northern Review")."""
    if _PATH.match(plain, max(0, plain.rfind(" ", 0, start) + 1)):
        return True
    words = plain[start:end].split()
    is_clause = (
        len(words) > 2
        and words[0][:1].isupper()
        and all(w.islower() and w not in word_set("particles") for w in words[1:])
    )
    is_lower = bool(words) and not words[0].isascii() and all(w.islower() for w in words)
    if is_clause or is_lower or _COLON.match(plain, end):
        return True  # "Translation: Bank raises fees", "переведена в архив", "Simultaneous translation: …"
    return fold_words(plain[start:end]) in languages() or (
        plain.startswith("The ", start) and _CAPITAL.match(plain, end) is not None
    )


_PATH = late_regex(r"(?:[a-z0-9\-]+\.)+[a-z]{2,}/[\w\-]")
"""An address without its scheme: a host and what follows it."""
_COLON = late_regex(r" ?: ")
_CAPITAL = late_regex(r" \p{Lu}")
_AUTHOR_WORD = late_regex(r"(?:作者|\bauthor|\bautora?|\bauteur|автора?) ?\[?$", regex.IGNORECASE)


def _label_end(plain: str, start: int, end: int) -> int:
    """Where names behind a label end: before the next sentence of the line."""
    for match in regex.compile(r"(?<=[\p{Ll}\p{Lo})\]])[.。؛;] *(?=[\p{Lu}\p{Lo}])").finditer(plain, start, end):
        if not regex.search(
            r"(?:\b(?:Dr|Mr|Ms|Mrs|St|Jr|Sr|Prof)|(?<!\p{L})\p{L}{1,2})$", plain[start : match.start()]
        ) and (match.group() != "." or not plain[match.end() : match.end() + 1].isascii()):
            return int(match.start())
    return end


def _part_end(plain: str, start: int, end: int) -> int:
    """Where a part of a line set off by dots or bars ends, if what follows is no name: "Translation: NAME · 6 min read"."""
    for mark in PART.finditer(plain, start, end):
        following = PART.split(plain[mark.end() : end])[0].strip(" *_")
        if len(following.split()) >= PROSE_WORDS and not is_cased_name(following):
            return int(mark.start())
    return end


PART = late_regex(r"[*_]? [·•|‖] [*_]?")
PROSE_WORDS = 3
"""Words of a part of a line from which it is no handle."""


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
        first = match.start() + (4 if text.startswith("the ") else 0)
        if fold_words(text) in languages():
            text = ""  # "translation from Kazakh, NAME"
        for name in names_in(text.removeprefix("the ")):
            wire = role == "author" and is_wire(text)
            add(page, cue, "agency" if wire else role, first + name.start, first + name.end, found)
        if page.facts.language.code in ("es", "ca", "fr", "en") and (
            catalan := _CATALAN.match(plain, match.end(), end)
        ):  # "Solsona i Puig" is one family name
            last = found.credits.pop()
            add(page, cue, last.role, last.view.start if last.view else at, catalan.end(), found)
            return
        joint = regex.compile(
            r"(?: (?:in|en|em|à|a|aus|в|у|w|i|på) \p{Lu}[\p{L}\-]+(?: \p{Lu}[\p{L}\-]+)?)?(?:,? (?:and|y|e|et|und|og|och|en|i|и|та|й|і|ve) |, )(?=\p{Lu})"
        ).match(plain, match.end(), end)
        if not joint:
            return
        following = plain[joint.end() : end].split(",")[0].strip()
        if joint.group().strip() == "," and (is_description(following) or (" " in text and " " not in following)):
            return
        at = joint.end()
    if at == start and (
        match := regex.compile(r"[\p{Lo}\p{M}'\-]+(?: [\p{Lo}\p{M}'\-]+){0,2}").match(plain, start, end)
    ):
        add(page, cue, role, match.start(), match.end(), found)


_KOREAN_JOB = late_regex(
    r" ?(?P<name>\p{Hangul}{2,4}) (?:\p{Hangul}+ )?\p{Hangul}*(?:기자|위원|교수|연구원|특파원|번역가|작가|에디터|편집자|인턴)"
)
"""A Korean name and what its holder is: "김민수 객원번역위원"."""
_CATALAN = late_regex(r" i \p{Lu}[\p{L}'\-]+(?! \p{Lu})")


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
                or (not found and len(plain_part.strip(" :")) > 1)
            ):
                for name in names_in(plain_part):
                    text = plain_part[name.start : name.end]
                    if not links or (
                        (regex.match(r"\s*[、,，;&/]|\s*(?:and|y|e|et|und|和)\s", plain_part) or at == start)
                        and not is_description(text)
                        and not regex.search(r"[:：]\s*$", plain_part)
                    ):
                        found.append((at + name.start, at + name.end, ""))
        if s < e:
            text = plain[s:e].strip()
            if ADDRESS.match(text):
                if found and not found[-1][2]:
                    found[-1] = (found[-1][0], found[-1][1], address)
            elif found and not found[-1][2] and plain[found[-1][1] : s].strip() in ("(", "（"):
                found[-1] = (found[-1][0], found[-1][1], address)  # "NAME ([@handle](LINK))"
            elif text and not is_dead(text) and len(text) <= 60 and not _only_points(text):
                inner = strip(plain, s, e)
                found.append((*inner, address))
        at = max(at, e)
    return found


def _only_points(text: str) -> bool:
    """Whether a link's words name no person: they point at the original, or say where somebody's page is."""
    low = fold_words(text)
    return low in word_set("originals") or low in word_set("profiles")


def _permission(page: Page, cue: Cue, role: str, start: int, end: int, found: Found) -> None:
    """A linked name inside a sentence behind a label: "this text has the permission of author [NAME](LINK)"."""
    for s, e, address in page.links_in(start, end)[:1]:
        if is_cased_name(page.plain[s:e]) and e - s <= 40:
            add(page, cue, role, s, e, found, address=address)


def _is_dead_link(plain: str, links: list[tuple[int, int, str]]) -> bool:
    return bool(links) and all(is_dead(plain[s:e]) or DEAD_ADDRESS.fullmatch(a) for s, e, a in links)
