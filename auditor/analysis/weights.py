"""Fitted weights of a language: which hits of a reporting word are cues, which sentences are attributed, where sources end.

Takes a language code, gives the tables of `rules/lexicons/attribution/`, read at first use. A language without such
files has no weights: the rates of its lexicon decide alone. `benchmarks/fit_attribution.py` writes them.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from auditor.shipped import read_shipped


def word_set(words: str) -> frozenset[str]:
    """Words written in one line as a set."""
    return frozenset(words.split())


class Weights:
    """What decides on cues and sentences.

    `closed` are the words that count as themselves beside a cue, others count by their shape.
    """

    __slots__ = ("after", "before", "closed", "cue", "pairs_after", "pairs_before", "reported", "sentence", "word")

    def __init__(self, tables: dict[str, Any]) -> None:
        self.closed: frozenset[str] = frozenset(tables["words"]["closed"].split())
        self.cue: dict[str, float] = tables["cue"]
        self.word: dict[str, float] = tables["word"]
        self.before: dict[str, float] = tables["before"]
        self.after: dict[str, float] = tables["after"]
        self.pairs_before = _pairs(tables["before_word"])
        self.pairs_after = _pairs(tables["word_after"])
        self.sentence: dict[str, float] = tables["sentence"]
        self.reported: dict[str, float] = tables["reported"]


class SpanWeights(NamedTuple):
    """What decides how far a cue reaches, which words are its source, and whether it stands for an attribution."""

    extend: dict[str, float]
    source: dict[str, float]
    keep: dict[str, float]


def _pairs(table: dict[str, float]) -> dict[tuple[str, str], float]:
    """ "he | said" = 1.2 as ("he", "said"): keys that cost no string at run time."""
    found: dict[tuple[str, str], float] = {}
    for key, weight in table.items():
        first, _, second = key.partition(" | ")
        found[first, second] = weight
    return found


@cache
def weights(language: str) -> Weights | None:
    """The fitted weights of a language, None where there are none."""
    tables = _tables(f"lexicons/attribution/{language}.toml")
    return Weights(tables) if tables else None


@cache
def span_weights(language: str) -> SpanWeights | None:
    """The weights for spans, read apart: only where a rule or `explain` asks who the source is."""
    tables = _tables(f"lexicons/attribution/{language}-spans.toml")
    return SpanWeights(tables["extend"], tables["source"], tables["keep"]) if tables else None


def _tables(name: str) -> dict[str, Any]:
    try:
        data = read_shipped(name)
    except FileNotFoundError:
        return {}
    import tomli

    return tomli.loads(data.decode("utf-8"))
