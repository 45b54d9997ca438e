"""What an article says of itself: that it is a translation, of what, where it first stood, that a machine made it, who answers for it.

Takes the Page and the credits so far, adds credits of outlets, languages, licences and machines, gives Duties and the evidence for
`translated`. Words in quotation marks and in mid-body say nothing about the article.
"""

from __future__ import annotations

from collections.abc import Callable

import regex
from msgspec.structs import replace

from auditor.analysis.credit_lines import about_itself, is_complement, is_noun, sentence_end
from auditor.analysis.credit_notices import (
    read_engines,
    read_kept_back,
    read_licences,
    read_machine,
    read_responsibility,
)
from auditor.analysis.credit_page import Cue, Found, Line, Page, add, hole, opens
from auditor.analysis.credit_people import RUN, read_people
from auditor.analysis.first_published import (
    FRONT_PAGE,
    read_author_behind,
    read_author_named,
    read_behind,
    read_credit_line_link,
    read_footnote,
    read_last_line,
    read_link,
    read_pointers,
)
from auditor.analysis.original_prose import read_work
from auditor.analysis.own_words import SelfDescription, add_duty, as_cue, is_reported, language_in, speaks_of_itself
from auditor.analysis.people import is_cased_name, word_set
from auditor.fold import fold_words
from auditor.patterns import late_regex
from auditor.rulebook import Hit

_TITLE_PREFIX = late_regex(
    r"[\[【(]?(?:translation|translated|traducción|traduction|übersetzung|traduzione|tradução|перевод|переклад|çeviri|ترجمة|ترجمه|翻译|译文|翻譯|译|翻訳|訳|번역|tłumaczenie|vertaling|μετάφραση|översättning|oversettelse)\s*[:：\]】|)]",
    regex.IGNORECASE,
)


_BY = late_regex(
    r"(?: (?:original|language|text|originale|оригинала))?(?: ?\([^)]{1,40}\))?(?: (?:and|y|e|et|und|en|och|og|i|и|та) (?:\p{Ll}+[ \-]){0,1}\p{Ll}+(?= (?:for|para|pour|für|per|voor|för|для) ))?(?: (?:for|para|pour|für|per|для) [^.,:;]{2,40}?)?(?: (?:and|y|e|et|und|en|och|og|i|и|та) (?:\p{Ll}+[ \-]){0,2}\p{Ll}+(?= ))?,? ?(?:(?:by|par|por|von|da|dalla|dal|di|de|pel[ao]|door|av|af|oleh|από τον|από την|przez|durch) |dall'|: ?)"
)


_ONLY_BY = late_regex(r" (?:by|par|por|von|dalla|pel[ao]|door|oleh|przez) ")
"""Nothing but the preposition: the language was never filled in."""
_PERMISSION = late_regex(r"permi|autori|授权|許可|genehmig|erlaub|разреш|дозвол|izin|إذن|اجازه", regex.IGNORECASE)


_OWN_EDITION = late_regex(
    r"(?i:our|notre|nuestra?|unserer?|nossa|nostra|нашей|нашої) \p{L}+(?: \p{L}+)? ?(?i:edition|version|service|site|website|page|newsroom|édition|ausgabe|edición|edizione|edição|редакции|редакції|службы)?"
)


LONGEST_STATEMENT = 20
"""Length of a sentence that says who translated and nothing else, its role word at its end."""
SHORT_BLOCK = 260
"""Length up to which a block in head or tail is read as being about the article, whatever its sentence begins with."""


_WORD = late_regex(r"[\p{L}\p{M}'’\-]+")


def describe(page: Page, cues: list[Cue], found: Found) -> SelfDescription:
    """What the text says of the article beyond its credit lines."""
    said = SelfDescription([], [])
    for cue in cues:
        if "translator" not in cue.roles or not _statement(page, cue.line, cue.start, cue.end):
            continue
        if cue.form == "verb":
            add_duty(page, said, "translated", cue.start, _first_word(page, cue))
        elif cue.form == "after" and cue.end - cue.line.start <= LONGEST_STATEMENT:
            add_duty(page, said, "translated", cue.line.start, cue.end)
    for hit in page.facts.hits.get("provenance", ()):
        line = page.line_at(hit.start)
        if page.facts.blocks[line.block].kind in ("title", "code") or page.facts.quotes.holds(hit.start):
            continue
        if line.block in page.related:
            continue
        if hit.value in _READERS:
            _READERS[hit.value](page, line, hit, found, said)
    _read_complements(page, found, said)
    read_kept_back(page, found)
    read_engines(page, found, said)
    read_licences(page, found)
    read_pointers(page, found)
    read_footnote(page, found)
    read_last_line(page, found)
    read_credit_line_link(page, found)
    read_work(page, found)
    read_responsibility(page, found, said)
    _name_post_editors(page, found)
    title = page.facts.layout.title
    if title is not None:
        block = page.facts.blocks[title]
        if _TITLE_PREFIX.match(page.plain, block.start, block.end):
            said.evidence.append(f'its title begins "{page.plain[block.start : block.end].split(":")[0][:30]}"')
    return said


def _read_complements(page: Page, found: Found, said: SelfDescription) -> None:
    """Sentences that say what the article is: "This guide is a translation of [TITLE](LINK)"."""
    for hit in page.facts.hits.get("credit", ()):
        line = page.line_at(hit.start)
        if "translator" in hit.value and page.at_edge(line.block) and is_complement(page, line, hit):
            said.evidence.append(f'it says "{page.facts.words(hit.start, hit.end)}"')
            add_duty(page, said, "translated", hit.start, hit.end)
            _title_behind(page, line, hit, found)
            _writer_behind(page, line, hit, found)


def _name_post_editors(page: Page, found: Found) -> None:
    """Who is said to have checked or edited, in the block and behind the words on the machine, mended its translation."""
    machines = [c.view for c in found.credits if c.role == "machine_translation" and c.view]
    for number, credit in enumerate(found.credits):
        if credit.role not in ("editor", "proofreader") or credit.form != "verb" or credit.view is None:
            continue
        block = page.facts.block_at(credit.view.start)
        if any(m.end <= credit.view.start and page.facts.block_at(m.start) == block for m in machines):
            found.credits[number] = replace(credit, role="post_editor")


def _first_word(page: Page, cue: Cue) -> int:
    match = _WORD.match(page.plain, cue.start, cue.end)
    return match.end() if match else cue.end


def _statement(page: Page, line: Line, start: int, end: int) -> bool:
    """Whether words speak of the article in a sentence, not on a line of credit."""
    return page.at_edge(line.block) and about_itself(page, line, Hit(start, end, ""))


def _translated(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    if not speaks_of_itself(page, line, hit) or _has_object(page, line, hit):
        return
    inside = language_in(page, hit.start, hit.end)
    start = _verb_of(page, hit)
    language = inside or language_in(page, hit.end, line.end)
    words = page.plain[hit.start : hit.end]
    if language and language[0] - hit.end <= 22:
        end = max(hit.end, language[1])
        if _goes_on(page, line, end):
            return
        if own := _OWN_EDITION.search(page.plain, hit.end, min(line.end, hit.end + 60)):
            add(
                page,
                as_cue(line, hit.start, hit.end, "original_outlet"),
                "original_outlet",
                own.start(),
                own.end(),
                found,
            )
        add_duty(page, said, "translated-from", start, end)
        add(page, as_cue(line, hit.start, hit.end, "original_language"), "original_language", *language, found)
        said.evidence.append(f'it says "{page.facts.words(start, end)}"')
        _translator_behind(page, line, hit, end, found)
    elif not regex.search(
        r"(?i:\b(?:from|de|du|del|do|da|dal|dall'|с|з|із|aus dem|uit het|από τα|från|fra|dari|z|од)|[从自譯译])$", words
    ):
        add_duty(page, said, "translated", start, hit.end)
        said.evidence.append(f'it says "{page.facts.words(start, hit.end)}"')
        _title_behind(page, line, hit, found)
    elif by := _BY.match(page.plain, hit.end, line.end):
        said.evidence.append(f'it says "{words}"')
        if _ONLY_BY.fullmatch(by.group()):
            cue = as_cue(line, hit.start, by.end() - 1, "original_language")
            place = page.facts.words(cue.start, cue.end)
            found.placeholders.append(hole(page, cue, "original_language", place, cue.start, cue.end))
        _translator_behind(page, line, hit, hit.end, found)
    else:
        if read_behind(page, line, hit, found, said, translated=words):
            add_duty(page, said, "translated", hit.start, hit.end)


def _has_object(page: Page, line: Line, hit: Hit) -> bool:
    """Whether the verb means something else: "cet article traduit une inquiétude", "статья переведена в архив"."""
    pattern = _OBJECTS.get(page.facts.language.code or "")
    return pattern is not None and pattern.match(page.plain, hit.end, line.end) is not None


_OBJECTS = {
    "fr": late_regex(
        r"(?<=\w (?:traduit|traduisent)) (?:l[aes] |l'|une? |des |ce(?:tte|s)? |leurs? |sa |son |ses |bien |aussi )"
    ),
    "ru": late_regex(r" в (?!\p{Lu})"),
    "uk": late_regex(r" (?:в|у|до) (?!\p{Lu})"),
}


def _verb_of(page: Page, hit: Hit) -> int:
    """Where the verb of a formula begins that begins with "this article": "translated from" of "this report was translated from"."""
    own = [h.end for h in page.facts.hits.get("self", ()) if hit.start <= h.start and h.end < hit.end]
    own = [end for end in own if " " in page.plain[hit.start : end]]
    words = list(_WORD.finditer(page.plain, max(own, default=hit.start), hit.end))
    first = next((w for w in words if fold_words(w.group()) not in word_set("auxiliaries")), None)
    if first is None or (not own and first is words[0]):
        return hit.start
    if not own:
        return int(first.start())
    last = words[-2] if len(words) > 1 and len(words[-1].group()) <= LONGEST_PREPOSITION else words[-1]
    return int(last.start())


LONGEST_PREPOSITION = 4


def _goes_on(page: Page, line: Line, at: int) -> bool:
    """Whether a clause on something else follows: "Translated from Danish, the novel sold out within a week"."""
    if not _CLAUSE.match(page.plain, at, line.end):
        return False
    end = sentence_end(page.plain, at, line.end)
    says = [h for table in ("self", "provenance") for h in page.facts.hits.get(table, ())]
    says += [h for h in page.facts.hits.get("credit", ()) if "verb" in h.value or page.plain[h.end : h.end + 1] == ":"]
    return not page.links_in(at, end) and not any(at <= h.start < end for h in says)


_CLAUSE = late_regex(r", \p{Ll}[^.]{20}")


def _translator_behind(page: Page, line: Line, hit: Hit, at: int, found: Found) -> None:
    """ "Translated from Arabic (Syria) for OUTLET by NAME": the name behind the language."""
    match = _BY.match(page.plain, at, line.end)
    if match and is_complement(page, line, hit) and match.group().split()[-1] in _OF:
        _title_behind(page, line, hit, found)  # "la traduction française de TITLE"
        return
    if match is None or any(c.role == "translator" and c.view and c.view.start >= match.end() for c in found.credits):
        return
    cue = Cue(
        hit.start, at, match.end(), sentence_end(page.plain, match.end(), line.end), ("translator",), "verb", line
    )
    read_people(page, cue, "translator", cue.value_start, cue.value_end, found)


_OF = frozenset(("de", "di", "von", "da"))
"""Prepositions that stand before the author of a verb, and before what a noun is a translation of."""


def _title_behind(page: Page, line: Line, hit: Hit, found: Found) -> None:
    """ "A translation of [TITLE](LINK) by NAME"; in languages whose verb comes last the link stands before it."""
    end = sentence_end(page.plain, hit.end, min(line.end, hit.end + LONGEST_WAY))
    links = (
        page.links_in(hit.end, end)
        or [x for x in page.links_in(line.start, hit.start) if hit.start - x[1] <= NEAR_VERB][-1:]
    )
    if not links or _PERMISSION.search(page.plain, min(hit.end, links[0][1]), max(hit.start, links[0][0])):
        return
    s, e, address = links[0]
    made = None if is_noun(page, hit) else _MADE_BY.search(page.plain, hit.start, s)
    if made and not page.plain[hit.end : s].strip(' "*_').count(" "):
        return  # "translated by [NAME](LINK)"
    cue = as_cue(line, hit.start, hit.end, "original")
    if _is_authors(page, hit.end, links):
        add(page, cue._replace(roles=("author",)), "author", s, e, found, address=address)
        if len(links) < 2:
            return
        s, e, address = links[1]
    add(page, cue, "original_link", s, e, found, address=address, name=address)
    words = page.plain[s:e]
    if not words.startswith(("http", "www.")) and e - s > 8 and (s - hit.end <= TITLE_NEAR or not words.islower()):
        add(page, cue, "original_title", s, e, found, address=address)
    read_author_behind(page, line, e, found)
    if (owner := _OWNER_BEFORE.search(page.plain, line.start, s)) and not any(
        c.role == "author" for c in found.credits
    ):
        start, stop = owner.span("name")
        add(page, cue._replace(roles=("author",)), "author", start, stop, found)


def _writer_behind(page: Page, line: Line, hit: Hit, found: Found) -> None:
    """Who wrote what an article is a translation of, later in the sentence: "… of a tutorial written by NAME"."""
    if any(c.role == "author" for c in found.credits):
        return
    end = sentence_end(page.plain, hit.end, line.end)
    for verb in page.facts.hits.get("credit", ()):
        if hit.end <= verb.start < end and "verb author" in verb.value:
            links = page.links_in(verb.end, verb.end + 4)
            run = links[0][:2] if links else (m.span() if (m := RUN.match(page.plain, verb.end + 1, end)) else None)
            if run and is_cased_name(page.plain[run[0] : run[1]]):
                cue = Cue(verb.start, verb.end, run[0], run[1], ("author",), "verb", line)
                add(page, cue, "author", run[0], run[1], found)
            return


def _is_authors(page: Page, at: int, links: list[tuple[int, int, str]]) -> bool:
    """Whether the first link is the author's own: "a translation of [NAME](LINK): [TITLE](LINK)", "… by [NAME](LINK) on [SITE](LINK)"."""
    s, e, address = links[0]
    words = page.plain[s:e].strip(' "*_')
    if page.plain[at:s].strip(' "*_').count(" ") and _MADE_BY.search(page.plain, at, s):
        return is_cased_name(words)
    if not is_cased_name(words, least=2) or len(words.split()) > LONGEST_PERSON:
        return False
    if _PROFILE.fullmatch(address) or FRONT_PAGE.fullmatch(address):
        return True
    return len(links) > 1 and _OWNS.fullmatch(page.plain, e, links[1][0]) is not None


_PROFILE = late_regex(
    r"https?://(?:www\.)?(?:github|gitlab|twitter|x|linkedin|facebook|instagram|medium|dev|habr|reddit|t|stackoverflow)\.(?:com|to|me)/(?:in/|u/|user/|users/\d+/)?@?[^/]+/?"
)
"""The address of a person's page on a site of many."""
_MADE_BY = late_regex(r"\b(?:by|par|por|von|da|door|av|af|przez|oleh|bởi|tarafından) [\"*_]*$")
_OWNS = late_regex(r"['*_]*(?:s|: ?|, ?| ?[–—-] ?)[\"*_ ]*")
LONGEST_PERSON = 4
LONGEST_WAY = 200
"""View characters behind "is a translation of" in which the link stands, if its sentence goes so far."""
NEAR_VERB = 40
TITLE_NEAR = 60
_OWNER_BEFORE = late_regex(
    r"(?P<name>\p{Lu}[\p{L}.'\-]+(?: \p{Lu}[\p{L}.'\-]*){0,3}|[\p{Katakana}・]{3,})(?: ?(?:님|씨|さん|氏))?(?:의|の) ?\"?$"
)
"""The author before the link: "NAME의 [TITLE](LINK)"."""


def _first_published(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    """ "Published in OUTLET (COUNTRY) on DATE by NAME": only where it opens a line, or behind "this article"."""
    if about_itself(page, line, hit):
        _published(
            page, line, hit, found, SelfDescription([], said.evidence)
        )  # "… was published in its place" asks for nothing
    elif page.at_edge(line.block) and opens(page.plain, line, hit):
        read_behind(page, line, hit, found, SelfDescription([], said.evidence), translated="")
        read_author_behind(page, line, hit.end, found)


def _published(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    block = page.facts.blocks[line.block]
    own = speaks_of_itself(page, line, hit)
    if own or (
        page.at_edge(line.block)
        and block.end - block.start <= SHORT_BLOCK
        and page.facts.layout.roles[line.block] != "title"
    ):
        read_behind(page, line, hit, found, said if own else SelfDescription([], said.evidence), translated="")
    if about_itself(page, line, hit):
        read_author_named(page, line, hit.end, found)


def _note(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:  # noqa: ARG001
    before, after = page.plain[max(0, hit.start - 1) : hit.start], page.plain[hit.end : hit.end + 2]
    if before in ("(", "（", "[", "【", "〔", "") or after[:1] in (":", ")", "）", "]", "】", "：") or after == " :":
        said.evidence.append(f'it has a note of the translator ("{page.facts.words(hit.start, hit.end)}")')
        add_duty(page, said, "label", hit.start, hit.end)


def _we(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:
    """ "We translated this": then the publication did."""
    if not page.at_edge(line.block) or is_reported(page.facts, line.start, line.end):
        return
    start = page.facts.blocks[line.block].start
    about = (*page.facts.hits.get("self", ()), *page.facts.hits.get("provenance", ()))
    if not page.links_in(start, line.end) and not any(start <= h.start < line.end and h != hit for h in about):
        return
    add_duty(page, said, "translated", hit.start, hit.end)
    said.evidence.append(f'it says "{page.facts.words(hit.start, hit.end)}"')
    read_link(page, line, hit, found)
    if page.facts.context.publication:
        cue = as_cue(line, hit.start, hit.end, "translator")
        add(page, cue, "translator", hit.start, hit.end, found, name=page.facts.context.publication)
        add(page, cue, "publisher", hit.start, hit.end, found, name=page.facts.context.publication)
    else:
        add(
            page,
            as_cue(line, hit.start, hit.end, "translator"),
            "translator",
            hit.start,
            hit.end,
            found,
            withheld=True,
        )


def _translated_for(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription) -> None:  # noqa: ARG001
    """ "Translated for OUTLET by NAME": a line of credit, or a sentence that speaks of the article."""
    by = _FOR_BY.match(page.plain, hit.end, line.end)
    if by is None or not (opens(page.plain, line, hit) or speaks_of_itself(page, line, hit)):
        return
    end = sentence_end(page.plain, by.end(), line.end)
    read_people(
        page, Cue(hit.start, hit.end, by.end(), end, ("translator",), "verb", line), "translator", by.end(), end, found
    )


_FOR_BY = late_regex(
    r" [^.,:;\n]{2,60}? (?:by|par|por|von|da|dal|dalla|di|de|pel[ao]|door|av|af|oleh|przez|durch) (?=[\p{Lu}@])"
)


_READERS: dict[str, Callable[[Page, Line, Hit, Found, SelfDescription], None]] = {
    "translated": _translated,
    "published": _published,
    "opening": _first_published,
    "machine": read_machine,
    "translated-for": _translated_for,
    "note": _note,
    "we": _we,
}
