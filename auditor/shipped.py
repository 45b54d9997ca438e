"""The one accessor to the files under `rules/`, which a wheel carries inside the package.

Takes names like "core.toml" or "lexicons/en.toml"; works from a wheel, an editable install, a checkout and a zip.
It parses nothing.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any


@cache
def read_shipped(name: str) -> bytes:
    """The bytes of a shipped file; raises FileNotFoundError with the name asked for."""
    # This module's own loader reads from a folder and from a zip; importlib.resources does too, for 3 ms of start-up.
    loader: Any = __spec__.loader if __spec__ else None
    package = os.path.dirname(__file__)
    for folder in (os.path.join(package, "rules"), os.path.join(os.path.dirname(package), "rules")):
        try:
            data: bytes = loader.get_data(os.path.join(folder, *name.split("/")))
        except OSError:
            continue
        return data
    raise FileNotFoundError(name)


def shipped_path(name: str) -> str:
    """The path of a shipped file; "" where it is none (a zip)."""
    package = os.path.dirname(__file__)
    for folder in (os.path.join(package, "rules"), os.path.join(os.path.dirname(package), "rules")):
        path = os.path.join(folder, *name.split("/"))
        if os.path.isfile(path):
            return path
    return ""


def list_shipped(folder: str, suffix: str = ".toml") -> list[str]:
    """Names of the files right in a shipped folder ("" is the top), sorted, with the folder in front."""
    from importlib.resources import files
    from pathlib import Path

    package = files("auditor")
    inside = package / "rules"
    root = inside if inside.is_dir() else Path(str(package)).parent / "rules"
    place = root.joinpath(*folder.split("/")) if folder else root
    if not place.is_dir():
        return []
    names = [entry.name for entry in place.iterdir() if entry.name.endswith(suffix)]
    return [f"{folder}/{name}" if folder else name for name in sorted(names)]
