"""What git ignores below a folder: `.gitignore` files from the repository's root down, and `.git/info/exclude`.

Takes paths as they are walked; outside a repository the `.gitignore` files of the walked folder and below it count. A folder that is itself ignored
was named on purpose: nothing in it counts as ignored. The user's own global list is not read: the answer must be the same for
everybody. Knows no git beyond these files.
"""

from __future__ import annotations

import os
from typing import Any


class Ignored:
    """The ignores of one walk; each file of patterns is read once."""

    def __init__(self, folder: str) -> None:
        start = os.path.abspath(folder)
        self._top = _repository(start) or start
        self._specs: dict[str, list[Any]] = {}
        inside = os.path.relpath(start, self._top).split(os.sep)
        steps = [os.path.join(self._top, *inside[:n]) for n in range(1, len(inside) + 1)]
        self._named_on_purpose = start != self._top and any(self._matches(step, "/") for step in steps)

    def holds_file(self, path: str) -> bool:
        """Whether a file below the folder is ignored."""
        return not self._named_on_purpose and self._matches(os.path.abspath(path), "")

    def holds_folder(self, path: str) -> bool:
        """Whether a folder below the folder is ignored, with all that is in it."""
        return not self._named_on_purpose and self._matches(os.path.abspath(path), "/")

    def _matches(self, path: str, end: str) -> bool:
        """A nearer file of patterns beats a farther one; in one file the last word counts."""
        folder = os.path.dirname(path)
        while True:
            inside = os.path.relpath(path, folder).replace(os.sep, "/") + end
            for spec in self._patterns(folder):
                if (verdict := spec.check_file(inside).include) is not None:
                    return bool(verdict)
            if folder == self._top or os.path.dirname(folder) == folder:
                return False
            folder = os.path.dirname(folder)

    def _patterns(self, folder: str) -> list[Any]:
        if folder not in self._specs:
            names = [".gitignore", os.path.join(".git", "info", "exclude")] if folder == self._top else [".gitignore"]
            self._specs[folder] = [spec for name in names if (spec := _spec(os.path.join(folder, name)))]
        return self._specs[folder]


def _repository(folder: str) -> str:
    """The root of the repository that a folder stands in, "" outside."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def _spec(path: str) -> Any:
    """The patterns of a file, without those that git cannot read either; None where there is no file."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = [line.rstrip("\r") for line in file.read().removeprefix("\ufeff").split("\n")]
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
