"""Claims: sentences that say something for which a reader must know who says so, typed and located.

Takes the index's hits of the claim table and lets each through a gate: a toll needs people or a number beside it, lost
ground a place, a weapon its use. Predictions, conditions, denials, headings and quoted speech are none. Judges nothing.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.gates import BREAK, MONTH, Gates
from auditor.analysis.wording import wording, wording_before
from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence
    from auditor.rulebook import Hit

TYPES = (
    "casualties",
    "weapons",
    "atrocities",
    "territory",
    "attack",
    "detention",
    "displacement",
    "money",
    "accusation",
    "designation",
    "war-toll",
)
"""From grave to slight: a sentence with several is judged by the first."""
SUBJECT = 25
"""Characters of a subject that belong to the words of a claim; a longer one is left out."""

_PAGE_HEAD = late_re(
    rf"(?:date of publication|published(?: on)?|updated(?: on)?)?:? ?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?(?:\d{{1,2}}[ \-/](?:{MONTH}|\d{{1,2}})[ \-/]\d{{4}}|{MONTH} \d{{1,2}},? \d{{4}})"
)
"""How a scraped page begins: a date, then the headline."""


LONGEST_CLAUSE = 600
"""Code points on either side of a stem in which its clause is sought: a page without a full stop is one sentence."""


class Claim(Struct, frozen=True):
    """A claim: its type, the words that make it in view offsets, the number of its sentence.

    `stem` is the word that gave it away; `counts` are the numbers of people in its clause.
    """

    type: str
    start: int
    end: int
    sentence: int
    stem: Span
    counts: tuple[Span, ...] = ()


class Claims:
    """The claims of an article, found a sentence at a time, where somebody asks."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._gates = Gates(facts)
        self._found: dict[int, list[Claim]] = {}
        self._hits: dict[int, list[Hit]] = {}
        for hit in facts.hits.get("claim", ()):
            number = facts.sentence_at(hit.start)
            if number >= 0 and hit.end <= facts.sentences[number].end:
                self._hits.setdefault(number, []).append(hit)

    @cached_property
    def sentences(self) -> list[int]:
        """Numbers of the sentences of the text that may make a claim, in order."""
        facts, prose = self._facts, self._facts.layout.prose
        return [
            number
            for number in self._hits
            if prose(facts.sentences[number].block) and not self._is_glued(number) and not _is_page_head(facts, number)
        ]

    def of_text(self) -> list[Claim]:
        """All claims of the text, in order; one of each type a sentence."""
        return [claim for number in self.sentences for claim in self.of(number)]

    def of_title(self) -> list[Claim]:
        """The claims that the title makes."""
        title = self._facts.layout.title
        numbers = [number for number in self._hits if self._facts.sentences[number].block == title]
        return [claim for number in numbers for claim in self.of(number)]

    def of(self, number: int) -> list[Claim]:
        """The claims of a sentence, the gravest first: of each type the first, a counted toll before others."""
        if number not in self._found:
            best: dict[str, Claim] = {}
            for hit in self._hits.get(number, ()):
                known = best.get(str(hit.value).partition("/")[0])
                if known is not None and (known.counts or known.type != "casualties"):
                    continue
                claim = _claim(self._gates, hit, number, self._facts)
                if claim is not None and (claim.type not in best or (claim.counts and not best[claim.type].counts)):
                    best[claim.type] = claim
            self._found[number] = sorted(best.values(), key=lambda claim: (TYPES.index(claim.type), claim.start))
        return self._found[number]

    def _is_glued(self, number: int) -> bool:
        sentence = self._facts.sentences[number]
        return bool(self._gates.all_in("glued", sentence.start, sentence.end))


def _is_page_head(facts: Facts, number: int) -> bool:
    """Whether a sentence is the date and headline with which a scraped page begins."""
    return number == 0 and _PAGE_HEAD.match(facts.folded.low, facts.sentences[0].start) is not None


def _claim(gates: Gates, hit: Hit, number: int, facts: Facts) -> Claim | None:
    sentence = facts.sentences[number]
    type_, _, gate = str(hit.value).partition("/")
    if type_ not in TYPES or not gates.let_through(hit, type_, gate, sentence):
        return None
    if type_ == "casualties" and gates.is_of_the_war(sentence):
        type_ = "war-toll"
    start, end = _clause(facts, hit, sentence)
    counts = gates.people(start, end, hit) if type_ in ("casualties", "war-toll") else []
    if gate == "count" and not counts:
        return None
    return Claim(
        type_, _start(facts, hit, sentence, type_, start, counts), end, number, Span(hit.start, hit.end), tuple(counts)
    )


def _clause(facts: Facts, hit: Hit, sentence: Sentence) -> tuple[int, int]:
    """The clause of a stem, without the words that join it to another."""
    low = facts.folded.low
    start, end = max(sentence.start, hit.start - LONGEST_CLAUSE), min(sentence.end, hit.end + LONGEST_CLAUSE)
    for match in BREAK.finditer(low, start, hit.start):
        if not _in_number(low, match):
            start = match.end()
    while start < hit.start and low[start] == " ":
        start += 1
    joining = wording(facts.language.code or "", "joining", " ")
    while opening := joining.match(low, start, hit.start):
        start = opening.end()
    for match in BREAK.finditer(low, hit.end, end):
        if not _in_number(low, match):
            end = match.start()
            break
    while end > hit.end and low[end - 1] in " .!?":
        end -= 1
    return start, end


def _in_number(low: str, sign: re.Match[str]) -> bool:
    """Whether a comma belongs to a number: 1,000."""
    return sign.group() == "," and low[sign.end() : sign.end() + 1].isdigit()


def _start(facts: Facts, hit: Hit, sentence: Sentence, type_: str, start: int, counts: list[Span]) -> int:
    """Where the words of a claim begin: a toll at its number, others at their subject unless that is long."""
    low, language = facts.folded.low, facts.language.code or ""
    if counts:
        before = next((n for n in counts if n.start < hit.start), None)
        start = hit.start if before is None else before.start
        quantifier = wording_before(language, "quantifier").search(low, max(sentence.start, start - 20), start)
        return start if quantifier is None else quantifier.start()
    if hit.start - start > SUBJECT and type_ not in ("weapons", "attack"):
        start = hit.start
        auxiliaries = wording_before(language, "auxiliary")
        while auxiliary := auxiliaries.search(low, max(sentence.start, start - 12), start):
            start = auxiliary.start()
    return start
