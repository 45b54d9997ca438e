"""Verdicts: which claims lack a source, and how.

Takes claims and the sourcing of their sentences; gives at most one verdict a sentence, with the words to mark. Silent
where a named source or an office stands behind a claim. Rules decide which verdicts become violations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.claims import Claim
from auditor.analysis.cues import REPORT
from auditor.analysis.levels import ANONYMOUS, VAGUE
from auditor.analysis.speech import is_first_person
from auditor.analysis.wording import wording, wording_before
from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.attribution import Sourcing
    from auditor.analysis.facts import Facts, Sentence

UNSOURCED = "unsourced"
SOURCE_FOLLOWS = "source-follows"
DOUBLED = 60
"""Characters at the end of two sentences that make them one and the same."""
SAME_WORDS = 8
SAME_SHARE = 0.8
"""Words that two sentences have at least, and the share of the shorter one's that the other has, to be the same."""
TELLING = 4
"""The least number in words that two sentences share by more than chance."""
GRAVE = frozenset(("casualties", "weapons", "atrocities"))
"""Types for which a bare "reportedly" is no source at all."""
_NUMBER = late_re(r"\d+")
_NAME = late_re(r"[^\W\d_][\w\-]{2,}")


PASSING = 40
"""Characters before a stem in which a relative clause makes it told in passing."""
BELIEVED = 0.5
"""Chance of an attitude ("believe") before a claim that makes it somebody's view."""
_YEAR = r" ?-?(?:19|20)\d\d\b"
LONGEST_CHAIN = 20
"""Claims in a row that are one violation."""
DOUBLES = 4
"""Sentences behind a claim that may say it again before the one that names a source."""


class Verdict(Struct, frozen=True):
    """What is wrong with a claim: unsourced | source-follows | vague | anonymous, or a contrast: headline | two-numbers;
    the words to mark in view offsets.

    `source` is the poor source; `follows` the sentence that has one; `related` are further places of the same words or
    source, `chain` the claims that follow in the next sentences, no graver and unsourced too.
    `weak`: the evidence is weaker than the fault's rule supposes.
    """

    fault: str
    type: str
    start: int
    end: int
    sentence: int
    source: Span | None = None
    follows: int | None = None
    related: tuple[Span, ...] = ()
    chain: tuple[Span, ...] = ()
    weak: bool = False
    words: Span = Span(0, 0)
    """The claim's own words, for the message: where a poor source is marked, they stand elsewhere."""
    other: Span | None = None
    """The place that a contrast is with: the same claim in the text, the other toll."""
    level: str | None = None
    """Where a title is bolder than the text: the level of the text's source."""


def judge(facts: Facts) -> list[Verdict]:
    """The verdicts of an article, in order."""
    found: list[Verdict] = []
    for number in facts.claims_at.sentences:
        claims = facts.claims_at.of(number)
        if not claims or _is_settled(facts, number):
            continue
        claim = claims[0]
        verdict = _judge(facts, facts.sourcing, claim)
        if verdict is not None:
            found.append(replace(verdict, words=Span(claim.start, claim.end)))
    return _chained(facts, _joined(facts, found))


def _is_settled(facts: Facts, number: int) -> bool:
    """Whether somebody stands behind a sentence whom no rule could object to."""
    sourcing = facts.sourcing
    return (sourcing.reports(number) and not sourcing.is_poor(number)) or _is_witnessed(facts, facts.sentences[number])


def _judge(facts: Facts, sourcing: Sourcing, claim: Claim) -> Verdict | None:
    number = claim.sentence
    sentence = facts.sentences[number]
    state = sourcing.sentence(number)
    hedges = sourcing.hedges(number)
    if state.level == VAGUE:
        vague = [hedge for hedge in hedges if hedge.value == VAGUE]
        if claim.type in GRAVE and hedges and not vague and not sourcing.reports(number):
            return _unsourced(facts, sourcing, claim)
        source = Span(vague[0].start, vague[0].end) if vague else None
        if source is None and sourcing.reports(number):
            source = next((one.guess or one.cue for one in sourcing.sources(number)), None)
        start = sentence.start if source is not None and source.start - sentence.start < 30 else claim.start
        return Verdict(VAGUE, claim.type, start, max(claim.end, start), number, source)
    if state.level == ANONYMOUS and not state.carried:
        return _anonymous(sourcing, claim)
    if state.level is not None:
        return None
    return _unsourced(facts, sourcing, claim)


def _anonymous(sourcing: Sourcing, claim: Claim) -> Verdict | None:
    for one in sourcing.sources(claim.sentence):
        if one.stance == REPORT and one.guess is not None and sourcing.level(claim.sentence, one) == ANONYMOUS:
            start = min(one.guess.start, one.cue.start if one.cue else one.guess.start)
            end = max(one.guess.end, one.cue.end if one.cue else one.guess.end)
            return Verdict(ANONYMOUS, claim.type, start, end, claim.sentence, one.guess)
    cited = sourcing.cited(claim.sentence)
    return None if cited is None else Verdict(ANONYMOUS, claim.type, *cited, claim.sentence, cited)


def _unsourced(facts: Facts, sourcing: Sourcing, claim: Claim) -> Verdict:
    follows = _following(facts, sourcing, claim)
    if follows is not None:
        return Verdict(SOURCE_FOLLOWS, claim.type, claim.start, claim.end, claim.sentence, follows=follows)
    return Verdict(UNSOURCED, claim.type, claim.start, claim.end, claim.sentence, weak=_is_weak(facts, sourcing, claim))


def _is_witnessed(facts: Facts, sentence: Sentence) -> bool:
    """Whether the newsroom's own people saw it: their eyes are a source."""
    low, language = facts.folded.low, facts.language.code or ""
    who = wording(language, "witness").search(low, sentence.start, sentence.end)
    return who is not None and wording(language, "saw").search(low, who.end(), sentence.end) is not None


def _is_weak(facts: Facts, sourcing: Sourcing, claim: Claim) -> bool:
    """Whether a claim is less than plain news: nobody counted, told in passing, long ago, or as an opinion."""
    sentence = facts.sentences[claim.sentence]
    low, language = facts.folded.low, facts.language.code or ""
    if claim.counts and wording(language, "definite").match(low, claim.start):
        return True  # "the 49 people killed": a toll that readers are taken to know
    if claim.type == "casualties" and (not claim.counts or wording(language, "remains").match(low, claim.stem.start)):
        return True
    if _is_in_passing(facts, sentence, claim) or _tells_otherwise(facts, sentence, claim.type):
        return True
    return is_first_person(facts, sentence) or any(
        cue.stance != REPORT and cue.chance >= BELIEVED and cue.start < claim.stem.start
        for cue in sourcing.cues(claim.sentence)
    )


def _is_in_passing(facts: Facts, sentence: Sentence, claim: Claim) -> bool:
    """Whether a claim is told in passing, of somebody whom the sentence is not about."""
    low, language = facts.folded.low, facts.language.code or ""
    before = max(sentence.start, claim.stem.start - PASSING), claim.stem.start
    if not wording_before(language, "in_passing", "in_passing_filler").search(low, *before):
        return False
    # "a strike which killed 12" goes on with what is told.
    goes_on = any(count.start > claim.stem.start for count in claim.counts)
    return not (goes_on and wording_before(language, "adding", "in_passing_filler").search(low, *before))


def _tells_otherwise(facts: Facts, sentence: Sentence, type_: str) -> bool:
    """Whether a sentence tells history, argues, doubts, charges, asks, or explains a weapon."""
    low, language = facts.folded.low, facts.language.code or ""
    if low.find("?", sentence.start, sentence.end) >= 0 or (
        wording(language, "before_year", _YEAR).search(low, sentence.start, sentence.end) is not None
    ):
        return True
    tables = ("history", "opinion", "believed", "charge", *(("definition",) if type_ == "weapons" else ()))
    return any(wording(language, table).search(low, sentence.start, sentence.end) for table in tables)


def _following(facts: Facts, sourcing: Sourcing, claim: Claim) -> int | None:
    """The next sentence, where it has a source and speaks of the same: a number or a name in common, or one short paragraph."""
    number = claim.sentence + 1
    while number < min(len(facts.sentences), claim.sentence + DOUBLES) and _is_double(facts, claim.sentence, number):
        number += 1
    if (
        number >= len(facts.sentences)
        or not facts.layout.prose(facts.sentences[number].block)
        or not sourcing.reports(number)
    ):
        return None
    here, there = facts.sentences[claim.sentence], facts.sentences[number]
    if wording(facts.language.code or "", "according").match(facts.folded.low, there.start):
        return number
    if shares(facts, (here.start, here.end), (there.start, there.end)):
        return number
    if not sourcing.where.together(claim.sentence, number):
        return None
    # A page scraped into one block has no paragraphs: its next sentence must tell of the same, or go on with a source.
    is_paragraph = not sourcing.where.is_whole(number)
    tells_same = any(other.type == claim.type for other in facts.claims_at.of(number))
    return number if is_paragraph or tells_same or sourcing.points_back(number) else None


def _is_double(facts: Facts, number: int, other: int) -> bool:
    """Whether a sentence only says another one again, in nearly the same words, as scraped pages do with the lead."""
    one, two = facts.sentences[number], facts.sentences[other]
    low = facts.folded.low
    if low[one.start : one.end].rstrip(".")[-DOUBLED:] == low[two.start : two.end].rstrip(".")[-DOUBLED:]:
        return True
    words, again = set(low[one.start : one.end].split()), set(low[two.start : two.end].split())
    least = min(len(words), len(again))
    return least >= SAME_WORDS and len(words & again) >= SAME_SHARE * least


def shares(facts: Facts, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges have a number or a name in common."""
    if _numbers(facts, one) & _numbers(facts, other):
        return True
    everywhere = wording(facts.language.code or "", "everywhere")
    common = _names(facts.folded.plain, one) & _names(facts.folded.plain, other)
    return any(not everywhere.fullmatch(word.lower()) for word in common)


def _numbers(facts: Facts, where: tuple[int, int]) -> set[int]:
    """The numbers in a range, in digits and in words; small words count everything and are left out."""
    start, end = where
    found = {int(match.group()) for match in _NUMBER.finditer(facts.folded.low, start, end)}
    words = (hit.value for hit in facts.hits.get("count", ()) if start <= hit.start < end)
    return found | {value for value in words if isinstance(value, int) and value >= TELLING}


def _names(plain: str, where: tuple[int, int]) -> set[str]:
    return {match.group() for match in _NAME.finditer(plain, *where) if not match.group()[0].islower()}


def _chained(facts: Facts, found: list[Verdict]) -> list[Verdict]:
    """Unsourced claims in a row as one verdict: what follows a claim and is no graver belongs to it."""
    kept: list[Verdict] = []
    last = -2
    for verdict in found:
        first = kept[-1] if kept else None
        if (
            first is not None
            and first.fault == verdict.fault == UNSOURCED
            and verdict.sentence == last + 1
            and facts.sentences[verdict.sentence].block == facts.sentences[first.sentence].block
            and (first.type in GRAVE or verdict.type not in GRAVE)
            and (verdict.weak or not first.weak)
            and len(first.chain) < LONGEST_CHAIN
        ):
            kept[-1] = replace(first, chain=(*first.chain, Span(verdict.start, verdict.end)))
        else:
            kept.append(verdict)
        last = verdict.sentence
    return kept


def _joined(facts: Facts, found: list[Verdict]) -> list[Verdict]:
    """Doubled claims and repeated sources as one verdict, the later places as related."""
    low = facts.folded.low
    kept: list[Verdict] = []
    by_words: dict[tuple[str, str], int] = {}
    for verdict in found:
        words = low[verdict.start : verdict.end].removeprefix("the ")
        key = (verdict.fault, "" if verdict.fault == ANONYMOUS else words)
        at = by_words.get(key)
        if at is None:
            by_words[key] = len(kept)
            kept.append(verdict)
        else:
            kept[at] = replace(kept[at], related=(*kept[at].related, Span(verdict.start, verdict.end)))
    return kept
