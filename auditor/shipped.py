"""The one accessor to the files under `rules/`, which a wheel carries inside the package.

Takes names like "core.toml" or "lexicons/en.toml"; works from a wheel, an editable install, a checkout and a zip.
It parses nothing.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def _root() -> Traversable:
    package = files("auditor")
    inside = package / "rules"
    if inside.is_dir():
        return inside
    # A checkout or an editable install: the rules stand beside the package.
    return Path(str(package)).parent / "rules"


def read_shipped(name: str) -> bytes:
    """The bytes of a shipped file; raises FileNotFoundError with the name asked for."""
    try:
        return _root().joinpath(*name.split("/")).read_bytes()
    except (OSError, KeyError):
        raise FileNotFoundError(name) from None


def list_shipped(folder: str, suffix: str = ".toml") -> list[str]:
    """Names of the files right in a shipped folder ("" is the top), sorted, with the folder in front."""
    place = _root().joinpath(*folder.split("/")) if folder else _root()
    if not place.is_dir():
        return []
    names = [entry.name for entry in place.iterdir() if entry.name.endswith(suffix)]
    return [f"{folder}/{name}" if folder else name for name in sorted(names)]
