"""The shape of a rule pack's TOML: the types that load it, and from which its JSON Schema is made."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from auditor.rulebook import Case, FixText, When

FAMILIES = {
    "ATT": "attribution: who wrote, translated, edited, first published it",
    "VER": "verification and responsibility disclaimers",
    "NAM": "names: one person, one spelling",
    "SRC": "unsourced claims and quotations",
    "LNG": "language",
    "DOC": "the file itself",
}
ROLES = frozenset(
    "author translator editor proofreader adapter publisher original_outlet original_title original_link original_date"
    " original_language licence photographer agency machine_translation post_editor".split()
)
DISCLAIMERS = frozenset(
    "not_verified could_not_verify responsibility views foreign_media machine_translation partial licence sponsored"
    " correction translation".split()
)
CLAIMS = frozenset(
    "casualties attack territory weapons atrocities detention displacement money accusation designation war-toll".split()
)
Severity = Literal["error", "warning", "info", "off"]
Zone = Literal["title", "standfirst", "head", "body", "quotation", "caption", "tail", "metadata", "anywhere"]


class Assume(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of all articles of a house or a folder."""

    translated: bool | None = None


class PackHead(Struct, frozen=True, forbid_unknown_fields=True):
    """`[pack]`: `read` names the pages that a house pack was written from, and when."""

    name: str
    version: str = "1.0.0"
    summary: str = ""
    extends: list[str] = field(default_factory=list)
    publication: str = ""
    assume: Assume = Assume()
    read: list[str] = field(default_factory=list)


class TextTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[text]]`: words by language, with placeholders; `opposite` is what must never be said."""

    name: str
    disclaimer: str
    words: dict[str, str]
    opposite: dict[str, str] = field(default_factory=dict)


class BlockTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[block]]`: texts that stand together, in order."""

    texts: list[str]
    zone: Zone = "tail"


class RuleTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of `[[rule]]` that every kind has."""

    code: str
    name: str
    kind: str
    summary: str
    message: str
    fault: str
    severity: Severity = "warning"
    why: str = ""
    standard: str = ""
    measured: str = ""
    zone: Zone | list[Zone] = field(default_factory=list)
    when: When = When()
    fix: FixText | None = None
    good: list[Case] = field(default_factory=list)
    bad: list[Case] = field(default_factory=list)
    formerly: list[str] = field(default_factory=list)


class Spelling(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `[spellings.KIND]` that says more than its spellings; docs/names.md, "The lexicon", explains the keys."""

    forms: list[str] = field(default_factory=list)
    original: str = ""
    unlike: list[str] = field(default_factory=list)
    exonyms: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    house: str = ""
    wikidata: str = ""
    source: str = ""


class PackTable(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A whole pack: the tables that may stand in it."""

    pack: PackHead
    text: list[TextTable] = field(default_factory=list)
    block: list[BlockTable] = field(default_factory=list)
    rule: list[RuleTable] = field(default_factory=list)
    severity: dict[str, Severity] = field(default_factory=dict)
    spellings: dict[str, dict[str, list[str] | Spelling]] = field(default_factory=dict)
    house_spellings: dict[str, list[str]] = field(default_factory=dict)
