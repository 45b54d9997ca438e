"""Text: `path:line:col: severity: message [CODE name]`, one line each; on a terminal the line too, its words underlined.

The one-line form is a contract: editors and matchers read it.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

from msgspec import Struct

from auditor.report.summary import one_line_path, summary
from auditor.violation import FileReport, Violation

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1"}
MAX_WIDTH = 160
"""Characters of a source line that are shown round the marked words."""


class Style(Struct, frozen=True):
    """How to print: `marks` shows source lines, `colour` uses terminal colours."""

    marks: bool = False
    colour: bool = False

    def paint(self, words: str, code: str) -> str:
        """Words in a colour, where colours are on."""
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour else words


def style_for(stream: TextIO) -> Style:
    """Marks and colours on a terminal; no colours where NO_COLOR is set or the terminal knows none."""
    terminal = stream.isatty()
    return Style(
        marks=terminal, colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def render(reports: list[FileReport], style: Style) -> str:
    """The whole report."""
    lines = [
        line for report in reports for violation in report.violations for line in _violation(report, violation, style)
    ]
    return "\n".join([*lines, summary(reports)]) + "\n"


def one_line(report: FileReport, violation: Violation, style: Style) -> str:
    """The contract's line."""
    assert report.source is not None
    line, column = report.source.position(violation.start)
    severity = style.paint(violation.severity, _COLOURS[violation.severity])
    code = style.paint(f"[{violation.code} {violation.name}]", "2")
    return f"{one_line_path(report.path)}:{line}:{column}: {severity}: {violation.message} {code}"


def _violation(report: FileReport, violation: Violation, style: Style) -> list[str]:
    head = one_line(report, violation, style)
    return [head, *_marked(report, violation, style), ""] if style.marks else [head]


def _marked(report: FileReport, violation: Violation, style: Style) -> list[str]:
    """The source line of the first marked words, and a line of ^ below them."""
    source = report.source
    assert source is not None
    line, _ = source.position(violation.start)
    start = source.line_starts[line - 1]
    text = source.line_text(line)
    first = violation.start - start
    last = max(
        first + 1,
        min(max((p.end for p in violation.pieces if p.start - start < len(text)), default=0) - start, len(text)),
    )
    left = max(0, min(first - 30, len(text) - MAX_WIDTH))
    right = min(len(text), left + MAX_WIDTH)
    before, marked, after = text[left:first], text[first : min(last, right)], text[min(last, right) : right]
    shown = f"{'…' if left else ''}{before}{style.paint(marked, '4')}{after}{'…' if right < len(text) else ''}".replace(
        "\t", " "
    )
    blanks = _width(before) + (1 if left else 0)
    number = str(line)
    gutter = " " * len(number)
    mark = style.paint("^" * max(1, _width(marked)), _COLOURS[violation.severity])
    fix = ["", f"{gutter} = fix: `--fix` mends it"] if violation.fix and violation.fix.safe else []
    return [f"{number} | {shown}", f"{gutter} | {' ' * blanks}{mark}", *fix[1:]]


def _width(words: str) -> int:
    """Columns of a terminal: wide letters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
