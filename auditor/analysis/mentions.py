"""Names as they stand in the article, the lexicon's among them, and which spellings are very likely one name.

Takes the hits of the rulebook's names and the capitalised runs of the folded text; gives Mentions: every name with its
place, and Clusters of spellings. Compares whole names, part by part, with `auditor.names.similarity`.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import regex

from auditor.article import Span

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

MAX_TYPES = 400
"""Distinct names beyond which an article is a list, and pairs are no longer compared."""

_PARTICLES = r"(?:al|el|ad|ar|as|ash|at|az|an|ez|es|ed|er|bin|ibn|ben|bint|abu|abou|um|umm)"
_WORD = r"(?:[aA]l|[eE]l|[aA]d|[aA]r|[aA]s|[aA]sh|[aA]z|[eE]z|[eE]s|[eE]d)?-?\p{Lu}[\p{L}\p{M}]*+(?:['\-]\p{L}[\p{L}\p{M}]*+)*+"
_RUN = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_WORD}(?: (?:{_PARTICLES}[ \-]){{0,2}}{_WORD}){{0,5}}")
_ARTICLE = regex.compile(r"(?i)(?:a[lrsdnzt]|el|e[szrd]|ash)[ \-](?=\p{L})")


class Mention(NamedTuple):
    """A name where it stands (view offsets), the words as they are, and the number of its cluster."""

    start: int
    end: int
    words: str
    cluster: int


class Spelling(NamedTuple):
    """A lexicon name where it stands: view offsets and the number of its entry."""

    start: int
    end: int
    entry: int


class Cluster(NamedTuple):
    """Spellings of one name, the commonest first, each with its places in order."""

    spellings: tuple[tuple[str, tuple[Span, ...]], ...]


class Mentions:
    """The names of one article; nothing is compared until somebody asks."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def listed(self) -> list[Spelling]:
        """Lexicon names, the longest where they overlap, capitalised as a name is, outside longer words."""
        plain = self._facts.folded.plain
        found: list[Spelling] = []
        for start, end, entry in self._facts.hits.get("names", ()):
            words = plain[start:end]
            if words.islower() or (
                end < len(plain) - 1 and plain[end] == "-" and plain[end + 1].isalnum() and not plain[end + 1].islower()
            ):
                continue
            if found and start < found[-1].end:
                continue
            found.append(Spelling(start, end, entry))
        return found

    @cached_property
    def runs(self) -> list[Mention]:
        """Every capitalised run; those that are one name share a cluster."""
        cluster_of = {
            spelling: number for number, cluster in enumerate(self.clusters) for spelling, _ in cluster.spellings
        }
        count = len(self.clusters)
        runs = []
        for start, end, words in self._found:
            if words not in cluster_of:
                cluster_of[words] = count
                count += 1
            runs.append(Mention(start, end, words, cluster_of[words]))
        return runs

    @cached_property
    def _found(self) -> list[tuple[int, int, str]]:
        facts = self._facts
        plain = facts.folded.plain
        found = []
        for number, block in enumerate(facts.blocks):
            if facts.layout.roles[number] in ("code", "boilerplate", "related"):
                continue
            for match in _RUN.finditer(plain, block.start, block.end):
                start, end = _trimmed(match.start(), match.end(), plain)
                if end > start and not facts.quotes.holds(start):
                    found.append((start, end, plain[start:end]))
        return found

    @cached_property
    def clusters(self) -> list[Cluster]:
        """Names with more than one spelling."""
        places: dict[str, list[Span]] = {}
        for start, end, words in self._found:
            places.setdefault(words, []).append(Span(start, end))
        types = [w for w in places if _parts(w)[1] and (" " in w or "-" in w)]
        if len(types) > MAX_TYPES:
            return []
        parent = {w: w for w in types}

        def root(word: str) -> str:
            while parent[word] != word:
                word = parent[word]
            return word

        for a, b in combinations(types, 2):
            if root(a) != root(b) and _one_name(a, b):
                parent[root(b)] = root(a)
        groups: dict[str, list[str]] = {}
        for word in types:
            groups.setdefault(root(word), []).append(word)
        return [_cluster(group, places) for group in groups.values() if len({_loose(w) for w in group}) > 1]


def find_mentions(facts: Facts) -> Mentions:
    """The names of an article."""
    return Mentions(facts)


def _cluster(group: list[str], places: dict[str, list[Span]]) -> Cluster:
    counts = Counter({w: len(places[w]) for w in group})
    order = sorted(group, key=lambda w: (-counts[w], places[w][0]))
    return Cluster(tuple((w, tuple(places[w])) for w in order))


def _trimmed(start: int, end: int, plain: str) -> tuple[int, int]:
    """A run without a sentence's first word in front and without a possessive behind."""
    words = plain[start:end]
    first, blank, rest = words.partition(" ")
    if blank and first.lower() in _OPENERS:
        start += len(first) + 1
    elif not blank and first.lower() in _OPENERS:
        return start, start
    if plain[start:end].endswith(("'s", "'S")):
        end -= 2
    return start, end


_OPENERS = frozenset(
    "the a an in on at of by for from to and but or as if when while after before since with during meanwhile however although this that these those his her"
    " its their our he she it they we you i not no yes more most many some several all both one two three according earlier later".split()
)


def _loose(words: str) -> str:
    """What is no other spelling: hyphen for blank, capitals."""
    return words.lower().replace("-", " ")


def _parts(words: str) -> tuple[list[str], str]:
    """The parts of a name without articles, folded, and the same in one string."""
    parts = [p for p in _ARTICLE.sub("", words).lower().replace("-", " ").split() if p]
    return parts, "".join(parts)


def _one_name(a: str, b: str) -> bool:
    """Whether two names of several parts are one: as many parts, each alike, at least one the same."""
    parts_a, parts_b = _parts(a)[0], _parts(b)[0]
    if len(parts_a) != len(parts_b) or len(parts_a) < 2:
        return False
    if parts_a == parts_b:
        return True
    from auditor.names import SAME_NAME, similarity

    different = [(x, y) for x, y in zip(parts_a, parts_b, strict=True) if x != y]
    return len(different) < len(parts_a) and all(
        x[0] == y[0] and min(len(x), len(y)) > 3 and similarity(x, y) >= SAME_NAME for x, y in different
    )
