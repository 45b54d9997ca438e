"""Which files are checked: paths as named, folders walked, excludes, what git ignores, each real file once.

Takes paths as people name them, gives files in a fixed order, with what was left out and what could not be found.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from msgspec import Struct

from auditor.formats import format_of
from auditor.paths import as_text, matches
from auditor.run.ignored import Ignored
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
    """Articles walked past because they are excluded, or git ignores them."""
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
        return bool(globs) and matches(as_text(os.path.relpath(path, folder)), globs)

    def take(path: str) -> None:
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            found.files.append(path)

    for path in paths:
        shown = as_text(path)
        if os.path.isdir(path):
            before, passed = len(seen) + found.hidden, found.passed
            _walk(path, take, excluded, found, Ignored(path) if use_excludes else None)
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


def listed(data: bytes) -> list[str]:
    """Paths of a list: divided by NUL where it holds one (`git diff -z`), else one a line."""
    parts = data.split(b"\0") if b"\0" in data else [line.rstrip(b"\r") for line in data.split(b"\n")]
    return [os.fsdecode(part) for part in parts if part.strip()]


def _walk(
    folder: str,
    take: Callable[[str], None],
    excluded: Callable[[str], bool],
    found: Found,
    ignored: Ignored | None,
) -> None:
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
        if ignored is not None:
            folders[:] = [f for f in folders if not ignored.holds_folder(os.path.join(here, f))]
        for name in sorted(names):
            path = os.path.join(here, name)
            if format_of(name) is None or name.startswith("."):
                found.passed += 1
            elif excluded(path) or (ignored is not None and ignored.holds_file(path)):
                found.hidden += 1
            else:
                take(path)


def _unreadable(error: OSError) -> Failure:
    return Failure(
        as_text(str(error.filename)),
        f"{(error.strerror or str(error)).lower()}; check the folder's permissions",
    )
