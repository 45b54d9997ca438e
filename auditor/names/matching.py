"""Which word of one name answers to which of the other.

Takes two folded names of several parts each, gives pairs of parts, parts without a partner, and whether the order
changed. Equal parts cancel first; one left on each side are partners; else the likest go together, glued where one
side writes in two words what the other writes in one (Abd al-Nur, Abdulnur). Does not judge.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance.Levenshtein import normalized_similarity

from auditor.names.folding import Part, coarse

_GLUED = 0.5


class Matching(NamedTuple):
    """Pairs in the order of the first name, parts of either without a partner, whether the second has another order."""

    pairs: list[tuple[Part, Part]]
    single: list[Part]
    reordered: bool


Numbered = tuple[int, Part]


def match(one: tuple[Part, ...], other: tuple[Part, ...]) -> Matching:
    """Partners among the parts of two names; every part stands in one pair or in `single`."""
    left: list[Numbered] = []
    right = list(enumerate(other))
    done: list[tuple[int, int, Part, Part]] = []
    for i, part in enumerate(one):
        text = part[0]
        for k, (j, candidate) in enumerate(right):
            if candidate[0] == text:
                done.append((i, j, part, candidate))
                del right[k]
                break
        else:
            left.append((i, part))
    if left and right:
        if len(left) != len(right):
            _glue(left, right)
        if len(left) == len(right) == 1:
            done.append((left[0][0], right[0][0], left.pop()[1], right.pop()[1]))
        else:
            _likest(left, right, done)
    done.sort()
    places = [j for _, j, _, _ in done]
    return Matching([(p, q) for _, _, p, q in done], [p for _, p in left + right], places != sorted(places))


def _glue(left: list[Numbered], right: list[Numbered]) -> None:
    """Join two neighbours on the side with more parts, if that is like a part of the other side."""
    more, fewer = (left, right) if len(left) > len(right) else (right, left)
    best, where = _GLUED, -1
    for k in range(len(more) - 1):
        (i, p), (j, q) = more[k], more[k + 1]
        if j != i + 1:
            continue
        for _, part in fewer:
            text = part[0]
            score = normalized_similarity(p[0] + q[0], text)
            if score > best and score > max(normalized_similarity(p[0], text), normalized_similarity(q[0], text)):
                best, where = score, k
    if where >= 0:
        (i, p), (_, q) = more[where : where + 2]
        more[where : where + 2] = [(i, Part(p.text + q.text, p.doubled + q.doubled, p.article or q.article))]


def _likest(left: list[Numbered], right: list[Numbered], done: list[tuple[int, int, Part, Part]]) -> None:
    """Greedily by coarse likeness, then likeness, then place; ties go by place, so that the answer is one."""
    found = []
    for x in left:
        for y in right:
            p, q = x[1][0], y[1][0]
            coarsely = normalized_similarity(coarse(p), coarse(q))
            found.append((-coarsely, -normalized_similarity(p, q), abs(x[0] - y[0]), x[0], y[0], x, y))
    for *_, x, y in sorted(found):
        if x in left and y in right:
            left.remove(x)
            right.remove(y)
            done.append((x[0], y[0], x[1], y[1]))
