"""Claims: sentences that say something for which a reader must know who says so, typed and located.

Takes the index's hits of the claim table and lets each through a gate: a toll needs people or a number beside it, lost
ground a place, a weapon its use. Predictions, conditions, denials, headings and quoted speech are none. Judges nothing.
"""

from __future__ import annotations

import re
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


def find_claims(facts: Facts) -> list[Claim]:
    """The claims of an article's text in order; one of each type a sentence."""
    hits = facts.hits.get("claim")
    if not hits:
        return []
    gates = Gates(facts)
    prose: dict[int, bool] = {}
    taken = []
    for hit in hits:
        number = facts.sentence_at(hit.start)
        if number < 0:
            continue
        if number not in prose:
            sentence = facts.sentences[number]
            glued = gates.all_in("glued", sentence.start, sentence.end)
            prose[number] = facts.layout.prose(sentence.block) and not glued and not _is_page_head(facts, number)
        if prose[number]:
            taken.append((hit, number))
    return _gravest(facts, gates, taken)


def title_claims(facts: Facts) -> list[Claim]:
    """The claims that the title makes, in order; one of each type a sentence."""
    title = facts.layout.title
    if title is None:
        return []
    block = facts.blocks[title]
    hits = [hit for hit in facts.hits.get("claim", ()) if block.start <= hit.start < block.end]
    return _gravest(facts, Gates(facts), [(hit, facts.sentence_at(hit.start)) for hit in hits]) if hits else []


def _gravest(facts: Facts, gates: Gates, hits: list[tuple[Hit, int]]) -> list[Claim]:
    """The claims that hits in numbered sentences make: of each type the first in a sentence, a counted toll before others."""
    best: dict[tuple[int, str], Claim] = {}
    for hit, number in hits:
        if hit.end > facts.sentences[number].end:
            continue
        known = best.get((number, str(hit.value).partition("/")[0]))
        if known is not None and (known.counts or known.type != "casualties"):
            continue
        claim = _claim(gates, hit, number, facts)
        if claim is None:
            continue
        known = best.get((number, claim.type))
        if known is None or (claim.counts and not known.counts):
            best[number, claim.type] = claim
    return sorted(best.values(), key=lambda c: (c.sentence, TYPES.index(c.type), c.start))


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
