"""Sources: the attributions inside one sentence, with the spans of cue and source.

Takes a sentence and its cues; gives those that stand for an attribution. By fitted weights where the language has them,
else by word order: the nearest words on the side on which the language puts who says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.cues import REPORT, Cue
from auditor.analysis.spans import LEAST_CHANCE, keep, keep_facts, span_of, tokens
from auditor.analysis.weights import span_weights, weights
from auditor.analysis.wording import wording, wording_before
from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence

KEPT = 0.32
"""Chance from which a cue stands for an attribution of its own."""
SURE = 0.6
"""Chance from which a reporting cue helps to tell its sentence's level, whatever the choice among the cues says."""
SOURCE_ODDS = -0.6
"""Log-odds from which the best candidate is taken as the source."""


LONGEST = 80
"""Characters of a source found by word order."""
AUXILIARY = 12
"""Characters before a cue in which an auxiliary belongs to it."""
_EDGES = " -.!?"
_SIGNS = ',;:"()،؛'
_STOP = late_re(r"""[,;:"().،؛]| (?:que|qu'|что|чтобы|ان|بان|انه|انها|انهم|بانه)(?= |(?<='))""")


class Found(NamedTuple):
    """An attribution in a sentence: its stance, and the spans of cue and source in view offsets.

    `guess` is the best candidate even where it is too unsure to be shown: good enough for a level. `shown`: the cue
    stands for an attribution of its own; others only help to tell a level.
    """

    stance: str
    cue: Span | None
    source: Span | None
    guess: Span | None
    shown: bool = True


def find_sources(facts: Facts, language: str, sentence: Sentence, cues: list[Cue]) -> list[Found]:
    """The attributions of a sentence."""
    known, of_spans = weights(language), span_weights(language)
    if known is None or of_spans is None:
        return _by_order(facts, language, sentence, [cue for cue in cues if cue.rate >= 0.4])
    likely = [cue for cue in cues if cue.chance >= LEAST_CHANCE]
    if not likely:
        return []
    low = facts.folded.low
    row = tokens(low, facts.folded.plain, sentence.start, sentence.end, known.closed)
    if len(likely) > 1 and any(low[cue.start] != ":" for cue in likely):
        likely = [cue for cue in likely if low[cue.start] != ":"]
    spanned = [span_of(row, cue, low, of_spans) for cue in likely]
    found: list[Found] = []
    for number, of in enumerate(spanned):
        is_shown = keep(keep_facts(row, number, spanned), of_spans.keep) >= KEPT
        if not is_shown and not (of.cue.stance == REPORT and of.cue.chance >= SURE):
            continue
        guess = None if of.source is None else Span(row[of.source[0]].start, row[of.source[1] - 1].end)
        source = guess if of.source_odds >= SOURCE_ODDS else None
        one = Found(of.cue.stance, Span(row[of.first].start, row[of.last - 1].end), source, guess, is_shown)
        if not found or found[-1] != one:
            found.append(one)
    return found


def _by_order(facts: Facts, language: str, sentence: Sentence, cues: list[Cue]) -> list[Found]:
    """Sources by place: the subject before a cue, where its clause has one; else the words behind the cue."""
    low = facts.folded.low
    found: list[Found] = []
    for cue in cues:
        span = None
        if found and found[-1].cue is not None and cue.start < found[-1].cue.end:
            continue
        if not wording(language, "ahead").fullmatch(low[cue.start : cue.end]):
            span = _subject(low, language, sentence, cue.start)
        if span is not None and found and found[-1].cue is not None and span.start <= found[-1].cue.start < span.end:
            span = found[-1].source  # "the ministry announced" "in a statement"
        if span is None:
            stop = _STOP.search(low, cue.end, sentence.end)
            span = _trimmed(low, cue.end, stop.start() if stop is not None else sentence.end)
        if span is None or span.end - span.start > LONGEST:
            span = _before(low, sentence, cue.start)[0]
        found.append(Found(cue.stance, Span(cue.start, cue.end), span, span))
    return found


def _subject(low: str, language: str, sentence: Sentence, end: int) -> Span | None:
    """The words between a sign and a cue without auxiliaries; those before a relative clause where one stands there."""
    auxiliaries = wording_before(language, "auxiliary")
    while auxiliary := auxiliaries.search(low, max(sentence.start, end - AUXILIARY), end):
        end = auxiliary.start()
    relative = wording(language, "in_passing")
    span, start = _before(low, sentence, end)
    if span is not None and relative.match(low, span.start) is None:
        return span
    if span is None:  # a sign right before the cue: behind what is said, or behind a relative clause
        span, start = _before(low, sentence, start - 1)
        if span is None or relative.match(low, span.start) is None:
            return None
    return _before(low, sentence, start - 1)[0]


def _before(low: str, sentence: Sentence, end: int) -> tuple[Span | None, int]:
    """The words between the last sign and an offset, and where they start."""
    start = max(sentence.start, *(low.rfind(sign, sentence.start, max(sentence.start, end)) + 1 for sign in _SIGNS))
    return _trimmed(low, start, end), start


def _trimmed(low: str, start: int, end: int) -> Span | None:
    words = low[start:end]
    start, end = start + len(words) - len(words.lstrip(_EDGES)), end - len(words) + len(words.rstrip(_EDGES))
    return Span(start, end) if end > start else None
