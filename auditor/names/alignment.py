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


class Block(NamedTuple):
    """A maximal run of edits: `one` stands where the other word has `other`, between `left` and `right`."""

    left: str
    one: str
    other: str
    right: str


Costs = Mapping[str, float]
"""Cost by edit: "k" for k gained or lost, "kq" and "qk" for k against q."""


def _table(a: str, b: str, costs: Costs) -> list[list[float]]:
    """Least cost of every pair of prefixes."""
    get = costs.get
    gaps = [get(y, UNKNOWN_GAP) for y in b]
    row = [0.0]
    best = 0.0
    for gap in gaps:
        best += gap
        row.append(best)
    rows = [row]
    for x in a:
        lost = get(x, UNKNOWN_GAP)
        diagonal = row[0]
        best = diagonal + lost
        above = row
        row = [best]
        j = 0
        for y in b:
            swapped = diagonal if x == y else diagonal + get(x + y, UNKNOWN_SWAP)
            best += gaps[j]
            j += 1
            diagonal = above[j]
            if diagonal + lost < best:
                best = diagonal + lost
            if swapped <= best:
                best = swapped
            row.append(best)
        rows.append(row)
    return rows


def steps(a: str, b: str, costs: Costs) -> tuple[list[tuple[str, str]], float]:
    """The alignment itself, grapheme by grapheme ("" where one is missing), and its cost."""
    rows = _table(a, b, costs)
    i, j = len(a), len(b)
    path: list[tuple[str, str]] = []
    while i or j:
        here = rows[i][j]
        if i and j:
            x, y = a[i - 1], b[j - 1]
            if rows[i - 1][j - 1] + (0.0 if x == y else costs.get(x + y, UNKNOWN_SWAP)) <= here:
                i, j = i - 1, j - 1
                path.append((x, y))
                continue
        if i and rows[i - 1][j] + costs.get(a[i - 1], UNKNOWN_GAP) <= here + 1e-12:
            i -= 1
            path.append((a[i], ""))
        else:
            j -= 1
            path.append(("", b[j]))
    path.reverse()
    return path, rows[-1][-1]


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
    if not one or not other or (len(one) == 1 and len(other) == 1):
        if not one and not other:
            return [], 0.0
        if one and other:
            cost = costs.get(one + other, UNKNOWN_SWAP)
        else:
            cost = sum(costs.get(g, UNKNOWN_GAP) for g in one or other)
        return [Block(left, one, other, last)], cost
    path, cost = steps(one, other, costs)
    blocks = []
    one = other = ""
    for x, y in path:
        if x != y:
            one += x
            other += y
        else:
            if one or other:
                blocks.append(Block(left, one, other, x))
                one = other = ""
            left = x
    if one or other:
        blocks.append(Block(left, one, other, last))
    return blocks, cost
