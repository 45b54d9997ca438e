"""Why two spellings are one name, or two: the alignment, each edit with its weight, and what the whole adds.

Takes two names, gives an `Explanation` whose weights sum to the log odds of `similarity`. For people to read: it
weighs anew what the model has cached, so it is slower.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.names.alignment import END, START, Block, align, steps
from auditor.names.attested import MOSTLY, compare, usual
from auditor.names.features import MEASURES, doubling_keys, pair_keys, setting
from auditor.names.folding import Part, fold, written
from auditor.names.model import block_keys, model, pairing, similarity


class Edit(NamedTuple):
    """A difference: `one` stands in one word where the other has `other`; `weight` in log odds, above 0 for one name."""

    words: tuple[str, str]
    one: str
    other: str
    weight: float
    reason: str


class Reason(NamedTuple):
    """Something else that weighs: a measure of the whole, an ending, a doubled letter."""

    what: str
    weight: float


class Explanation(NamedTuple):
    """`rows`: each pair of words one above the other, gaps as "·". `bias` and all weights sum to the log odds."""

    similarity: float
    rows: tuple[tuple[str, str], ...]
    edits: tuple[Edit, ...]
    whole: tuple[Reason, ...]
    bias: float


def _place(block: Block) -> str:
    if block.left == START:
        return "all of the word" if block.right == END else "at the start"
    if block.right == END:
        return f"at the end, after {written(block.left)}"
    return f"between {written(block.left)} and {written(block.right)}"


def _edit(words: tuple[str, str], block: Block, context: str) -> Edit:
    weights = model().weights
    keys = block_keys(block, context)
    found = {key: weights.keys[key] for key in keys if key in weights.keys}
    one, other = written(block.one), written(block.other)
    what = f"{one} for {other}" if one and other else f"{one or other} on one side only"
    reason = f"{what} {_place(block)}"
    for key in sorted(found, key=lambda key: -abs(found[key])):
        if weights.examples.get(key):
            reason += f", as in {weights.examples[key]}"
            break
    return Edit(words, one, other, sum(weights.keys.get(key, 0.0) for key in keys), reason)


def _rows(one: str, other: str) -> tuple[str, str]:
    path, _ = steps(one, other, model().weights.costs)
    shown = [(written(p) or "·", written(q) or "·") for p, q in path]
    widths = [max(len(p), len(q)) for p, q in shown]
    return (
        " ".join(p.ljust(n) for (p, _), n in zip(shown, widths, strict=True)).rstrip(),
        " ".join(q.ljust(n) for (_, q), n in zip(shown, widths, strict=True)).rstrip(),
    )


def _with_usual(part: Part) -> str:
    doubled = f" with {written(part.doubled)} doubled" if part.doubled else ""
    return f"{written(part.text)}{doubled} {usual(part)}"


def _attested(one: Part, other: Part, several: bool) -> list[Reason]:
    found = compare(one, other)
    weight = model().attested(one, other, several)
    if found is None or not weight:
        return []
    usually = ", ".join(_with_usual(part) for part in (one, other))
    if found.shared > MOSTLY:
        what = f"for one Arabic name, {usual(one)}"
    elif weight > 0:
        what = f"for some Arabic names alike: {usually}"
    else:
        differ = "mostly for different Arabic names" if found.shared else "for different Arabic names"
        what = f"{differ}: {usually}"
    return [Reason(f"attested: the two spellings are written {what}", weight)]


def explain(a: str, b: str) -> Explanation:
    """The evidence on two spellings; the order of the two does not matter."""
    weights = model().weights
    one, other = fold(min(a, b)), fold(max(a, b))
    matching = pairing(one, other)
    if one.letters == other.letters or not one.whole.text or not other.whole.text:
        rows = tuple(_rows(p.text, q.text) for p, q in matching.pairs)
        return Explanation(similarity(a, b, attested=True), rows, (), (), 0.0)
    several = len(one.parts) > 1 and len(other.parts) > 1
    edits, keys = [], doubling_keys(one, other)
    whole: list[Reason] = []
    for p, q in matching.pairs:
        if p.text != q.text:
            context = setting(p.text, q.text, several)
            blocks, _ = align(p.text, q.text, weights.costs)
            edits += [_edit((written(p.text), written(q.text)), block, context) for block in blocks]
            keys += pair_keys(p.text, q.text)
        if p.text != q.text or p.doubled != q.doubled:
            whole += _attested(p, q, several)
    whole += [Reason(key, weights.keys[key]) for key in keys if key in weights.keys]
    _, values = model().weigh(one, other, matching)
    for name, weight, value in zip(MEASURES, weights.measures, values, strict=False):
        if weight and value:
            whole.append(Reason(name, weight * value))
    rows = tuple(_rows(p.text, q.text) for p, q in matching.pairs)
    whole.sort(key=lambda reason: -abs(reason.weight))
    return Explanation(similarity(a, b, attested=True), rows, tuple(edits), tuple(whole), weights.bias)
