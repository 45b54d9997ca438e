"""Rule kinds: the code behind the rules' data, one kind a module.

A kind is a module with NAME, FAULTS, PLACEHOLDERS, Params, `triggers`, `problems` and `check`; `kind` imports it at first use.
Kinds read facts and yield Findings; they neither parse nor know configuration, files or output.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast

from msgspec import Struct

from auditor import plugins
from auditor.analysis.facts import Facts
from auditor.article import Span
from auditor.rulebook import Rule, Rulebook
from auditor.violation import Fix

KINDS = ("phrase", "header", "credit", "disclaimer", "name", "claim", "quotation", "language", "file", "directive")

ABSENCES = frozenset(("missing", "absent", "empty", "metadata-only", "changes-unnamed"))
"""Faults of any kind that say that something is not there: wherever it is asked for, it is the same absence."""


class Place(Struct, frozen=True):
    """Another place that a finding is about: source pieces and what stands there."""

    message: str
    pieces: tuple[Span, ...]


class Finding(Struct, frozen=True):
    """One fault found: where it stands in the source, and the words that its rule's message needs.

    `values` fill the message's placeholders; quoted words are given as the article has them. `severity` overrides the
    rule's own only downwards ("warning" of an error rule where the evidence is weaker); None keeps it.
    """

    pieces: tuple[Span, ...]
    values: dict[str, str]
    related: tuple[Place, ...] = ()
    fix: Fix | None = None
    severity: str | None = None
    absent: bool = False
    """It is about something that is not there: it stands on the words that ask for it, whatever the rule's zone."""


class Kind(Protocol):
    """What a kind's module gives."""

    NAME: str
    FAULTS: dict[str, str]
    """Each fault and what it means, in one line."""
    PLACEHOLDERS: frozenset[str]
    """Names that a message (and a fix) may use in braces."""
    Params: type[Any]
    """A msgspec Struct (frozen, forbid_unknown_fields) of the kind's own keys; raises ValueError in __post_init__."""

    def triggers(self, params: Any) -> tuple[str, ...]:
        """Folded literals without which the rule cannot fire; empty: it reads a fact and is always asked.

        Raises ValueError for words that cannot match.
        """

    def problems(self, rule: Rule, rulebook: Rulebook) -> list[str]:
        """What is wrong with a rule beside the other rules and texts of its rulebook; empty: nothing."""

    def check(self, rule: Rule, facts: Facts) -> Iterator[Finding]:
        """The rule's findings in an article that meets its `when`."""


def kind(name: str) -> Kind:
    """The kind of a name, the project's own or a plug-in's; KeyError for an unknown one."""
    if name in KINDS:
        return cast(Kind, import_module(f"auditor.kinds.{name}"))
    return cast(Kind, plugins.module_of(plugins.KINDS, name))


def known_kinds() -> list[str]:
    """Names of all kinds, the project's own first."""
    return [*KINDS, *(name for name in plugins.names(plugins.KINDS) if name not in KINDS)]


def code_of(name: str) -> str:
    """The file or folder of a plug-in's code; KeyError for a name that no plug-in has."""
    return plugins.code_of(plugins.KINDS, name)
