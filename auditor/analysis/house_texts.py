"""House texts: which of a house's own texts an article carries, and in which state each stands.

Takes the rulebook's texts and the publication; gives one TextState a text: present, misplaced, negated, altered,
other-outlet, other-language, twice or missing: exactly one, the first that fits. Compares word by word on the folded view.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from auditor.article import Span
from auditor.fold import fold
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.rulebook import HouseText

ALTERED = 0.7
"""Share of words that a sentence must have in common with a text to be an altered form of it."""

_HOLE = late_re(r"\{(\w+)\}")
_WORD = late_re(r"[\u2e80-\u9fff]|[^\W\u2e80-\u9fff']+(?:'[^\W\u2e80-\u9fff']+)*")
"""A word; in scripts without blanks between them, a letter."""


class TextState(Struct, frozen=True):
    """The state of one house text. `spans` are view ranges of its places, the best first; `words` is what should stand."""

    state: str
    words: str
    spans: tuple[Span, ...] = ()
    similarity: float = 0.0
    opposite: str = ""
    language: str = ""
    outlet: str = ""


class _Candidate(NamedTuple):
    start: int
    end: int
    words: list[str]


def find_state(facts: Facts, text: HouseText, zone: tuple[str, ...]) -> TextState:
    """The state of a text in an article; `zone` is where it belongs."""
    language = facts.language.code if facts.language.code in text.words else next(iter(text.words))
    words = filled(facts, text.words[language])
    opposite = filled(facts, text.opposite.get(language, ""))
    places = _places(facts, words)
    negated = _places(facts, opposite) if opposite else []
    if negated:
        return TextState("negated", words, tuple(negated), 1.0, opposite, language)
    if places:
        home = [p for p in places if not zone or _is_home(facts, p, zone)]
        if not home:
            return TextState("misplaced", words, tuple(places), 1.0, opposite, language)
        if len(home) > 1 and not _top_and_tail(facts, home):
            return TextState("twice", words, tuple(home), 1.0, opposite, language)
        return TextState("present", words, tuple(home), 1.0, opposite, language)
    for other, template in text.words.items():
        if other != language and (found := _places(facts, filled(facts, template))):
            return TextState("other-language", words, tuple(found), 1.0, opposite, other)
    if facts.context.publication and (found_other := _other_outlet(facts, text.words[language])):
        span, outlet = found_other
        return TextState("other-outlet", words, (span,), 1.0, opposite, language, outlet)
    best, similarity = _nearest(facts, words)
    if best is None or similarity < ALTERED:
        return TextState("missing", words, (), 0.0, opposite, language)
    span = Span(best.start, best.end)
    if opposite and _alike(fold(opposite).low, best.words) > similarity:
        return TextState("negated", words, (span,), similarity, opposite, language)
    return TextState("altered", words, (span,), similarity, opposite, language)


def filled(facts: Facts, template: str) -> str:
    """A template with what is known put in; a hole that nothing fills stays a hole."""
    values = {"publication": facts.context.publication}
    return _HOLE.sub(lambda m: values.get(m.group(1)) or m.group(), template)


def pattern_of(words: str) -> re.Pattern[str]:
    """A text as a pattern on `Folded.low`; holes take up to 80 characters, a full stop at the end may be missing."""
    low = fold(words.strip()).low.rstrip(".")
    body = ""
    for number, part in enumerate(_HOLE.split(low)):  # words and names of holes in turn
        body += f"(?P<{part}_{number}>\\w[^.;|]{{0,79}}?)" if number % 2 else re.escape(part)
    # A hole at the end reaches to the end of the sentence, other words to the end of their last word.
    end = r"(?=\.|$)" if low.endswith("}") else r"(?!\w)"
    return re.compile(rf"(?<!\w){body}{end}\.?")


def _places(facts: Facts, words: str) -> list[Span]:
    """Where a text stands, word for word, outside quotations."""
    pattern = pattern_of(words)
    found = []
    for block in facts.blocks:
        if block.kind != "code":
            for match in pattern.finditer(facts.folded.low, block.start, block.end):
                if not facts.quotes.holds(match.start()):
                    found.append(Span(*match.span()))
    return found


def _other_outlet(facts: Facts, template: str) -> tuple[Span, str] | None:
    """The text with another outlet's name in the publication's place."""
    if "{publication}" not in template:
        return None
    pattern = pattern_of(template)
    for block in facts.blocks:
        if block.kind == "code":
            continue
        for match in pattern.finditer(facts.folded.low, block.start, block.end):
            group = next(g for g in match.groupdict() if g.startswith("publication_"))
            outlet = facts.words(*match.span(group))
            if facts.quotes.holds(match.start()) or fold(outlet).low == fold(facts.context.publication).low:
                continue
            if outlet[:1].isupper() or not outlet.isascii():
                return Span(*match.span()), outlet
    return None


def _is_home(facts: Facts, place: Span, zone: tuple[str, ...]) -> bool:
    """Whether a place is in a text's zone, its own block at the top, or one of the notes with which the article closes."""
    if facts.in_zone(zone, facts.pieces(*place)[0].start) or _alone(facts, place):
        return True
    number = facts.block_at(place.start)
    return "tail" in zone and all(_is_note(facts, n) for n in range(number, len(facts.blocks)))


def _is_note(facts: Facts, number: int) -> bool:
    """Whether a block is no prose: a disclaimer, a line of credit or of provenance, a page's furniture."""
    if not facts.layout.prose(number):
        return True
    block = facts.blocks[number]
    tables = (facts.hits.get("credit", ()), facts.hits.get("provenance", ()))
    opens = any(block.start <= h.start <= block.start + 3 for hits in tables for h in hits)
    keys = any(block.start <= h.start < block.end for h in facts.hits.get("disclaimer", ()))
    return block.end - block.start <= LONGEST_NOTE and (opens or keys)


LONGEST_NOTE = 400
"""View characters up to which a block with a word of a disclaimer is one."""


def _alone(facts: Facts, span: Span) -> bool:
    """Whether a place is its own block at the top: house texts may stand there as well as in the tail."""
    number = facts.block_at(span.start)
    return (
        number <= max(facts.layout.body, 0)
        and facts.blocks[number].end - span.end < 200
        and span.start - facts.blocks[number].start < 200
    )


def _top_and_tail(facts: Facts, spans: list[Span]) -> bool:
    """A page that prints its block at the top and again at the tail says it once."""
    return (
        len(spans) == 2
        and facts.block_at(spans[0].start) <= facts.layout.body
        and facts.block_at(spans[1].start) >= facts.layout.tail
    )


def _nearest(facts: Facts, words: str) -> tuple[_Candidate | None, float]:
    low = fold(words).low
    count = max(1, len(re.findall(r"[.!?](?: |$)", words)))
    best: _Candidate | None = None
    score = 0.0
    wanted = set(_WORD.findall(low))
    for candidate in _candidates(facts, count):
        if 2 * len(wanted.intersection(candidate.words)) < len(wanted):
            continue
        alike = _alike(low, candidate.words)
        if alike > score:
            best, score = candidate, alike
    return best, score


def _candidates(facts: Facts, count: int) -> list[_Candidate]:
    sentences = facts.sentences
    found = []
    for number, sentence in enumerate(sentences):
        if not facts.layout.prose(sentence.block) or facts.quotes.holds(sentence.start):
            continue
        last = sentences[min(number + count, len(sentences)) - 1]
        if last.block == sentence.block:
            found.append(
                _Candidate(sentence.start, last.end, _WORD.findall(facts.folded.low[sentence.start : last.end]))
            )
    return found


def _alike(low: str, words: list[str]) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_WORD.findall(_HOLE.sub("", low)), words)
