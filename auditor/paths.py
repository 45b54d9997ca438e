"""Paths as people write them: globs relative to a folder, with `/` on every system."""

from __future__ import annotations

import os
import re
from functools import lru_cache


def as_text(path: str) -> str:
    """A path as people read it: its bytes as UTF-8, whatever the locale made of them, and `/` on every system."""
    return os.fsencode(path).decode("utf-8", "surrogateescape").replace(os.sep, "/")


def matches(path: str, globs: list[str] | tuple[str, ...]) -> bool:
    """Whether a path (with slashes or backslashes) matches one of some globs.

    `*` and `?` stay within one part, `**` crosses parts; a glob without `/` matches the name at any depth; a glob that
    names a folder holds everything below it. `./` before a name holds it to the folder itself. A path matches itself,
    whatever signs stand in it.
    """
    path = path.replace("\\", "/")
    return any(_compile(glob).fullmatch(path) or glob.removeprefix("./") == path for glob in globs)


@lru_cache(maxsize=1024)
def _compile(glob: str) -> re.Pattern[str]:
    glob = glob.replace("\\", "/").rstrip("/")
    body = "" if "/" in glob else "(?:.*/)?"
    glob = glob.removeprefix("./")
    at = 0
    while at < len(glob):
        if glob.startswith("**/", at):
            body += "(?:.*/)?"
            at += 3
        elif glob.startswith("**", at):
            body += ".*"
            at += 2
        elif glob[at] == "*":
            body += "[^/]*"
            at += 1
        elif glob[at] == "?":
            body += "[^/]"
            at += 1
        elif glob[at] == "[" and "]" in glob[at + 2 :]:
            end = glob.index("]", at + 2)
            inside = glob[at + 1 : end].replace("\\", "\\\\")
            body += f"[{'^' + inside[1:] if inside[0] == '!' else inside}]"
            at = end + 1
        else:
            body += re.escape(glob[at])
            at += 1
    return re.compile(f"{body}(?:/.*)?", re.DOTALL)
