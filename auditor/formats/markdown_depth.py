"""Guards the Markdown parser: its tree is recursive, and a tree some 20,000 levels deep ends the process.

Takes a text, says whether it is nested deeper than any article is. A few counts settle it for every usual text.
"""

from __future__ import annotations

import re

from auditor.patterns import late_re

QUOTES = 100
"""Signs of quotation at the beginning of one line."""
MARKS = 500
"""Emphases, or pictures, within each other."""
INDENTATION = 1000
"""Blanks before a line: what nested lists need."""

_QUOTES = late_re(rf"^(?:[ \t]*(?:(?:[-+*]|\d{{1,9}}[.)])[ \t]+)*>){{{QUOTES}}}", re.MULTILINE)
_INDENTED = late_re(rf"^(?:[ \t>]{{{INDENTATION}}}|\t{{{INDENTATION // 4}}})[ \t]*\S", re.MULTILINE)
_EMPTY_LINES = late_re(r"\n[ \t\r]*\n")
_EVENT = late_re(r"(!\[)|(\])|[*_~]+")


def is_too_deep(text: str) -> bool:
    """Whether the parser must not see this text."""
    if text.count(">") >= QUOTES and _QUOTES.search(text):
        return True
    if (" " * INDENTATION in text or "\t" * (INDENTATION // 4) in text) and _INDENTED.search(text):
        return True
    if text.count("*") + text.count("_") + text.count("~") + 2 * text.count("![") < 2 * MARKS:
        return False
    return any(_marks(paragraph) >= MARKS for paragraph in _EMPTY_LINES.split(text))


def _marks(paragraph: str) -> int:
    """How deep emphases and pictures can be nested in a paragraph: the most that are open at once, if they are closed."""
    emphases = pictures = deepest = closings = 0
    for event in _EVENT.finditer(paragraph):
        start, end = event.span()
        before = paragraph[start - 1 : start]
        after = paragraph[end : end + 1]
        if event.group(1):
            pictures += 1
        elif event.group(2):
            closings += 1
            pictures = max(0, pictures - 1)
        else:
            size = (end - start + 1) // 2
            # A mark with letters on both sides, or on neither, closes what is open: it does not nest.
            opens = bool(after.strip()) and (not before.strip() or (after.isalnum() and not before.isalnum()))
            closes = bool(before.strip()) and (not after.strip() or (before.isalnum() and not after.isalnum()))
            if opens and not closes:
                emphases += size
            elif closes and not opens:
                closings += size
                emphases = max(0, emphases - size)
        deepest = max(deepest, emphases, pictures)
    return min(deepest, closings)
