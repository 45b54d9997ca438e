"""Two folded words, aligned by a weighted edit distance, as runs of edits between equal graphemes.

Takes the graphemes of two words and the cost of each single edit, gives the blocks and the total cost. Which costs
is the model's business. The alignment is the classic one of Wagner and Fischer (1974), on the part that differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

START, END = "^", "$"
UNKNOWN_GAP = 3.0
UNKNOWN_SWAP = 4.0


Step = tuple[str, str]
"""A grapheme of each word; "" where one has none."""


class Block(NamedTuple):
    """A maximal run of edits: `one` stands where the other word has `other`, between `left` and `right`."""

    left: str
    one: str
    other: str
    right: str
    steps: tuple[Step, ...]


class Row(dict[str, float]):
    """What a grapheme costs against each other one, and against "" if it is lost; any that is not in it is foreign."""

    def __missing__(self, other: str) -> float:
        return UNKNOWN_SWAP if other else UNKNOWN_GAP


class Costs(dict[str, Row]):
    """Cost by grapheme and what it stands against: `costs["k"]["q"]`, `costs["k"][""]` for one lost, `costs["k"]["k"]` 0."""

    def __missing__(self, grapheme: str) -> Row:
        return Row({grapheme: 0.0})


def cost_table(edits: Mapping[tuple[str, str], float]) -> Costs:
    """Costs from single edits, given in one direction or both; those not given are filled in."""
    known = sorted({grapheme for edit in edits for grapheme in edit} - {""})
    table = Costs({x: Row(dict.fromkeys(known, UNKNOWN_SWAP) | {x: 0.0, "": UNKNOWN_GAP}) for x in known})
    for (x, y), cost in edits.items():
        for one, other in ((x, y), (y, x)):
            if one:
                table[one][other] = cost
    return table


def steps(a: str, b: str, costs: Costs) -> tuple[list[Step], float]:
    """The alignment itself, grapheme by grapheme, and its cost: least cost of every pair of prefixes, then back."""
    losses, gaps = [costs[x] for x in a], [costs[y][""] for y in b]
    best = 0.0
    row = [best]
    for gap in gaps:
        best += gap
        row.append(best)
    rows = [row]
    for swaps in losses:
        lost = swaps[""]
        above = iter(row)
        diagonal = next(above)
        best = diagonal + lost
        row = [best]
        add = row.append
        for y, gap, up in zip(b, gaps, above):  # noqa: B905 - `above` is used up by one
            best += gap
            other = up + lost
            if other < best:
                best = other
            other = diagonal + swaps[y]
            if other <= best:
                best = other
            add(best)
            diagonal = up
        rows.append(row)
    i, j = len(a), len(b)
    path: list[Step] = []
    while i and j:
        here, before, swaps = rows[i][j], rows[i - 1], losses[i - 1]
        x, y = a[i - 1], b[j - 1]
        if before[j - 1] + swaps[y] <= here:
            i, j = i - 1, j - 1
            path.append((x, y))
        elif before[j] + swaps[""] <= here:
            i -= 1
            path.append((x, ""))
        else:
            j -= 1
            path.append(("", y))
    path += [(a[k], "") for k in range(i - 1, -1, -1)] + [("", b[k]) for k in range(j - 1, -1, -1)]
    path.reverse()
    return path, best


def align(a: str, b: str, costs: Costs) -> tuple[list[Block], float]:
    """The blocks in which two words differ, in order, and the cost of them all."""
    start, end_a, end_b = 0, len(a), len(b)
    for x, y in zip(a, b):  # noqa: B905 - the shorter ends it
        if x != y:
            break
        start += 1
    while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
        end_a -= 1
        end_b -= 1
    left = a[start - 1] if start else START
    last = a[end_a] if end_a < len(a) else END
    one, other = a[start:end_a], b[start:end_b]
    if len(one) < 2 and len(other) < 2:
        if not one and not other:
            return [], 0.0
        cost = costs[one][other] if one else costs[other][""]
        return [Block(left, one, other, last, ((one, other),))], cost
    path, cost = steps(one, other, costs)
    blocks = []
    run: list[Step] = []
    one = other = ""
    for step in path:
        x, y = step
        if x != y:
            one += x
            other += y
            run.append(step)
        else:
            if run:
                blocks.append(Block(left, one, other, x, tuple(run)))
                one = other = ""
                run = []
            left = x
    if run:
        blocks.append(Block(left, one, other, last, tuple(run)))
    return blocks, cost
