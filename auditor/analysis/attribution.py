"""Who says what: for each sentence its attributions, its level, and whether a neighbour's source carries it.

Takes facts, gives answers by sentence number, each computed when asked: whether a sentence is attributed costs a look at
its cues and its neighbours'; sources and levels only where somebody reports. Knows no claims.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis import carry
from auditor.analysis.cues import REPORT, Cue, Hits
from auditor.analysis.levels import ANONYMOUS, LONG, NAMED, STRENGTH, VAGUE, Level, level_of
from auditor.analysis.sources import Found, find_sources
from auditor.analysis.speech import NOTHING, Best, Surroundings, best_of, quoted_speech, sentence_facts, weigh
from auditor.analysis.weights import weights
from auditor.analysis.wording import wording, wording_before
from auditor.article import Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence
    from auditor.rulebook import Hit

FURNITURE = frozenset(("heading", "related", "boilerplate", "byline", "biography"))
"""Roles of blocks in which nobody says anything."""
ATTRIBUTED = 0.64
"""Chance from which a sentence counts as attributed in any way: precision .92 on PolNeAR dev."""
REPORTED = 0.45
"""Chance from which somebody reports a sentence: precision .94 on PolNeAR dev."""
LISTED = 0.55
"""Rate of a reporting word that makes a sentence reported by itself …"""
LISTED_CHANCE = 0.35
"""… unless its neighbours make it less likely than this."""
CLOSING = ("reports", "report")
"""Nouns that are cues where they close their sentence behind a name: "…, Fars reports."."""
LEAST_EVIDENCE = 0.1
"""Chance of a reporting cue below which a sentence without quotation marks is reported by nobody."""
BESIDE = 14
FAR_BESIDE = 40
"""Characters between a cue and a noun that may be its source; the second behind "according to" and around "told"."""
NOBODY = 25
"""Characters before a cue in which "nobody has" takes its word back."""
LOOK_BACK = 3
"""Sentences in which what "he" or "the group" points to is sought."""


class Attribution(Struct, frozen=True):
    """Somebody reports or holds something. Spans in view offsets; `level` only where somebody reports."""

    stance: str
    level: str | None
    source: Span | None
    cue: Span | None
    content: Span | None


class SentenceSourcing(Struct, frozen=True):
    """What stands behind a sentence. `level` is None where nobody reports it; `carried`: its source stands elsewhere."""

    attributed: bool
    level: str | None = None
    carried: bool = False


class Sourcing:
    """The sourcing of one article; sentences go by their number in `facts.sentences`."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.language = facts.language.code or "en"
        self.weights = weights(self.language)
        self._cues: dict[int, list[Cue]] = {}
        self._best: dict[int, Best] = {}
        self._reports: dict[int, bool] = {}
        self._states: dict[int, SentenceSourcing] = {}
        self._found: dict[int, list[Found]] = {}

    @cached_property
    def where(self) -> Surroundings:
        """Where each sentence stands in its paragraph."""
        return Surroundings(self.facts.sentences)

    @cached_property
    def _hits(self) -> Hits:
        return Hits(self.facts, self.weights)

    @cached_property
    def _nouns(self) -> tuple[list[Hit], list[int]]:
        nouns = self.facts.hits.get("source", [])
        return nouns, [hit.start for hit in nouns]

    @cached_property
    def _hedges(self) -> tuple[list[Hit], list[int]]:
        hedges = self.facts.hits.get("hedge", [])
        return hedges, [hit.start for hit in hedges]

    def cues(self, number: int) -> list[Cue]:
        """The cues of a sentence, hedges left out; none in subheads, related stories and page furniture."""
        if number not in self._cues:
            sentence = self.facts.sentences[number]
            cues = [] if self._is_furniture(sentence) else self._hits.between(sentence.start, sentence.end)
            if cues:
                cues = [cue for cue in cues if self._is_said(sentence, cue)]
            hedges = self.hedges(number) if cues else []
            self._cues[number] = [c for c in cues if not any(h.start <= c.start < h.end for h in hedges)]
        return self._cues[number]

    def _is_said(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether somebody is before a cue, and not "nobody"."""
        nobody = wording_before(self.language, "nobody", "auxiliary")
        return nobody.search(self.facts.folded.low, max(sentence.start, cue.start - NOBODY), cue.start) is None

    def _is_furniture(self, sentence: Sentence) -> bool:
        return self.facts.layout.roles[sentence.block] in FURNITURE

    def hedges(self, number: int) -> list[Hit]:
        """Words of a sentence that say "somebody says" and nobody who."""
        sentence = self.facts.sentences[number]
        hedges, starts = self._hedges
        low = self.facts.folded.low
        inside = hedges[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        return [hit for hit in inside if not low.startswith(" by ", hit.end) and not self.facts.quotes.holds(hit.start)]

    def reports(self, number: int) -> bool:
        """Whether somebody reports a sentence, by its own cues or quotation marks or by a licence to carry."""
        if number not in self._reports:
            self._reports[number] = self._own(number) or self._carries(number)
        return self._reports[number]

    def sentence(self, number: int) -> SentenceSourcing:
        """What stands behind a sentence."""
        if number not in self._states:
            self._states[number] = self._state(number)
        return self._states[number]

    def attributions(self, number: int) -> tuple[Attribution, ...]:
        """The attributions of a sentence, in order."""
        sentence = self.facts.sentences[number]
        found = []
        for one in self.sources(number):
            if not one.shown:
                continue
            level = self.level(number, one) if one.stance == REPORT else None
            found.append(Attribution(one.stance, level, one.source, one.cue, _content(sentence, one)))
        return tuple(found)

    def level(self, number: int, one: Found) -> str:
        """The level of an attribution of a sentence."""
        return self._resolve(number, one).level

    def sources(self, number: int) -> list[Found]:
        """Cues of a sentence that stand for an attribution, with their spans."""
        if number not in self._found:
            self._found[number] = find_sources(
                self.facts, self.language, self.facts.sentences[number], self.cues(number)
            )
        return self._found[number]

    def first_source(self, number: int) -> Span | None:
        """The words of the first source in a sentence."""
        return next((one.guess for one in self.sources(number) if one.stance == REPORT and one.guess), None)

    def points_back(self, number: int) -> bool:
        """Whether the first source of a sentence is one that the article knows already: "the source", "he"."""
        source = self.first_source(number)
        return source is not None and self._level(source).anaphor

    def is_poor(self, number: int) -> bool:
        """Whether a reported sentence may have only a vague or anonymous source: such a noun or hedge stands by a cue.

        A quick look that saves the ranking of sources where no rule could object to them.
        """
        if any(hedge.value == VAGUE for hedge in self.hedges(number)):
            return True
        sentence = self.facts.sentences[number]
        poor = [h for h in self.nouns(sentence.start, sentence.end) if h.value in (ANONYMOUS, VAGUE)]
        if not poor:
            return False
        low = self.facts.folded.low
        for cue in self.cues(number):
            reach = FAR_BESIDE if low.startswith(("according", "citing", "quoting", "told"), cue.start) else BESIDE
            if cue.stance == REPORT and any(
                -reach <= noun.start - cue.end <= reach or -BESIDE <= cue.start - noun.end <= BESIDE for noun in poor
            ):
                return True
        return False

    def nouns(self, start: int, end: int) -> list[Hit]:
        """The nouns for sources that begin in a range."""
        nouns, starts = self._nouns
        return nouns[bisect_left(starts, start) : bisect_left(starts, end)]

    def _own(self, number: int) -> bool:
        sentence = self.facts.sentences[number]
        if self._is_furniture(sentence):
            return False
        cues = self.cues(number)
        for cue in cues:
            if cue.stance == REPORT and cue.rate >= LISTED and cue.chance >= LISTED_CHANCE:
                return True
            if cue.end >= sentence.end - 1 and self._closes(cue):
                return True
        if self.weights is None:
            return quoted_speech(self.facts, sentence) is not None
        # On a scraped page the form of a sentence (no full stop, no paragraph) tells nothing: a cue or marks must stand in it.
        best = self._surest(number)
        if (
            best.report < LEAST_EVIDENCE
            and self.where.is_page(number)
            and not self.facts.quotes.share(sentence.start, sentence.end)
        ):
            return False
        return weigh(self._facts_of(number), self.weights.reported) >= REPORTED

    def _closes(self, cue: Cue) -> bool:
        low, plain = self.facts.folded.low, self.facts.folded.plain
        if low[cue.start : cue.end] not in CLOSING:
            return False
        word = low.rfind(" ", 0, cue.start - 1) + 1
        nouns, starts = self._nouns
        at = bisect_left(starts, word)
        return (
            plain[word].isupper()
            or (at < len(nouns) and nouns[at].start == word)
            or (at > 0 and nouns[at - 1].end == cue.start - 1)
        )

    def _carries(self, number: int) -> bool:
        """Whether a licence lets the sentence before lend its source."""
        return number > 0 and carry.licensed(self, number) and self.reports(number - 1)

    def _facts_of(self, number: int) -> dict[str, float]:
        count = len(self.facts.sentences)
        before = self._surest(number - 1) if number else NOTHING
        after = self._surest(number + 1) if number + 1 < count else NOTHING
        return sentence_facts(self.facts, self.where, number, before, self._surest(number), after)

    def _surest(self, number: int) -> Best:
        if number not in self._best:
            self._best[number] = best_of(self.cues(number))
        return self._best[number]

    def _state(self, number: int) -> SentenceSourcing:
        hedges = self.hedges(number)
        if not self.reports(number):
            attributed = bool(hedges) or (
                self.weights is not None and weigh(self._facts_of(number), self.weights.sentence) >= ATTRIBUTED
            )
            return SentenceSourcing(attributed, VAGUE if hedges else None)
        if levels := self._levels(number):
            return SentenceSourcing(True, self._combined(number, levels))
        if hedges:
            return SentenceSourcing(True, VAGUE)
        return SentenceSourcing(True, *self._neighbour(number))

    def _levels(self, number: int) -> list[str]:
        """The levels of a sentence's sources; "who" is nobody where another stands beside it."""
        found = [one for one in self.sources(number) if one.stance == REPORT and one.guess]
        low, relative = self.facts.folded.low, wording(self.language, "in_passing")
        named = [one for one in found if one.guess and not relative.fullmatch(low, one.guess.start, one.guess.end)]
        return [self._resolve(number, one).level for one in named or found]

    def _combined(self, number: int, levels: list[str]) -> str:
        """Side by side the strongest source counts, along a chain the weakest, whoever is cited with it."""
        if not any(self._is_chain(one) for one in self.sources(number)):
            return max(levels, key=STRENGTH.__getitem__)
        cited = self.cited(number)
        levels = levels if cited is None else [*levels, self._level(cited).level]
        return min(levels, key=STRENGTH.__getitem__)

    def _is_chain(self, one: Found) -> bool:
        """Whether a cue hands on what another said: "citing", "quoted"."""
        low, chain = self.facts.folded.low, wording(self.language, "chain")
        return one.cue is not None and chain.match(low, one.cue.start, one.cue.end) is not None

    def cited(self, number: int) -> Span | None:
        """Whoever stands right behind a cue that hands on what another said: "quoted residents of Hama" "as saying"."""
        for one in self.sources(number):
            if one.cue is None or not self._is_chain(one):
                continue
            cue, sentence = one.cue, self.facts.sentences[number]
            ends = [other.start for other in self.cues(number) if other.start >= cue.end]
            end = min([sentence.end, cue.end + LONG, *ends])
            for noun in self.nouns(cue.end, min(end, cue.end + BESIDE)):
                words = self.facts.folded.low[noun.start : max(noun.end, end)]
                return Span(noun.start, noun.start + len(words.rstrip(" ,")))
        return None

    def _neighbour(self, number: int) -> tuple[str, bool]:
        """The level of words without a source of their own: whose quotation or account they go on with."""
        for other in range(number - 1, max(-1, number - 1 - LOOK_BACK), -1):
            if level := self._spoken(other):
                return level, True
        if number + 1 < len(self.facts.sentences) and (level := self._spoken(number + 1)):
            return level, True
        own_cue = any(cue.stance == REPORT and cue.chance >= LISTED_CHANCE for cue in self.cues(number))
        return (VAGUE, False) if own_cue else (NAMED, True)

    def _spoken(self, number: int) -> str | None:
        """The level of the last source in a sentence, None where it has none."""
        levels = [
            self._resolve(number, one).level for one in self.sources(number) if one.stance == REPORT and one.guess
        ]
        return levels[-1] if levels else None

    def _level(self, span: Span) -> Level:
        inside = [hit for hit in self.nouns(span.start, span.end) if hit.end <= span.end]
        return level_of(self.facts, span.start, span.end, inside)

    def _resolve(self, number: int, one: Found, depth: int = 0) -> Level:
        """The level of an attribution; an anaphor takes that of what it points back to."""
        if one.guess is None:
            return Level(VAGUE)
        level = self._level(one.guess)
        if not level.anaphor or depth >= LOOK_BACK:
            return level
        earlier = [
            other
            for other in self.sources(number)
            if other.stance == REPORT and other.cue and one.cue and other.cue.start < one.cue.start
        ]
        for at in range(number, max(-1, number - 1 - LOOK_BACK), -1):
            options = earlier if at == number else [f for f in self.sources(at) if f.stance == REPORT]
            for other in reversed(options):
                if other.guess is None or other.guess == one.guess:
                    continue
                found = self._resolve(at, other, depth + 1)
                if self._points_to(one.guess, found):
                    return Level(found.level)
        return level

    def _points_to(self, source: Span, found: Level) -> bool:
        """Whether an anaphor may stand for what was found: "the source" is nobody named, "he" no crowd."""
        words = self.facts.folded.low[source.start : source.end]
        if "source" in words:
            return found.level != NAMED
        return found.level != ANONYMOUS or words.startswith(("they", "the "))


def _content(sentence: Sentence, one: Found) -> Span | None:
    """What is said: the longest stretch of the sentence without source and cue."""
    taken = sorted(span for span in (one.source, one.cue) if span is not None)
    edges = [sentence.start, *(edge for span in taken for edge in span), sentence.end]
    gaps = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return Span(start, end) if end - start > 2 else None
