"""Text: `path:line:col: severity: message [CODE name]`, one line each; on a terminal the line too, its words underlined.

The one-line form is a contract: editors and matchers read it.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from auditor.report.results import Results
from auditor.report.style import Style
from auditor.report.summary import one_line_path, summary
from auditor.rulebook import Rule
from auditor.violation import FileReport, Violation

COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1"}
MAX_WIDTH = 160
"""Characters of a source line that are shown round the marked words."""


def render(results: Results) -> str:
    """The whole report."""
    lines = [line for report, violation in results.violations for line in _violation(report, violation, results)]
    return "\n".join([*lines, *closing(results)]) + "\n" if lines or not results.style.quiet else ""


def closing(results: Results) -> list[str]:
    """The closing line, which a quiet run has not."""
    return [] if results.style.quiet else [summary(results.reports)]


def one_line(report: FileReport, violation: Violation, style: Style = Style(), rule: Rule | None = None) -> str:
    """The contract's line."""
    assert report.source is not None
    line, column = report.source.position(violation.start)
    severity = style.paint(violation.severity, COLOURS[violation.severity])
    code = style.paint(f"[{named(violation, style, rule)}]", "2")
    return f"{one_line_path(report.path)}:{line}:{column}: {severity}: {violation.message} {code}"


def named(violation: Violation, style: Style, rule: Rule | None) -> str:
    """A violation's code and name; in a terminal that takes links, linked to the pack that the rule stands in."""
    words = f"{violation.code} {violation.name}"
    address = rule_address(rule) if rule is not None and style.links else ""
    return f"\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\" if address else words


def rule_address(rule: Rule) -> str:
    """The file: address of the pack that a rule stands in; "" where that is in no file of its own (a zip)."""
    from auditor.shipped import shipped_path

    path = rule.pack if os.path.isabs(rule.pack) else shipped_path(f"{rule.pack}.toml")
    return Path(path).as_uri() if path else ""


def _violation(report: FileReport, violation: Violation, results: Results) -> list[str]:
    style = results.style
    head = one_line(report, violation, style, results.rules.get(violation.code))
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
    mark = style.paint("^" * max(1, _width(marked)), COLOURS[violation.severity])
    fix = ["", f"{gutter} = fix: `--fix` mends it"] if violation.fix and violation.fix.safe else []
    return [f"{number} | {shown}", f"{gutter} | {' ' * blanks}{mark}", *fix[1:]]


def _width(words: str) -> int:
    """Columns of a terminal: wide letters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
