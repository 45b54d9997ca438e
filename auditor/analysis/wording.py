"""Words of a language that are read only where a claim or a quotation stands: what makes it unreal, old, or one's opinion.

Takes a language and a table of `rules/lexicons/claims/LANGUAGE.toml`, gives its words as one pattern for the folded text
in lower case. They are no part of the index: most are so common that an article's every line would hold one.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.fold import fold_words
from auditor.shipped import read_shipped


@cache
def wording(language: str, table: str) -> re.Pattern[str]:
    """A table's words, the longest first, each as a whole word; a pattern that never matches where there are none."""
    words = sorted({fold_words(word) for word in _tables(language).get(table, ())}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else r"(?!)")


@cache
def _tables(language: str) -> dict[str, list[str]]:
    import tomli

    try:
        return tomli.loads(read_shipped(f"lexicons/claims/{language}.toml").decode("utf-8"))
    except FileNotFoundError:
        return {}
