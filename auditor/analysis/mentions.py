"""Names as they stand in the article, the lexicon's among them, and which spellings are very likely one name.

Takes the hits of the rulebook's names and the capitalised runs of the folded text; gives Mentions: every name with its
place, and Clusters of spellings: those a lexicon joins, those that `variants` discovers, and both together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.lexicon_names import Spelling, code_ranges, find_listed, is_within
from auditor.analysis.name_evidence import GENERIC
from auditor.analysis.name_glosses import without_glosses
from auditor.analysis.name_runs import find_runs
from auditor.article import Span
from auditor.fold import fold
from auditor.patterns import late_regex
from auditor.spellings import EXONYM, ORIGINAL, SHORT

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.analysis.variants import Group

_ARTICLE = late_regex(r"(?i)(?<!\p{L})(?:a[lrsdnzt]|el|e[szrd]|ash)[ \-](?=\p{L})")
LATIN_ENDS = "\u0370"
_SKIPPED = frozenset(("code", "boilerplate", "related"))


class Mention(NamedTuple):
    """A name where it stands (view offsets), the words as they are, and the number of its cluster."""

    start: int
    end: int
    words: str
    cluster: int


class Cluster(NamedTuple):
    """Spellings of one name, the commonest first, each with its places in order; `house`: the form that a house chose.

    With a house form the first spelling stands for all that the lexicon knows, and the others are those it does not.
    """

    spellings: tuple[tuple[str, tuple[Span, ...]], ...]
    house: str = ""
    slip: bool = False
    """Whether all but the first are slips of the fingers, not spellings."""


class Mentions:
    """The names of one article; nothing is compared until somebody asks."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @property
    def listed(self) -> list[Spelling]:
        """Lexicon names, the longest where they overlap, capitalised as a name is, outside longer words and names."""
        return self._found[0]

    @property
    def look_alikes(self) -> list[int]:
        """Where a lexicon name stands inside a name that only looks like it ("State Duma")."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[list[Spelling], list[int]]:
        """The lexicon's names, and where one of them stands inside a name that only looks like it."""
        return find_listed(self._facts) if "names" in self._facts.hits else ([], [])

    @cached_property
    def runs(self) -> list[Mention]:
        """Every capitalised run; those that are one name share a cluster."""
        from auditor.analysis.name_clusters import number

        facts = self._facts
        runs = [run for block in self.prose for run in find_runs(facts.folded.plain, *block)]
        listed = {(s.start, s.end): s.entry for s in self.listed}
        return [
            Mention(start, end, facts.folded.plain[start:end], cluster)
            for start, end, cluster in number(facts.folded.plain, runs, listed, self.clusters, facts.rulebook.names)
        ]

    @cached_property
    def prose(self) -> list[Span]:
        """The blocks whose names count."""
        roles = self._facts.layout.roles
        return [Span(b.start, b.end) for n, b in enumerate(self._facts.blocks) if roles[n] not in _SKIPPED]

    @cached_property
    def clusters(self) -> list[Cluster]:
        """Names with more than one spelling, in order of their first places."""
        listed = {entry: list(spans) for entry, spans in self._by_entry.items()}
        merged: dict[int, _Tally] = {}
        for tally in map(_Tally, self._discovered):
            own = not tally.is_generic()
            entries = [entry for entry, spans in listed.items() if own and self._is_same(tally, spans)]
            if len(entries) > 1:
                continue  # the lexicon knows them as two names
            entry = entries[0] if entries else -1 - len(merged)
            tally.leave_out(listed.get(entry, ()))
            merged[entry] = tally.added_to(merged.get(entry))
        return sorted(self._clusters(listed, merged), key=lambda c: min(spans[0] for _, spans in c.spellings))

    def _is_same(self, tally: _Tally, spans: list[Span]) -> bool:
        """Whether a discovered name is the lexicon's. A listed name that is a part of a longer one is left to that."""
        touched = [b for b in spans if any(_overlap(a, b) for a in tally.places())]
        if not touched:
            return False
        inside = [b for b in touched if any(a.start <= b.start and b.end <= a.end and a != b for a in tally.places())]
        if len(inside) < len(touched) or len(self._spellings(touched, -1)) > 1:
            return True
        spans[:] = [b for b in spans if b not in inside]
        return False

    def _clusters(self, listed: dict[int, list[Span]], merged: dict[int, _Tally]) -> list[Cluster]:
        names = self._facts.rulebook.names
        clusters = []
        for entry, spans in listed.items():
            if not spans or (len(spans) == 1 and entry not in merged):
                continue
            house = names[entry].house or names[entry].house_short
            tally = merged.get(entry)
            others = list(tally.spellings.values()) if tally else []
            judged = self._judged(entry, spans)
            known = list(self._spellings(judged, entry).values())
            if house:
                clusters.append(self._cluster([judged] if judged else [], others, house=house))
            elif len(known) == 1 and tally and tally.slip:
                clusters.append(self._cluster(known, others, slip=True))
            else:
                clusters.append(self._cluster([], [*known, *others]))
        for entry, tally in merged.items():
            if entry < 0:
                clusters.append(self._cluster([], list(tally.spellings.values()), slip=tally.slip))
        several = [c for c in clusters if len(c.spellings) > 1]
        meant = [c if c.house else c._replace(spellings=without_glosses(self._facts, c.spellings)) for c in several]
        return [c for c in meant if len(c.spellings) > 1]

    def _cluster(
        self, first: list[list[Span]], others: list[list[Span]], *, house: str = "", slip: bool = False
    ) -> Cluster:
        plain = self._facts.folded.plain
        ordered = sorted(others, key=lambda spans: (-len(spans), spans[0]))
        return Cluster(tuple((plain[s[0].start : s[0].end], tuple(s)) for s in (*first, *ordered)), house, slip)

    @cached_property
    def _by_entry(self) -> dict[int, list[Span]]:
        """Places of each lexicon name."""
        found: dict[int, list[Span]] = {}
        for spelling in self.listed:
            if spelling.role != ORIGINAL:
                found.setdefault(spelling.entry, []).append(Span(spelling.start, spelling.end))
        return found

    @cached_property
    def _by_span(self) -> dict[Span, Spelling]:
        return {Span(s.start, s.end): s for s in self.listed}

    def _judged(self, entry: int, spans: list[Span]) -> list[Span]:
        """The places that count as spellings of a name: no exonyms, no acronyms, one script."""
        names = self._facts.rulebook.names[entry]
        by_script: dict[bool, list[Span]] = {}
        for span in spans:
            spelling = self._by_span[span]
            words = self._facts.folded.plain[span.start : span.end]
            if spelling.role == EXONYM or (spelling.role == SHORT and not _is_part(words, names.forms)):
                continue
            by_script.setdefault(words[0] < LATIN_ENDS, []).append(span)
        return max(by_script.values(), key=len, default=[])

    def _spellings(self, spans: list[Span], entry: int) -> dict[str, list[Span]]:
        """By spelling: capitals, hyphens and endings make none, nor does an article that is left out or a short form."""
        plain = self._facts.folded.plain
        found: dict[str, list[Span]] = {}
        articles: dict[str, dict[str, list[Span]]] = {}
        for span in spans:
            words = plain[span.start : span.end].lower().replace("-", " ")
            spelling = self._by_span[span]
            if spelling.final:
                words = words[: len(words) - len(spelling.ending)] + spelling.final
            article = _ARTICLE.match(words)
            words = words[article.end() if article else 0 :]
            found.setdefault(words, []).append(span)
            if article:
                articles.setdefault(words, {}).setdefault(article[0], []).append(span)
        for words, by_article in articles.items():
            # Two articles are two spellings ("al-Tanf", "at-Tanf"); places without one go with the commonest.
            _, *rarer = sorted(by_article, key=lambda a: (-len(by_article[a]), by_article[a][0]))
            for article_words in rarer:
                found[article_words + words] = by_article[article_words]
                found[words] = [span for span in found[words] if span not in by_article[article_words]]
        for words in list(found):
            fuller = next((w for w in found if w != words and _ARTICLE.sub("", w) == words), "")
            if fuller and " " in words:
                found[fuller] = sorted([*found[fuller], *found.pop(words)])
        if entry >= 0 and self._facts.rulebook.names[entry].short:
            for words in sorted(found, key=len):
                fuller = next((w for w in found if w != words and _is_part(words, (w,))), "")
                if fuller:
                    found[fuller] = sorted([*found[fuller], *found.pop(words)])
        return found

    @cached_property
    def _discovered(self) -> list[Group]:
        from auditor.analysis.variants import find_groups, suspect

        plain = self._facts.folded.plain
        suspicion = suspect(plain, self._facts.language.code)
        if not suspicion.pairs and not suspicion.articles:
            return []
        wanted = suspicion.words
        runs = [run for block in self.prose for run in find_runs(plain, *block, wanted)]
        others = self.look_alikes
        if others:
            runs = [run for run in runs if not any(run.start <= at < run.end for at in others)]
        if code := code_ranges(self._facts):
            runs = [run for run in runs if not is_within(code, self._facts.pieces(run.start, run.end)[0].start)]
        return find_groups(runs, suspicion)


def find_mentions(facts: Facts) -> Mentions:
    """The names of an article."""
    return Mentions(facts)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _is_part(words: str, forms: tuple[str, ...]) -> bool:
    """Whether some words are a part of a form, whatever their articles: "Jolani" of "Abu Mohammed al-Jolani"."""
    part = f" {_loose(words)} "
    return any(part in f" {_loose(form)} " for form in forms)


def _loose(words: str) -> str:
    core: str = _ARTICLE.sub("", fold(words).plain.lower().replace("-", " "))
    return core


class _Tally:
    """The spellings of one name while they are put together."""

    def __init__(self, group: Group) -> None:
        self.spellings = {words: list(spans) for words, spans in group.spellings.items()}
        self.slip = group.slip

    def is_generic(self) -> bool:
        """Whether it is a word of many names ("Kafr", "Kefr"), which is none of the lexicon's."""
        return all(len(words) == 1 and words[0] in GENERIC for words in self.spellings)

    def places(self) -> list[Span]:
        return [span for spans in self.spellings.values() for span in spans]

    def leave_out(self, spans: Iterable[Span]) -> None:
        """Drop what a lexicon knows already."""
        for words, own in list(self.spellings.items()):
            kept = [a for a in own if not any(_overlap(a, b) for b in spans)]
            if kept:
                self.spellings[words] = kept
            else:
                del self.spellings[words]

    def added_to(self, other: _Tally | None) -> _Tally:
        for words, spans in other.spellings.items() if other else ():
            self.spellings[words] = sorted({*self.spellings.get(words, []), *spans})
        return self
