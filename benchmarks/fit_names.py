"""Fits `rules/lexicons/similarity/weights.toml`, the table behind `auditor.names.similarity`.

usage: fit_names.py TRAIN.tsv [DEV.tsv] [--write]     columns: label, a, b, kind, lang, …; needs numpy and scipy
Prints figures on DEV and by name-disjoint cross-validation over both files: components over label-1 pairs, hashed
into four folds, everything (costs, choice of rows, weights) fitted without a name of the fold. Each figure by the rules
alone, and with the table of attested spellings, which holds the names of the folds too.
"""

from __future__ import annotations

import csv
import math
import random
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from names_table import Fitted, table
from rapidfuzz.distance.Levenshtein import normalized_similarity
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from auditor.names import SAME_NAME
from auditor.names.alignment import Costs, Step, align, cost_table, steps
from auditor.names.attested import EVIDENCE, compare
from auditor.names.attested import evidence as attested_evidence
from auditor.names.features import MEASURES, Sums, doubling_keys, is_feminine, measures, pair_keys, setting
from auditor.names.folding import Folded, coarse, fold
from auditor.names.model import block_keys, pairing

VOWELS = "aeiouəyjw'"
LETTERS = VOWELS + "bcdfghklmnpqrstvxzʃčçɣʒχθðǰщʦʣ"
ROUNDS = 5  # of re-estimating the costs
LONGEST_COST = 8.0  # pairs dearer than that are other names, not other spellings
EASY = ((4000, 0.35, 99), (800, 0.34, 7))  # random negatives: how many, from which coarse likeness, how long
EASY_WEIGHT = 0.2  # … and their weight; the hard negatives of the data alone make far pairs score high
HAND = {
    "short and unlike": -11.0,
    "several: feminine": -2.5,
}  # weights set by hand: the data has too few such negatives
SWAPPED = 150  # two-word names turned round, as negatives
ROWS = 1000  # weights in the table
FALSE = 0.012  # share of the held-out look-alikes that reach SAME_NAME
RARE = 4  # keys seen less often are not learnt
PRIOR = 0.6  # inverse strength of the Gaussian prior
ATTESTED_PRIOR = (
    0.2  # … on the weights of what is attested: the labels of single Arabic names come from the same source
)
COMMON = 3  # edits seen less often have no cost of their own
ODDS = 0.5  # how much of the log odds same : different goes into a cost

BY_HAND = {MEASURES.index(name): weight for name, weight in HAND.items()}


class Row(NamedTuple):
    label: int
    a: str
    b: str
    group: str = ""


def read(path: str) -> list[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(int(r["label"]), r["a"], r["b"], f"{r['kind']} {r['lang']}") for r in rows]


def components(rows: list[Row]) -> dict[str, str]:
    """The least spelling of the name each spelling belongs to, by the pairs labelled one name."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for row in rows:
        a, b = root(row.a), root(row.b)
        if row.label and a != b:
            parent[max(a, b)] = min(a, b)
    return {x: root(x) for x in parent}


def likeness(a: str, b: str) -> float:
    return normalized_similarity(fold(a).coarse, fold(b).coarse)


def made_up(rows: list[Row]) -> list[Row]:
    """Pairs that the data lacks: random names, two-word names turned round."""
    chance, owner = random.Random(3), components(rows)
    found: list[Row] = []
    for count, least, longest in EASY:
        names = sorted(n for n in owner if len(n) <= longest)
        goal = len(found) + count
        while len(found) < goal:
            a, b = chance.choice(names), chance.choice(names)
            if owner[a] != owner[b] and likeness(a, b) > least:
                found.append(Row(0, a, b))
    people = [r.a for r in rows if r.group.startswith("person_full")]
    two = [name for name in people if len(name.split()) == 2 and "," not in name]
    for name in chance.sample(two, min(SWAPPED, len(two))):
        found.append(Row(0, name, " ".join(reversed(name.split()))))
    return found


def differing(row: Row) -> list[tuple[str, str]]:
    return [(p.text, q.text) for p, q in pairing(*folded(row)).pairs]


def folded(row: Row) -> tuple[Folded, Folded]:
    a, b = sorted((row.a, row.b))
    return fold(a), fold(b)


def count_edits(pairs: list[tuple[str, str]], costs: Costs, limit: float) -> tuple[Counter, Counter]:
    """How often each edit stands in the alignments, and each grapheme."""
    edits, seen = Counter(), Counter()
    for a, b in pairs:
        path, cost = steps(a, b, costs)
        if cost > limit:
            continue
        for p, q in path:
            seen[p] += 1
            seen[q] += 1
            if p != q:
                edits[tuple(sorted((p, q)))] += 1
    return edits, seen


def first_costs() -> dict[Step, float]:
    """A guess to start from: vowels are cheap, sounds of one class cheaper than others."""
    costs: dict[Step, float] = {("", g): 1.0 if g in VOWELS else 2.5 for g in LETTERS}
    for a in LETTERS:
        for b in LETTERS:
            if a < b:
                costs[a, b] = 0.7 if a in VOWELS and b in VOWELS else 1.2 if coarse(a) == coarse(b) else 3.2
    return costs


def fit_costs(rows: list[Row]) -> dict[Step, float]:
    """A cost for each single edit: how rare it is in spellings of one name (Ristad and Yianilos, 1998, with best
    alignments only), less a share of how much rarer still it is between different names.
    """
    costs = first_costs()
    same = [p for r in rows if r.label for p in differing(r)]
    other = [p for r in rows if not r.label for p in differing(r)]
    for _ in range(ROUNDS):
        edits, seen = count_edits(same, cost_table(costs), LONGEST_COST)
        costs = {("", g): 3.0 if g in VOWELS else 4.0 for g in LETTERS}
        for edit, n in edits.items():
            if n >= COMMON:
                rarest = min(seen[g] for g in edit if g)
                costs[edit] = 0.7 * min(5.0, max(0.3, -math.log((n + 0.5) / (rarest + 10))))
    ones, _ = count_edits(same, cost_table(costs), math.inf)
    zeros, _ = count_edits(other, cost_table(costs), math.inf)
    scale = math.log(zeros.total() / ones.total())
    final = {edit: cost for edit, cost in costs.items() if not edit[0]}
    for edit in set(ones) | set(zeros):
        if ones[edit] + zeros[edit] >= COMMON:
            odds = math.log((zeros[edit] + 1) / (ones[edit] + 1)) - scale
            final[edit] = min(5.0, max(0.3, costs.get(edit, 3.5) + ODDS * odds))
    return {edit: round(cost, 2) for edit, cost in final.items()}


def evidence(row: Row, costs: Costs) -> tuple[Counter, list[float]]:
    """Keys and measures of a pair: what `auditor.names.model` weighs."""
    one, other = folded(row)
    pairs, single, reordered = pairing(one, other)
    several = len(one.parts) > 1 and len(other.parts) > 1
    keys, cost, worst, blocks, shortest, unequal = Counter(), 0.0, 0.0, 0, 120, 0
    feminine = several and any(is_feminine(p.text, q.text) for p, q in pairs)
    for p, q in pairs:
        if p.text == q.text:
            continue
        runs, price = align(p.text, q.text, costs)
        context = setting(p.text, q.text, several)
        for block in runs:
            keys.update(block_keys(block, context))
        keys.update(pair_keys(p.text, q.text))
        cost += price
        blocks += len(runs)
        worst = max(worst, price / (min(len(p.text), len(q.text)) + 1))
        shortest = min(shortest, len(p.text), len(q.text))
        unequal += 1
    keys.update(doubling_keys(one, other))
    sums = Sums(cost, blocks, worst, unequal, shortest if unequal else 0, len(pairs) - unequal, feminine)
    values = [float(x) for x in measures(one, other, sums, single, reordered=reordered)]
    return keys, values + [0.0] * (len(MEASURES) - len(values))


def score_all(fitted: Fitted, rows: list[Row]) -> list[float]:
    """Log odds of each pair."""
    costs = cost_table(fitted.edits)
    scores = []
    for row in rows:
        keys, values = evidence(row, costs)
        total = fitted.bias + sum(fitted.keys.get(k, 0.0) * n for k, n in keys.items())
        scores.append(total + sum(w * v for w, v in zip(fitted.measures, values, strict=True)))
    return scores


def attestation(row: Row) -> list[float]:
    """What the table of attested spellings says of a pair, as `auditor.names.model` adds it up."""
    one, other = folded(row)
    several = len(one.parts) > 1 and len(other.parts) > 1
    total = [0.0] * len(EVIDENCE)
    for p, q in pairing(one, other).pairs:
        found = compare(p, q) if (p.text, p.doubled) != (q.text, q.doubled) else None
        if found is not None:
            total = [x + y for x, y in zip(total, attested_evidence(found, several=several), strict=True)]
    return total


def fit_attested(rows: list[Row], scores: list[float]) -> list[float]:
    """Weights of what is attested, beside the log odds that rules gave which had not seen the names."""
    x, z = np.array([attestation(r) for r in rows]), np.array(scores)
    y = np.array([r.label for r in rows], float)
    weight = np.where(y == 1, 1.0, y.sum() / (1 - y).sum())

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        total = z + x @ v
        value = (weight * (np.logaddexp(0, total) - y * total)).sum() * ATTESTED_PRIOR + 0.5 * (v**2).sum()
        return value, x.T @ (weight * (1 / (1 + np.exp(-total)) - y)) * ATTESTED_PRIOR + v

    return [float(v) for v in minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x]


def with_attested(rows: list[Row], scores: list[float], weights: list[float]) -> list[float]:
    """Log odds by rules and table."""
    return [s + float(np.dot(weights, attestation(r))) for r, s in zip(rows, scores, strict=True)]


def logistic(x: csr_matrix, y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of the logistic model with a Gaussian prior on the weights."""
    n, transposed = x.shape[1], x.T.tocsr()

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.clip(x @ v[:n] + v[n], -40, 40)
        slope = weight * (1 / (1 + np.exp(-z)) - y) * PRIOR
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() * PRIOR + 0.5 * (v[:n] ** 2).sum()
        return value, np.append(transposed @ slope + v[:n], slope.sum())

    found = minimize(loss, np.zeros(n + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500, "maxcor": 20})
    return found.x[:n], found.x[n]


def choose(x: csr_matrix, y: np.ndarray, weight: np.ndarray, rows: int) -> np.ndarray:
    """The columns worth a row of the table: the `rows` keys that move the log odds most, by fitting and dropping in
    turns, and all measures. (An L1 prior left as many rows and lost .003 of F1.)
    """
    kept, free = np.arange(x.shape[1]), len(MEASURES)
    mean = np.asarray(x.mean(0)).ravel()
    spread = np.sqrt(np.asarray(x.multiply(x).mean(0)).ravel() - mean**2)
    while len(kept) - free > rows:
        w, _ = logistic(x[:, kept], y, weight)
        moves = np.abs(w) * spread[kept]
        moves[-free:] = np.inf
        kept = np.sort(kept[np.argsort(-moves)[: max(rows, int((len(kept) - free) * 0.6)) + free]])
    return kept


def fit(rows: list[Row], count: int) -> Fitted:
    """The model with at most `count` rows of keys ."""
    edits = fit_costs(rows)
    costs = cost_table(edits)
    everything = rows + made_up(rows)
    found = [evidence(row, costs) for row in everything]
    often = Counter(k for keys, _ in found for k in keys)
    names = sorted(k for k, n in often.items() if n >= RARE)
    column = {k: i for i, k in enumerate(names)}
    data, index, ends = [], [], [0]
    for keys, values in found:
        for k, n in keys.items():
            if k in column:
                data.append(float(n))
                index.append(column[k])
        data += [0.0 if i in BY_HAND else v for i, v in enumerate(values)]
        index += range(len(names), len(names) + len(MEASURES))
        ends.append(len(data))
    x = csr_matrix((data, index, ends), shape=(len(found), len(names) + len(MEASURES)))
    y = np.array([r.label for r in everything], float)
    weight = np.where(y == 1, 1.0, y.sum() / sum(not r.label for r in rows))
    weight[len(rows) :] = EASY_WEIGHT
    kept = choose(x, y, weight, count)
    w, bias = logistic(x[:, kept], y, weight)
    keys = {names[k]: float(v) for k, v in zip(kept, w, strict=True) if k < len(names)}
    of_measures = [float(v) for v in w[len(w) - len(MEASURES) :]]
    for i, weight_by_hand in BY_HAND.items():
        of_measures[i] = weight_by_hand
    return Fitted(edits, keys, of_measures, float(bias))


def figures(rows: list[Row], scores: list[float]) -> str:
    """Best balanced F1, and recall at 1, 2 and 5 % false positives."""
    same = np.sort([s for r, s in zip(rows, scores, strict=True) if r.label])
    other = np.sort([s for r, s in zip(rows, scores, strict=True) if not r.label])
    levels = np.unique(same)
    recall = 1 - np.searchsorted(same, levels) / len(same)
    false = 1 - np.searchsorted(other, levels) / len(other)
    at = [(same > other[-int(rate * len(other)) - 1]).mean() for rate in (0.01, 0.02, 0.05)]
    best = (2 * recall / (1 + recall + false)).max()
    return f"F1 {best:.3f}  R at 1 % {at[0]:.3f}  2 % {at[1]:.3f}  5 % {at[2]:.3f}"


def cross_validate(rows: list[Row], count: int) -> list[tuple[list[Row], list[float]]]:
    """For each fold the rows that lie wholly in it, and their scores by a fit that saw no name of that fold."""
    fold_of = {x: zlib.crc32(least.encode()) % 4 for x, least in components(rows).items()}
    tested = []
    for k in range(4):
        fitted = fit([r for r in rows if fold_of[r.a] != k and fold_of[r.b] != k], count)
        held = [r for r in rows if fold_of[r.a] == k and fold_of[r.b] == k]
        tested.append((held, score_all(fitted, held)))
    return tested


def joined(folds: list[tuple[list[Row], list[float]]]) -> tuple[list[Row], list[float]]:
    return [r for rows, _ in folds for r in rows], [s for _, scores in folds for s in scores]


def cross_validate_attested(folds: list[tuple[list[Row], list[float]]]) -> list[float]:
    """Scores with the table, its weights fitted on the other folds."""
    found: list[float] = []
    for k, (rows, scores) in enumerate(folds):
        found += with_attested(rows, scores, fit_attested(*joined(folds[:k] + folds[k + 1 :])))
    return found


def example_of(costs: Costs) -> dict[str, str]:
    """For each key the first pair of the example list that shows it with the fewest edits."""
    found: dict[str, tuple[int, str]] = {}
    for pair in (Path(__file__).parent / "names_examples.txt").read_text(encoding="utf-8").split():
        row = Row(1, *pair.split("/"))
        keys, values = evidence(row, costs)
        edits = int(values[MEASURES.index("cost")] * 10)
        for key in keys:
            if key not in found or edits < found[key][0]:
                found[key] = (edits, pair)
    return {key: pair for key, (_, pair) in found.items()}


def main(arguments: list[str]) -> None:
    train, *others = [read(a) for a in arguments if not a.startswith("--")]
    fitted = fit(train, ROWS)
    folds = cross_validate([r for rows in (train, *others) for r in rows], ROWS)
    tested, scores = joined(folds)
    scores_attested = cross_validate_attested(folds)
    fitted = fitted._replace(attested=fit_attested(tested, scores))
    for rows in others:
        unseen = score_all(fitted, rows)
        print("not fitted on:", figures(rows, unseen))
        print("with attested:", figures(rows, with_attested(rows, unseen, fitted.attested)))
    print("name-disjoint:", figures(tested, scores), f" {len(tested)} pairs")
    print("with attested:", figures(tested, scores_attested))
    for group in sorted({r.group for r in tested}):
        picked = [(r, s, t) for r, s, t in zip(tested, scores, scores_attested, strict=True) if r.group == group]
        if sum(not r.label for r, _, _ in picked) >= 50:
            of_group, rules, attested = map(list, zip(*picked, strict=True))
            print(f"  {group:16}", figures(of_group, rules))
            print(f"  {'':16}", figures(of_group, attested), " with attested")
    other = sorted(s for r, s in zip(tested, scores, strict=True) if not r.label)
    limit = other[-int(FALSE * len(other)) - 1]
    if "--write" in arguments:
        place = Path(__file__).parent.parent / "rules/lexicons/similarity/weights.toml"
        shipped = fitted._replace(bias=fitted.bias + math.log(SAME_NAME / (1 - SAME_NAME)) - limit)
        text = table(shipped, example_of(cost_table(fitted.edits)))
        place.write_text(text, encoding="utf-8", newline="\n")
        print(f"{place.name}: {len(fitted.keys)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
