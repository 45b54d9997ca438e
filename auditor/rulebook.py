"""The active rules, house texts, names and lexicons, and one automaton over every literal in them.

Data only: packs make a Rulebook, facts and kinds read it. An Index belongs to one language: it holds the lexicons of
that language, the formulas of all, and scans a folded text in one pass.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct, field

from auditor.fold import bare
from auditor.lexicons import entries
from auditor.spellings import EXONYM, FORM, MAY, MUST, ORIGINAL, SHORT, Literal, arabic_literals, endings_of, literals

_ARABIC = re.compile("[\u0600-\u077f\u08a0-\u08ff]")


class When(Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """Conditions, all of which must hold; a list means any of its values."""

    translated: bool | None = None
    draft: bool | None = None
    language: str | list[str] | None = None
    path: str | list[str] | None = None
    date: str | None = None
    """"before 2020-01-01", "since 2020-01-01": the article's own date; an article without one does not meet it."""
    publication: str | list[str] | bool | None = None
    original_outlet: str | list[str] | bool | None = None
    original_language: str | list[str] | bool | None = None
    licence: str | list[str] | bool | None = None
    original_beside: bool | None = None
    """Whether another edition of the article stands beside its file (`story.en.md`, `en/story.md`)."""
    has_credit: str | list[str] | None = None
    has_disclaimer: str | list[str] | None = None
    has_claim: str | list[str] | None = None
    not_: When | None = None


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """An article in a rule: `good` must stay clean of the rule, `bad` must be caught at the words `at`."""

    text: str
    at: str | list[str] = ""
    fixed: str = ""
    path: str = ""
    """Path as which the case is read; its suffix decides the format. Default: case.md."""
    publication: str = ""
    translated: bool | None = None
    today: str = ""
    house: list[str] = field(default_factory=list)
    """Spellings that the case's house chose, as if they stood in [house-spellings]."""


class FixText(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that a fix writes, with the message's placeholders; safe only where no other answer is right."""

    words: str
    safe: bool = False


class Rule(Struct, frozen=True):
    """One rule of a pack: one code, one fault. `params` are its kind's own, already typed."""

    code: str
    name: str
    kind: str
    fault: str
    severity: str
    summary: str
    message: str
    why: str = ""
    standard: str = ""
    measured: str = ""
    zone: tuple[str, ...] = ()
    when: When = When()
    fix: FixText | None = None
    good: tuple[Case, ...] = ()
    bad: tuple[Case, ...] = ()
    formerly: tuple[str, ...] = ()
    params: Any = None
    triggers: tuple[str, ...] = ()
    """Folded literals of which one must stand in the article before the rule is run; empty: always run."""
    pack: str = ""
    path: str = ""
    line: int = 0

    @property
    def table(self) -> str:
        """Name of the table under which the index keeps this rule's triggers."""
        return f"rule:{self.code}"


class HouseText(Struct, frozen=True):
    """A text that a house prints: by language, with placeholders; `opposite` is what it must never say."""

    name: str
    disclaimer: str
    words: dict[str, str]
    opposite: dict[str, str] = field(default_factory=dict)
    pack: str = ""


class TextBlock(Struct, frozen=True):
    """House texts that stand together, in order: what a fix writes."""

    zone: str
    texts: tuple[str, ...]
    pack: str = ""


class NameEntry(Struct, frozen=True):
    """Spellings of one name. `house` is the form that a house chose, else ""."""

    head: str
    forms: tuple[str, ...]
    kind: str = ""
    house: str = ""
    original: str = ""
    """The name in its own script."""
    unlike: tuple[str, ...] = ()
    """Names that only look alike."""
    exonyms: tuple[str, ...] = ()
    """Other languages' names of it: joined, never reported."""
    short: tuple[str, ...] = ()
    """Short forms, which may stand beside the whole name."""
    house_short: str = ""
    """The short form that a house chose, else ""."""
    wikidata: str = ""
    source: str = ""

    @property
    def spelt(self) -> tuple[tuple[str, str], ...]:
        """Every spelling with its role, the whole name's first."""
        return (
            *((form, FORM) for form in self.forms),
            *((form, SHORT) for form in self.short),
            *((form, EXONYM) for form in self.exonyms),
            *(((self.original, ORIGINAL),) if self.original and self.original not in self.forms else ()),
        )


class Hit(NamedTuple):
    """A literal found in the folded view: half-open view offsets, and what its table says of it."""

    start: int
    end: int
    value: Any


Owner = tuple[str, Any, str]
"""Who wants a literal: the table's name, the value that its hits carry, and the words as they must stand in `Folded.low`
("": the bare words do, as names are matched); a plain tuple, for there are thousands."""


class Index:
    """Every literal that matters for articles of one language, and the automaton over them, all as `bare` shows a text."""

    def __init__(self, owners: dict[str, list[Owner]], endings: dict[str, tuple[str, ...]]) -> None:
        self.literals = sorted(owners)
        self.owners = [owners[literal] for literal in self.literals]
        self.endings = endings
        """Endings that names may have in the language, by what they replace."""

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(self.literals, matchkind=ahocorasick_rs.MatchKind.Standard)

    def matches(self, bare_text: str) -> list[tuple[int, int, int]]:
        """(literal, start, end) of every occurrence, overlapping ones too, in one pass."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(bare_text, overlapping=True)
        return found

    def matches_slowly(self, bare_text: str) -> list[tuple[int, int, int]]:
        """The same by plain search for each literal: the twin that `--no-index` uses."""
        found = []
        for number, literal in enumerate(self.literals):
            at = bare_text.find(literal)
            while at >= 0:
                found.append((number, at, at + len(literal)))
                at = bare_text.find(literal, at + 1)
        return sorted(found, key=lambda m: (m[2], m[1]))


class Rulebook(Struct, frozen=True, dict=True):
    """What is active for an article: compiled once for all articles under the same settings."""

    rules: tuple[Rule, ...]
    texts: dict[str, HouseText] = field(default_factory=dict)
    blocks: tuple[TextBlock, ...] = ()
    names: tuple[NameEntry, ...] = ()
    packs: tuple[str, ...] = ()
    off: tuple[Rule, ...] = ()
    """Rules of the packs that are not in force; an article may name them."""

    def index(self, language: str | None, formulas: frozenset[str]) -> Index:
        """The index for articles of a language (None: undecided), with the formulas of some; made at first use."""
        cache: dict[tuple[str, frozenset[str]], Index] = self.__dict__.setdefault("_indexes", {})
        key = (language or "", formulas)
        if key not in cache:
            cache[key] = Index(self._owners(*key), endings_of(key[0]))
        return cache[key]

    def rule(self, wanted: str) -> Rule | None:
        """The rule in force with a code or name (or a former one)."""
        return _named(self.rules, wanted)

    def known(self, wanted: str) -> Rule | None:
        """The same among all rules of the packs, in force or not."""
        return _named(self.rules, wanted) or _named(self.off, wanted)

    def _owners(self, language: str, formulas: frozenset[str]) -> dict[str, list[Owner]]:
        owners: dict[str, list[Owner]] = {}
        for literal, table, value in entries(language, formulas):
            owners.setdefault(bare(literal), []).append((table, value, literal))
        for rule in self.rules:
            for literal in rule.triggers:
                owners.setdefault(bare(literal), []).append((rule.table, literal, literal))
        for number, entry in enumerate(self.names):
            written: list[tuple[str, str, bool, str]] = []
            for form, role in entry.spelt:
                if form[:1] >= "\u0600" and _ARABIC.match(form):
                    written += [(literal, role, False, "") for literal in arabic_literals(form)]
                else:
                    written += [(words, role, article, final) for words, article, final in literals(form, language)]
            may = MAY if any(articled for _, _, articled, _ in written) else ""
            bare_too = {words for words, _, articled, _ in written if not articled}
            for words, role, articled, final in dict.fromkeys(written):
                if not articled or words not in bare_too:
                    owner = ("names", Literal(number, role, MUST if articled else may, final), "")
                    owners.setdefault(words, []).append(owner)
        return owners


def _named(rules: tuple[Rule, ...], wanted: str) -> Rule | None:
    return next((r for r in rules if wanted in (r.code, r.name) or wanted in r.formerly), None)
