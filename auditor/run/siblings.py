"""Other editions of an article beside it: `index.en.md` beside `index.es.md`, `en/story.md` beside `es/story.md`.

A site that keeps its own translations keeps the original there too: nobody needs a link to it. Looks at names only.
"""

from __future__ import annotations

import os
import re
from functools import cache

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?", re.IGNORECASE)
_NOT_LANGUAGES = frozenset(
    (
        "src",
        "doc",
        "docs",
        "www",
        "web",
        "app",
        "api",
        "lib",
        "img",
        "css",
        "js",
        "new",
        "old",
        "tmp",
        "all",
        "cms",
        "md",
    )
)


def original_beside(path: str) -> str:
    """The path of another edition of a file, "" where there is none."""
    folder, name = os.path.split(path)
    return _by_suffix(folder, name) or _by_folder(folder, name)


def _by_suffix(folder: str, name: str) -> str:
    """`story.es.md`: any `story.LANGUAGE.md`, or `story.md`."""
    stem, _, suffix = name.rpartition(".")
    base, _, language = stem.rpartition(".")
    if not base or not _is_language(language):
        return ""
    for other in _names(folder):
        middle = (
            other[len(base) + 1 : -len(suffix) - 1]
            if other.startswith(f"{base}.") and other.endswith(f".{suffix}")
            else ""
        )
        if other == f"{base}.{suffix}" or (other != name and _is_language(middle)):
            return os.path.join(folder, other)
    return ""


def _by_folder(folder: str, name: str) -> str:
    """`es/news/story.md`: the same file below another language's folder."""
    parts = folder.split(os.sep)
    for at in range(len(parts) - 1, -1, -1):
        if not _is_language(parts[at]):
            continue
        above = os.sep.join(parts[:at])
        for other in _names(above):
            if other != parts[at] and _is_language(other):
                candidate = os.path.join(above, other, *parts[at + 1 :], name)
                if os.path.isfile(candidate):
                    return candidate
    return ""


def _is_language(word: str) -> bool:
    return _LANGUAGE.fullmatch(word) is not None and word.lower() not in _NOT_LANGUAGES


@cache
def _names(folder: str) -> tuple[str, ...]:
    try:
        return tuple(sorted(os.listdir(folder or ".")))
    except OSError:
        return ()
