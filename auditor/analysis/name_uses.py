"""The names of one article as a publication counts them: each place, word by word, and which of them are one name here.

Takes Facts; gives Uses: the lexicon's names, and runs of capitalised words without the English words, lands, peoples and
acronyms in them. Compares nothing itself: `mentions` knows which spellings of one article are one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.analysis.english import is_land_or_people, is_word, is_world_name
from auditor.analysis.facts import Facts
from auditor.analysis.name_clusters import OPENERS
from auditor.analysis.name_evidence import ELEMENTS, GENERIC, is_name_part
from auditor.analysis.name_pairs import LEAST
from auditor.analysis.name_runs import HEADS, Part, Run, find_runs
from auditor.analysis.spans import TIMES
from auditor.analysis.variants import CAPITAL_NOUNS, OTHER_LATIN, is_common, is_no_word
from auditor.article import Span
from auditor.rulebook import NameEntry

_INSIDE = re.compile(r"(?:[^\W\d_]|,) \Z")

_LOWER = re.compile(r"(?<![\w'-])[a-z]{4,}+(?![\w'])")
_ARTICLES = frozenset("al ar as ad an at az ash el er es ed en ez esh ul il".split())
_LONGEST_GIVEN = 6
"""Letters of a word of English that may be a given name (Mark, Grace): longer ones before a name are offices."""
_ABBREVIATED = frozenset("sept capt".split())


class Word(NamedTuple):
    """A word of a name in lower case, and the article before it ("" where none stands)."""

    article: str
    key: str


class Use(NamedTuple):
    """A name where it stands (view offsets): its words, as it is written, and the lexicon entry that it is, if any."""

    start: int
    end: int
    words: tuple[Word, ...]
    written: str
    entry: NameEntry | None = None
    given: str = ""
    """What stands before its last word as a given name does, in the name or cut from it (Mark is a word of English)."""


class Uses(NamedTuple):
    """The names of an article in order, the sets of their words that are spellings of one name in it, its other words."""

    uses: list[Use]
    joined: list[frozenset[tuple[Word, ...]]]
    lower: frozenset[str]


def find_uses(facts: Facts) -> Uses:
    """The names of an article."""
    mentions = facts.mentions
    listed = {Span(s.start, s.end): facts.rulebook.names[s.entry] for s in mentions.listed}
    reader = _Reader(facts, listed)
    uses = sorted(reader.uses(), key=lambda use: use.start)
    joined = []
    for cluster in mentions.clusters:
        spans = [span for _, its in cluster.spellings for span in its]
        words = frozenset(use.words for use in uses if any(_overlap(use, span) for span in spans))
        if len(words) > 1 and len({len(each) for each in words}) == 1:
            joined.append(words)
    return Uses(uses, joined, reader.lower)


def _overlap(use: Use, span: Span) -> bool:
    return use.start < span.end and span.start < use.end


def _words(written: str) -> Iterator[Word]:
    """The words of a lexicon name that is written with small letters: Deir ez-zor."""
    article = ""
    for word in written.lower().replace("-", " ").split():
        if word in _ARTICLES and not article:
            article = word
        else:
            yield Word(article, word)
            article = ""


class _Reader:
    """Reads the runs of one article."""

    def __init__(self, facts: Facts, listed: dict[Span, NameEntry]) -> None:
        self._plain = facts.folded.plain
        self.lower = frozenset(_LOWER.findall(self._plain))
        self._prose = facts.mentions.prose
        self._listed = sorted(listed.items())
        self._look_alikes = frozenset(facts.mentions.look_alikes)
        language = facts.language.code
        self._lexicon_alone = language in CAPITAL_NOUNS
        self._foreign = language in OTHER_LATIN
        self._common: dict[str, bool] = {}

    def uses(self) -> Iterator[Use]:
        taken: set[Span] = set()
        for block in self._prose:
            for run in find_runs(self._plain, *block):
                yield from self._of_run(run, taken)
        for span, entry in self._listed:
            if span not in taken and any(b.start <= span.start < b.end for b in self._prose):
                yield self._entry(span, entry)

    def _of_run(self, run: Run, taken: set[Span]) -> Iterator[Use]:
        inside = [(span, entry) for span, entry in self._listed if span.start < run.end and run.start < span.end]
        kept: list[Part] = []
        for part in run.parts:
            hit = next(((s, e) for s, e in inside if s.start < part.end and part.core < s.end), None)
            if hit and (hit[0] in taken or not self._is_longer(kept, part, hit[1])):
                if hit[0] not in taken:
                    taken.add(hit[0])
                    yield from self._segment(run, kept)
                    yield self._entry(*hit)
                kept = []
            elif hit or not self._is_cut(part):
                if hit:
                    taken.add(hit[0])
                    inside.remove(hit)
                kept.append(part)
            else:
                yield from self._segment(run, kept)
                kept = []
        yield from self._segment(run, kept)

    def _is_longer(self, before: list[Part], part: Part, entry: NameEntry) -> bool:
        """Whether a lexicon name is only the end of a longer one: Bushra Assad, Tell Raqqa, Tariq al-Bab."""
        if not before:
            return False
        return bool(part.article) or entry.kind == "person" or before[-1].key in HEADS or before[-1].key in GENERIC

    def _is_cut(self, part: Part) -> bool:
        """Whether a capitalised word is none of a name's."""
        if part.core in self._look_alikes or part.start in self._look_alikes:
            return True
        if part.article:
            return False
        key, written = part.key, self._plain[part.core : part.end]
        if key in TIMES or key in _ABBREVIATED or key in OPENERS or len(key) < 2 or is_land_or_people(key):
            return True
        if key in ELEMENTS or key in HEADS:
            return False
        return not is_name_part(key) or is_no_word(written) or self._is_common(key, written)

    def _is_common(self, key: str, written: str) -> bool:
        known = self._common.get(key)
        if known is None:
            known = self._common[key] = is_common(key, {key: written}, self._plain)
        return known

    def _segment(self, run: Run, parts: list[Part]) -> Iterator[Use]:
        if not parts or self._lexicon_alone:
            return
        first, last = parts[0], parts[-1]
        if self._foreign and not _INSIDE.search(self._plain[max(0, first.start - 2) : first.start]):
            return  # a word that begins a sentence need not be a name
        if len(parts) == 1 and not self._is_name(first):
            return
        words = tuple(Word(part.article, part.key) for part in parts)
        given = parts[-2].key if len(parts) > 1 else self._given(run, first)
        yield Use(first.start, last.end, words, self._plain[first.start : last.end], None, given)

    def _given(self, run: Run, part: Part) -> str:
        at = run.parts.index(part)
        before = run.parts[at - 1].key if at else ""
        if not before or before in TIMES or before in OPENERS or is_land_or_people(before):
            return ""
        return before if is_world_name(before) or (len(before) <= _LONGEST_GIVEN and before not in self.lower) else ""

    def _is_name(self, part: Part) -> bool:
        """Whether a word can be a name with no other beside it."""
        if len(part.key) < LEAST or part.key in GENERIC or part.key in HEADS:
            return False
        return bool(part.article) or not (part.key in ELEMENTS or is_word(part.key))

    def _entry(self, span: Span, entry: NameEntry) -> Use:
        written = self._plain[span.start : span.end]
        runs = find_runs(self._plain, *span)
        if len(runs) == 1 and (runs[0].start, runs[0].end) == span:
            words = tuple(Word(part.article, part.key) for part in runs[0].parts)
        else:
            words = tuple(_words(written))
        return Use(span.start, span.end, words, written, entry)
