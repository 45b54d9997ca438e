"""Which runs of capitalised words are one name: spellings, short and full forms, initials.

Takes runs, the lexicon's names and the clusters of spellings; gives each run its number. A lone surname joins the full
name if one person alone bears it and nothing says that it is a place. For `explain`: no rule depends on it.
"""

from __future__ import annotations

from auditor.analysis.mentions import Cluster
from auditor.analysis.name_runs import Part, Run
from auditor.analysis.name_spread import Union
from auditor.article import Span
from auditor.patterns import late_regex
from auditor.rulebook import NameEntry

OPENERS = frozenset(
    "the a an in on at of by for from to and but or as if when while after before since with during meanwhile however although this that these those his her"
    " its their our he she it they we you i not no yes more most many some several all both one two three according earlier later".split()
)
_PLACE_BEFORE = late_regex(
    r"\b(?:in|near|from|to|at|of|around|towards?|outside|inside|into|across|over|on|off|north|south|east|west)(?: the)? $"
)
_LEAST_INITIALS = 3


def number(
    plain: str,
    runs: list[Run],
    listed: dict[tuple[int, int], int],
    clusters: list[Cluster],
    names: tuple[NameEntry, ...],
) -> list[tuple[int, int, int]]:
    """(start, end, number) of each name, view offsets, in order; equal numbers mean one name."""
    trimmed = [kept for run in runs if (kept := _trimmed(run))]
    union: Union[str] = Union()
    words_of = [" ".join(p.key for p in parts) for parts in trimmed]
    entry_of = {}
    for parts, words in zip(trimmed, words_of, strict=True):
        union.join(words, words)
        entry = listed.get((parts[0].start, parts[-1].end), listed.get((parts[0].core, parts[-1].end)))
        if entry is not None:
            entry_of[words] = entry
            union.join(f"entry {entry}", words)
    spelt = {span: n for n, cluster in enumerate(clusters) for _, spans in cluster.spellings for span in spans}
    for parts, words in zip(trimmed, words_of, strict=True):
        for start in (parts[0].start, parts[0].core):
            if (place := Span(start, parts[-1].end)) in spelt:
                union.join(f"cluster {spelt[place]}", words)
    places = {words for words, entry in entry_of.items() if names[entry].kind == "place"}
    _join_short_forms(plain, trimmed, words_of, places, union)
    _join_initials(plain, trimmed, words_of, union)
    numbers: dict[str, int] = {}
    return [
        (parts[0].start, parts[-1].end, numbers.setdefault(union.root(words), len(numbers)))
        for parts, words in zip(trimmed, words_of, strict=True)
    ]


def _trimmed(run: Run) -> tuple[Part, ...]:
    """A run without a sentence's first word in front."""
    parts = run.parts
    while parts and parts[0].key in OPENERS and not parts[0].article:
        parts = parts[1:]
    return parts


def _join_short_forms(
    plain: str, trimmed: list[tuple[Part, ...]], words_of: list[str], places: set[str], union: Union[str]
) -> None:
    """A lone last name, and a beginning of two words or more, join the one full name that has them."""
    full: dict[str, set[str]] = {}
    for parts, words in zip(trimmed, words_of, strict=True):
        if len(parts) > 1 and words not in places:
            full.setdefault(parts[-1].key, set()).add(union.root(words))
            for length in range(2, len(parts)):
                full.setdefault(" ".join(p.key for p in parts[:length]), set()).add(union.root(words))
    unlike = {
        words
        for parts, words in zip(trimmed, words_of, strict=True)
        if len(parts) == 1 and _PLACE_BEFORE.search(plain, max(0, parts[0].start - 14), parts[0].start)
    }
    for words in dict.fromkeys(words_of):
        if words in full and words not in places and words not in unlike:
            bearers = {union.root(one) for one in full[words]}
            if len(bearers) == 1:
                union.join(bearers.pop(), words)


def _join_initials(plain: str, trimmed: list[tuple[Part, ...]], words_of: list[str], union: Union[str]) -> None:
    """An acronym joins the name whose initials it is, where the article has just one such name."""
    by_initials: dict[str, set[str]] = {}
    for parts, words in zip(trimmed, words_of, strict=True):
        if len(parts) >= _LEAST_INITIALS:
            by_initials.setdefault("".join(p.key[0] for p in parts), set()).add(words)
    for parts, words in zip(trimmed, words_of, strict=True):
        if len(parts) == 1 and plain[parts[0].core : parts[0].end].isupper() and words in by_initials:
            bearers = {union.root(one) for one in by_initials[words]}
            if len(bearers) == 1:
                union.join(bearers.pop(), words)
