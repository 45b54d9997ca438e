"""What stands in a Markdown file and is not Markdown: template tags, MDX, attribute lists, the metadata above the body.

Takes a text, gives one of the same length for the parser, and the ranges that readers do not see ("holes"). `{{ … }}`
and `%…%` in running text stay: they may be placeholders that somebody forgot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from auditor.article import Span
from auditor.patterns import late_re

_HIDDEN = late_re(
    r"\{\{<.{0,5000}?>\}\}|\{\{%.{0,5000}?%\}\}"  # Hugo shortcodes
    r"|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{%-?\s*[A-Za-z#].{0,5000}?%\}"  # Liquid and its kin
    r"|\{/\*.{0,5000}?\*/\}"  # MDX comments
    r"|\{::?[ ]*(?:nomarkdown|options|comment|/|[#.][\w-]|[\w-]+=)[^{}\r\n]*\}"  # kramdown's attribute lists
    r"|(?<=[ ])\{#[\w-]+\}(?=[ \t]*\r?$)",  # names of headings
    re.DOTALL | re.MULTILINE,
)
_HIGHLIGHT = late_re(
    r"^([ \t]*)(\{%-?[ ]*highlight\b[^\r\n]*%\})(?=[ \t]*\r?$)(.*?^[ \t]*)(\{%-?[ ]*endhighlight[ ]*-?%\})(?=[ \t]*\r?$)",
    re.DOTALL | re.MULTILINE,
)
_MDX_LINE = late_re(
    r"^(?:import[ ](?:[\w$*{][^\r\n]*[ ]from[ ])?[\"'][^\"'\r\n]+[\"'];?[ \t]*\r?$"
    r"|export[ ](?:default|const|let|function|async|\{|\*)[^\r\n]*\r?$)",
    re.MULTILINE,
)
_EMPTY_LINE = late_re(r"^[ \t]*\r?$", re.MULTILINE)
_FENCE = late_re(r"^(?:[ \t]|>|[-+*] |\d{1,9}[.)] )*(`{3,}(?!.*`)|~{3,})", re.MULTILINE)
_NOTHING_MORE = late_re(r"[ \t]*\r?$", re.MULTILINE)
_NO_LINE_END = late_re(r"[^\r\n]")
_LONE_CR = late_re(r"\r(?!\n)")


class Mask(NamedTuple):
    """The text for the parser, as long as the source's, and the holes in it: ordered, not overlapping."""

    text: str
    holes: list[Span]
    filler: str = ""
    """The sign that fills the holes."""


def mask(text: str, body_start: int) -> Mask:
    """Hide what is no Markdown; everything before `body_start` becomes blank.

    A hole is filled with a sign that Markdown takes for a letter, so that `[word]({% link %})` remains a link and
    `{/* note */}Words` does not become indented code; where nothing else stands on its line, with blanks.
    """
    masked = text
    if "\r" in masked:
        masked = _LONE_CR.sub("\n", masked)
    if body_start:
        masked = _NO_LINE_END.sub(" ", masked[:body_start]) + masked[body_start:]
    if "{" not in masked and "import " not in masked and "export " not in masked:
        return Mask(masked, [])
    if "{%" in masked:
        masked = _HIGHLIGHT.sub(_fences, masked)
    holes = _found(_HIDDEN, masked) if "{" in masked else []
    modules = [_to_empty_line(masked, m) for m in _found(_MDX_LINE, masked) if _begins_block(masked, m.start)]
    if holes or modules:
        fences = _fenced(masked)
        holes = _outside(sorted({*holes, *modules}), fences)
    if not holes:
        return Mask(masked, [])
    filler = next((sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in masked), "\ue000")
    return Mask(_filled(masked, holes, filler), holes, filler)


def _found(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _fences(block: re.Match[str]) -> str:
    """Liquid's tags round code as Markdown's, of the same length."""
    indent, opening, code, closing = block.groups()
    return f"{indent}{'```'.ljust(len(opening))}{code}{'```'.ljust(len(closing))}"


def _begins_block(text: str, at: int) -> bool:
    """Whether an `import` line stands at the top or behind an empty line, and so is no word of a paragraph."""
    return not text[max(text.rfind("\n", 0, max(at - 1, 0)), 0) : at].strip()


def _to_empty_line(text: str, start: Span) -> Span:
    empty = _EMPTY_LINE.search(text, start.end)
    return Span(start.start, empty.start() if empty else len(text))


def _fenced(text: str) -> list[Span]:
    """The ranges of fenced code, in which everything is meant as it stands."""
    ranges: list[Span] = []
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opening is None:
            opening = match
        elif match.group(1).startswith(opening.group(1)) and _NOTHING_MORE.match(text, match.end()):
            ranges.append(Span(opening.start(), match.end()))
            opening = None
    if opening is not None:
        ranges.append(Span(opening.start(), len(text)))
    return ranges


def _outside(spans: Iterable[Span], fences: list[Span]) -> list[Span]:
    """The spans that touch no fence and not each other; of two that overlap, the first."""
    kept: list[Span] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            continue
        fence = fences[bisect_left(fences, (span.end, span.end)) - 1] if fences else Span(0, 0)
        if not (fence.start < span.end and span.start < fence.end):
            kept.append(span)
    return kept


def _filled(text: str, holes: list[Span], filler: str) -> str:
    parts = []
    last = 0
    for start, end in holes:
        parts += [text[last:start], _NO_LINE_END.sub(filler, text[start:end])]
        last = end
    filled = "".join([*parts, text[last:]])
    alone = re.compile(rf"^[ \t]*{filler}[{filler} \t]*\r?$", re.MULTILINE)
    return alone.sub(lambda m: _NO_LINE_END.sub(" ", m.group()), filled)
