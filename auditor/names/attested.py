"""Which Arabic names a Latin spelling is written for: what people of that name do, beside what rules expect.

Takes words as folded, gives how far two spellings are written for the same names. It says *different* too, which no
rule can (Bashar, Bashir). The file is made by `benchmarks/build_attested.py` and read when two words first differ.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from auditor.names.folding import Part
from auditor.shipped import read_shipped

TABLE = "lexicons/similarity/attested.txt"
APART, PARTLY = 0.0, 0.2
"""Overlaps at which the weights of `EVIDENCE` apply in full; between them, and up to 1, they are interpolated."""
EVIDENCE = ("apart", "partly", "together", "several: apart")
"""What the table can say. In full names only "apart": one bearer's name is put down in several ways (Zaki, Zakir)."""
MOSTLY = 0.5
_FEW = 2.0


class Attested(NamedTuple):
    """Arabic names, without article, that a spelling is written for, with the share of each, commonest first."""

    seen: int
    shares: Mapping[str, float]


class Overlap(NamedTuple):
    """The share of two spellings that stands for the same names, 0 to 1, and how far the counts bear it, 0 to 1."""

    shared: float
    trust: float


def key(part: Part) -> str:
    """How the table names a word: graphemes, and which of them stand doubled (`hasan+s`)."""
    return f"{part.text}+{part.doubled}"


def parse(line: str) -> Attested:
    """A line of the table: the key, then originals and counts in turns."""
    _, *cells = line.split(" ")
    counts = [int(cell) for cell in cells[1::2]]
    count = sum(counts)
    return Attested(count, {name: n / count for name, n in zip(cells[::2], counts, strict=True)})


def overlap(one: Attested, other: Attested) -> Overlap:
    """How far two spellings are written for the same names; the same for (other, one)."""
    few = min(one.seen, other.seen)
    get = other.shares.get
    return Overlap(sum([min(share, get(name, 0.0)) for name, share in one.shares.items()]), few / (few + _FEW))


def evidence(found: Overlap, *, several: bool) -> tuple[float, ...]:
    """How much of each weight of `EVIDENCE` applies."""
    shared, trust = found
    if shared < PARTLY:
        apart = (PARTLY - shared) / (PARTLY - APART) * trust
        return (0.0, 0.0, 0.0, apart) if several else (apart, trust - apart, 0.0, 0.0)
    if several:
        return (0.0, 0.0, 0.0, 0.0)
    together = (shared - PARTLY) / (1 - PARTLY) * trust
    return (0.0, trust - together, together, 0.0)


@cache
def _lines() -> list[str]:
    # Sorted, and searched as it stands: a dict of it all would cost every run what few names are worth.
    return [line for line in read_shipped(TABLE).decode().splitlines() if not line.startswith("#")]


@lru_cache(50_000)
def attested(word: str) -> Attested | None:
    """What a word, as `key` gives it, is written for; None if the table does not know it."""
    lines = _lines()
    start = word + " "
    at = bisect_left(lines, start)
    return parse(lines[at]) if at < len(lines) and lines[at].startswith(start) else None


def usual(part: Part) -> str:
    """The Arabic name that a known word is most often written for."""
    known = attested(key(part))
    return next(iter(known.shares)) if known else ""


def compare(one: Part, other: Part) -> Overlap | None:
    """What the table says of two words; None if it does not know both."""
    known = attested(key(one))
    if known is None:
        return None
    known_other = attested(key(other))
    return None if known_other is None else overlap(known, known_other)
