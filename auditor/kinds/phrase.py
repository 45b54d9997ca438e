"""Kind `phrase`: words that must not stand in a zone, or of which one must.

Parameters: `phrases` (the phrase language) or `patterns` (regular expressions on the folded text, with their `triggers`),
`unless_quoted`, `unless_attributed`, `unless_beside` (words that, in the same sentence or the next, make it no violation), `once` (the first place, the
others related to it).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex
from msgspec import Struct, field

from auditor.analysis.facts import Facts
from auditor.fold import fold, fold_words
from auditor.kinds import Finding, Place
from auditor.phrase import PhraseError, compile_phrase
from auditor.rulebook import FixText, Rule, Rulebook, When
from auditor.violation import Edit, Fix

NAME = "phrase"
FAULTS = {"present": "one of the phrases stands in the zone", "absent": "none of the phrases stands in the zone"}
PLACEHOLDERS = frozenset(("words", "name", "outlet", "language", "number", "date"))
MAX_PATTERN = 2000
"""Code points of a pattern: a longer one is a program, and compiles for seconds."""
BUDGET = 1.0
"""Seconds that one rule's patterns may take in one file before the rule is given up there."""


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys."""

    phrases: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    unless_quoted: bool = False
    unless_attributed: bool = False
    unless_beside: list[str] = field(default_factory=list)
    once: bool = False

    def __post_init__(self) -> None:
        if not self.phrases and not self.patterns:
            raise ValueError("no `phrases` and no `patterns`: the rule can never fire; write one")
        for words in (*self.phrases, *self.triggers, *self.patterns):
            if not words.strip():
                raise ValueError('an empty string ("") matches nothing; write words or remove it')


class PatternTimeout(Exception):
    """A pattern used up its budget in one file; `args[0]` is the pattern."""


def triggers(params: Params) -> tuple[str, ...]:
    """The literals of all phrases; none where a pattern has no triggers, or a phrase's absence is asked for."""
    found: list[str] = []
    for text in params.phrases:
        phrase = compile_phrase(text)
        found += phrase.literals
    for pattern in params.patterns:
        _compile(pattern)
    if params.patterns and not params.triggers:
        return ()
    return tuple(sorted({*found, *(fold_words(t) for t in params.triggers)}))


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """A phrase that cannot match its own words is no rule; a fix that another fix takes back has no end."""
    found = _undone(rule, rulebook)
    for text in rule.params.phrases:
        phrase = compile_phrase(text)
        for words in phrase.alternatives():
            if "\0" not in words and not phrase.pattern.search(words):
                found.append(f'phrase "{text}" cannot match its own words "{words}"')
                break
    return found


def _undone(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Fixes that undo each other, or feed themselves: each writes what the other replaces."""
    words = _writes(rule)
    if not words:
        return []
    if _finds(rule, words):
        return [f'its fix writes "{words}", in which it finds its own words again; fix and phrases must not meet']
    found = [
        f'its fix "{words}" and the fix "{_writes(other)}" of {other.code} ({other.path}) undo each other; keep one of the two'
        for other in rulebook.rules
        if other.code < rule.code
        and other.kind == NAME
        and _meet(rule, other)
        and _finds(other, words)
        and _finds(rule, _writes(other))
    ]
    for entry in rulebook.names:
        for house in filter(None, (entry.house, entry.house_short)):
            replaced = {fold_words(form) for form in (*entry.forms, *entry.short)} - {fold_words(house)}
            if fold_words(words) in replaced and _finds(rule, house):
                found.append(f'its fix "{words}" undoes the house spelling "{house}"; keep one of the two')
    return found


def _meet(rule: Rule, other: Rule) -> bool:
    """Whether two rules surely look at the same words: in one language "Kiev" may be the form, in another "Kyiv"."""
    return (rule.when == other.when or When() in (rule.when, other.when)) and (
        rule.zone == other.zone or () in (rule.zone, other.zone)
    )


def _writes(rule: Rule) -> str:
    """The words that a rule's fix writes; "" where it has none, or they depend on what stands there."""
    return rule.fix.words if rule.fix and "{" not in rule.fix.words else ""


def _finds(rule: Rule, words: str) -> bool:
    """Whether a rule finds its phrases or patterns in some words."""
    plain = fold(words).plain
    patterns = [compile_phrase(text).pattern for text in rule.params.phrases]
    return bool(plain) and any(p.search(plain) for p in (*patterns, *map(_compile, rule.params.patterns)))


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Findings of a rule of this kind."""
    if rule.fault == "absent":
        if not any(_holds(rule, facts, m) for m in _matches(rule, facts)):
            yield Finding(
                pieces=tuple(facts.pieces(*facts.title_span)),
                values={"words": facts.words(*facts.title_span)},
                absent=True,
            )
        return
    holding = [m for m in _matches(rule, facts) if _holds(rule, facts, m)]
    if rule.params.once:
        related = tuple(Place("here too", tuple(facts.pieces(*m.span()))) for m in holding[1:])
        holding = holding[:1]
    else:
        related = ()
    for match in holding:
        values = {
            name: facts.words(*match.span(name))
            for name, words in match.groupdict().items()
            if words and name in PLACEHOLDERS
        }
        start, end = match.span()
        values["words"] = facts.words(start, end)
        yield Finding(tuple(facts.pieces(start, end)), values, related, fix=_fix(rule.fix, facts, start, end, values))


def _holds(rule: Rule, facts: Facts, match: Any) -> bool:
    params: Params = rule.params
    start, end = match.span()
    if params.unless_quoted and facts.quotes.holds(start):
        return False
    if params.unless_beside:
        number = facts.sentence_at(start)
        near = facts.sentences[number : number + 2] if number >= 0 else []
        low = facts.folded.low[near[0].start : near[-1].end] if near else ""
        if any(fold_words(words) in low for words in params.unless_beside):
            return False
    if params.unless_attributed:
        number = facts.sentence_at(start)
        if number >= 0 and facts.sourcing.sentence(number).level is not None:
            return False
    return rule.fault == "present" or facts.in_zone(rule.zone, facts.pieces(start, end)[0].start)


def _matches(rule: Rule, facts: Facts) -> Iterator[Any]:
    """Matches in the blocks where a trigger stands (all blocks where the rule has none), in order."""
    params: Params = rule.params
    plain = facts.folded.plain
    blocks = [b for b in facts.blocks if b.kind != "code"]
    if rule.triggers and facts.use_index:
        awake = {facts.block_at(hit.start) for hit in facts.hits.get(rule.table, ())}
        blocks = [facts.blocks[n] for n in sorted(awake)]
    compiled = [compile_phrase(text).pattern for text in params.phrases]
    for block in blocks:
        taken: list[Any] = []
        for pattern in compiled:
            taken += pattern.finditer(plain, block.start, block.end)
        for text in params.patterns:
            taken += _bounded(text, plain, block.start, block.end, facts, rule)
        taken.sort(key=lambda m: (m.start(), -m.end()))
        last = -1
        for match in taken:
            if match.start() >= last and match.end() > match.start():
                last = match.end()
                yield match


def _bounded(text: str, plain: str, start: int, end: int, facts: Facts, rule: Rule) -> list[Any]:
    """Matches of a pattern within what is left of the rule's budget for the file."""
    import time

    spent: dict[str, float] = facts.__dict__.setdefault("_pattern_seconds", {})
    left = BUDGET - spent.get(rule.code, 0.0)
    if left <= 0:
        return []
    begun = time.perf_counter()
    try:
        return list(_compile(text).finditer(plain, start, end, timeout=left))
    except TimeoutError:
        raise PatternTimeout(text) from None
    finally:
        spent[rule.code] = spent.get(rule.code, 0.0) + time.perf_counter() - begun


@lru_cache(maxsize=4096)
def _compile(text: str) -> regex.Pattern[str]:
    if len(text) > MAX_PATTERN:
        raise ValueError(f'pattern "{text[:40]}…" has {len(text)} characters; {MAX_PATTERN} is the most')
    try:
        return regex.compile(text)
    except regex.error as error:
        raise ValueError(f'pattern "{text[:60]}" does not compile: {error}') from None
    except (RecursionError, OverflowError, MemoryError):
        raise ValueError(f'pattern "{text[:40]}…" is nested or repeated too deep to compile') from None


def _fix(spec: FixText | None, facts: Facts, start: int, end: int, values: dict[str, str]) -> Fix | None:
    if spec is None or not facts.is_verbatim(start, end):
        return None
    words = facts.encode(spec.words.format_map(values), start)
    piece = facts.pieces(start, end)[0]
    return None if words is None else Fix((Edit(piece.start, piece.end, words),), spec.safe)


__all__ = [
    "BUDGET",
    "FAULTS",
    "NAME",
    "PLACEHOLDERS",
    "Params",
    "PatternTimeout",
    "PhraseError",
    "check",
    "problems",
    "triggers",
]
