"""Whose work a translation is, as its own note says in running words: "a report by NAME", "статья NAME", "NAME'in yazısı", "the author, NAME, …".

Takes the Page and the credits so far, adds the author where no other form named one. Only sentences in head or tail that say that the article
was translated or stood elsewhere are read, and none that reports somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.credit_page import Cue, Found, Line, Page, add
from auditor.analysis.credit_people import RUN
from auditor.analysis.own_words import is_reported
from auditor.analysis.people import is_cased_name, is_description, word_set
from auditor.article import Span
from auditor.fold import fold_words
from auditor.patterns import late_regex

LONGEST_NOTE = 500
"""View characters of a sentence that is read; a note is shorter."""
MOST_NAMES = 4
"""Words of a person's name; a longer run of capitals is a title or a house."""
GENITIVE = frozenset(("ru", "uk", "pl", "el", "cs", "sr", "bg", "be"))
"""Languages in which a name follows the word for a work at once, in the genitive."""

_WORD = late_regex(r"[\p{L}\p{M}][\p{L}\p{M}'’\-]*")
_OF = late_regex(
    r"(?:,? (?:by|von|av|af|door|oleh|przez|par|por)|(?: \p{Ll}[\p{L}\-]*){0,2}?,? (?:of|de la|de|del|della|di|do|da|du|van))(?: (?:the|le|la|el|il|der|die|det|den))?(?: \p{Ll}[\p{L}\-]{3,}){0,2} (?=\p{Lu})"
    r"|(?: \p{Ll}[\p{L}\-]*){0,2}?,? (?:d'|dell')(?=\p{Lu})"
)
_AT_ONCE = late_regex(r"(?: (?:του|της|των|\p{Ll}[\p{L}\-]{3,})){0,2} (?=\p{Lu})")
_JOINT = late_regex(r"(?:,? (?:and|y|e|et|und|en|og|och|i|и|та|й|і|ve|και) |, )(?=\p{Lu})")
_OWNER = late_regex(
    r"(?P<name>\p{Lu}[\p{L}\p{M}.\-]*(?: \p{Lu}[\p{L}\p{M}.\-]*){1,3})'n?[ıiuü]n (?P<between>[^.;:]{0,90}?)(?P<work>\p{Ll}+)"
)
_BEHIND_WORD = late_regex(r"[ ,]{1,2}(?:(?:ο|η|ал|هو|هي|ה) )?(?=\p{Lu})")
_AUTHOR_UNCASED = late_regex(
    r"(?:の|는|은|인|,|为|是|:)? ?(?:آن |این مقاله |این متن )?(?P<name>[\p{Katakana}ー]+(?:[・=][\p{Katakana}ー]+)+(?:氏|さん)?"
    r"|(?<=, )[\p{Hebrew}\p{M}]{2,} [\p{Hebrew}\p{M}]{2,}(?=, ה)"
    r"|(?<= (?:آن|این مقاله|این متن) )[\p{Arabic}\u200c]{2,} [\p{Arabic}\u200c]{2,}(?= است)"
    r"|[\p{Arabic}\u200c]{2,} [\p{Arabic}\u200c]{2,}(?= است))"
)


def read_work(page: Page, found: Found) -> None:
    """Add the author whom a note's words name, if no credit names one."""
    if any(c.role == "author" for c in found.credits):
        return
    for line, span in _notes(page, found):
        if names := _behind_work(page, span) or _owner(page, span) or _behind_author(page, span):
            cue = Cue(span.start, names[0].start, names[0].start, names[-1].end, ("author",), "sentence", line)
            for name in names if not _is_outlet(page, names, found) else []:
                add(page, cue, "author", name.start, name.end, found)
            return


def _is_outlet(page: Page, names: list[Span], found: Found) -> bool:
    """Whether the first of some names stands among the outlets."""
    outlets = {c.name for c in found.credits if c.role in ("original_outlet", "publisher", "agency")}
    return page.facts.words(*names[0]) in outlets


def _notes(page: Page, found: Found) -> Iterator[tuple[Line, Span]]:
    """The sentences in head and tail that say that the article is a translation or stood elsewhere."""
    facts = page.facts
    told = [
        h.start for h in facts.hits.get("provenance", ()) if h.value in ("translated", "published", "opening", "we")
    ]
    told += [c.view.start for c in found.credits if c.role == "translator" and c.view]
    for number in sorted({facts.sentence_at(at) for at in told}):
        if number < 0:
            continue
        sentence = facts.sentences[number]
        is_note = page.at_edge(sentence.block) and facts.layout.roles[sentence.block] not in ("title", "code")
        if (
            is_note
            and sentence.end - sentence.start <= LONGEST_NOTE
            and not is_reported(facts, sentence.start, sentence.end)
        ):
            yield page.line_at(sentence.start), Span(sentence.start, sentence.end)


def _behind_work(page: Page, span: Span) -> list[Span]:
    """The names behind a word for a work: "a report by NAME and NAME"."""
    known = word_set("works")
    joint = _AT_ONCE if page.facts.language.code in GENITIVE else _OF
    for word in _WORD.finditer(page.plain, span.start, span.end):
        if fold_words(word.group()) not in known:
            continue
        if (behind := joint.match(page.plain, word.end(), span.end)) and (
            names := _people(page, behind.end(), span.end)
        ):
            return names
    return []


def _people(page: Page, at: int, end: int) -> list[Span]:
    """The people of a run of names."""
    names: list[Span] = []
    end = min([end, *(start for start, _, _ in page.links_in(at + 1, end))])  # "… by NAME [TITLE](LINK)"
    while run := RUN.match(page.plain, at, end):
        words = run.group().removesuffix("'s").rstrip(".,'-")
        if (
            not _fits_script(page, words)
            or not is_cased_name(words, least=2)
            or len(words.split()) > MOST_NAMES
            or is_description(words)
        ):
            break
        names.append(Span(run.start(), run.start() + len(words)))
        if not (joint := _JOINT.match(page.plain, run.end(), end)):
            break
        at = joint.end()
    return names


def _fits_script(page: Page, words: str) -> bool:
    """Whether a name is in the article's script where that writes no Latin: a Latin run there is a title."""
    return page.facts.language.code not in _NOT_LATIN or not words.isascii()


_NOT_LATIN = GENITIVE - {"pl", "cs"}


def _owner(page: Page, span: Span) -> list[Span]:
    """The Turkish genitive before the word for a work: "NAME'in OUTLET'teki haberini"."""
    if page.facts.language.code != "tr":
        return []
    known = word_set("works")
    for match in _OWNER.finditer(page.plain, span.start, span.end, overlapped=True):
        if fold_words(match["work"]) in known and is_cased_name(match["name"], least=2):
            return [Span(*match.span("name"))]
    return []


def _behind_author(page: Page, span: Span) -> list[Span]:
    """The name behind a word for the author: "the author, NAME, is"."""
    for hit in page.facts.hits.get("author", ()):
        if not span.start <= hit.start < span.end:
            continue
        if behind := _BEHIND_WORD.match(page.plain, hit.end, span.end):
            if names := _people(page, behind.end(), span.end):
                return names
        elif match := _AUTHOR_UNCASED.match(page.plain, hit.end, span.end):
            return [Span(*match.span("name"))]
    return []
