"""What other packages add: kinds of rule and packs, through entry points.

`auditor.kinds`: NAME = "package.module", a module with what `auditor.kinds.Kind` asks for. `auditor.packs`: NAME = "package", a package that holds
NAME.toml. Looked up only for a name that the project does not have itself, since reading the entry points costs as much as an audit.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from auditor.errors import PackError

KINDS = "auditor.kinds"
PACKS = "auditor.packs"


@cache
def _points(group: str) -> dict[str, str]:
    """Names of a group, with the module that each stands for; of two that share a name, the first in the order of modules."""
    from importlib.metadata import entry_points

    return {point.name: point.value for point in sorted(entry_points(group=group), key=lambda p: p.value, reverse=True)}


def names(group: str) -> list[str]:
    """All names of a group, sorted."""
    return sorted(_points(group))


def module_of(group: str, name: str) -> Any:
    """The module that a name stands for; KeyError for an unknown one, PackError where it cannot be imported."""
    value = _points(group)[name]
    try:
        return import_module(value)
    except Exception as error:  # whatever a stranger's module does at import
        what = f'the plug-in "{name}" ({value}) cannot be imported: {type(error).__name__}: {error}'
        raise PackError(what, cure="mend or remove the package that brings it") from None


def code_of(group: str, name: str) -> str:
    """The file or folder that holds a plug-in's code: what its answers depend on. KeyError for an unknown name."""
    top = module_of(group, name).__name__.partition(".")[0]
    place = import_module(top)
    file = getattr(place, "__file__", None) or next(iter(place.__path__))
    return os.path.dirname(file) if os.path.basename(file) == "__init__.py" else str(file)


class PackFile(NamedTuple):
    """A plug-in's pack: its path as people see it, its bytes, the folder that its own paths are relative to."""

    shown: str
    data: bytes
    folder: str


def pack_file(name: str) -> PackFile | None:
    """The pack of a name; None where no plug-in has it. Raises PackError."""
    if name not in _points(PACKS):
        return None
    from importlib.resources import files

    module = module_of(PACKS, name)
    file = f"{name.rpartition('/')[2]}.toml"
    try:
        place = files(module) / file
        return PackFile(f"{module.__name__}/{file}", place.read_bytes(), os.path.dirname(str(place)))
    except (OSError, TypeError):
        what = f'the plug-in pack "{name}" has no {file} in {module.__name__}'
        raise PackError(what, cure="mend or remove the package that brings it") from None
