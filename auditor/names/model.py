"""From the evidence of two spellings to a probability: a logistic model over the table of weights.

Takes two names, gives similarity or, for people, the evidence piece by piece. The table is read at first use. The
model follows the conditional edit-distance models of McCallum, Bellare and Pereira (2005), without latent alignments.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp
from operator import mul
from typing import NamedTuple

import tomli

from auditor.names.alignment import Block, Costs, align
from auditor.names.features import MEASURES, Sums, block_keys, doubling_keys, measures, pair_keys, setting
from auditor.names.folding import LONGEST, Folded, fold
from auditor.names.matching import Matching, match
from auditor.shipped import read_shipped

TABLE = "lexicons/names/weights.toml"
_MEMO_SIZE = 200_000


class Pair(NamedTuple):
    """An aligned pair of words, weighed."""

    weight: float
    cost: float
    blocks: int
    worst: float


class Weights(NamedTuple):
    """The table: costs by edit (for the alignment), weights by key, weights of the measures in their order."""

    bias: float
    costs: Costs
    keys: Mapping[str, float]
    measures: tuple[float, ...]


def parse(table: str) -> Weights:
    """The table from its TOML; rows are `key = number` or `key = [number, "example"]`."""
    data = tomli.loads(table)
    first = {key: float(row[0] if isinstance(row, list) else row) for key, row in data["weights"].items()}
    costs = {key: float(value) for key, value in data["costs"].items()}
    costs |= {key[::-1]: value for key, value in costs.items()}
    return Weights(float(data["bias"]), costs, first, tuple(float(data["measures"].get(m, 0.0)) for m in MEASURES))


def pairing(one: Folded, other: Folded) -> Matching:
    """Word by word if both have several parts, else as if written in one."""
    if len(one.parts) > 1 and len(other.parts) > 1:
        return match(one.parts, other.parts)
    return Matching([(one.whole, other.whole)], [], False)


class Model:
    """The weights, and what has been weighed with them: blocks and pairs of words come again and again."""

    __slots__ = ("_blocks", "_pairs", "weights")

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._pairs: dict[tuple[str, str, bool], Pair] = {}
        self._blocks: dict[str, dict[Block, float]] = {}

    def pair(self, one: str, other: str, several: bool) -> Pair:
        """Two different words, aligned and weighed."""
        name = (one, other, several)
        known = self._pairs.get(name)
        if known is not None:
            return known
        keys, costs = self.weights.keys, self.weights.costs
        blocks, cost = align(one, other, costs)
        context = setting(one, other, several)
        memo = self._blocks.setdefault(context, {})
        total = 0.0
        for block in blocks:
            weight = memo.get(block)
            if weight is None:
                weight = memo[block] = sum(keys.get(key, 0.0) for key in block_keys(block, context, costs))
            total += weight
        for key in pair_keys(one, other):
            total += keys.get(key, 0.0)
        pair = Pair(total, cost, len(blocks), cost / (min(len(one), len(other)) + 1))
        if len(self._pairs) >= _MEMO_SIZE:
            self._pairs.clear()
            self._blocks.clear()
        self._pairs[name] = pair
        return pair

    def logit(self, one: Folded, other: Folded) -> float:
        """Log odds that two different names are one. Symmetric if the caller sorts them."""
        pairs, single, reordered = pairing(one, other)
        several = len(one.parts) > 1 and len(other.parts) > 1
        total, cost, worst = self.weights.bias, 0.0, 0.0
        blocks = differing = 0
        shortest = LONGEST
        for p, q in pairs:
            if p[0] == q[0]:
                continue
            pair = self.pair(p[0], q[0], several)
            total += pair[0]
            cost += pair[1]
            blocks += pair[2]
            worst = max(worst, pair[3])
            differing += 1
            shortest = min(shortest, len(p[0]), len(q[0]))
        if one.whole[1] != other.whole[1]:
            for key in doubling_keys(one, other):
                total += self.weights.keys.get(key, 0.0)
        sums = Sums(cost, blocks, worst, differing, shortest if differing else 0, len(pairs) - differing)
        return total + sum(map(mul, self.weights.measures, measures(one, other, sums, single, reordered=reordered)))


@cache
def model() -> Model:
    """The model with the shipped table, read once."""
    return Model(parse(read_shipped(TABLE).decode()))


def similarity(a: str, b: str) -> float:
    """Likelihood that two spellings are one name, by the rules alone."""
    if a == b:
        return 1.0
    if b < a:
        a, b = b, a
    one, other = fold(a), fold(b)
    if one.letters == other.letters:
        return 1.0
    if not one.whole.text or not other.whole.text:
        return 0.0
    return 1 / (1 + exp(-max(-40.0, min(40.0, model().logit(one, other)))))
