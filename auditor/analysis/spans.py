"""Spans: how far a cue reaches, and which words beside it are its source.

Takes an accepted cue and the tokens of its sentence, gives the cue's whole span and its source's. Both are chosen among
a few candidates by small linear models (`extend`, `source` of the language's weights). Knows nothing of levels.
Method: cue first, then a ranking of source candidates around it; facts and figures in docs/claims.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import NamedTuple

from auditor.analysis.cues import REPORT, Cue, logit, token_class
from auditor.analysis.weights import SpanWeights, word_set
from auditor.patterns import late_re

LEAST_CHANCE = 0.2
"""Chance of a cue below which nobody asks for its spans."""
MAX_STEPS = 4
"""Tokens by which a cue may grow to one side."""
FAR = 14
"""Tokens from the cue within which a source begins or ends."""
_TOKEN = late_re(r"[\w@$%#]+(?:['.\-/&][\w]+)*'?|[^\w\s]")
_BOUNDARY = frozenset(',;:"()-.?!')
_DETERMINERS = word_set(
    "a an the this that these those his her its their our your my one two some many several another other no"
)
_APPOSITION = word_set("a an the who which whose and his her its")
_CLAUSE = word_set(
    "that and but while when as because which who after before although though if where what how since whose"
)
_PREPOSITIONS = word_set(
    "in on at to of by for with from about into over after during last this at through as who that which when while if is was has had were are will would"
)
TIMES = word_set(
    "today yesterday tonight monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december earlier later morning evening afternoon night week month year last on late early"
)
_PRONOUNS = word_set("he she it they we i you who one")


class Token(NamedTuple):
    """A word or sign of a sentence: view offsets, its folded form, its class."""

    start: int
    end: int
    low: str
    kind: str
    capital: bool


def tokens(low: str, plain: str, start: int, end: int, closed: frozenset[str]) -> list[Token]:
    """The words and signs of a sentence."""
    found = []
    for match in _TOKEN.finditer(low, start, end):
        at, to = match.span()
        word = match.group()
        kind = token_class(word, plain[at], closed) if word[0].isalnum() else word[0]
        found.append(Token(at, to, word, kind, plain[at].isupper()))
    return found


def place(row: list[Token], start: int, end: int) -> tuple[int, int]:
    """Numbers of the first token in a range and of the first behind it."""
    first = next((n for n, token in enumerate(row) if token.end > start), len(row))
    last = next((n for n in range(first, len(row)) if row[n].start >= end), len(row))
    return first, max(last, first + 1)


def step_facts(row: list[Token], first: int, last: int, side: str, head: str, steps: int) -> list[str]:
    """What speaks for taking one more token on a side into a cue that reaches from token `first` to before `last`."""
    at = first - 1 if side == "left" else last
    beyond = at - 1 if side == "left" else at + 1
    token = row[at]
    further = row[beyond].kind if 0 <= beyond < len(row) else "^"
    edge = row[first] if side == "left" else row[last - 1]
    word = token.kind if token.kind[0] != "<" or token.capital else token.low
    return [
        f"{side}",
        f"{side} {word}",
        f"{side} {token.kind}",
        f"{side} {token.kind} {further}",
        f"{side} {word} | {head}",
        f"{side} of {head}",
        f"{side} {edge.kind} {token.kind}",
        f"{side} step {steps}",
    ]


def grow(row: list[Token], first: int, last: int, head: str, weights: dict[str, float]) -> tuple[int, int]:
    """The token range of a whole cue, grown from its head."""
    for side in ("left", "right"):
        for steps in range(MAX_STEPS):
            at = first - 1 if side == "left" else last
            if not 0 <= at < len(row) or row[at].low in '"()':
                break
            if sum(weights.get(fact, 0.0) for fact in step_facts(row, first, last, side, head, steps)) <= 0:
                break
            first, last = (first - 1, last) if side == "left" else (first, last + 1)
    return first, last


def candidates(row: list[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Token ranges that may be the source of a cue from token `first` to before `last`."""
    seen = set()
    for end in _left_ends(row, first):
        for start in _left_starts(row, end):
            if start < end and (start, end) not in seen and not _is_time(row, start, end):
                seen.add((start, end))
                yield start, end
    begin = last
    while begin < len(row) and row[begin].low in ('"', "-") and begin < last + 2:
        begin += 1
    for end in _right_ends(row, begin, first == 0):
        if end > begin and (begin, end) not in seen and not _is_time(row, begin, end):
            seen.add((begin, end))
            yield begin, end


def _is_time(row: list[Token], start: int, end: int) -> bool:
    """Whether a range tells only when: no source."""
    return all(token.low in TIMES or token.low[0].isdigit() for token in row[start:end])


def _left_ends(row: list[Token], first: int) -> list[int]:
    ends = [first]
    if first and row[first - 1].low in ("also", "then", "has", "have", "had", "later", "-", '"'):
        ends.append(first - 1)
    # A clause between source and cue: "X, who leads Y, told", "X who leads Y told".
    for at in range(first - 1, max(-1, first - FAR - 6), -1):
        if row[at].low == "," or row[at].low in ("who", "which", "in", "on", "("):
            ends.append(at)
            if row[at].low in ("who", "which") and at and row[at - 1].low == ",":
                ends.append(at - 1)
        if row[at].low in ('"', ";", ":"):
            break
    return ends[:6]


def _left_starts(row: list[Token], end: int) -> list[int]:
    starts = []
    for at in range(end - 1, max(-1, end - FAR), -1):
        token = row[at]
        before = row[at - 1] if at else None
        if token.low in ('"', ";", ":"):
            break
        opens = before is None or before.low in _BOUNDARY or before.low in _CLAUSE
        opens = opens or token.low in _DETERMINERS or (token.capital and not before.capital)  # type: ignore[union-attr]
        if opens or token.low in _PRONOUNS or at == end - 1:
            starts.append(at)
    return starts[:8]


def _right_ends(row: list[Token], begin: int, opens: bool) -> list[int]:
    """`opens`: the cue opens its sentence; "According to X, …" goes on with what X says."""
    ends = []
    for at in range(begin + 1, min(len(row) + 1, begin + FAR + 4)):
        token = row[at] if at < len(row) else None
        before = row[at - 1]
        closes = token is None or token.low in _BOUNDARY or token.low in _PREPOSITIONS or token.low in _CLAUSE
        if closes or at == begin + 1 or (before.capital and token is not None and not token.capital):
            ends.append(at)
        if token is None or token.low in ('"', ";", ":", ".", "?", "!"):
            break
        if token.low == "," and (
            opens or not (at + 1 < len(row) and (row[at + 1].capital or row[at + 1].low in _APPOSITION))
        ):
            break
    return ends[:8]


def source_facts(row: list[Token], start: int, end: int, cue: tuple[int, int], head: str) -> list[str]:
    """What speaks for a token range as the source of a cue."""
    first, last = cue
    left = end <= first
    side = "L" if left else "R"
    inside = row[start:end]
    opening, closing = inside[0], inside[-1]
    before = row[start - 1].kind if start else "^"
    after = row[end].kind if end < len(row) else "$"
    gap = first - end if left else start - last
    size = end - start
    names = sum(token.capital for token in inside)
    words = [token.low for token in inside]
    found = [
        side,
        f"{side} head {head}",
        f"{side} before {before}",
        f"{side} after {after}",
        f"{side} first {opening.kind}",
        f"{side} last {closing.kind}",
        f"{side} gap {min(gap, 4)}",
        f"{side} size {size if size < 6 else 6 if size < 9 else 9}",
        f"{side} first {opening.kind} before {before}",
        f"{side} gap {min(gap, 2)} after {after}",
        f"{side} last {closing.kind} after {after}",
    ]
    if size == 1 and opening.low in _PRONOUNS:
        found.append(f"{side} pronoun")
    if names:
        found.append(f"{side} names {'all' if names == size else 'some'}")
    if opening.capital and (start == 0 or not row[start - 1].capital):
        found.append(f"{side} name whole")
    if end < len(row) and row[end].capital and closing.capital:
        found.append(f"{side} name cut")
    for sign in (",", "and", "of", "who", "that", "said", '"', ":"):
        if sign in words:
            found.append(f"{side} holds {sign}")
    if "of" in words or "for" in words or "at" in words:
        found.append(f"{side} holds preposition")
    if start == 0:
        found.append(f"{side} opens sentence size {min(size, 3)}")
    return found


class Spanned(NamedTuple):
    """A cue with its whole span and the best source beside it, as token ranges; chances as log-odds."""

    cue: Cue
    head: str
    first: int
    last: int
    source: tuple[int, int] | None
    source_odds: float


def span_of(row: list[Token], cue: Cue, low: str, weights: SpanWeights) -> Spanned:
    """The span of a cue and of its best source."""
    head = low[cue.start : cue.end]
    first, last = grow(row, *place(row, cue.start, cue.end), head, weights.extend)
    best, odds = rank(row, (first, last), head, weights.source)
    return Spanned(cue, head, first, last, best, odds)


def keep_facts(row: list[Token], number: int, all_of: list[Spanned]) -> dict[str, float]:
    """What speaks for a cue as one of its own, beside the other cues of its sentence."""
    of = all_of[number]
    odds = logit(of.cue.chance)
    others = [(logit(other.cue.chance), other) for n, other in enumerate(all_of) if n != number]
    earlier = max((o for o, other in others if other.first < of.first), default=-4.0)
    later = max((o for o, other in others if other.first > of.first), default=-4.0)
    near = max((o for o, other in others if other.first < of.last and of.first < other.last), default=-4.0)
    found = {
        "odds": odds,
        "bias": 1.0,
        "surer before": max(earlier, -4.0),
        "surer after": max(later, -4.0),
        "surer over": near,
        "source": max(min(of.source_odds, 4.0), -4.0),
        "size": float(of.last - of.first),
    }
    if earlier > odds:
        found["second"] = 1.0
    if near > odds:
        found["under"] = 1.0
    if of.cue.stance == REPORT:
        found["report"] = 1.0
    if any(other.source is not None and other.source == of.source and o > odds for o, other in others):
        found["same source"] = 1.0
    found["word " + of.head] = 1.0
    found["before " + (row[of.first - 1].kind if of.first else "^")] = 1.0
    found["last " + row[of.last - 1].kind] = 1.0
    found["after " + (row[of.last].kind if of.last < len(row) else "$")] = 1.0
    return found


def keep(facts: dict[str, float], weights: dict[str, float]) -> float:
    """The chance that a cue stands for an attribution."""
    return 1 / (1 + exp(-sum(value * weights.get(name, 0.0) for name, value in facts.items())))


def rank(
    row: list[Token], cue: tuple[int, int], head: str, weights: dict[str, float]
) -> tuple[tuple[int, int] | None, float]:
    """The best source candidate of a cue and its log-odds."""
    best: tuple[int, int] | None = None
    odds = -4.0
    get = weights.get
    for start, end in candidates(row, *cue):
        total = 0.0
        for fact in source_facts(row, start, end, cue, head):
            total += get(fact, 0.0)
        if best is None or total > odds:
            best, odds = (start, end), total
    return best, odds
