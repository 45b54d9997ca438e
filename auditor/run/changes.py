"""Only what a change brought: the articles that it touched, and of their violations those that did not stand there before.

Takes what git says, gives files to check and reports of what is new. Before and after are audited under today's rules and the
settings of today's path, and compared by fingerprint; something absent counts if it was not absent before.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from msgspec import Struct

from auditor.errors import ConfigError, SourceError
from auditor.fingerprints import compare
from auditor.formats import format_of
from auditor.paths import matches
from auditor.run import git
from auditor.run.files import SKIPPED_FOLDERS, Found
from auditor.source import Source, decode
from auditor.violation import Failure, FileReport

SUBMODULE = "another git repository (a submodule), so its changes are not known here; run auditor in it"
Excludes = Callable[[str], tuple[str, tuple[str, ...]]]
"""For a path, the folder that its globs are relative to, and the globs."""


class Change(Struct, frozen=True):
    """A change: the repository's root, what it touched by absolute path, and whether its content is the index's."""

    root: str
    files: dict[str, git.Changed]
    is_staged: bool


def since(revision: str) -> Change:
    """What the working tree brings beside a revision."""
    root = git.root_of(os.curdir)
    return Change(root, _by_path(root, [c for c in git.changed_since(root, revision) if not c.is_unmerged]), False)


def staged() -> Change:
    """What the index brings beside HEAD. Raises ConfigError while a merge has conflicts."""
    root = git.root_of(os.curdir)
    changed = git.staged(root)
    for entry in changed:
        if entry.is_unmerged:
            raise ConfigError("has conflicts", path=entry.path, cure="resolve them and `git add` it")
    return Change(root, _by_path(root, changed), True)


def _by_path(root: str, changed: list[git.Changed]) -> dict[str, git.Changed]:
    return {os.path.realpath(os.path.join(root, entry.path)): entry for entry in changed}


def changed_articles(
    paths: list[str],
    change: Change,
    excludes_of: Excludes,
    *,
    use_excludes: bool,
) -> Found:
    """The articles at or below some paths that a change touched, in order; a submodule is a repository of its own."""
    found = Found([], [], [])
    taken: set[str] = set()
    for path in paths:
        real = os.path.realpath(path)
        below = sorted(at for at in change.files if at == real or at.startswith(os.path.join(real, "")))
        if not below and (failure := _no_place(path, real, change.root)):
            found.failures.append(failure)
        for at in below:
            inside = os.path.relpath(at, real)
            shown = path if inside == "." else os.path.normpath(os.path.join(path, inside))
            if change.files[at].is_submodule:
                found.notes.append(Failure(shown.replace(os.sep, "/"), SUBMODULE))
            elif at not in taken and format_of(at) and not _is_passed(inside):
                taken.add(at)
                _take(shown, found, excludes_of if use_excludes else None, is_named=inside == ".")
    return found


def _take(path: str, found: Found, excludes_of: Excludes | None, *, is_named: bool) -> None:
    folder, globs = excludes_of(path) if excludes_of else ("", ())
    if not globs or not matches(os.path.relpath(path, folder).replace(os.sep, "/"), globs):
        found.files.append(path)
    elif is_named:
        found.excluded.append(path.replace(os.sep, "/"))
    else:
        found.hidden += 1


def staged_bytes(change: Change, path: str) -> bytes:
    """The content that the index has for a path; raises GitError."""
    return git.blob(change.root, change.files[os.path.realpath(path)].new)


def keep_new(
    report: FileReport, path: str, change: Change, encoding: str, check: Callable[[Source], FileReport]
) -> FileReport:
    """The report with only what did not stand in the article before; `check` audits a text as if it stood at the path."""
    entry = change.files.get(os.path.realpath(path))
    if entry is None or not entry.old:
        return report
    try:
        before = check(decode(git.blob(change.root, entry.old), report.path, encoding))
    except SourceError:  # what could not be read before had nothing to say
        return report
    report.violations, _ = compare(before.violations, report.violations)
    return report


def _is_passed(inside: str) -> bool:
    """Whether walking would have passed a path by: its name or a folder of it is hidden, or holds no articles."""
    return inside != "." and any(part.startswith(".") or part in SKIPPED_FOLDERS for part in inside.split(os.sep))


def _no_place(path: str, real: str, root: str) -> Failure | None:
    """What is wrong with a path that holds no change: it is not there, or in no part of this repository."""
    shown = path.replace(os.sep, "/")
    if not os.path.lexists(path):
        return Failure(shown, "no such file or folder; check the path")
    if os.path.commonpath((real, root)) != root:
        return Failure(shown, "stands outside this git repository; run auditor in its own")
    while real != root:
        if os.path.lexists(os.path.join(real, ".git")):
            return Failure(shown, SUBMODULE)
        real = os.path.dirname(real)
    return None
