"""Grouped text: the path once, its violations below it; `*` marks what `--fix` mends."""

from __future__ import annotations

from auditor.report.results import Results
from auditor.report.summary import one_line_path
from auditor.report.text import COLOURS, closing, named
from auditor.violation import FileReport, Violation


def render(results: Results) -> str:
    """A group a file that has violations, then the closing line."""
    lines: list[str] = []
    for report in results.reports:
        if report.violations:
            lines += [results.style.paint(one_line_path(report.path), "1"), *_group(report, results), ""]
    lines += closing(results)
    return "\n".join(lines) + "\n" if lines else ""


def _group(report: FileReport, results: Results) -> list[str]:
    places = [_place(report, v) for v in report.violations]
    width = max(map(len, places))
    return [
        f"  {place:>{width}}  {_words(violation, results)}"
        for place, violation in zip(places, report.violations, strict=True)
    ]


def _place(report: FileReport, violation: Violation) -> str:
    assert report.source is not None
    line, column = report.source.position(violation.start)
    return f"{line}:{column}"


def _words(violation: Violation, results: Results) -> str:
    severity = results.style.paint(f"{violation.severity:7}", COLOURS[violation.severity])
    mark = " *" if violation.fix and violation.fix.safe else ""
    code = named(violation, results.style, results.rules.get(violation.code))
    return f"{severity}  {violation.message} {results.style.paint(f'[{code}]', '2')}{mark}"
