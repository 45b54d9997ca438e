"""Quotations without a speaker: direct speech of a sentence or more for which nobody is named, before, inside or after.

Takes quotation marks, layout and the cues around them; gives the quotations for which no words say whose they are. Silent
on scare quotes, titles, slogans, quoted documents, interviews, pull quotes and epigraphs: those have no speaker by nature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.wording import wording
from auditor.article import Span
from auditor.patterns import late_re, late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

SIGN = 0.2
"""Chance of a cue from which words around a quotation may name its speaker."""
SIGNATURE = 60
"""Characters up to which a line behind a quotation may be its signature."""
SAME = 40
"""Characters of a quotation that stand elsewhere too: a pull quote."""
QUESTIONS = 3
"""Paragraphs that are questions, from which an article is an interview."""
_LABEL = late_regex(r"(?:Q|A|В|О|س|ج|[\p{L}.' -]{2,30}) ?: ")
_WHOLE = late_re(r'[.!?…,]"?$')
_NAME = late_regex(r"\b\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}'-]+")


def find_speakerless(facts: Facts, least: int) -> list[Span]:
    """Quotations of at least `least` words without a speaker, in order, each from its first to its last mark."""
    if not facts.quotes.spans or _is_interview(facts):
        return []
    return [run for run in _runs(facts) if _is_speech(facts, run, least) and not _has_speaker(facts, run)]


def _runs(facts: Facts) -> list[Span]:
    """Quotations with nothing between them as one: a speech over several paragraphs."""
    plain = facts.folded.plain
    runs: list[Span] = []
    for span in facts.quotes.spans:
        if facts.layout.roles[facts.block_at(span.start)] != "paragraph":
            continue
        if runs and not plain[runs[-1].end : span.start].strip(" \n"):
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs


def _is_speech(facts: Facts, run: Span, least: int) -> bool:
    """Whether a run is a sentence or more: enough words, a capital first, a sign that ends a sentence last."""
    plain = facts.folded.plain
    words = plain[run.start : run.end].strip('" ')
    if words.count(" ") + 1 < least or words[:1].islower() or not _WHOLE.search(plain[run.start : run.end]):
        return False
    return plain[run.start + 1 : run.start + 2].strip(" ") != "" and plain[run.end - 1] == '"'


def _has_speaker(facts: Facts, run: Span) -> bool:
    """Whether anything says whose words a run is, or that it is nobody's speech."""
    low = facts.folded.low
    first = facts.block_at(run.start)
    if not any(facts.layout.prose(number) for number in range(first)):
        return True  # an epigraph, or the lead's own quotation
    if _is_signed(facts, run.end) or low.count(low[run.start + 1 : run.start + 1 + SAME]) > 1:
        return True
    numbers = _around(facts, run)
    sourcing = facts.sourcing
    if any(cue.chance >= SIGN for number in numbers for cue in sourcing.cues(number)):
        return True
    if any(sourcing.reports(number) for number in _before(facts, numbers[0], first)):
        return True
    start, end = facts.sentences[numbers[0]].start, facts.sentences[numbers[-1]].end
    beside = f"{low[start : run.start]} | {low[run.end : end]}"
    if low[start : run.start].rstrip(" \n").endswith(":") or wording(_language(facts), "unspoken").search(beside):
        return True
    return _holds_somebody(facts, Span(start, run.start)) or _holds_somebody(facts, Span(run.end, end))


def _around(facts: Facts, run: Span) -> range:
    """The sentences of a run with the one before and the one behind, unless that opens a paragraph with its own quotation."""
    first, last = facts.sentence_at(run.start), facts.sentence_at(run.end - 1)
    behind = facts.sentences[min(len(facts.sentences) - 1, last + 1)]
    is_own = behind.block == facts.sentences[last].block or not facts.quotes.share(behind.start, behind.end)
    return range(max(0, first - 1), min(len(facts.sentences), last + (2 if is_own else 1)))


def _before(facts: Facts, number: int, block: int) -> range:
    """The sentences up to one whose speaker may go on: those of its paragraph, two where that is a whole page."""
    start = number
    while start > 0 and facts.sentences[start - 1].block == facts.sentences[number].block:
        start -= 1
    if facts.sourcing.where.is_page(number):
        start = max(start, number - 1)
    return range(start, number + 1) if facts.sentences[number].block <= block else range(0)


def _holds_somebody(facts: Facts, span: Span) -> bool:
    """Whether a range speaks of anybody: a name of two words, a pronoun, a noun for people or sources."""
    tables = (facts.hits.get("source", ()), facts.hits.get("victim", ()))
    if any(span.start <= hit.start < span.end and not facts.quotes.holds(hit.start) for hits in tables for hit in hits):
        return True
    person = wording(_language(facts), "person")
    return any(
        not facts.quotes.holds(match.start())
        for pattern, text in ((person, facts.folded.low), (_NAME, facts.folded.plain))
        for match in pattern.finditer(text, span.start, span.end)
    )


def _is_signed(facts: Facts, at: int) -> bool:
    """Whether a dash, a bracket or a short line with a name follows: "- Lina Saad", "[The Herald]"."""
    block = facts.blocks[facts.block_at(at - 1)]
    plain = facts.folded.plain
    if plain[at : block.end].lstrip(" ").startswith(("-", "[", "(")):
        return True
    number = facts.block_at(at - 1) + 1
    if number == len(facts.blocks):
        return False
    words = plain[facts.blocks[number].start : facts.blocks[number].end]
    return len(words) <= SIGNATURE and (words.startswith("-") or _NAME.search(words) is not None)


def _language(facts: Facts) -> str:
    return facts.language.code or ""


def _is_interview(facts: Facts) -> bool:
    """Whether questions and answers alternate."""
    plain = facts.folded.plain
    prose = [block for number, block in enumerate(facts.blocks) if facts.layout.prose(number)]
    questions = sum(plain[block.start : block.end].rstrip().endswith("?") for block in prose)
    labels = sum(_LABEL.match(plain, block.start, block.end) is not None for block in prose)
    return (questions >= QUESTIONS and questions * 4 >= len(prose)) or labels >= QUESTIONS
