"""Notices in head and tail: that a machine translated the text, under which licence it stands, who answers for it.

Takes the Page, adds Credits of machines and licences and the duty that "the author" of a responsibility line creates.
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_page import Found, Line, Page, add
from auditor.analysis.credit_people import RUN
from auditor.analysis.own_words import SelfDescription, add_duty, as_cue, find_byline, is_reported, speaks_of_itself
from auditor.analysis.people import is_cased_name, is_description, word_set
from auditor.patterns import late_regex
from auditor.rulebook import Hit

_LICENSED = late_regex(
    r"licen[cs]|lizenz|licenz|лиценз|ліценз|ライセンス|许可|協議|协议|授权|رخصة|مجوز|lisans|λισ|άδεια|라이선스|republish|distribut|published under|disponible|公开|公開",
    regex.IGNORECASE,
)


_LICENCE_WORDS = late_regex(r"[\p{L}\p{N} .\-–/]*(?:\([A-Z\- 0-9.]+\))?")


_QUOTED = late_regex(r"[「『\"“«](?P<words>[^」』\"”»]{4,80})")


_OF_OTHERS = late_regex(r" (?:of|behind) (?!this|the (?:article|text|piece|story|post|essay|original))")


LONGEST_DISCLAIMER = 220


def read_machine(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    """A notice that a machine translated this: in head or tail, in a sentence of its own."""
    if not page.at_edge(line.block) or any(c.role == "machine_translation" for c in found.credits):
        return
    block = page.facts.blocks[line.block]
    engine = next((h for h in page.facts.hits.get("engine", ()) if block.start <= h.start < block.end), None)
    about = (
        engine
        or speaks_of_itself(page, line, hit)
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
    add(page, as_cue(line, hit.start, hit.end, "machine_translation"), "machine_translation", start, end, found)
    said.evidence.append(f'it says "{page.facts.words(hit.start, hit.end)}"')


def read_engines(page: Page, found: Found, said: SelfDescription) -> None:
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
                as_cue(page.line_at(hit.start), hit.start, hit.end, "machine_translation"),
                "machine_translation",
                hit.start,
                hit.end,
                found,
            )
            said.evidence.append(f"a closing notice names {page.facts.words(hit.start, hit.end)}")
            return


def read_kept_back(page: Page, found: Found) -> None:
    """A sentence that says why somebody is not named: "The author's name is withheld for safety"."""
    plain = page.plain
    hits = page.facts.hits.get("kept-back", ())
    for hit in hits:
        line = page.line_at(hit.start)
        if hit.value == "name" or not page.at_edge(line.block) or page.facts.quotes.holds(hit.start):
            continue
        start, end = _sentence(plain, line.start, hit.start, hit.end, line.end)
        if hit.value == "kept" and not any(
            h.value == "name" and start <= h.start < end and abs(h.start - hit.start) <= FROM_NAME for h in hits
        ):
            continue
        sentence = plain[start:end]
        byline = find_byline(sentence) is not None
        role = "translator" if _TRANSLATOR.search(sentence) else "author" if byline or _AUTHOR.search(sentence) else ""
        if role and not any(c.role == role for c in found.credits):
            add(page, as_cue(line, hit.start, hit.end, role), role, hit.start, hit.end, found, withheld=True)


def _sentence(plain: str, first: int, start: int, end: int, last: int) -> tuple[int, int]:
    """The sentence round a range, as a range of a line or block."""
    begin = max((m.end() for m in _SENTENCE_END.finditer(plain, first, start)), default=first)
    stop = _SENTENCE_END.search(plain, end, last)
    return begin, stop.start() if stop else last


FROM_NAME = 60
"""View characters between a word for "name" and the word that says it is kept back."""
_SENTENCE_END = late_regex(r"[.!?؟](?: |$)|[。！？]")
_TRANSLATOR = late_regex(
    r"translator|traduct|tradutt|tradut|übersetz|переводч|перекладач|مترجم|çevirmen|译者|譯者|翻訳者|번역자|옮긴이|מתרגמ?|tłumacz|vertaler|μεταφραστ|översättar|oversetter|penerjemah|wergêr",
    regex.IGNORECASE,
)
_AUTHOR = late_regex(
    r"\bauthor|\bwriter|correspondent|reporter|\bspeaker|\bnarrator|\bjournali|periodist|giornalist|jornalist|журналист|журналіст|صحفي|صحافي|روزنامه‌?نگار|gazeteci|dziennikar|δημοσιογράφ|\bautor|auteur|autric|autora|verfasser|автор|كاتب|المؤلف|مراسل|نویسنده|نويسنده|yazar|muhabir|作者|撰文|記者|记者|著者|筆者|필자|기자|글쓴이|כותב|מחבר|auteur|συγγραφέ|författar|skribent|forfatter|penulis|tác giả|nivîskar",
    regex.IGNORECASE,
)


def read_licences(page: Page, found: Found) -> None:
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
            as_cue(line, hit.start, hit.end, "licence"),
            "licence",
            start,
            end,
            found,
            address=links[0][2] if links else "",
        )
        return


def read_responsibility(page: Page, found: Found, said: SelfDescription) -> None:
    """ "The author" of a line that lays responsibility or views at somebody's door, in the article's own words."""
    hits = page.facts.hits
    whose = hits.get("responsibility", ())
    for hit in whose:
        line = page.line_at(hit.start)
        if not page.at_edge(line.block) or page.facts.quotes.holds(hit.start):
            continue
        block = page.facts.blocks[line.block]
        start, end = _sentence(page.plain, block.start, hit.start, hit.end, block.end)
        named = next((h for h in hits.get("author", ()) if start <= h.start < end), None)
        own = end - start < LONGEST_DISCLAIMER and any(h.value == "own" and start <= h.start < end for h in whose)
        about = own or any(start <= s.start < end for s in hits.get("self", ()))
        if named and about and not _OF_OTHERS.match(page.plain, named.end) and not is_reported(page.facts, start, end):
            if not any(c.role == "author" for c in found.credits):
                _biography(page, line, start, found)
            add_duty(page, said, "author-referred", named.start, named.end)
            return


def _biography(page: Page, line: Line, start: int, found: Found) -> None:
    """The author whom the words before a disclaimer describe: "NAME is a beekeeper. The views are the author's own"."""
    for number in (line.block, line.block - 1):
        if number < 0 or (number != line.block and page.facts.layout.roles[number] not in ("paragraph", "biography")):
            continue
        first = page.facts.blocks[number].start
        while first < start and not page.plain[first].isalnum():
            first += 1
        run = RUN.match(page.plain, first, start)
        if run is None or not is_cased_name(run.group(), least=2) or is_description(run.group()):
            continue
        behind = page.facts.folded.low[run.end() : run.end() + 20].lstrip(" ,")
        if any(behind.startswith(copula + " ") for copula in word_set("copulas")):
            cue = as_cue(line, run.start(), run.end(), "author")
            add(page, cue, "author", run.start(), run.end(), found)
            return
