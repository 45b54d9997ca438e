"""From the evidence of two spellings to a probability: a logistic model over the table of weights.

Takes two names, gives similarity or, for people, the evidence piece by piece; what is attested adds to the rules. The
table is read at first use. The model follows the conditional edit-distance models of McCallum, Bellare and Pereira (2005), without latent alignments.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp
from operator import mul
from typing import NamedTuple

import tomli

from auditor.names.alignment import END, START, Block, Costs, Step, align, cost_table
from auditor.names.attested import EVIDENCE, compare, evidence
from auditor.names.features import (
    MEASURES,
    Sums,
    change,
    doubling_keys,
    end_keys,
    end_step_keys,
    is_feminine,
    kind,
    measures,
    pair_keys,
    place_keys,
    run_keys,
    setting,
    setting_keys,
    step_keys,
    whole_run,
)
from auditor.names.folding import LONGEST, Folded, Part, fold
from auditor.names.matching import Matching, match
from auditor.shipped import read_shipped

TABLE = "lexicons/similarity/weights.toml"
_MEMO_SIZE = 200_000


def block_keys(block: Block, context: str) -> list[str]:
    """All keys of a block; what `Model` sums piece by piece."""
    edit = change(block.one, block.other)
    around = f"{kind(block.left)}_{kind(block.right)} {edit}"
    settings = setting_keys(edit, kind(block.right), context)
    return [*place_keys(block), *end_keys(block), *run_keys(block.steps), around, *settings]


class Pair(NamedTuple):
    """An aligned pair of words, weighed."""

    weight: float
    cost: float
    blocks: int
    worst: float


class Weights(NamedTuple):
    """The table: costs by edit (for the alignment), weights and examples by key, weights of the measures and of
    what is attested, each in order.
    """

    bias: float
    costs: Costs
    keys: Mapping[str, float]
    examples: Mapping[str, str]
    measures: tuple[float, ...]
    attested: tuple[float, ...]


def parse(table: str) -> Weights:
    """The weights from the TOML that `benchmarks/fit_names.py` writes."""
    data = tomli.loads(table)
    return Weights(
        bias=float(data["bias"]),
        costs=cost_table({(x, y): float(cost) for x, row in data["costs"].items() for y, cost in row.items()}),
        keys={key: float(row[0]) for key, row in data["weights"].items()},
        examples={key: row[1] for key, row in data["weights"].items() if not row[1].startswith("(")},
        measures=tuple(float(data["measures"].get(name, 0.0)) for name in MEASURES),
        attested=tuple(float(data["attested"][name]) for name in EVIDENCE),
    )


def pairing(one: Folded, other: Folded) -> Matching:
    """Word by word if both have several parts, else as if written in one."""
    if len(one.parts) > 1 and len(other.parts) > 1:
        return match(one.parts, other.parts)
    return Matching([(one.whole, other.whole)], [], False)


class Model:
    """The weights, and what has been weighed with them: blocks and pairs of words come again and again."""

    __slots__ = ("_pairs", "_placed", "_settings", "_steps", "weights")

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._pairs: dict[tuple[str, str, bool], Pair] = {}
        self._steps: dict[str, dict[Step, float]] = {"": {}, "first": {}, "last": {}}
        self._settings: dict[tuple[str, str, str], float] = {}
        # Edits that some row names in a place; most long runs are in none, and their keys need not be made.
        edits = [word.split("/") for key in weights.keys for word in key.split() if word.count("/") == 1]
        self._placed = frozenset((x, y) for one, other in edits for x, y in ((one, other), (other, one)))

    def _sum(self, keys: list[str]) -> float:
        get = self.weights.keys.get
        total = 0.0
        for key in keys:
            total += get(key, 0.0)
        return total

    def _step(self, place: str, step: Step) -> float:
        keys = end_step_keys(place, step) if place else step_keys(step)
        weight = self._steps[place][step] = self._sum(keys)
        return weight

    def _block(self, block: Block, context: str) -> float:
        # Steps and settings come again far oftener than whole blocks, so these are what is kept.
        left, one, other, right, run = block
        edit, before, behind = change(one, other), kind(left), kind(right)
        name = (edit, behind, context)
        total = self._settings.get(name)
        if total is None:
            total = self._settings[name] = self._sum(setting_keys(*name))
        get = self.weights.keys.get
        total += get(f"{before}_{behind} {edit}", 0.0)
        known = self._steps[""]
        for step in run:
            total += known[step] if step in known else self._step("", step)
        if len(run) > 1:
            total += get(whole_run(run), 0.0)
        if (one, other) in self._placed:
            total += self._sum(place_keys(block))
        if left == START:
            known, step = self._steps["first"], run[0]
            total += known[step] if step in known else self._step("first", step)
        if right == END:
            known, step = self._steps["last"], run[-1]
            total += known[step] if step in known else self._step("last", step)
        return total

    def pair(self, one: str, other: str, several: bool) -> Pair:
        """Two different words, aligned and weighed."""
        name = (one, other, several)
        known = self._pairs.get(name)
        if known is not None:
            return known
        blocks, cost = align(one, other, self.weights.costs)
        context = setting(one, other, several)
        total = 0.0
        for block in blocks:
            total += self._block(block, context)
        if "slavic" in context:
            total += self._sum(pair_keys(one, other))
        shorter = len(one) if len(one) < len(other) else len(other)
        pair = Pair(total, cost, len(blocks), cost / (shorter + 1))
        if len(self._pairs) >= _MEMO_SIZE:
            self._pairs.clear()
            for weights in self._steps.values():
                weights.clear()
            self._settings.clear()
        self._pairs[name] = pair
        return pair

    def logit(self, one: Folded, other: Folded, matching: Matching) -> float:
        """Log odds that two different names are one, by the rules alone. Symmetric if the caller sorts them."""
        edits, values = self.weigh(one, other, matching)
        whole: float = sum(map(mul, self.weights.measures, values))
        return self.weights.bias + edits + whole

    def attested(self, one: Part, other: Part, several: bool) -> float:
        """What the table of attested spellings adds for two words; 0.0 if it does not know both."""
        found = compare(one, other)
        if found is None:
            return 0.0
        total: float = sum(map(mul, self.weights.attested, evidence(found, several=several)))
        return total

    def weigh(self, one: Folded, other: Folded, matching: Matching) -> tuple[float, list[float]]:
        """What edits, endings and doubled letters weigh, and the measures of the whole."""
        several = len(one.parts) > 1 and len(other.parts) > 1
        total = cost = worst = 0.0
        blocks = differing = 0
        shortest, feminine = LONGEST, False
        for p, q in matching.pairs:
            s, t = p[0], q[0]
            if s == t:
                continue
            weight, price, runs, bad = self.pair(s, t, several)
            total += weight
            cost += price
            blocks += runs
            differing += 1
            if bad > worst:
                worst = bad
            if len(s) < shortest:
                shortest = len(s)
            if len(t) < shortest:
                shortest = len(t)
            if several and is_feminine(s, t):
                feminine = True
        if one.whole.doubled != other.whole.doubled:
            total += self._sum(doubling_keys(one, other))
        same = len(matching.pairs) - differing
        sums = Sums(cost, blocks, worst, differing, shortest if differing else 0, same, feminine)
        return total, measures(one, other, sums, matching.single, reordered=matching.reordered)


@cache
def model() -> Model:
    """The model with the shipped table, read once."""
    return Model(parse(read_shipped(TABLE).decode()))


def similarity(a: str, b: str, *, attested: bool) -> float:
    """Likelihood that two spellings are one name, by the rules and, if asked, by what is attested."""
    if a == b:
        return 1.0
    if b < a:
        a, b = b, a
    one, other = fold(a), fold(b)
    if one.letters == other.letters:
        return 1.0
    if not one.whole.text or not other.whole.text:
        return 0.0
    matching = pairing(one, other)
    weighed = model()
    odds = weighed.logit(one, other, matching)
    if attested:
        several = len(one.parts) > 1 and len(other.parts) > 1
        for p, q in matching.pairs:
            if p.text != q.text or p.doubled != q.doubled:
                odds += weighed.attested(p, q, several)
    return 1 / (1 + exp(-odds)) if -40 < odds < 40 else float(odds > 0)
