"""Files that answers are remembered from: configuration and packs. Long-lived callers ask whether one has changed.

`read` remembers what it read; `forget_if_changed` empties every registered cache when a file is not what it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable

_states: dict[str, tuple[int, int] | None] = {}
_caches: list[Callable[[], None]] = []


def read(path: str) -> bytes:
    """The bytes of a configuration or a pack; raises OSError."""
    with open(path, "rb") as file:
        _states[path] = _state(path)
        return file.read()


def cached_from_files(clear: Callable[[], None]) -> None:
    """Register a cache by the function that empties it."""
    _caches.append(clear)


def forget_if_changed() -> None:
    """Empty the caches if a file that was read has changed or gone."""
    if any(_state(path) != state for path, state in _states.items()):
        _states.clear()
        for clear in _caches:
            clear()


def _state(path: str) -> tuple[int, int] | None:
    try:
        facts = os.stat(path)
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size
