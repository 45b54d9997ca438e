"""The one place that asks git: what changed since a commit or stands in the index, and the content of either.

Takes a folder or a repository's root, gives paths relative to the root and names of blobs. Names are read with `-z`, so any name
will do. Raises GitError: no git, no repository, no such commit, a clone that is too shallow.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

from msgspec import Struct

from auditor.errors import GitError

_FILES = ("100644", "100755")
_SUBMODULE = "160000"
_DIFF = ("diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-color")


class Changed(Struct, frozen=True):
    """One path that changed. `old` and `new` name its blobs, "" where it has none: it is new, or stands in the working tree."""

    path: str
    old: str
    new: str
    is_submodule: bool = False
    is_unmerged: bool = False


def root_of(folder: str) -> str:
    """The root of the working tree that a folder lies in."""
    try:
        return _text(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\r\n")
    except GitError as error:
        if not error.path:
            raise
        cure = "run it where the articles are kept in git, or leave --diff-base and --staged out"
        raise GitError(f"no git working tree: {error.what}", path=error.path, cure=cure) from None


def changed_since(root: str, revision: str) -> list[Changed]:
    """What the working tree has changed since it parted from a revision, with files that git does not know yet."""
    base = _base(root, revision)
    others = _names(_git(root, "ls-files", "--others", "--exclude-standard", "-z"))
    untracked = [Changed(name, "", "") for name in others if not name.endswith("/")]
    return [*_read(_git(root, *_DIFF, base, "--")), *untracked]


def staged(root: str) -> list[Changed]:
    """What stands in the index and not in HEAD; everything before the first commit."""
    return list(_read(_git(root, *_DIFF, "--cached", "--")))


def blob(root: str, name: str) -> bytes:
    """The content of a blob, as git keeps it."""
    return _git(root, "cat-file", "blob", name)


def _base(root: str, revision: str) -> str:
    """The commit at which HEAD and a revision parted."""
    is_shallow = _text(_git(root, "rev-parse", "--is-shallow-repository")).strip() == "true"
    deeper = "this clone is shallow: `git fetch --unshallow` (or fetch-depth: 0 in CI)"
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        cure = deeper if is_shallow else "name a branch, a tag or a commit, and fetch it first"
        raise GitError(f'--diff-base "{revision}": no such commit here', cure=cure) from None
    try:
        return _text(_git(root, "merge-base", _text(commit).strip(), "HEAD")).strip()
    except GitError:
        cure = deeper if is_shallow else "name a commit that this branch comes from"
        raise GitError(f'--diff-base "{revision}" shares no history with HEAD', cure=cure) from None


def _read(raw: bytes) -> Iterator[Changed]:
    """The entries of `--raw -z`: modes, blobs and status, then one path, or two for a rename."""
    fields = iter(_names(raw))
    for entry in fields:
        _, mode, old, new, status = entry.lstrip(":").split(" ")
        path = next(fields)
        if status[0] in "RC":
            path = next(fields)
        if status[0] == "U":
            yield Changed(path, "", "", is_unmerged=True)
        elif mode == _SUBMODULE:
            yield Changed(path, "", "", is_submodule=True)
        elif mode in _FILES:
            yield Changed(path, _blob_or_none(old), _blob_or_none(new))


def _blob_or_none(name: str) -> str:
    return name if name.strip("0") else ""


def _names(raw: bytes) -> list[str]:
    return [os.fsdecode(name) for name in raw.split(b"\0") if name]


def _text(raw: bytes) -> str:
    return os.fsdecode(raw)


def _git(folder: str, *arguments: str) -> bytes:
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed", cure="install it, or leave --diff-base and --staged out") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        shown = folder.replace(os.sep, "/")
        raise GitError(said[0] if said else f"git {arguments[0]} failed", path=shown, cure="mend the repository")
    return done.stdout
