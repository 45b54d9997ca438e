"""Which spellings of one article are very likely one name, by letters and by the names around them.

Takes runs of capitalised words and the lexicon's names; gives groups of spans, each span a spelling as far as both sides
agree on the neighbours ("Khan Shaykun", "Khan Sheikhun"). Compares nothing where no two words are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import regex

from auditor.analysis.english import is_word
from auditor.analysis.name_evidence import THRESHOLD, Place, alike, is_name_part, neighbours, weigh
from auditor.analysis.name_pairs import candidates
from auditor.analysis.name_runs import Run
from auditor.article import Span


class Links(NamedTuple):
    """Words that are one name (pairs of keys), and words that stand with two different articles (key, articles)."""

    words: list[tuple[str, str]]
    articles: dict[str, tuple[str, ...]]


def suspects(words: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of capitalised words that may be one name, in lower case; acronyms stay out."""
    low = {w.lower() for w in words if len(w) > 3 and not (len(w) < 6 and w.isupper())}
    return candidates(low)


class Comparison:
    """The words of an article and where they stand."""

    def __init__(self, runs: list[Run], plain: str) -> None:
        self._plain = plain
        self.places: dict[str, list[Place]] = {}
        for run in runs:
            for number, part in enumerate(run.parts):
                self.places.setdefault(part.key, []).append(Place(run, number))

    def one_name(self, a: str, b: str) -> bool:
        """Whether two words are one name here."""
        if a not in self.places or b not in self.places:
            return False
        if self._is_plural(a, b) or self._is_plural(b, a):
            return False
        if self._is_common(a) or self._is_common(b):
            return False
        pair = weigh(a, b, self.places.__getitem__)
        return pair is not None and pair.odds >= THRESHOLD

    def article_pairs(self) -> dict[str, set[str]]:
        """Words that stand with different articles, in places that may be one name."""
        found = {}
        for key, places in self.places.items():
            by_article: dict[str, list[Place]] = {}
            for place in places:
                article = place.run.parts[place.at].article
                if article:
                    by_article.setdefault(article, []).append(place)
            if len(by_article) > 1 and self._all_one(list(by_article.values())):
                found[key] = set(by_article)
        return found

    @staticmethod
    def _all_one(groups: list[list[Place]]) -> bool:
        first, *others = groups
        for other in others:
            for step in (-1, 1):
                xs, ys = set(neighbours(first, step)) - {""}, set(neighbours(other, step)) - {""}
                if xs and ys and not any(alike(x, y) for x in xs for y in ys):
                    return False
        return True

    def _is_plural(self, a: str, b: str) -> bool:
        return a + "s" == b or a + "'s" == b

    def _is_common(self, word: str) -> bool:
        """Whether a word is English, or stands in lower case somewhere; not if an article always stands before it."""
        places = self.places[word]
        if all(place.run.parts[place.at].article for place in places):
            return False
        return is_word(word) or regex.search(rf"(?<![\p{{L}}'\-]){regex.escape(word)}(?![\p{{L}}'])", self._plain) is not None
