"""Where an article first stood: the outlet, the link, the date and the author behind "originally published in", "translated from".

Takes the Page and a formula's place, adds Credits. A formula with nothing behind it asks for the original.
"""

from __future__ import annotations

import regex

from auditor.analysis.credit_lines import UNSPACED, sentence_end
from auditor.analysis.credit_originals import ADDRESS, DATE, read_outlet
from auditor.analysis.credit_page import DEAD_ADDRESS, Cue, Found, Line, Page, add
from auditor.analysis.credit_people import RUN
from auditor.analysis.own_words import SelfDescription, add_duty, as_cue, language_in
from auditor.analysis.people import is_cased_name, is_description, is_name, languages, word_set
from auditor.analysis.provenance import PEOPLE
from auditor.fold import fold_words
from auditor.patterns import late_regex
from auditor.rulebook import Hit

_QUOTED = late_regex(r"[「『《〈\"“«](?P<words>[^」』》〉\"”»]{3,80})")
_JOINT = late_regex(
    r" (?:(?:\p{Ll}+ ){0,2}(?:edition|version) of|in|by|on|at|dans|par|sur|en|por|em|su|da|bei|auf|im|von|на|в|у) "
)
_TURKISH_CASE = late_regex(r"'\p{Ll}{1,5}$")
_KIND_OF_OUTLET = late_regex(r"(?:\p{Ll}[\p{Ll}\-]+ ){1,3}(?=[\"]\p{Lu})")
_ADJECTIVE = late_regex(r"(?:\p{Ll}[\p{Ll}\-]{3,} ){1,2}(?=\p{Lu}\p{Ll})")
_AUTHOR_BY = late_regex(r"[ ,)]\s?(?:автор|by|par|por|von|di|av|door|af|oleh) (?:\p{Ll}{4,} ){0,2}(?:\[?)(?=\p{Lu})")


def read_behind(page: Page, line: Line, hit: Hit, found: Found, said: SelfDescription, *, translated: str) -> bool:
    """The outlet (or the language, or the date) behind "originally published in", "translated from"; whether there is an outlet."""
    plain = page.plain
    cue = as_cue(line, hit.start, hit.end, "original_outlet")
    if (date := DATE.search(plain, hit.end, min(line.end, hit.end + 90))) and not translated:
        add(page, cue, "original_date", date.start(), date.end(), found)
    if not translated and (
        language := language_in(page, hit.end, sentence_end(plain, hit.end, min(hit.end + 20, line.end)))
    ):
        add(page, cue, "original_language", *language, found)
        said.evidence.append(f'it says "{page.facts.words(hit.start, language[1])}"')
        if joint := _JOINT.match(plain, language[1], line.end):
            named = _read_outlet_name(page, as_cue(line, hit.start, joint.end(), "original_outlet"), found)
            if not named:
                read_periodical(page, line, hit.end, found)
        read_title_named(page, line, hit, found)
        if not date:
            _read_loose_date(page, cue, found)
        return True
    if regex.match(r"\W*\p{Nd}", plain[hit.end : line.end]):
        return False
    named = _read_outlet_name(page, cue, found, translated=translated) or read_periodical(page, line, hit.end, found)
    if not named and (not translated or page.facts.language.code in VERB_LAST):
        named = read_periodical(page, line, _sentence_start(plain, line.start, hit.start), found)
    read_title_named(page, line, hit, found)
    if not date and not translated:
        _read_loose_date(page, cue, found)
    if not named and not date and not translated:
        add_duty(page, said, "points-outside", hit.start, hit.end)
    if translated:
        said.evidence.append(f'it says "{page.facts.words(hit.start, min(hit.end + 30, line.end))}"')
    return named


def _read_outlet_name(page: Page, cue: Cue, found: Found, *, translated: str = "") -> bool:
    """The outlet right behind a formula: a link, quoted words, a run of capitals, words of a script without them."""
    plain, line = page.plain, cue.line
    start = cue.end
    while start < line.end and plain[start] in " :\"'":
        start += 1
    if said_first := _KIND_OF_OUTLET.match(plain, start, line.end) or (
        None if translated else _ADJECTIVE.match(plain, start, line.end)
    ):
        start = said_first.end()  # "from the weekly NAME"
        cue = cue._replace(end=start)
    links = page.links_in(start, min(line.end, start + 60))
    if links and links[0][0] - start <= 12:
        s, e, address = links[0]
        add(page, cue, "original_link", s, e, found, address=address, name=address)
        if not plain[s:e].startswith(("http", "www.")) and e - s <= 60:
            add(page, cue, "original_outlet", s, e, found, address=address)
    elif (quoted := _QUOTED.match(plain, max(cue.end, start - 1), line.end)) and len(quoted["words"].split()) > 4:
        add(page, cue, "original_title", quoted.start("words"), quoted.end("words"), found)
        behind = _IN_OUTLET.match(plain, quoted.end() + 1, line.end)
        return behind is not None and _read_outlet_name(page, cue._replace(end=behind.end()), found)
    elif quoted and len(quoted["words"]) <= 60:
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


VERB_LAST = ("fa", "tr", "ja", "ko", "ku", "hi", "ur")
"""Languages in which all else stands before the verb."""


def read_periodical(page: Page, line: Line, at: int, found: Found) -> bool:
    """The outlet behind a word for one in the rest of a sentence: "in the Argentinian weekly “NAME”"."""
    end = sentence_end(page.plain, at, line.end)
    known = word_set("periodicals")
    for word in _WORD.finditer(page.plain, at, min(end, at + PERIODICAL_WORDS)):
        if fold_words(word.group()) in known and _read_outlet_name(
            page, as_cue(line, word.start(), word.end(), "original_outlet"), found
        ):
            return True
    return False


PERIODICAL_WORDS = 90
"""View characters of a sentence in which the word for an outlet stands."""


def read_title_named(page: Page, line: Line, hit: Hit, found: Found) -> None:
    """The original's title behind "under the title" (or in italics or quotation marks behind such words) in a formula's sentence."""
    if any(c.role == "original_title" for c in found.credits):
        return
    start = _sentence_start(page.plain, line.start, hit.start)
    end = sentence_end(page.plain, hit.end, line.end)
    low = page.facts.folded.low
    for words in word_set("titled"):
        at = low.find(words, start, end)
        if at < 0 or (low[at - 1 : at].isalpha() and ord(words[0]) < UNSPACED):
            continue
        title = _TITLE.match(page.plain, at + len(words), line.end)
        if title:
            cue = as_cue(line, at, at + len(words), "original_title")
            add(page, cue, "original_title", title.start("words"), title.end("words"), found)
            return


_TITLE = late_regex(
    r"[ :]{0,2}(?:\p{L}{1,4} )?[「『《〈“\"](?P<words>[^」』》〉”\"]{2,120})[」』》〉”\"]"
    r"|(?<=[\p{Arabic}\p{Hebrew}]) (?P<words>\p{Latin}[\p{Latin}\p{Nd} '’:,\-]{4,100}\p{Latin})"
)
"""A title in quotation marks; in scripts from right to left one in Latin letters needs none."""
_LOOSE = late_regex(
    r"(?:\p{Nd}{1,2}\.? (?:de |d[ei] )?)?(?P<month>\p{L}{3,12})\.?(?: (?:de |του |року |г\. )?(?:19|20)\p{Nd}{2})?|\p{Nd}{1,2}/(?:19|20)\p{Nd}{2}"
)


def _sentence_start(plain: str, start: int, end: int) -> int:
    """Where the sentence that holds an offset begins."""
    return max([start, *(plain.rfind(mark, start, end) + 1 for mark in ".!?。؟")])


def _read_loose_date(page: Page, cue: Cue, found: Found) -> None:
    """A date with no year, or a month, in the rest of a formula's sentence."""
    end = sentence_end(page.plain, cue.end, cue.line.end)
    for match in _LOOSE.finditer(page.plain, cue.end, end):
        if not any(c.isdigit() for c in match.group()):
            continue
        if match["month"] is None or fold_words(match["month"]) in word_set("calendar"):
            add(page, cue, "original_date", match.start(), match.end(), found)
            return


_IN_OUTLET = late_regex(
    r"[,]? (?:in|im|en|dans|em|su|w|v|в|у|i|di|på|σε|στο|στην) (?:the |der |die |le |la |el |the )?(?=\p{Lu})"
)


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


_OWNER = late_regex(
    r"(?<=[ ,])(?=(?:\p{Lu}[\p{L}\-]+ ){1,3}\p{Lu}[\p{L}\-]+'s (?:post|article|essay|column|story|piece|text|report)\b)"
)
"""Where the author's name begins in "a translation of blogger NAME's post [TITLE](LINK)"."""


def read_author_behind(page: Page, line: Line, at: int, found: Found) -> None:
    """An author named behind the title or the outlet: "… by NAME"."""
    end = sentence_end(page.plain, at, min(line.end, at + 60))
    match = _OWNER.search(page.plain, line.start, at) or _AUTHOR_BY.search(page.plain, at, end)
    if match is None or any(c.role == "author" for c in found.credits):
        return
    if (
        (run := RUN.match(page.plain, match.end(), line.end))
        and (name := run.group().removesuffix("'s"))
        and is_cased_name(name, least=2)
        and not is_description(name)
    ):
        cue = Cue(match.start(), match.end(), run.start(), run.end(), ("author",), "verb", line)
        add(page, cue, "author", run.start(), run.start() + len(name), found)


def read_author_named(page: Page, line: Line, at: int, found: Found) -> None:
    """An author named behind a word for one in a sentence: "in this article, which the magazine X published, the writer NAME reviews …"."""
    if any(c.role == "author" for c in found.credits):
        return
    begin, end = _sentence_start(page.plain, line.start, at), sentence_end(page.plain, at, line.end)
    for word in page.facts.hits.get("author", ()):
        if not begin <= word.start < end:
            continue
        adjective = _DEFINITE.match(page.plain, word.end, end)  # "للصحفي الفرنسي NAME"
        start = adjective.end() if adjective else word.end
        run = RUN.match(page.plain, start + 1, end) or _UNCASED.match(page.plain, start + 1, end)
        if run and (not run.group()[0].isupper() or is_cased_name(run.group(), least=2)):
            cue = Cue(word.start, word.end, run.start(), run.end(), ("author",), "verb", line)
            add(page, cue, "author", run.start(), run.end(), found)
        return


_DEFINITE = late_regex(r" ال\p{L}+ي(?:ة)?(?= )")


def read_last_line(page: Page, found: Found) -> None:
    """The outlet of a translation's last line: "OUTLET, DATE", "© AUTHOR / OUTLET, YEAR"."""
    if any(c.role == "original_outlet" for c in found.credits) or not any(
        c.role == "translator" for c in found.credits
    ):
        return
    authors = {fold_words(c.name) for c in found.credits if c.role == "author"}
    for number in range(max(page.tail, page.facts.layout.body + 1), len(page.facts.blocks)):
        for line in page.lines(number):
            match = _LAST_LINE.fullmatch(page.plain, line.start, line.end) or _RIGHTS.fullmatch(
                page.plain, line.start, line.end
            )
            if match is None or ("author" in match.groupdict() and fold_words(match["author"]) not in authors):
                continue
            cue = as_cue(line, line.start, match.start("outlet"), "original_outlet")
            add(page, cue, "original_outlet", match.start("outlet"), match.end("outlet"), found)
            if (date := DATE.search(page.plain, match.end("outlet"), line.end)) is None:
                _read_loose_date(page, cue._replace(end=match.end("outlet")), found)
            else:
                add(page, cue, "original_date", date.start(), date.end(), found)
            return


_LAST_LINE = late_regex(
    r"[*_(]*(?P<outlet>(?:\p{Lu}[\p{L}'\-]*|\p{Lo}[\p{L}\p{M}'\-]*)(?: [\p{L}\p{M}'\-]+){0,4})[,،] ?\p{Nd}{1,2}\.? (?:de )?\p{L}{3,12}\.?(?: (?:de )?\p{Nd}{4})?[.)*_]*"
)
_RIGHTS = late_regex(r"(?:©|\([cC]\)) ?(?P<author>[\p{L}'\- .]{4,40}) / (?P<outlet>[\p{L}'\- ]{2,40})(?:[,/ ].*)?")


def read_credit_line_link(page: Page, found: Found) -> None:
    """The original that a line of credit links: "By NAME, [OUTLET](LINK). Translated by NAME", "… from an article by NAME in [OUTLET](LINK)"."""
    if not any(c.role == "translator" for c in found.credits) or any(c.role == "original_link" for c in found.credits):
        return
    people = [c for c in found.credits if c.view and c.role in PEOPLE]
    lines = {page.line_at(c.view.start): c for c in people if c.view and c.role != "photographer"}
    for start, end, link in page.links:
        line = page.line_at(start)
        credit = lines.get(line)
        if credit is None or line.end - line.start > LONGEST_CREDIT_LINE or not link.address.startswith("http"):
            continue
        if any(c.view and c.view.start < end and start < c.view.end for c in people):
            continue  # the link is somebody's own page
        if fold_words(page.plain[start:end]) in word_set("profiles"):
            continue
        cue = as_cue(line, start, start, "original_outlet")
        add(page, cue, "original_link", start, end, found, address=link.address, name=link.address)
        if is_cased_name(page.plain[start:end]) or not page.plain[start:end].isascii():
            add(page, cue, "original_outlet", start, end, found, address=link.address)
        before = [c.view.end for c in people if c.view and c.view.end <= start and page.line_at(c.view.start) == line]
        read_author_behind(page, line, max(before, default=line.start), found)
        return


LONGEST_CREDIT_LINE = 300


def read_footnote(page: Page, found: Found) -> None:
    """The outlet of a translation's closing note: "[1] OUTLET (COUNTRY), DATE."."""
    if any(c.role == "original_outlet" for c in found.credits) or not any(
        c.role == "translator" for c in found.credits
    ):
        return
    for number in range(max(page.tail, page.facts.layout.body + 1), len(page.facts.blocks)):
        block = page.facts.blocks[number]
        note = _FOOTNOTE.match(page.plain, block.start, block.end)
        if note and DATE.search(page.plain, note.end(), block.end):
            cue = as_cue(page.lines(number)[0], block.start, note.start("outlet"), "original_outlet")
            add(page, cue, "original_outlet", note.start("outlet"), note.end("outlet"), found)
            return


_FOOTNOTE = late_regex(r"\[1\] (?P<outlet>\p{Lu}[^,()\n]{2,40}) \(\p{Lu}[^()\n]{2,30}\), ?(?=[^.\n]{4,20}\.?$)")
_UNCASED = late_regex(r"[\p{Arabic}\p{Hebrew}]{2,} [\p{Arabic}\p{Hebrew}]{2,}")


def read_link(page: Page, line: Line, hit: Hit, found: Found) -> None:
    """The original that "we translated" links: behind the words, or before them in their block; and its author behind the link."""
    start = page.facts.blocks[line.block].start
    near = page.links_in(hit.end, min(line.end, hit.end + FROM_WORDS)) or page.links_in(start, hit.start)[-1:]
    links = [link for link in near if not FRONT_PAGE.fullmatch(link[2])]
    if not links or any(c.role == "original_link" for c in found.credits):
        return
    s, e, address = links[0]
    cue = as_cue(line, hit.start, hit.end, "original_link")
    add(page, cue, "original_link", s, e, found, address=address, name=address)
    read_author_behind(page, page.line_at(s), e, found)


FRONT_PAGE = late_regex(r"https?://[^/?#]+/?")
"""The address of a site, which is no article's."""
FROM_WORDS = 60
"""View characters behind "we translated" in which the original's link begins."""
_WORD = late_regex(r"[\p{L}\p{M}']+")
LONGEST_POINTER = 60
"""View characters of a link that only says that the original is there."""


def read_pointers(page: Page, found: Found) -> None:
    """A link in head or tail whose words only say that the original is there."""
    if any(c.role == "original_link" for c in found.credits):
        return
    if _read_written_pointer(page, found):
        return
    for start, end, link in page.links:
        line = page.line_at(start)
        if not link.address or DEAD_ADDRESS.fullmatch(link.address):
            continue
        if end - start > LONGEST_POINTER or not page.at_edge(line.block) or not _points(page, line, start, end):
            continue
        cue = as_cue(line, start, end, "original_link")
        add(page, cue, "original_link", start, end, found, address=link.address, name=link.address)
        return


def _read_written_pointer(page: Page, found: Found) -> bool:
    """An address written out behind a word for the original, in head or tail: "Read it in the original at https://…"."""
    linked = {s for s, _, _ in page.links}
    for hit in page.facts.hits.get("credit", ()):
        if not hit.value.startswith("label original"):
            continue
        line = page.line_at(hit.start)
        if not page.at_edge(line.block):
            continue
        address = ADDRESS.search(page.plain, hit.end, min(line.end, hit.end + LONGEST_WAY))
        if address is None or _STOP.search(page.plain, hit.end, address.start()) or address.start("address") in linked:
            continue
        words = address["address"].rstrip(".,;)")
        at = address.start("address")
        cue = as_cue(line, hit.start, hit.end, "original_link")
        add(page, cue, "original_link", at, at + len(words), found, address=words, name=words)
        return True
    return False


LONGEST_WAY = 80
"""View characters between a word for the original and its address."""
_STOP = late_regex(r"[.!?。] ")


def _says_translated(page: Page, line: Line, at: int) -> bool:
    """Whether a line says before a place that it is translated."""
    tables = (page.facts.hits.get("credit", ()), page.facts.hits.get("provenance", ()))
    return any(line.start <= h.start < at and "transl" in h.value for hits in tables for h in hits)


def _points(page: Page, line: Line, start: int, end: int) -> bool:
    """Whether a link says "original", "Russian text", "Read this article in Arabic", or "here" behind words for the original."""
    if any(start <= h.start and h.end <= end and h.value == "published" for h in page.facts.hits.get("provenance", ())):
        return True  # "[first published by OUTLET](LINK)"
    words = fold_words(page.plain[start:end]).strip(' .:()[]>→»"')
    if words in word_set("originals") or (words in word_set("sources") and _says_translated(page, line, start)):
        return True
    before, known = page.plain[_sentence_start(page.plain, line.start, start) : start], languages()
    if language := next((m.span() for m in _WORD.finditer(page.plain, start, end) if m.group().lower() in known), None):
        rest = fold_words(page.plain[start : language[0]] + page.plain[language[1] : end])
        rest = " ".join(regex.findall(r"[\p{L}\p{M}']+", rest))
        if rest and (rest in word_set("editions") or rest in word_set("originals")):
            return True
        if not rest and fold_words(before).strip(" *_:") in word_set("editions"):
            return True
    said = page.facts.hits.get("credit", ())
    if ADDRESS.match(page.plain, start):  # "the Czech original at https://…"
        sentence = _sentence_start(page.plain, line.start, start)
        near = max(sentence, start - LONGEST_POINTER)
        return any(near <= h.start < start and h.value in ("label original", "label original_link") for h in said)
    if words not in word_set("pointers"):
        return False
    return (
        any(line.start <= h.start < start and "original" in h.value.split(" ")[1] for h in said) and "." not in before
    )
