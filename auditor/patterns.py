"""Regular expressions that are compiled when they are first used: compiling all of them costs more than reading an article.

`late_re` and `late_regex` stand where `re.compile` and `regex.compile` would; what they give is used by its methods.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import regex

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Late:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, compiler: Callable[[str, int], Any], source: str, flags: int) -> None:
        self._late = (compiler, source, flags)

    def __getattr__(self, name: str) -> Any:
        compiler, source, flags = self.__dict__["_late"]
        compiled = compiler(source, flags)
        # From now on the pattern's own methods are found first: no cost remains.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late_re(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of `re`, compiled at first use."""
    return cast("re.Pattern[str]", _Late(re.compile, source, flags))


def late_regex(source: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern of `regex`, compiled at first use."""
    return cast("regex.Pattern[str]", _Late(regex.compile, source, flags))
