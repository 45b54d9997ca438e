"""What is known of an article's origin, as plain data: credits, duties, empty places, disagreements.

`credits` fills it from text and metadata. Offsets called source count code points of the file; views are view offsets.
A name stands as the article has it; a link's name is its address, a machine's the engine.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.article import Span

ROLES = (
    "author",
    "translator",
    "editor",
    "proofreader",
    "adapter",
    "publisher",
    "original_outlet",
    "original_title",
    "original_link",
    "original_date",
    "original_language",
    "licence",
    "photographer",
    "agency",
    "machine_translation",
    "post_editor",
)
PEOPLE = frozenset(
    ("author", "translator", "editor", "proofreader", "adapter", "publisher", "photographer", "post_editor")
)
"""Roles that people hold; the others are held by outlets, titles, addresses, dates and machines."""


class Credit(Struct, frozen=True):
    """One holder of one role. `start`, `end` and `cue` (the label, verb or key) are source ranges.

    `withheld`: the name is kept back, the role is filled. `form`: label, verb, after, byline, key …: how it was read.
    """

    role: str
    name: str
    start: int
    end: int
    origin: str
    """text | metadata"""
    withheld: bool = False
    cue: Span | None = None
    view: Span | None = None
    address: str = ""
    form: str = ""


class Duty(Struct, frozen=True):
    """Words that make the article owe a credit.

    kind: translated (it says that it is a translation), translated-from (… and of what), points-outside (it first stood elsewhere),
    author-referred ("the author" of a line on responsibility), key (a metadata key that says so; no view).
    """

    kind: str
    words: str
    pieces: tuple[Span, ...]
    view: Span | None = None


class Placeholder(Struct, frozen=True):
    """A place for a credit that holds nobody. `words` are what stands there ("" where nothing does); source offsets."""

    role: str
    words: str
    start: int
    end: int
    origin: str
    cue: Span | None = None


class Disagreement(Struct, frozen=True):
    """Two places that name two different people for one role."""

    role: str
    one: Credit
    other: Credit


class Provenance(Struct, frozen=True):
    """Who made this article, and of what."""

    credits: tuple[Credit, ...] = ()
    translated: bool = False
    why: str = ""
    draft: bool = False
    duties: tuple[Duty, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    metadata_roles: dict[str, list[Credit]] = {}

    def held(self, role: str) -> list[Credit]:
        """The holders of a role, text first."""
        return [c for c in self.credits if c.role == role]

    def has(self, *roles: str) -> bool:
        """Whether one of some roles is filled; a withheld name fills its role."""
        return any(c.role in roles for c in self.credits)
