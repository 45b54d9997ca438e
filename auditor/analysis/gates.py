"""Gates: what must stand near a claim's stem, and what must not, for it to be a claim.

Takes hits of the claim table; a toll needs people or a number beside it, lost ground a place, a weapon its use, an attack
a target and a word of war. Wishes, conditions, denials and what is only taken up again are no claims.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from auditor.analysis.speech import LONG_QUOTE
from auditor.analysis.wording import first_words, wording, wording_before
from auditor.article import Span
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence
    from auditor.rulebook import Hit

NEAR = 90
"""Characters on both sides in which a gate looks."""
CLOSE = 45
"""Characters in which a bare number counts as people."""
CLAUSE = 60
"""Characters before a stem in which words make it unreal or known."""
LAST = 5
"""Words before a stem, in its clause, that can make it unreal."""
FIELD = 250
"""Characters on both sides in which a word of war must stand for "attack" or "captured" to be meant as they stand."""
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
NUMBER = late_re(
    r"(?<![\w.\-$/])\d{1,3}(?:[,. ]\d{3})+(?![\d\-])|(?<![\w.,\-$/])\d+(?![\w\-/%:])(?!\.\d)"
    rf"(?!(?:st|nd|rd|th)? {MONTH}\b)(?! (?:km|kilomet|met(?:re|er)s|miles|years?|months?|days?|hours?|weeks?|minutes|percent|per cent|gmt|[ap]\.?m|(?:19|20)\d\d))"
)
_NO_COUNT = late_re(rf"\b(?:{MONTH}|at|aged?) $")
"""Before a date, an age or an hour: "July 25", "died at 92"."""
YEAR = late_re(r"(?:19|20)\d\d")
_LARGE = late_re(r"\d[\d,. ]{2}\d|thousand|million")
_ALONE = late_re(r"[.,;]| (?:in|on|at|near|when|after|as|during|and|others?|more|of (?:them|the|its|his)) |$")
"""Behind a number with no noun: "killed 20 in Homs"."""
_SINGLE = late_re(r"\b(?:a|an|another|one)(?: [\w\-]+){0,2} $")
"""One victim is a number too: "a woman", "another young man"."""
BREAK = late_re(r'[,;:()"]| - ')
_WORD = late_re(r"[^\W_][\w']*")
TABLES = ("victim", "count", "place", "use", "background", "claim", "glued", "armed", "deed")


class Gates:
    """The hits of an article that gates look at, by table."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._language = facts.language.code or ""
        self._otherwise: dict[int, bool] = {}
        self._tables = {}
        for table in TABLES:
            hits = facts.hits.get(table, [])
            self._tables[table] = (hits, [hit.start for hit in hits])

    def near(self, table: str, start: int, end: int, around: Hit) -> bool:
        """Whether a hit of a table begins in a range, the stem itself aside."""
        return any(h.end <= around.start or h.start >= around.end for h in self.all_in(table, start, end))

    def all_in(self, table: str, start: int, end: int) -> list[Hit]:
        """The hits of a table that begin in a range."""
        hits, starts = self._tables[table]
        return hits[bisect_left(starts, start) : bisect_left(starts, end)]

    def numbers(self, start: int, end: int) -> list[Span]:
        """Numbers in a range, in digits and words; years, dates, ages and measures aside."""
        low = self._facts.folded.low
        found = [
            Span(*m.span())
            for m in NUMBER.finditer(low, start, end)
            if not YEAR.fullmatch(m.group()) and not self._is_age(low, start, m.start())
        ]
        return sorted(found + [Span(h.start, h.end) for h in self.all_in("count", start, end) if h.end <= end])

    def _is_age(self, low: str, start: int, number: int) -> bool:
        """Whether a number is an age, an hour or a day ("died at 92"), and not what a toll stands at."""
        if not _NO_COUNT.search(low, max(0, number - 12), number):
            return False
        return not wording(self._language, "tally").search(low, max(start, number - CLOSE), number)

    def people(self, start: int, end: int, hit: Hit) -> list[Span]:
        """Numbers that count people: somebody who can be killed stands close behind, or the verb itself."""
        low = self._facts.folded.low
        found = []
        for number in self.numbers(start, end):
            victims = self.all_in("victim", number.end, min(end, number.end + CLOSE))
            verbs = self.all_in("claim", number.end, min(end, number.end + 12))
            if victims or verbs or number.end == end or _ALONE.match(low, number.end):
                found.append(number)
        for victim in self.all_in("victim", max(start, hit.start - CLOSE), min(end, hit.end + CLOSE)):
            if single := _SINGLE.search(low, max(start, victim.start - 30), victim.start):
                found.append(Span(single.start(), victim.end))
        return sorted(found)

    def let_through(self, hit: Hit, type_: str, gate: str, sentence: Sentence) -> bool:
        """Whether a stem is a claim of its type where it stands."""
        facts = self._facts
        low, plain = facts.folded.low, facts.folded.plain
        if self._is_capital(hit, sentence):
            return False
        if hit.start > 1 and low[hit.start - 1] == "-" and low[hit.start - 2].isalnum():
            return False  # the end of an adjective: "the Israeli-occupied heights"
        # What stands near is one look each; what the words before the stem make of it takes reading them.
        if not self._has_company(plain, hit, type_, gate, sentence) or _is_quoted(facts, hit, type_):
            return False
        return not (self._is_unreal(low, hit, sentence) or self._is_known(low, hit, type_, sentence))

    def _has_company(self, plain: str, hit: Hit, type_: str, gate: str, sentence: Sentence) -> bool:
        """Whether what a stem's gate asks for stands near it: people, a place, a deed, a use, a name, a sum."""
        low = self._facts.folded.low
        if "armed" in gate and not self.near("armed", max(0, hit.start - FIELD), hit.end + FIELD, hit):
            return False
        first, last = max(sentence.start, hit.start - NEAR), min(sentence.end, hit.end + NEAR)
        if type_ in ("attack", "territory"):
            first, last = _clause(low, hit, first, last)
            return self._has_target(plain, hit, type_, first, last)
        close = (max(first, hit.start - CLOSE), min(last, hit.end + CLOSE))
        if gate == "person":
            return self.near("victim", first, last, hit) or bool(self.people(*close, hit))
        if gate == "deed":
            definite = wording_before(self._language, "definite")
            return self.near("deed", first, last, hit) and not definite.search(low, sentence.start, hit.start)
        if gate == "use":
            return self.near("use", first, last, hit)
        if gate == "name":
            return _has_name(plain, close[0], last)
        return gate != "sum" or bool(self.numbers(first, last))

    def _is_capital(self, hit: Hit, sentence: Sentence) -> bool:
        """Whether a stem is a name ("Chemical Weapons") or stands in a headline glued to the text; in a title all words may be capital."""
        plain = self._facts.folded.plain
        if not plain[hit.start].isupper() or hit.start == sentence.start or plain[hit.start - 1] == '"':
            return False
        return sentence.block != self._facts.layout.title

    def is_of_the_war(self, sentence: Sentence) -> bool:
        """Whether a toll is the whole war's: tens of thousands, or thousands beside "since the conflict began"."""
        words = self._facts.folded.low[sentence.start : sentence.end]
        if not _LARGE.search(words):
            return False
        values = [re.sub(r"\D", "", m.group()) for m in NUMBER.finditer(words)]
        longest = max((len(value) for value in values if not YEAR.fullmatch(value)), default=0)
        if longest >= 5 or "hundreds of thousands" in words or "tens of thousands" in words:
            return True
        is_large = longest >= 4 or "thousand" in words or "million" in words
        return is_large and bool(self.all_in("background", sentence.start, sentence.end))

    def _is_unreal(self, low: str, hit: Hit, sentence: Sentence) -> bool:
        """Whether the words before the stem make it a wish, a condition, a denial."""
        language = self._language
        if self._is_told_otherwise(low, sentence.start):
            return True
        start = max(sentence.start, hit.start - CLAUSE)
        for sign in BREAK.finditer(low, start, hit.start):
            start = sign.end()
        hints = first_words(language, "condition_inside", "unreal", "infinitive")
        if hints.isdisjoint(low[start : hit.start].split(" ")):
            return False
        if wording(language, "condition_inside").search(low, start, hit.start):
            return True
        words = [word.start() for word in _WORD.finditer(low, start, hit.start)][-LAST:]
        if not words:
            return False
        if wording(language, "unreal").search(low, words[0], hit.start):
            return True
        for undone in wording(language, "infinitive", " ").finditer(low, words[0], hit.start):
            if undone.end() == hit.start or wording(language, "light").match(low, undone.end(), hit.start):
                return wording_before(language, "done").search(low, words[0], undone.start()) is None
        return False

    def _is_told_otherwise(self, low: str, start: int) -> bool:
        """Whether a sentence that begins at an offset is a condition, or tells of a story."""
        if start not in self._otherwise:
            tables = ("condition", "fiction")
            self._otherwise[start] = any(wording(self._language, table).match(low, start) for table in tables)
        return self._otherwise[start]

    def _is_known(self, low: str, hit: Hit, type_: str, sentence: Sentence) -> bool:
        """Whether the stem only takes up what is known: "after the attack", "newly captured areas", "the use of"."""
        language = self._language
        first = max(sentence.start, hit.start - CLAUSE)
        if type_ == "territory":
            return wording_before(language, "adjectival").search(low, first, hit.start) is not None
        if type_ == "casualties":
            last = min(sentence.end, hit.end + CLOSE)
            return wording(language, "old_age", r" \d").search(low, hit.end, last) is not None
        if type_ == "weapons":
            explained = wording(language, "definition").match(low, hit.end + 1)
            if explained or wording_before(language, "use_of").search(low, first, hit.start):
                return True
        if type_ == "attack" or wording(language, "attack").search(low, hit.start, hit.end):
            known = wording_before(language, "presupposed", "presupposed_filler")
            definite = wording_before(language, "definite")
            return any(before.search(low, first, hit.start) for before in (known, definite))
        return False

    def _has_target(self, plain: str, hit: Hit, type_: str, first: int, last: int) -> bool:
        """A bare "attacks" or "captured" is talk of war: a place, in an attack also victims, must stand in its clause."""
        if self.near("place", first, last, hit):
            return True
        if type_ == "attack":
            return self.near("victim", first, last, hit) or _has_name(plain, hit.end, min(last, hit.end + 60))
        return _has_name(plain, hit.end, last)


def _is_quoted(facts: Facts, hit: Hit, type_: str) -> bool:
    """Whether the stem stands in quoted speech; a few words in marks are none, but for a contested name."""
    quotes = facts.quotes
    if not quotes.spans or not quotes.holds(hit.start):
        return False
    span = next(s for s in quotes.spans if s.start <= hit.start < s.end)
    return type_ == "designation" or facts.folded.low.count(" ", span.start, span.end) + 1 >= LONG_QUOTE


def _clause(low: str, hit: Hit, first: int, last: int) -> tuple[int, int]:
    """The part of a range that lies in the clause of the stem."""
    for match in BREAK.finditer(low, first, hit.start):
        first = match.end()
    behind = BREAK.search(low, hit.end, last)
    return first, behind.start() if behind is not None else last


def _has_name(plain: str, start: int, end: int) -> bool:
    # A script without capitals (Arabic) gives every word the benefit.
    signs = (plain[m.start()] for m in _WORD.finditer(plain, start, end))
    return any(sign.isupper() or sign.upper() == sign.lower() for sign in signs if not sign.isdigit())
