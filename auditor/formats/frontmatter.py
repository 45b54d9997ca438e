"""Front matter: the metadata block, YAML or TOML, that begins on the very first line of a file.

Takes a Source, gives its values with their places, problems, and where the body begins (0: no front matter).
Values stay as they are written: nothing is made into a date, a number or a truth value.
"""

from __future__ import annotations

import re

from msgspec import Struct

from auditor.article import Problem, Span, Value
from auditor.patterns import late_re
from auditor.source import Source

_OPENING = late_re(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_CLOSINGS = {
    "---": re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)"),
    "+++": re.compile(r"(?<=[\r\n])\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)"),
}


class FrontMatter(Struct, frozen=True):
    """What the metadata block holds; `body_start` is the source offset behind its closing fence, 0 where there is none."""

    values: tuple[Value, ...] = ()
    problems: tuple[Problem, ...] = ()
    body_start: int = 0


NONE = FrontMatter()


def fenced(text: str) -> tuple[str, Span, int] | None:
    """The fence with which a text opens, the range between it and its closing fence, and where the line after begins."""
    if not text.startswith(("---", "+++")):
        return None
    opening = _OPENING.match(text)
    closing = opening and _CLOSINGS[opening.group(1)].search(text, opening.end())
    if not opening or not closing:
        return None
    return opening.group(1), Span(opening.end(), closing.start()), closing.end()


def read(source: Source) -> FrontMatter:
    """The front matter of a source; `NONE` where its first line is no fence, or the block is no metadata."""
    found = fenced(source.text)
    if not found:
        return NONE
    fence, place, body_start = found
    if fence == "---":
        from auditor.formats import frontmatter_yaml

        metadata = frontmatter_yaml.read(source.text, *place)
    else:
        from auditor.formats import frontmatter_toml

        metadata = frontmatter_toml.read(source.text, *place)
    if metadata is None:
        return NONE
    values, problems = metadata
    return FrontMatter(tuple(values), tuple(problems), body_start)
