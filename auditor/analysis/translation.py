"""What an article says of itself: that it is a translation, of what, where it first stood, that a machine made it, who answers for it.

Takes the Page and the credits so far, adds credits of outlets, languages, licences and machines, gives Duties and the evidence for
`translated`. Words in quotation marks and in mid-body say nothing about the article.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from auditor.analysis.credit_lines import Cue, Line, Page, about_itself, opens, sentence_end
from auditor.analysis.credit_values import ADDRESS, DATE, RUN, Found, add, read_outlet, read_people
from auditor.analysis.people import is_cased_name, is_description, is_name, vocabulary
from auditor.analysis.provenance import Duty
from auditor.article import Span
from auditor.rulebook import Hit

_WORD = regex.compile(r"[\p{L}\p{M}'’\-]+")
_TITLE_PREFIX = regex.compile(
    r"[\[【(]?(?:translation|translated|traducción|traduction|übersetzung|traduzione|tradução|перевод|переклад|çeviri|ترجمة|ترجمه|翻译|译文|翻譯|译|翻訳|訳|번역|tłumaczenie|vertaling|μετάφραση|översättning|oversettelse)\s*[:：\]】|)]",
    regex.IGNORECASE,
)
_BY = regex.compile(
    r"(?: (?:original|language|text|originale|оригинала))?(?: ?\([^)]{1,40}\))?(?: (?:for|para|pour|für|per|для) [^.,:;]{2,40}?)?,? ?(?:(?:by|par|por|von|da|di|de|pela?|door|av|af|oleh|από τον|από την|przez|durch) |: ?)"
)
_AUTHOR_BY = regex.compile(r"[ ,)]\s?(?:by|par|por|von|di|av|door|af|oleh) (?:\[?)(?=\p{Lu})")
_LICENSED = regex.compile(
    r"licen[cs]|lizenz|licenz|лиценз|ліценз|ライセンス|许可|協議|协议|授权|رخصة|مجوز|lisans|λισ|άδεια|라이선스|republish|distribut|published under|disponible|公开|公開",
    regex.IGNORECASE,
)
_LICENCE_WORDS = regex.compile(r"[\p{L}\p{N} .\-–/]*(?:\([A-Z\- 0-9.]+\))?")
_QUOTED = regex.compile(r"[「『\"“«](?P<words>[^」』\"”»]{4,80})")


_OWN_EDITION = regex.compile(
    r"(?i:our|notre|nuestra?|unserer?|nossa|nostra|нашей|нашої) \p{L}+(?: \p{L}+)? ?(?i:edition|version|service|site|website|page|newsroom|édition|ausgabe|edición|edizione|edição|редакции|редакції|службы)?"
)
_OF_OTHERS = regex.compile(r" (?:of|behind) (?!this|the (?:article|text|piece|story|post|essay|original))")
NEAR = 12
"""Characters between the start of a sentence and words about the article: "This is", "It was"."""
SHORT_BLOCK = 400
"""Length up to which a block in head or tail is read as being about the article, whatever its sentence begins with."""


class SelfDescription(NamedTuple):
    """Duties, and what speaks for a translation, the strongest first."""

    duties: list[Duty]
    evidence: list[str]


def describe(page: Page, cues: list[Cue], found: Found) -> SelfDescription:
    """What the text says of the article beyond its credit lines."""
    said = SelfDescription([], [])
    for cue in cues:
        if cue.form == "verb" and "translator" in cue.roles and _statement(page, cue.line, cue.start, cue.end):
            end = _first_word(page, cue)
            _duty(page, said, "translated", cue.start, end)
    for hit in page.facts.hits.get("provenance", ()):
        line = page.line_at(hit.start)
        if page.facts.blocks[line.block].kind in ("title", "code") or page.facts.quotes.holds(hit.start):
            continue
        _READERS[hit.value](page, line, hit, found, said)
    _engines(page, found, said)
    _licences(page, found)
    _author(page, said)
    title = page.facts.layout.title
    if title is not None:
        block = page.facts.blocks[title]
        if _TITLE_PREFIX.match(page.plain, block.start, block.end):
            said.evidence.append(f'its title begins "{page.plain[block.start : block.end].split(":")[0][:30]}"')
    return said


def _first_word(page: Page, cue: Cue) -> int:
    match = _WORD.match(page.plain, cue.start, cue.end)
    return match.end() if match else cue.end


def _duty(page: Page, said: SelfDescription, kind: str, start: int, end: int) -> None:
    said.duties.append(Duty(kind, page.facts.words(start, end), tuple(page.facts.pieces(start, end)), Span(start, end)))


def _statement(page: Page, line: Line, start: int, end: int) -> bool:
    """Whether words speak of the article in a sentence, not on a line of credit."""
    return page.at_edge(line.block) and about_itself(page, line, Hit(start, end, ""))


def _own(page: Page, line: Line, hit: Hit) -> bool:
    """Whether words in head or tail speak of this article: they open a line, a sentence or a bracket, or follow "this article"."""
    if not page.at_edge(line.block):
        return False
    if page.plain[hit.start] == "(" and page.plain[hit.end - 1] == ")":
        return True
    before = page.plain[line.start : hit.start].rstrip()
    if opens(page.plain, line, hit) or before[-1:] in ".!?。(（[؟" or about_itself(page, line, hit):
        return True
    return len(regex.split(r"[.!?。؟:] ?", before)[-1]) <= NEAR


def _language(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """A language's name among the next words."""
    known = vocabulary("languages")
    words = list(_WORD.finditer(page.plain, start, min(end, start + 60)))[:4]
    for first, match in enumerate(words):
        two = f"{match.group()} {words[first + 1].group()}".lower() if first + 1 < len(words) else ""
        if two in known:
            return match.start(), words[first + 1].end()
        if match.group().lower() in known:
            return match.start(), match.end()
        _, mark, bare = match.group().lower().rpartition("'")
        if mark and bare in known:
            return match.end() - len(bare), match.end()
    for entry in known:
        if len(entry) <= 4 and ord(entry[0]) > 0x2E80 and page.plain.startswith(entry, start):
            return start, start + len(entry)
    return None


def _as_cue(line: Line, start: int, end: int, role: str) -> Cue:
    return Cue(start, end, end, line.end, (role,), "sentence", line)


def _translated(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    if not _own(page, line, hit):
        return
    inside = _language(page, hit.start, hit.end)
    language = inside or _language(page, hit.end, line.end)
    words = page.plain[hit.start : hit.end]
    if language and language[0] - hit.end <= 22:
        end = max(hit.end, language[1])
        if own := _OWN_EDITION.search(page.plain, hit.end, min(line.end, hit.end + 60)):
            add(
                page,
                _as_cue(line, hit.start, hit.end, "original_outlet"),
                "original_outlet",
                own.start(),
                own.end(),
                found,
            )
        _duty(page, said, "translated-from", hit.start, end)
        add(page, _as_cue(line, hit.start, hit.end, "original_language"), "original_language", *language, found)
        said.evidence.append(f'it says "{page.facts.words(hit.start, end)}"')
        _translator_behind(page, line, hit, end, found)
    elif not regex.search(
        r"(?i:\b(?:from|de|du|del|do|da|dal|dall'|с|з|із|aus dem|uit het|από τα|från|fra|dari|z|од)|[从自譯译])$", words
    ):
        _duty(page, said, "translated", hit.start, hit.end)
        said.evidence.append(f'it says "{page.facts.words(hit.start, hit.end)}"')
        _title_behind(page, line, hit, found)
    elif _BY.match(page.plain, hit.end, line.end):
        said.evidence.append(f'it says "{words}"')
        _translator_behind(page, line, hit, hit.end, found)
    else:
        _outlet_behind(page, line, hit, found, said, translated=words)


def _translator_behind(page: Page, line: Line, hit: Hit, at: int, found: Found) -> None:
    """ "Translated from Arabic (Syria) for OUTLET by NAME": the name behind the language."""
    match = _BY.match(page.plain, at, line.end)
    if match is None or any(c.role == "translator" and c.view and c.view.start >= match.end() for c in found.credits):
        return
    cue = Cue(
        hit.start, at, match.end(), sentence_end(page.plain, match.end(), line.end), ("translator",), "verb", line
    )
    read_people(page, cue, "translator", cue.value_start, cue.value_end, found)


def _title_behind(page: Page, line: Line, hit: Hit, found: Found) -> None:
    """ "A translation of [TITLE](LINK) by NAME"."""
    links = page.links_in(hit.end, min(line.end, hit.end + 60))
    if not links:
        return
    s, e, address = links[0]
    cue = _as_cue(line, hit.start, hit.end, "original")
    add(page, cue, "original_link", s, e, found, address=address, name=address)
    if not page.plain[s:e].startswith(("http", "www.")) and e - s > 8:
        add(page, cue, "original_title", s, e, found, address=address)
    _author_behind(page, line, e, found)


def _author_behind(page: Page, line: Line, at: int, found: Found) -> None:
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


def _first_published(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    """ "Published in OUTLET (COUNTRY) on DATE by NAME": only where it opens a line."""
    if page.at_edge(line.block) and opens(page.plain, line, hit):
        _outlet_behind(page, line, hit, found, SelfDescription([], said.evidence), translated="")
        _author_behind(page, line, hit.end, found)


def _published(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    block = page.facts.blocks[line.block]
    own = _own(page, line, hit)
    if own or (
        page.at_edge(line.block)
        and block.end - block.start <= SHORT_BLOCK
        and not page.facts.layout.roles[line.block] == "title"
    ):
        _outlet_behind(page, line, hit, found, said if own else SelfDescription([], said.evidence), translated="")


def _outlet_behind(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription, *, translated: str) -> None:
    """The outlet (or the language, or the date) behind "originally published in", "translated from"."""
    plain = page.plain
    cue = _as_cue(line, hit.start, hit.end, "original_outlet")
    links = page.links_in(hit.end, min(line.end, hit.end + 60))
    if (date := DATE.search(plain, hit.end, min(line.end, hit.end + 90))) and not translated:
        add(page, cue, "original_date", date.start(), date.end(), found)
    if not translated and (language := _language(page, hit.end, min(hit.end + 20, line.end))):
        add(page, cue, "original_language", *language, found)
        said.evidence.append(f'it says "{page.facts.words(hit.start, language[1])}"')
        return
    if regex.match(r"\W*\p{Nd}", plain[hit.end : line.end]):
        return
    start = hit.end
    while start < line.end and plain[start] in " :\"'":
        start += 1
    if links and links[0][0] - start <= 12:
        s, e, address = links[0]
        add(page, cue, "original_link", s, e, found, address=address, name=address)
        if not plain[s:e].startswith(("http", "www.")) and e - s <= 60:
            add(page, cue, "original_outlet", s, e, found, address=address)
    elif (quoted := _QUOTED.match(plain, max(hit.end, start - 1), line.end)) and len(quoted["words"]) <= 60:
        add(page, cue, "original_outlet", *quoted.span("words"), found)
    elif run := RUN.match(plain, start, line.end):
        if is_name(run.group()):
            add(page, cue, "original_outlet", run.start(), run.end(), found)
            _address_behind(page, cue, run.end(), found)
    elif hit.end < line.end and ord(plain[start : start + 1] or " ") > 0x2E80:
        read_outlet(page, cue, start, min(line.end, start + 40), found)
    elif not date and not translated:
        _duty(page, said, "points-outside", hit.start, hit.end)
    if translated:
        said.evidence.append(f'it says "{page.facts.words(hit.start, min(hit.end + 30, line.end))}"')


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


def _machine(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    """A notice that a machine translated this: in head or tail, in a sentence of its own."""
    if not page.at_edge(line.block) or any(c.role == "machine_translation" for c in found.credits):
        return
    block = page.facts.blocks[line.block]
    engine = next((h for h in page.facts.hits.get("engine", ()) if block.start <= h.start < block.end), None)
    about = (
        engine
        or _own(page, line, hit)
        or any(s.start >= block.start and s.end <= block.end for s in page.facts.hits.get("self", ()))
    )
    vague = regex.search(
        r"(?:with the help of|using|mediante|utilizando|usando|utilizzando|à l'aide de|kullanılarak|с помощью|с использованием|за допомогою|menggunakan|service|servi|dienst|hizmeti|خدم|سرویس|服务|服務|サービス|서비스|υπηρεσία|tjänst|tjenest|layanan|usług|сервис|сервіс)",
        page.plain[hit.start : hit.end].lower(),
    )
    if not about or (
        vague
        and engine is None
        and not regex.search(
            r"\bAI\b|\bIA\b|\bKI\b|ИИ|ШІ|人工|機械|machine|automat", page.plain[block.start : block.end]
        )
    ):
        return
    start, end = (engine.start, engine.end) if engine else (hit.start, hit.end)
    add(page, _as_cue(line, hit.start, hit.end, "machine_translation"), "machine_translation", start, end, found)
    said.evidence.append(f'it says "{page.facts.words(hit.start, hit.end)}"')


def _post_edited(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    return


def _note(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    before, after = page.plain[max(0, hit.start - 1) : hit.start], page.plain[hit.end : hit.end + 2]
    if before in ("(", "（", "[", "【", "〔", "") or after[:1] in (":", ")", "）", "]", "】", "：") or after == " :":
        said.evidence.append(f'it has a note of the translator ("{page.facts.words(hit.start, hit.end)}")')


def _we(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    """ "We translated": then the publication did."""
    if not page.at_edge(line.block):
        return
    _duty(page, said, "translated", hit.start, hit.end)
    said.evidence.append(f'it says "{page.facts.words(hit.start, hit.end)}"')
    if page.facts.context.publication:
        cue = _as_cue(line, hit.start, hit.end, "translator")
        add(page, cue, "translator", hit.start, hit.end, found, name=page.facts.context.publication)
        add(page, cue, "publisher", hit.start, hit.end, found, name=page.facts.context.publication)
    else:
        add(
            page,
            _as_cue(line, hit.start, hit.end, "translator"),
            "translator",
            hit.start,
            hit.end,
            found,
            withheld=True,
        )


_READERS = {
    "translated": _translated,
    "published": _published,
    "opening": _first_published,
    "machine": _machine,
    "post-edited": _post_edited,
    "note": _note,
    "we": _we,
}


def _engines(page: Page, found: Found, said: SelfDescription) -> None:
    """A translation engine named in a closing notice in a language whose formulas we do not know."""
    if any(c.role == "machine_translation" for c in found.credits):
        return
    blocks = page.facts.blocks
    for hit in page.facts.hits.get("engine", ()):
        block = page.facts.block_at(hit.start)
        if (
            "translat" in page.plain[hit.start : hit.end].lower()
            and block >= len(blocks) - 3
            and blocks[block].kind in ("paragraph", "quote")
            and page.facts.language.code != "en"
        ):
            add(
                page,
                _as_cue(page.line_at(hit.start), hit.start, hit.end, "machine_translation"),
                "machine_translation",
                hit.start,
                hit.end,
                found,
            )
            said.evidence.append(f"a closing notice names {page.facts.words(hit.start, hit.end)}")
            return


def _licences(page: Page, found: Found) -> None:
    """A licence named for the article: under a label, or in a short statement in head or tail; never a picture's."""
    if any(c.role == "licence" for c in found.credits):
        return
    plain = page.plain
    for hit in page.facts.hits.get("licence", ()):
        line = page.line_at(hit.start)
        block = page.facts.blocks[line.block]
        if (
            block.kind in ("caption", "code", "cell", "title")
            or not page.at_edge(line.block)
            or line.end - line.start > 400
        ):
            continue
        if not _LICENSED.search(plain[line.start : line.end]) or regex.search(
            r"(?i)\b(?:photo|image|picture|foto|bild|写真|图片)\b", plain[line.start : hit.start]
        ):
            continue
        quoted = next(
            (m for m in _QUOTED.finditer(plain, line.start, line.end) if m.start() < hit.start <= m.end()), None
        )
        links = page.links_in(hit.start - 1, hit.start + 1)
        words = _LICENCE_WORDS.match(plain, hit.start, line.end)
        start, end = (
            quoted.span("words")
            if quoted
            else (links[0][0], links[0][1])
            if links
            else (hit.start, words.end() if words else hit.end)
        )
        end = start + len(plain[start:end].split(". ")[0].rstrip(" .-–"))
        add(
            page,
            _as_cue(line, hit.start, hit.end, "licence"),
            "licence",
            start,
            end,
            found,
            address=links[0][2] if links else "",
        )
        return


def _author(page: Page, said: SelfDescription) -> None:
    """ "The author" of a line that lays responsibility or views at somebody's door."""
    hits = page.facts.hits
    for whose in hits.get("responsibility", ()):
        line = page.line_at(whose.start)
        if not page.at_edge(line.block) or page.facts.quotes.holds(whose.start):
            continue
        block = page.facts.blocks[line.block]
        start = max(
            (m.end() for m in regex.compile(r"[.!?。！？؟]\s").finditer(page.plain, block.start, whose.start)),
            default=block.start,
        )
        stop = regex.compile(r"[.!?。！？؟](?:\s|$)").search(page.plain, whose.end, block.end)
        end = stop.start() if stop else block.end
        named = next(
            (h for h in hits.get("author", ()) if start <= h.start < end and not whose.start <= h.start < whose.end),
            None,
        )
        about = any(start <= s.start < end for s in hits.get("self", ())) or end - start < LONGEST_DISCLAIMER
        if named and about and not _OF_OTHERS.match(page.plain, named.end):
            _duty(page, said, "author-referred", named.start, named.end)
            return


LONGEST_DISCLAIMER = 220
