"""Where a pack stands: a shipped one by its name ("core", "houses/the-syrian-observer"), a plug-in's by its name, any other by its path.

Paths begin with `./`, `../` or `/`, or end in `.toml`, and are relative to the file that names them.
"""

from __future__ import annotations

import os

from msgspec import Struct

from auditor import loaded, plugins
from auditor.errors import PackError
from auditor.shipped import list_shipped, read_shipped

FOLDERS = ("", "houses", "terms", "repositories", "lexicons/names")
"""Folders under `rules/` that hold packs; the other lexicons are data that packs share."""


class Located(Struct, frozen=True):
    """A pack's bytes, the name that identifies it, and the path that errors show."""

    key: str
    shown: str
    data: bytes
    folder: str


def shipped_packs() -> list[str]:
    """Names of all shipped packs, as `extends` takes them."""
    return [name.removesuffix(".toml") for folder in FOLDERS for name in list_shipped(folder)]


def is_path(reference: str) -> bool:
    """Whether a reference is a path, not a name."""
    return reference.startswith((".", "/")) or reference.endswith(".toml")


def is_shipped(reference: str) -> bool:
    """Whether a reference is the name of a shipped pack."""
    if is_path(reference):
        return False
    try:
        read_shipped(f"{reference}.toml")
    except FileNotFoundError:
        return False
    return True


def locate(reference: str, folder: str, named_in: str) -> Located:
    """The pack of a reference that stands in a file of `folder`; raises PackError with every place looked in."""
    if is_path(reference):
        path = os.path.normpath(os.path.join(folder, reference))
        try:
            data = loaded.read(path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PackError(
                f'extends "{reference}": {reason}: {_shown(path)}', path=named_in, cure="mend the path"
            ) from None
        return Located(os.path.abspath(path), _shown(path), data, os.path.dirname(path))
    try:
        return Located(reference, f"rules/{reference}.toml", read_shipped(f"{reference}.toml"), "")
    except FileNotFoundError:
        if (added := plugins.pack_file(reference)) is not None:
            return Located(reference, added.shown, added.data, added.folder)
        from auditor.toml import nearest

        beside = os.path.join(folder, f"{reference}.toml")
        hint = (
            f'write "./{reference}.toml" for the file beside this one'
            if os.path.isfile(beside)
            else nearest(reference, [*shipped_packs(), *plugins.names(plugins.PACKS)])
        )
        raise PackError(
            f'extends "{reference}": no pack has this name, shipped or of a plug-in', path=named_in, cure=hint
        ) from None


def _shown(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/") if os.path.isabs(path) else path.replace(os.sep, "/")
