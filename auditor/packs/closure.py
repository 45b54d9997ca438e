"""The packs from outside the project that some references stand for, without loading a rule.

Takes references as a configuration has them, gives the bytes of each pack and of all that it extends, and the kinds of rule that they take from
plug-ins. What ships with the project is left out: it changes with the project alone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from auditor import toml
from auditor.kinds import KINDS
from auditor.packs.locate import Located, is_shipped, locate


class Outside(NamedTuple):
    """Packs, each once, in order; and the names of the kinds that are none of the project's."""

    packs: list[Located]
    kinds: list[str]


def outside_packs(references: tuple[str, ...], folder: str, named_in: str) -> Outside:
    """What stands outside; raises PackError or TomlError where a pack cannot be found or is no TOML."""
    found: dict[str, Located] = {}
    kinds: set[str] = set()

    def add(reference: str, folder: str, named_in: str) -> None:
        if is_shipped(reference):
            return
        located = locate(reference, folder, named_in)
        if located.key in found:
            return
        found[located.key] = located
        tables = toml.parse(located.data)
        kinds.update(str(rule.get("kind")) for rule in _tables(tables.get("rule")))
        for head in _tables([tables.get("pack")]):
            inner = head.get("extends")
            for other in inner if isinstance(inner, list) else []:
                add(str(other), located.folder, located.shown)

    for reference in references:
        add(reference, folder, named_in)
    return Outside(list(found.values()), sorted(kinds - set(KINDS)))


def _tables(value: Any) -> list[dict[str, Any]]:
    """The tables of a list that may be none: strict reading is the loader's."""
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []
