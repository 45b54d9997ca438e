"""Which files are checked: paths as named, folders walked, excludes, each real file once.

Takes paths as people name them, gives files in a fixed order, with what was left out and what could not be found.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from msgspec import Struct

from auditor.formats import format_of
from auditor.paths import matches
from auditor.violation import Failure

SKIPPED_FOLDERS = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        ".tox",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
    )
)


class Found(Struct):
    """Files to check, in order; `excluded` were named but are excluded, `passed` counts what was walked past as no article."""

    files: list[str]
    failures: list[Failure]
    excluded: list[str]
    passed: int = 0
    hidden: int = 0
    """Articles walked past because they are excluded."""
    notes: list[Failure] = []
    """What was not looked into, and is no reason to fail."""


def find_files(
    paths: list[str], excludes_of: Callable[[str], tuple[str, tuple[str, ...]]], *, use_excludes: bool
) -> Found:
    """Files of some paths. `excludes_of` gives, for a path, the folder that its globs are relative to, and the globs."""
    found = Found([], [], [])
    seen: set[str] = set()

    def excluded(path: str) -> bool:
        if not use_excludes:
            return False
        folder, globs = excludes_of(path)
        return bool(globs) and matches(os.path.relpath(path, folder).replace(os.sep, "/"), globs)

    def take(path: str) -> None:
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            found.files.append(path)

    for path in paths:
        shown = path.replace(os.sep, "/")
        if os.path.isdir(path):
            before, passed = len(seen) + found.hidden, found.passed
            _walk(path, take, excluded, found)
            if len(seen) + found.hidden == before:
                what = (
                    f"no article in it ({found.passed - passed} other files)"
                    if found.passed > passed
                    else "no article in it"
                )
                found.failures.append(
                    Failure(shown, f"{what}; name a folder with .md or .txt files, or the file itself")
                )
        elif not os.path.exists(path):
            found.failures.append(Failure(shown, "no such file or folder; check the path"))
        elif excluded(path):
            found.excluded.append(shown)
        elif format_of(path) is None:
            found.failures.append(
                Failure(
                    shown,
                    f"unknown format {os.path.splitext(path)[1] or '(no suffix)'}; articles are .md, .markdown, .mdx, .txt or .html",
                )
            )
        else:
            take(path)
    return found


def _walk(folder: str, take: Callable[[str], None], excluded: Callable[[str], bool], found: Found) -> None:
    """Articles below a folder, sorted; links to folders are followed once, so that a loop ends."""
    visited: set[str] = set()
    for here, folders, names in os.walk(
        folder, followlinks=True, onerror=lambda e: found.failures.append(_unreadable(e))
    ):
        real = os.path.realpath(here)
        if real in visited:
            folders[:] = []
            continue
        visited.add(real)
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith("."))
        for name in sorted(names):
            path = os.path.join(here, name)
            if format_of(name) is None or name.startswith("."):
                found.passed += 1
            elif excluded(path):
                found.hidden += 1
            else:
                take(path)


def _unreadable(error: OSError) -> Failure:
    return Failure(
        str(error.filename).replace(os.sep, "/"),
        f"{(error.strerror or str(error)).lower()}; check the folder's permissions",
    )
