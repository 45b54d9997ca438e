"""GitHub: workflow commands that annotate lines, worst first, and a job summary in Markdown.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word: the rest is announced.
Columns count code points; GitHub documents no unit.
"""

from __future__ import annotations

from auditor.report.results import Results
from auditor.report.summary import one_line_path, summary
from auditor.report.text import one_line
from auditor.violation import SEVERITIES, FileReport, Violation

SHOWN = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_ICONS = {"error": "🔴", "warning": "🟠", "info": "🔵"}
MAX_ROWS = 200


def render(results: Results) -> str:
    """Annotations for stdout, then the closing line."""
    lines = [
        f"::error file={_property(f.path)}{f',line={f.line}' if f.line else ''}::{_data(f.message)}"
        for f in results.failures
    ]
    found = _ordered(results)
    hidden = 0
    shown = dict.fromkeys(_COMMANDS, 0)
    for report, violation in found:
        shown[violation.severity] += 1
        if shown[violation.severity] <= SHOWN:
            lines.append(_annotation(report, violation))
        else:
            hidden += 1
            lines.append(one_line(report, violation))
    if hidden:
        lines.insert(
            len(lines) - hidden,
            f"::notice::{hidden} more in the log and the job summary: GitHub shows {SHOWN} of each kind",
        )
    return "\n".join([*lines, summary(results.reports)]) + "\n"


def job_summary(results: Results) -> str:
    """The Markdown for GITHUB_STEP_SUMMARY: what could not be checked, then every violation, worst first."""
    lines = ["## auditor", "", summary(results.reports), ""]
    lines += [
        f"- **could not check** `{_cell(one_line_path(f.path))}`{f' line {f.line}' if f.line else ''}: {_cell(f.message)}"
        for f in results.failures
    ]
    found = _ordered(results)
    if found:
        lines += ["", "| | where | what | rule |", "|---|---|---|---|"]
    for report, violation in found[:MAX_ROWS]:
        assert report.source is not None
        line, column = report.source.position(violation.start)
        where = f"`{_cell(report.path)}:{line}:{column}`"
        lines.append(
            f"| {_ICONS[violation.severity]} {violation.severity} | {where} | {_cell(violation.message)} | {violation.code} {violation.name} |"
        )
    if len(found) > MAX_ROWS:
        lines += ["", f"{len(found) - MAX_ROWS} more stand in the log."]
    return "\n".join(lines) + "\n"


def _ordered(results: Results) -> list[tuple[FileReport, Violation]]:
    return sorted(results.violations, key=lambda pair: -SEVERITIES.index(pair[1].severity))


def _annotation(report: FileReport, violation: Violation) -> str:
    assert report.source is not None
    line, column = report.source.position(violation.start)
    end_line, end_column = report.source.position(violation.end)
    place = f"file={_property(report.path)},line={line},endLine={end_line},col={column}"
    if end_line == line:
        place += f",endColumn={end_column}"
    title = _property(f"{violation.code} {violation.name}")
    return f"::{_COMMANDS[violation.severity]} {place},title={title}::{_data(violation.message)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _cell(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
