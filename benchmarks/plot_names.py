"""Draws `docs/names-precision-recall.svg`: the measure of spellings beside public methods, on pairs it was not fitted on.

usage: plot_names.py PAIRS.tsv      columns: label, a, b; needs rapidfuzz, and jellyfish for the phonetic codes
Both classes weigh alike: precision is R / (R + false positive rate), as in all figures of `docs/names.md`. Methods with
a score are lines, those that say yes or no are points. Prints the best balanced F1 of each.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import jellyfish
from rapidfuzz.distance import JaroWinkler, Levenshtein

from auditor.names import similarity
from auditor.names.folding import fold

PLACE = Path(__file__).parent.parent / "docs/names-precision-recall.svg"
LEFT, TOP, WIDTH, HEIGHT = 60, 20, 480, 360
LOWEST = 0.5  # precision at the foot: what a coin reaches


class Method(NamedTuple):
    name: str
    colour: str
    score: Callable[[str, str], float]


def codes(code: Callable[[str], str]) -> Callable[[str, str], float]:
    """1.0 if two names have one phonetic code, word by word."""

    def score(a: str, b: str) -> float:
        return float([code(w) for w in plain(a).split()] == [code(w) for w in plain(b).split()])

    return score


def plain(name: str) -> str:
    """A name in lower case without marks, which the public methods get as well."""
    return "".join([sign for sign in fold(name).letters if sign.isalpha() or sign == " "])


METHODS = (
    Method("rules and attested spellings", "#0b5394", similarity),
    Method("rules alone", "#6fa8dc", lambda a, b: similarity(a, b, attested=False)),
    Method("Jaro-Winkler", "#b45f06", lambda a, b: JaroWinkler.similarity(plain(a), plain(b))),
    Method("Levenshtein ratio", "#38761d", lambda a, b: Levenshtein.normalized_similarity(plain(a), plain(b))),
    Method("Metaphone", "#741b47", codes(jellyfish.metaphone)),
    Method("NYSIIS", "#999900", codes(jellyfish.nysiis)),
    Method("Soundex", "#cc0000", codes(jellyfish.soundex)),
)


def curve(same: list[float], other: list[float]) -> list[tuple[float, float]]:
    """Recall and precision at each level from the strictest down."""
    points = []
    for level in sorted(set(same), reverse=True):
        recall = sum(s >= level for s in same) / len(same)
        false = sum(s >= level for s in other) / len(other)
        points.append((recall, recall / (recall + false)))
    return points


def at(recall: float, precision: float) -> str:
    x = LEFT + WIDTH * recall
    y = TOP + HEIGHT * (1 - (max(precision, LOWEST) - LOWEST) / (1 - LOWEST))
    return f"{x:.1f},{y:.1f}"


def thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Without the points that no eye tells from the one before."""
    kept = points[:1]
    for before, point in pairwise(points):
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) > 0.004:
            kept.append(before if before != kept[-1] and point[0] - kept[-1][0] > 0.02 else point)
    return [*kept, points[-1]]


def drawn(curves: list[tuple[Method, list[tuple[float, float]]]]) -> str:
    """The SVG."""
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 230}" height="{TOP + HEIGHT + 60}"'
            ' font-family="sans-serif" font-size="12">'
        ),
        "<title>Precision against recall of measures of spellings</title>",
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for tick in range(6):
        recall, precision = tick / 5, LOWEST + tick / 10
        x, y = at(recall, precision).split(",")
        parts += [
            f'<path d="M{x},{TOP}V{TOP + HEIGHT}M{LEFT},{y}H{LEFT + WIDTH}" stroke="#dddddd"/>',
            f'<text x="{x}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{recall:.1f}</text>',
            f'<text x="{LEFT - 8}" y="{y}" dy="4" text-anchor="end">{precision:.1f}</text>',
        ]
    parts += [
        f'<text x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 42}" text-anchor="middle">recall</text>',
        f'<text transform="translate(16 {TOP + HEIGHT / 2}) rotate(-90)" text-anchor="middle">precision, classes weighted alike</text>',
    ]
    for row, (method, points) in enumerate(curves):
        x, y = LEFT + WIDTH + 20, TOP + 12 + 20 * row
        if len(points) < 3:
            spot, mark = at(*points[0]).split(","), f'r="5" fill="{method.colour}"'
            parts += [f'<circle cx="{spot[0]}" cy="{spot[1]}" {mark}/>', f'<circle cx="{x + 9}" cy="{y - 4}" {mark}/>']
        else:
            line = f'fill="none" stroke="{method.colour}" stroke-width="2"'
            parts.append(f'<polyline {line} points="{" ".join(at(*point) for point in thinned(points))}"/>')
            parts.append(f'<path {line} d="M{x},{y - 4}h18"/>')
        parts.append(f'<text x="{x + 26}" y="{y}">{method.name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main(arguments: list[str]) -> None:
    [path] = arguments
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    curves = []
    for method in METHODS:
        scores = [(row["label"] == "1", method.score(row["a"], row["b"])) for row in rows]
        points = curve([s for same, s in scores if same], [s for same, s in scores if not same])
        if len(points) == 2:  # yes or no: "no" says nothing
            points = points[:1]
        print(f"{method.name:30} F1 {max(2 * r * p / (r + p) for r, p in points):.3f}")
        curves.append((method, points))
    PLACE.write_text(drawn(curves), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
