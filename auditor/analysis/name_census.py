"""The names of a whole publication: every name with all its spellings, how often, when first and last, in which articles.

Takes the Uses of each article, one after the other; gives Names. What is one name is decided by `names.clustering` from
the letters, with what only articles know: the lexicon, English, and which spellings stand in one article.
"""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import combinations
from math import inf
from typing import NamedTuple

from msgspec import Struct

from auditor.analysis.english import is_world_name
from auditor.analysis.name_evidence import alike, by_letters, is_other_word
from auditor.analysis.name_pairs import derived
from auditor.analysis.name_uses import Uses, Word
from auditor.names import similarity
from auditor.rulebook import NameEntry
from auditor.spellings import name_words, without_article

JOINED = 2.0
"""Log odds for two spellings that one article has as one name by all it says."""
APART, MOST_APART = -1.0, 3
"""Log odds for each article that has both and does not take them for one name, and how many of them count."""
UNLISTED = -0.5
"""Log odds for a spelling that is like a lexicon's name: most that are one stand in the lexicon."""
BORNE = -1.0
"""Log odds for a lone word that somebody bears as a family name, and one that nobody bears."""
EACH = 0.6
STRANGE = -4.0
"""Likelihood that each word of two names should have, where several differ, and log odds for one that has less."""
SHARED = 0.5
"""Share of a lone word's articles that must have the full name, for it to be its short form."""

Words = tuple[Word, ...]


class Place(NamedTuple):
    """An article: its path as shown, and its day where it says one."""

    path: str
    day: datetime.date | None


class Spelling(Struct, frozen=True):
    """One way of writing a name: how often, and in which articles, in the order in which they were read."""

    text: str
    count: int
    places: tuple[Place, ...]


class Name(Struct, frozen=True):
    """A name: the form a house chose, else the commonest; its spellings, and short forms of it, the commonest first."""

    form: str
    house: bool
    kind: str
    spellings: tuple[Spelling, ...]
    short: tuple[Spelling, ...] = ()
    unlike: int = 0
    """How often it stands in another spelling than its commonest; an article that is left out makes none."""

    @property
    def count(self) -> int:
        """How often the name stands, in any spelling."""
        return sum(s.count for s in (*self.spellings, *self.short))

    @property
    def places(self) -> list[Place]:
        """Its articles: those with a day by day, then the others in the order in which they were read."""
        found = dict.fromkeys(place for s in (*self.spellings, *self.short) for place in s.places)
        return sorted(found, key=lambda p: (p.day is None, p.day or datetime.date.min))


class _Tally:
    """One spelling while articles are read."""

    __slots__ = ("articles", "entry", "forms", "words")

    def __init__(self, words: Words) -> None:
        self.words = words
        self.forms: Counter[str] = Counter()
        self.articles: dict[int, int] = {}
        self.entry: NameEntry | None = None

    @property
    def count(self) -> int:
        return sum(self.articles.values())

    @property
    def is_short(self) -> bool:
        """Whether the lexicon has it as a short form."""
        words = " ".join(word.key for word in self.words)
        return self.entry is not None and any(without_article(name_words(form)) == words for form in self.entry.short)

    def add(self, other: _Tally) -> None:
        """Uses that were counted for another spelling belong here."""
        for article, count in other.articles.items():
            self.articles[article] = self.articles.get(article, 0) + count


class Census:
    """All names of all articles seen so far."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._tallies: dict[Words, _Tally] = {}
        self._joined: set[frozenset[Words]] = set()
        self._lower: Counter[str] = Counter()
        self._given: dict[str, set[str]] = {}

    def add(self, place: Place, found: Uses) -> None:
        """Count the names of an article."""
        number = len(self._places)
        self._places.append(place)
        self._lower.update(found.lower)
        for use in found.uses:
            tally = self._tallies.get(use.words)
            if tally is None:
                tally = self._tallies[use.words] = _Tally(use.words)
            tally.forms[" ".join(use.written.split())] += 1
            tally.articles[number] = tally.articles.get(number, 0) + 1
            tally.entry = tally.entry or use.entry
            if use.given:
                self._given.setdefault(use.words[-1].key, set()).add(use.given)
        for words in found.joined:
            self._joined.update(frozenset(pair) for pair in combinations(words, 2))

    def names(self) -> list[Name]:
        """Every name, the most inconsistent first."""
        from auditor.names.clustering import clusters, full_names

        tallies = _without_borders(_without_common(self._tallies, self._lower))
        texts = {_text(tally): words for words, tally in tallies.items()}
        known = _Known(texts, tallies, self._joined, self._given_names())
        found = clusters({text: tallies[words].count for text, words in texts.items()}, known.groups(), known.weigh)
        short: dict[int, list[int]] = {}
        for lone, full in full_names(found).items():
            if self._is_short(
                lone=[tallies[texts[t]] for t in found[lone]], full=[tallies[texts[t]] for t in found[full]]
            ):
                short.setdefault(full, []).append(lone)
        taken = {lone for lones in short.values() for lone in lones}
        names = [
            self._name([(t, tallies[texts[t]]) for t in cluster],
                       [(t, tallies[texts[t]]) for lone in short.get(n, ()) for t in found[lone]])
            for n, cluster in enumerate(found) if n not in taken
        ]  # fmt: skip
        return sorted(names, key=lambda name: (-name.unlike, -len(name.spellings), -name.count, name.form))

    def _given_names(self) -> dict[str, set[str]]:
        """For each family name the given names before it; no word that is written small (Judge) is one."""
        return {
            family: kept for family, words in self._given.items() if (kept := {w for w in words if not self._lower[w]})
        }

    def _is_short(self, lone: list[_Tally], full: list[_Tally]) -> bool:
        """Whether a lone word stands for a full name: both in one article, mostly, and no entry of its own."""
        if any(tally.entry for tally in lone) or any(t.entry and t.entry.kind == "place" for t in full):
            return False
        articles = {article for tally in lone for article in tally.articles}
        with_full = {article for tally in full for article in tally.articles}
        return len(articles & with_full) >= SHARED * len(articles)

    def _name(self, spellings: list[tuple[str, _Tally]], short: list[tuple[str, _Tally]]) -> Name:
        entry = next((tally.entry for _, tally in spellings if tally.entry), None)
        full = [each for each in spellings if not each[1].is_short]
        if full:
            short = [*(each for each in spellings if each[1].is_short), *short]
            spellings = full
        shown, short_shown = (tuple(self._spelling(t, tally) for t, tally in each) for each in (spellings, short))
        return Name(
            form=entry.house if entry and entry.house else shown[0].text,
            house=bool(entry and entry.house),
            kind=entry.kind if entry else "",
            spellings=shown,
            short=short_shown,
            unlike=sum(_unlike({tally.words: tally.count for _, tally in each}) for each in (spellings, short)),
        )

    def _spelling(self, text: str, tally: _Tally) -> Spelling:
        return Spelling(text, tally.count, tuple(self._places[n] for n in sorted(tally.articles)))


def _unlike(counts: dict[Words, int]) -> int:
    """Uses that are not the commonest spelling's; one with fewer articles goes with the commonest of the same words."""
    by_keys: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    for words, count in counts.items():
        articles = tuple(word.article for word in words)
        by_keys.setdefault(tuple(word.key for word in words), Counter())[articles] += count
    most = 0
    for by_articles in by_keys.values():
        said = max(sum(map(bool, articles)) for articles in by_articles)
        full = [count for articles, count in by_articles.items() if sum(map(bool, articles)) == said]
        most = max(most, by_articles.total() - sum(full) + max(full))
    return sum(counts.values()) - most


def _text(tally: _Tally) -> str:
    """A spelling as it stands most often, with a small article where it has one somewhere: no sentence begins with it."""
    most = max(tally.forms.values())
    forms = [f for f, n in tally.forms.items() if n == most or (f[:1].islower() and f[1:2] == "l")]
    return min(forms, key=lambda f: (not f[0].islower(), f.isupper(), -tally.forms[f], f))


def _without_common(tallies: dict[Words, _Tally], lower: Counter[str]) -> dict[Words, _Tally]:
    """Without words that stand in lower case in as many articles, and with "Assads" counted as Assad."""
    kept: dict[Words, _Tally] = {}
    for words, tally in tallies.items():
        (article, key), *others = words
        if others or article or tally.entry or lower[key] < len(tally.articles):
            kept[words] = tally
    for words in list(kept):
        article, key = words[-1]
        single = (*words[:-1], Word(article, key[:-1]))
        if key.endswith("s") and single in kept and kept[single].count >= kept[words].count:
            kept[single].add(kept.pop(words))
    return kept


def _without_borders(tallies: dict[Words, _Tally]) -> dict[Words, _Tally]:
    """Without a well-known name before one that stands oftener without it: Aleppo Salaheddin, in a headline."""
    for words in sorted(tallies, key=lambda words: -len(words)):
        if len(words) < 2 or tallies[words].entry or words[0].article:
            continue
        rest = words[1:]
        if rest in tallies and is_world_name(words[0].key) and tallies[rest].count > tallies[words].count:
            tallies[rest].add(tallies.pop(words))
    return tallies


class _Known:
    """What articles and lexicons say of spellings beside their letters."""

    def __init__(
        self,
        texts: dict[str, Words],
        tallies: dict[Words, _Tally],
        joined: set[frozenset[Words]],
        given: dict[str, set[str]],
    ) -> None:
        self._texts = texts
        self._tallies = tallies
        self._joined = joined
        self._given = given

    def groups(self) -> list[list[str]]:
        """Spellings that are one whatever their letters say: of one entry, or with another article before the same words."""
        groups: dict[object, list[str]] = {}
        for text, words in self._texts.items():
            entry = self._tallies[words].entry
            groups.setdefault((entry.kind, entry.head) if entry else tuple(word.key for word in words), []).append(text)
        return list(groups.values())

    def weigh(self, one: str, other: str) -> float:
        """Log odds that two spellings are one name, beside those of their letters alone."""
        a, b = self._texts[one], self._texts[other]
        first, second = self._tallies[a], self._tallies[b]
        if first.entry and second.entry:
            same = first.entry.head == second.entry.head and first.entry.kind == second.entry.kind
            return inf if same else -inf
        odds = _by_words(a, b) + self._by_bearers(a, b) + (UNLISTED if first.entry or second.entry else 0.0)
        if odds == -inf:
            return odds
        if frozenset((a, b)) in self._joined:
            return odds + JOINED
        together = len(first.articles.keys() & second.articles.keys())
        return odds + APART * min(together, MOST_APART)

    def _by_bearers(self, a: Words, b: Words) -> float:
        """What the people say whose family name a lone word is: Lael Brainard and Matt Braynard are two."""
        if len(a) > 1 or len(b) > 1:
            return 0.0
        one, other = self._given.get(a[0].key, ()), self._given.get(b[0].key, ())
        if one and other:
            return 0.0 if any(alike(x, y) for x in one for y in other) else -inf
        return BORNE if one or other else 0.0


def _by_words(a: Words, b: Words) -> float:
    """What each word says against its partner; -inf where one is made of the other, or is a name of its own."""
    if len(a) != len(b):
        return 0.0
    odds = 0.0
    pairs = [(x.key, y.key) for x, y in zip(a, b, strict=True) if x.key != y.key]
    if len(pairs) > 1:
        odds += STRANGE * sum(similarity(x, y) < EACH for x, y in pairs)
    for x, y in pairs:
        if is_other_word(x, y) or (len(a) == 1 and derived(x, y)):
            return -inf
        letters = by_letters(x, y, beside=len(a) > 1)
        if letters is None:
            return -inf
        odds += letters
    if len(pairs) == len(a) > 1 and any(x[0] != y[0] for x, y in pairs):
        odds += STRANGE
    return odds
