"""Contrasts: what an article says in two places that do not agree: its title and its text, one toll and another.

Takes the claims of title and text with their sourcing; gives verdicts: a title that states flatly what the text attributes
to somebody, a figure that differs. A sentence that `verdicts` has judged gets no second one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.claims import Claim
from auditor.analysis.cues import REPORT
from auditor.analysis.figures import Figure, differing, differing_title, figures_of, values_in
from auditor.analysis.gates import Gates
from auditor.analysis.verdicts import Verdict, shares
from auditor.article import Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

HEADLINE = "headline"
TWO_NUMBERS = "two-numbers"
STANCE = 0.3
"""Chance of a cue from which a title says that somebody says or holds it."""


def find_contrasts(facts: Facts) -> list[Verdict]:
    """The contrasts of an article, in order."""
    text = figures_of(facts, facts.claims)
    claims = facts.claims_at.of_title()
    found = []
    if claims:
        gates = Gates(facts)
        for title in figures_of(facts, claims):
            if (told := differing_title(facts, gates, title, text)) is not None:
                found.append(_two(title, told))
        if not found:
            found += [v for claim in claims if (v := _headline(facts, gates, claim))][:1]
    if len(text) > 1:
        judged = {verdict.sentence for verdict in facts.verdicts}
        found += [
            _two(later, earlier)
            for earlier, later in differing(text)
            if later.sentence not in judged and _has_no_source_of_its_own(facts, earlier.sentence, later.sentence)
        ]
    return found


def _two(marked: Figure, other: Figure) -> Verdict:
    return Verdict(TWO_NUMBERS, "casualties", *marked.span, marked.sentence, words=marked.span, other=other.span)


def _headline(facts: Facts, gates: Gates, claim: Claim) -> Verdict | None:
    """The verdict on a title's claim, where the text has somebody behind the same claim."""
    if (claim.type == "casualties" and not claim.counts) or not _is_flat(facts, claim):
        return None
    told = next((other for other in facts.claims if _is_same(facts, gates, claim, other)), None)
    level = None if told is None else facts.sourcing.sentence(told.sentence).level
    if told is None or level is None:
        return None
    words = Span(claim.start, claim.end)
    source = facts.sourcing.first_source(told.sentence)
    if source is None and (hedges := facts.sourcing.hedges(told.sentence)):
        source = Span(hedges[0].start, hedges[0].end)
    if source is None:
        return None
    other = Span(told.start, told.end)
    return Verdict(HEADLINE, claim.type, *words, claim.sentence, source, words=words, other=other, level=level)


def _is_flat(facts: Facts, claim: Claim) -> bool:
    """Whether nobody stands behind a title: no cue, no hedge, no quotation mark, no question, nobody at either end."""
    number = claim.sentence
    sentence, sourcing = facts.sentences[number], facts.sourcing
    words = facts.folded.low[sentence.start : sentence.end]
    if '"' in words or "?" in words or " '" in words or sourcing.hedges(number) or sourcing.reports(number):
        return False
    ends = (claim.end, sentence.start + len(words.rstrip(".! ")))
    if any(noun.start == sentence.start or noun.end in ends for noun in sourcing.nouns(sentence.start, sentence.end)):
        return False  # "Monitor: 12 killed", "12 killed - reports", the sign between them lost
    return not any(cue.chance >= STANCE for cue in sourcing.cues(number))


def _is_same(facts: Facts, gates: Gates, title: Claim, other: Claim) -> bool:
    """Whether a claim of the text is the title's: its first number, where the title counts; else a name or its stem."""
    low = facts.folded.low
    if other.type != title.type:
        return False
    if title.counts:
        return bool(values_in(low, gates, title.counts[:1]) & values_in(low, gates, other.counts))
    if low[slice(*title.stem)] == low[slice(*other.stem)]:
        return True
    here, there = facts.sentences[title.sentence], facts.sentences[other.sentence]
    return shares(facts, (here.start, here.end), (there.start, there.end))


def _has_no_source_of_its_own(facts: Facts, earlier: int, later: int) -> bool:
    """Whether a later toll has no other source than the earlier one: none, or the same words or name."""
    names = _sources(facts, later)
    if not names:
        return not facts.sourcing.hedges(later)
    before, plain = _sources(facts, earlier), facts.folded.plain

    def same(one: Span, other: Span) -> bool:
        alike = plain[one.start : one.end].lower() == plain[other.start : other.end].lower()
        return alike or shares(facts, (one.start, one.end), (other.start, other.end))

    return all(any(same(name, other) for other in before) for name in names)


def _sources(facts: Facts, number: int) -> list[Span]:
    """Who reports a sentence, as far as its own words say so."""
    return [one.guess for one in facts.sourcing.sources(number) if one.stance == REPORT and one.guess is not None]
