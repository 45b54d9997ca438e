"""Sources: the attributions inside one sentence, with the spans of cue and source.

Takes a sentence and its cues; gives those that stand for an attribution. By fitted weights where the language has them,
else by word order: the nearest words on the side on which the language puts who says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.cues import REPORT, Cue
from auditor.analysis.spans import LEAST_CHANCE, keep, keep_facts, span_of, tokens
from auditor.analysis.weights import span_weights, weights
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
        return [_by_order(facts, sentence, cue) for cue in cues if cue.rate >= 0.4]
    likely = [cue for cue in cues if cue.chance >= LEAST_CHANCE]
    if not likely:
        return []
    low = facts.folded.low
    row = tokens(low, facts.folded.plain, sentence.start, sentence.end, known.closed)
    if len(likely) > 1 and any(low[cue.start] != ":" for cue in likely):
        likely = [cue for cue in likely if low[cue.start] != ":"]
    spanned = [span_of(row, cue, low, of_spans) for cue in likely]
    found = []
    for number, of in enumerate(spanned):
        is_shown = keep(keep_facts(row, number, spanned), of_spans.keep) >= KEPT
        if not is_shown and not (of.cue.stance == REPORT and of.cue.chance >= SURE):
            continue
        guess = None if of.source is None else Span(row[of.source[0]].start, row[of.source[1] - 1].end)
        source = guess if of.source_odds >= SOURCE_ODDS else None
        found.append(Found(of.cue.stance, Span(row[of.first].start, row[of.last - 1].end), source, guess, is_shown))
    return found


def _by_order(facts: Facts, sentence: Sentence, cue: Cue) -> Found:
    """Source by place: behind the cue up to a sign or the word that opens what is said, else before the cue."""
    low = facts.folded.low
    stop = _STOP.search(low, cue.end, sentence.end)
    span = _trimmed(low, cue.end, stop.start() if stop is not None else sentence.end)
    if span is None or span.end - span.start > LONGEST:
        start = max(low.rfind(sign, sentence.start, cue.start) for sign in ',;:"،؛')
        span = _trimmed(low, max(sentence.start, start + 1), cue.start)
    return Found(cue.stance, Span(cue.start, cue.end), span, span)


def _trimmed(low: str, start: int, end: int) -> Span | None:
    words = low[start:end]
    start, end = start + len(words) - len(words.lstrip(" ")), end - len(words) + len(words.rstrip(" "))
    return Span(start, end) if end > start else None
