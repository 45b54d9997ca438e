"""Concise text: one line a violation, as `text` prints it into a pipe, on a terminal too."""

from __future__ import annotations

from auditor.report.results import Results
from auditor.report.text import closing, one_line


def render(results: Results) -> str:
    """The lines, then the closing one."""
    found = [one_line(r, v, results.style, results.rules.get(v.code)) for r, v in results.violations]
    lines = [*found, *closing(results)]
    return "\n".join(lines) + "\n" if lines else ""
