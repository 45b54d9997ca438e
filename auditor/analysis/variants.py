"""Which spellings of one article are very likely one name, by letters and by the names around them.

Takes the folded text and where its prose stands; gives groups of spellings with their spans, a span reaching as far as
both sides agree ("Khan Shaykun", "Khan Sheikhun"). An article with no two words alike costs a look at its letters.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import regex

from auditor.analysis.english import is_word
from auditor.analysis.name_evidence import (
    THRESHOLD,
    Place,
    alike,
    is_tripled,
    may_be_one,
    neighbours,
    weigh,
)
from auditor.analysis.name_pairs import LEAST, candidates, inflected, umlauted
from auditor.analysis.name_runs import Part, Run, articled, capitalised, compounds, joined
from auditor.analysis.name_spread import Spread, Stretch, Union, merged
from auditor.article import Span

_SHORTENED = frozenset(("ve", "re", "ll", "d", "t", "m"))
ACRONYM = 6
"""Letters up to which, without this one, a word in capitals is an acronym."""

CAPITAL_NOUNS = frozenset(("de", "lb"))
OTHER_LATIN = frozenset(
    "af az bs ca cs cy da et es eu fi fo fr ga gl hr hu id is it ku lt lv ms mt nb nl nn no pl pt ro sk sl sq sr sv sw tl tr uz vi".split()
)

UNINFLECTED = frozenset("ca es fr gl id it ms nl pt vi".split())
"""Those of them whose names have no endings."""


class Group(NamedTuple):
    """One name: its spellings as tuples of words (articles only where they differ), each with its spans in order."""

    spellings: dict[tuple[str, ...], list[Span]]
    slip: bool
    """Whether all but the commonest are slips of the fingers."""


class Suspicion(NamedTuple):
    """What a look at the letters leaves: pairs of words, and words that stand with two articles."""

    pairs: list[tuple[str, str]]
    articles: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """All single words concerned."""
        return self.articles.union(word for pair in self.pairs for name in pair for word in name.split())


def suspect(plain: str, language: str | None = None) -> Suspicion:
    """Words of a text that may be two spellings of one name; empty for most texts.

    `language` is the text's own. The word list is English: in other languages with Latin letters a name must stand in
    mid-sentence, and ends do not count if names have endings there; where all nouns are capitalised, only a lexicon knows names.
    """
    if language in CAPITAL_NOUNS:
        return Suspicion([], frozenset())
    foreign = language in OTHER_LATIN
    has_endings = foreign and language not in UNINFLECTED
    written = capitalised(plain)
    by_word = {w.lower(): w for w in written if len(w) >= LEAST and not is_no_word(w)}
    pairs = [
        (a, b)
        for a, b in candidates((*by_word, *compounds(plain, written)))
        if not (is_common(a, by_word, plain) or is_common(b, by_word, plain) or _same_head(a, b))
        and may_be_one(a, b)
        and not (foreign and umlauted(a, b))  # a passage in German, in whatever text
        and not (has_endings and inflected(a, b))
        and not (foreign and not all(_is_inside(by_word.get(w), plain) for w in (a, b)))
    ]
    with_article: dict[str, str] = {}
    several = frozenset(w for a, w in articled(plain) if with_article.setdefault(w, a) != a)
    return Suspicion(pairs, several)


def is_no_word(word: str) -> bool:
    """Acronyms, words that a page lost the blanks between ("ShareLikeReply"), and broken ones."""
    if word.isupper():
        return len(word) < ACRONYM
    if "'" in word and word.rpartition("'")[2] in _SHORTENED:
        return True
    if word.isascii():
        return len(word) > 2 * ACRONYM and sum(sign.isupper() for sign in word) > 2
    return word[-1].isupper()  # a letter that a wrong encoding made: "FranÃ"


def _is_inside(written: str | None, plain: str) -> bool:
    """Whether a word stands capitalised in mid-sentence, or before another that is: no sentence's first word that may be any."""
    if written is None:
        return True
    word = rf"(?<!\p{{L}}){regex.escape(written)}(?!\p{{L}})"
    return regex.search(rf"(?<=[\p{{Ll}},] ){word}|{word} \p{{Lu}}\p{{Ll}}", plain) is not None


def _same_head(a: str, b: str) -> bool:
    """Two compounds with one head are compared by their second words."""
    return " " in a and " " in b and a.partition(" ")[0] == b.partition(" ")[0]


def is_common(word: str, by_word: dict[str, str], plain: str) -> bool:
    """Whether a word is English or stands in lower case here; not if it is written with an article somewhere."""
    written = by_word.get(word)
    if written is None or f"-{written}" in plain or f"l {written}" in plain:
        return False
    return is_word(word) or _stands_alone(word, plain)


def _stands_alone(word: str, plain: str) -> bool:
    """Whether a word stands in a text, not inside a longer one. By plain search: a pattern a word costs more than the rest."""
    at = plain.find(word)
    while at >= 0:
        before, after = plain[at - 1 : at], plain[at + len(word) : at + len(word) + 1]
        if not (before.isalpha() or before in ("'", "-")) and not (after.isalpha() or after == "'"):
            return True
        at = plain.find(word, at + 1)
    return False


def find_groups(runs: list[Run], suspicion: Suspicion) -> list[Group]:
    """The names that are spelt in two ways."""
    places = _places(runs)
    links, slips = _links(suspicion.pairs, places)
    articles = {w for w in suspicion.articles if w in places and _one_with_articles(places[w])}
    if not links and not articles:
        return []
    union: Union[str] = Union()
    for a, b in links:
        union.join(a, b)
    for word in articles:
        union.join(word, word)
    groups = [Spread(names, places).spans() for names in union.groups()]
    return [g for g in (_group(spans, articles, slips) for spans in merged(groups)) if len(g.spellings) > 1]


def _links(pairs: list[tuple[str, str]], places: dict[str, list[Place]]) -> tuple[list[tuple[str, str]], set[str]]:
    """Pairs that are one name, and the words among them that are slips."""
    links = []
    slips: set[str] = set()
    for a, b in pairs:
        if a not in places or b not in places or _is_bare_word(a, places[a]) or _is_bare_word(b, places[b]):
            continue
        pair = weigh(a, b, places[a], places[b])
        if pair is not None and (pair.slip or pair.odds >= THRESHOLD):
            links.append((a, b))
            if pair.slip and (pair.odds < THRESHOLD or is_tripled(a) != is_tripled(b)):
                slips.add(min((is_tripled(b), len(places[a]), a), (is_tripled(a), len(places[b]), b))[-1])
    return links, slips


def _places(runs: list[Run]) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for run in runs:
        for at, part in enumerate(run.parts):
            places.setdefault(part.key, []).append(Place(run, at))
            if two := joined(run, at):
                places.setdefault(two, []).append(Place(run, at, 2))
    return places


def _is_bare_word(word: str, places: list[Place]) -> bool:
    """An English word that stands without an article somewhere: Sham is a name only as al-Sham."""
    return not all(p.run.parts[p.at].article for p in places) and " " not in word and is_word(word)


def _one_with_articles(places: list[Place]) -> bool:
    """Whether a word with two articles is one name: its neighbours must not tell two apart."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        if article := place.run.parts[place.at].article:
            groups.setdefault(article, []).append(place)
    for one, other in pairwise(groups.values()):
        for step in (-1, 1):
            xs, ys = set(neighbours(one, step)) - {""}, set(neighbours(other, step)) - {""}
            if xs and ys and not any(alike(x, y) for x in xs for y in ys):
                return False
    return len(groups) > 1


def _group(stretches: list[Stretch], articles: set[str], slips: set[str]) -> Group:
    """Stretches by spelling; a short form joins a longer spelling that holds it."""
    usual = _usual_articles(stretches, articles)
    by_words: dict[tuple[str, ...], list[Span]] = {}
    for run, first, last in stretches:
        parts = run.parts[first:last]
        words = tuple(_word(part, usual) for part in parts)
        by_words.setdefault(words, []).append(Span(parts[0].start, parts[-1].end))
    spellings: dict[tuple[str, ...], list[Span]] = {}
    for words in sorted(by_words, key=lambda w: (-len(w), -len(by_words[w]), by_words[w][0])):
        whole = next((w for w in spellings if _holds(w, words)), words)
        spellings[whole] = sorted([*spellings.get(whole, []), *by_words[words]])
    plain = [words for words in spellings if slips.isdisjoint(words)]
    return Group(spellings, len(plain) == 1 and len(spellings) > 1)


def _usual_articles(stretches: list[Stretch], articles: set[str]) -> dict[str, str]:
    """For each word that has several articles, the commonest: a place without one counts as that."""
    counts: dict[str, dict[str, int]] = {}
    for run, first, last in stretches:
        for part in run.parts[first:last]:
            if part.key in articles and part.article:
                by_article = counts.setdefault(part.key, {})
                by_article[part.article] = by_article.get(part.article, 0) + 1
    return {key: max(by_article, key=lambda a: by_article[a]) for key, by_article in counts.items()}


def _word(part: Part, usual: dict[str, str]) -> str:
    return f"{part.article or usual[part.key]}-{part.key}" if part.key in usual else part.key


def _holds(words: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return any(words[i : i + len(short)] == short for i in range(len(words) - len(short) + 1))
