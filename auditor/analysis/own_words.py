"""Whether words speak of the article they stand in, and what they then make it owe.

Takes the Page and ranges, gives Duties and evidence for a translation. Words in mid-body and words about other things say nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from auditor.analysis.credit_lines import about_itself, in_own_bracket, opens_with_credit
from auditor.analysis.credit_page import Cue, Line, Page, opens
from auditor.analysis.people import languages, word_set
from auditor.analysis.provenance import Duty
from auditor.article import Span
from auditor.fold import fold_words
from auditor.patterns import late_regex
from auditor.rulebook import Hit

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

_BYLINE = late_regex(r"\W*(?:By|by|Par|par|Por|por|Von|Di|di|Av|Af|Door|Oleh) ")
NEAR = 18
"""Characters between the start of a sentence and words about the article: "This is", "It was"."""


_WORD = late_regex(r"[\p{L}\p{M}'’\-]+")


class SelfDescription(NamedTuple):
    """Duties, and what speaks for a translation, the strongest first."""

    duties: list[Duty]
    evidence: list[str]


def add_duty(page: Page, said: SelfDescription, kind: str, start: int, end: int) -> None:
    """Note that the words of a view range ask for something."""
    if len(said.duties) >= MOST_DUTIES or any(
        d.view and d.view.start < end and start < d.view.end for d in said.duties
    ):
        return
    said.duties.append(Duty(kind, page.facts.words(start, end), tuple(page.facts.pieces(start, end)), Span(start, end)))


def as_cue(line: Line, start: int, end: int, role: str) -> Cue:
    """Words of a sentence as the Cue of a role."""
    return Cue(start, end, end, line.end, (role,), "sentence", line)


def speaks_of_itself(page: Page, line: Line, hit: Hit) -> bool:
    """Whether words in head or tail speak of this article: they open a line, a sentence or a bracket, or follow "this article"."""
    if not page.at_edge(line.block):
        return False
    if page.plain[hit.start] == "(" and page.plain[hit.end - 1] == ")":
        return True
    if _ends_with_speaker(page, hit):
        return False
    if about_itself(page, line, hit) or in_own_bracket(page, line, hit):
        return True
    if is_reported(page.facts, line.start, line.end):
        return False
    if page.facts.language.code in ("ja", "ko") and _follows_link(page, line, hit):
        return True
    before = page.plain[max(line.start, hit.start - LONGEST_STANDFIRST) : hit.start].rstrip()
    if before and _in_standfirst(page, line, hit):
        return True
    if opens(page.plain, line, hit) or before[-1:] in ".!?。(（[؟":
        return True
    if before[-1:] in (";", "؛", "-", "–", "—", "|", "·", "•") and opens_with_credit(page, line):
        return True
    if before[-1:] == "," and _BYLINE.match(page.plain, line.start, hit.start):
        return True
    begun = regex.split(r"[.!?。؟:] ?", before)[-1]
    return len(begun) <= NEAR and "," not in begun and "،" not in begun and _is_subject(page, line, hit, begun)


def _ends_with_speaker(page: Page, hit: Hit) -> bool:
    """Whether the sentence ends with who said it: "…, the museum said"."""
    number = page.facts.sentence_at(hit.start)
    if number < 0:
        return False
    sentence = page.facts.sentences[number]
    last = page.facts.folded.low[hit.end : sentence.end].rpartition(",")
    words = _WORD.findall(last[2]) if last[1] else []
    return 0 < len(words) <= SPEAKER and words[-1] in word_set("speech")


SPEAKER = 6
"""Words behind a sentence's last comma that say who said it."""


def _follows_link(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a line of the head or the tail opens with a link and, but for a date, goes straight on to the verb: "[TITLE](LINK)の翻訳です"."""
    links = page.links_in(line.start, hit.start)
    return bool(links) and links[0][0] - line.start <= MARKS and hit.start - links[-1][1] <= NEAR


MARKS = 3


def _is_subject(page: Page, line: Line, hit: Hit, begun: str) -> bool:
    """Whether a sentence's first words can mean the article: "This is", not "The novel"; "It was" only where nothing stands before it."""
    if not begun or ord(begun[-1]) > UNSPACED:
        return True
    if any(word not in word_set("subjects") for word in fold_words(begun).split()):
        return False
    earlier = page.plain.rindex(begun, line.start, hit.start)
    tables = (page.facts.hits.get(table, ()) for table in ("self", "credit", "provenance"))
    return opens(page.plain, line, Hit(earlier, earlier, "")) or any(
        line.start <= h.start < earlier for hits in tables for h in hits
    )


def _in_standfirst(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a hit stands in a line above the body that credits in other words too, and links: "An essay by A, translated from B"."""
    if line.block > page.facts.layout.body or line.end - line.start > LONGEST_STANDFIRST:
        return False
    if not page.links_in(line.start, line.end):
        return False
    others = (h for h in page.facts.hits.get("provenance", ()) if line.start <= h.start < line.end)
    return any(h.value in ("published", "opening", "translated") and not h.start <= hit.start < h.end for h in others)


LONGEST_STANDFIRST = 200
MOST_DUTIES = 20
"""Words that make an article owe something, up to which they are noted."""


def is_reported(facts: Facts, start: int, end: int) -> bool:
    """Whether somebody is quoted in a range, or it belongs to a quotation: then it says nothing of the article itself."""
    known_answers: dict[tuple[int, int], bool] = facts.__dict__.setdefault("_reported", {})
    if (start, end) not in known_answers:
        known_answers[start, end] = _reports(facts, start, end)
    return known_answers[start, end]


def _reports(facts: Facts, start: int, end: int) -> bool:
    low = facts.folded.low[start:end]
    words = set(_WORD.findall(low))
    words |= {word[1:] for word in words if word[0] in "وف"}  # Arabic writes "and" and "so" as one with the verb
    known = word_set("speech")
    if not words.isdisjoint(known) or facts.quotes.holds(start):
        return True
    plain, other = _speech_phrases()
    return any(entry in low for entry in plain) or (not low.isascii() and any(entry in low for entry in other))


@cache
def _speech_phrases() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entries on speech that are no single words: those in ASCII, and the others."""
    found = [entry for entry in word_set("speech") if " " in entry or ord(entry[0]) > UNSPACED]
    return tuple(e for e in found if e.isascii()), tuple(e for e in found if not e.isascii())


LONGEST_UNSPACED = 5
"""Characters of a language's name in scripts without blanks."""
UNSPACED = 0x2E80
"""Code point from which scripts put no blanks between words."""


def find_byline(words: str) -> regex.Match[str] | None:
    """The preposition that opens a byline, where words begin with one."""
    return _BYLINE.match(words)


def language_in(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """A language's name among the next words."""
    known = languages()
    words = list(_WORD.finditer(page.plain, start, min(end, start + 60)))[:4]
    for first, match in enumerate(words):
        two = f"{match.group()} {words[first + 1].group()}".lower() if first + 1 < len(words) else ""
        if two in known:
            return match.start(), words[first + 1].end()
        bare = match.group().lower().rpartition("'")[2]
        if bare in known:
            return match.end() - len(bare), match.end()
        if match.group().lower() in known:
            return match.start(), match.end()
    if start < end and ord(page.plain[start]) > UNSPACED:
        for length in range(LONGEST_UNSPACED, 0, -1):
            if page.plain[start : start + length] in known:
                return start, start + length
    return None
