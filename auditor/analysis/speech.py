"""Speech: how likely a sentence is somebody's words, reported or quoted.

Takes a sentence's cues, its quotation marks and the cues of its neighbours; gives a chance from 0 to 1. The second of
two linear steps fitted on PolNeAR by `benchmarks/fit_attribution.py`; a language without weights goes by rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.cues import REPORT, logit
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.cues import Cue
    from auditor.analysis.facts import Facts, Sentence

PAGE = 14
"""Sentences from which one block is a whole scraped page: "same paragraph" means nothing in it."""
LONG_QUOTE = 5
"""Words from which a part quotation is speech; shorter ones are scare quotes and terms."""
_FIRST_PERSON = late_re(r"\b(?:I|[Ww]e|[Oo]ur|us|Us|[Mm]y|I'm|I've|[Ww]e're|[Ww]e've|[Ll]et's)\b(?!\.)")
_LAST = {".": "full stop", "?": "question", "!": "exclamation", '"': "mark", ":": "colon"}


class Surroundings:
    """Where each sentence stands in its paragraph."""

    __slots__ = ("_counts", "_firsts", "sentences")

    def __init__(self, sentences: list[Sentence]) -> None:
        self.sentences = sentences
        self._firsts: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        for number, sentence in enumerate(sentences):
            self._firsts.setdefault(sentence.block, number)
            self._counts[sentence.block] = self._counts.get(sentence.block, 0) + 1

    def is_page(self, number: int) -> bool:
        """Whether the sentence stands in a block that is a whole page."""
        return self._counts[self.sentences[number].block] >= PAGE

    def is_whole(self, number: int) -> bool:
        """Whether the sentence stands in the longest of an article's blocks beside which only short ones stand: scraped whole."""
        return self._counts[self.sentences[number].block] * 2 > len(self.sentences)

    def is_first(self, number: int) -> bool:
        """Whether it opens its paragraph."""
        return self._firsts[self.sentences[number].block] == number

    def is_last(self, number: int) -> bool:
        """Whether it closes its paragraph."""
        block = self.sentences[number].block
        return number - self._firsts[block] == self._counts[block] - 1

    def together(self, one: int, other: int) -> bool:
        """Whether two sentences stand in one paragraph that is no whole page."""
        return self.sentences[one].block == self.sentences[other].block and not self.is_page(one)


class Best(NamedTuple):
    """The surest cues of a sentence: of any stance, that report, that tell an attitude; 0 where there is none."""

    cue: float
    report: float
    attitude: float


NOTHING = Best(0.0, 0.0, 0.0)


def best_of(cues: Iterable[Cue]) -> Best:
    """The surest of a sentence's cues."""
    report = attitude = 0.0
    for cue in cues:
        if cue.stance == REPORT:
            report = max(report, cue.chance)
        else:
            attitude = max(attitude, cue.chance)
    return Best(max(report, attitude), report, attitude)


def sentence_facts(
    facts: Facts, where: Surroundings, number: int, before: Best, here: Best, after: Best
) -> dict[str, float]:
    """The facts that the linear step weighs: of a sentence, with the surest cues of its neighbours."""
    sentence = where.sentences[number]
    quotes = facts.quotes
    low = facts.folded.low
    chance = here.cue
    found = {
        "bias": 1.0,
        "cue": chance,
        "cue sure": logit(chance),
        "report": here.report,
        "report sure": logit(here.report),
    }
    found["attitude"] = here.attitude
    share = 0.0
    if quotes.spans:
        share = quotes.share(sentence.start, sentence.end)
        if share:
            found["quoted"] = share
            found["quoted with cue"] = share * chance
            if quotes.holds(sentence.start):
                found["starts quoted"] = 1.0
            if quotes.holds(sentence.end - 1):
                found["ends quoted"] = 1.0
    if low.startswith("-", sentence.start):
        found["starts with a dash"] = 1.0
    found["ends in " + _LAST.get(low[sentence.end - 1 : sentence.end], "other")] = 1.0
    first, last = where.is_first(number), where.is_last(number)
    place = "only" if first and last else "first" if first else "last" if last else "inner"
    found[place] = 1.0
    found[place + " with cue"] = chance
    if number:
        found["cue before" + (" in paragraph" if where.together(number - 1, number) else "")] = before.report
    if number + 1 < len(where.sentences):
        found["cue after" + (" in paragraph" if where.together(number, number + 1) else "")] = after.report
    if share < 1 and is_first_person(facts, sentence):
        found["first person"] = 1.0
    return found


def weigh(found: dict[str, float], weights: dict[str, float]) -> float:
    """The chance of a sentence with these facts."""
    total = sum(value * weights.get(name, 0.0) for name, value in found.items())
    return 1 / (1 + exp(-total))


def is_first_person(facts: Facts, sentence: Sentence) -> bool:
    """Whether I, we, our stand outside quotation marks."""
    quotes = facts.quotes
    matches = _FIRST_PERSON.finditer(facts.folded.plain, sentence.start, sentence.end)
    return any(not quotes.holds(match.start()) for match in matches)


def quoted_speech(facts: Facts, sentence: Sentence) -> tuple[int, int] | None:
    """The longest quoted stretch of a sentence that is speech: five words, or the most of the sentence."""
    best: tuple[int, int] | None = None
    quotes = facts.quotes
    for span in quotes.spans:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if end <= start:
            continue
        words = facts.folded.low.count(" ", start, end) + 1
        most = (end - start) * 2 >= sentence.end - sentence.start and words >= 3
        if (words >= LONG_QUOTE or most) and (best is None or end - start > best[1] - best[0]):
            best = (start, end)
    return best
