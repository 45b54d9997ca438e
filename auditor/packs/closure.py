"""The packs from outside the project that some references stand for, without loading a rule.

Takes references as a configuration has them, gives the bytes of each pack and of all that it extends. What ships with the project is
left out: it changes with the project alone.
"""

from __future__ import annotations

from auditor import toml
from auditor.packs.locate import Located, is_shipped, locate


def local_packs(references: tuple[str, ...], folder: str, named_in: str) -> list[Located]:
    """Each pack once, in order; raises PackError or TomlError where one cannot be found or is no TOML."""
    found: dict[str, Located] = {}

    def add(reference: str, folder: str, named_in: str) -> None:
        if is_shipped(reference):
            return
        located = locate(reference, folder, named_in)
        if located.key in found:
            return
        found[located.key] = located
        head = toml.parse(located.data).get("pack", {})
        inner = head.get("extends", []) if isinstance(head, dict) else []
        for other in inner if isinstance(inner, list) else []:
            add(str(other), located.folder, located.shown)

    for reference in references:
        add(reference, folder, named_in)
    return list(found.values())
