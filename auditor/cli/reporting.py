"""How `check` gives its report: to stdout or a file, in a format, with GitHub's job summary; failures on stderr."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from auditor.cli.finding import tell

if TYPE_CHECKING:
    from auditor.config import CommandLine
    from auditor.report.results import Results
    from auditor.violation import Failure, FileReport


class Format(str, Enum):
    """Output formats of `check`, each the name of a module in `auditor.report`."""

    text = "text"
    concise = "concise"
    grouped = "grouped"
    json = "json"
    jsonl = "jsonl"
    github = "github"
    gitlab = "gitlab"
    junit = "junit"
    rdjson = "rdjson"
    sarif = "sarif"


class Output(Struct, frozen=True):
    """What the command line says about the report; `file` is "" for stdout."""

    form: Format
    file: str = ""
    statistics: bool = False
    quiet: bool = False

    def refuse(self) -> None:
        """Raise ConfigError for a report that could not be given, before any work is done."""
        from auditor.errors import ConfigError
        from auditor.run.write import refuse_output

        if self.statistics and self.form not in (Format.text, Format.json):
            raise ConfigError(f"--statistics has no {self.form.value} form", cure="use --format text or json")
        if self.file:
            refuse_output(self.file)


def give(
    reports: list[FileReport], failures: list[Failure], output: Output, command: CommandLine, stream: TextIO
) -> None:
    """Tell the failures, then write the report to its file, else to `stream`."""
    from auditor.report.results import Results
    from auditor.report.style import Style, style_for
    from auditor.run.project import broken_rules
    from auditor.run.write import write_output

    tell([*failures, *(f for r in reports for f in r.failures)])
    style = Style(quiet=output.quiet) if output.file else style_for(stream, quiet=output.quiet)
    rules = broken_rules(reports, command) if output.form is Format.sarif or style.links else {}
    results = Results(reports, failures, rules, style)
    words = _render(results, output)
    if output.form is Format.github:
        _write_summary(results)
    if output.file:
        write_output(output.file, words.encode("utf-8", "backslashreplace"))
    else:
        stream.write(words)
        stream.flush()


def _render(results: Results, output: Output) -> str:
    from auditor.report import statistics
    from auditor.report.results import render

    if not output.statistics:
        return render(output.form.value, results)
    return statistics.render_json(results) if output.form is Format.json else statistics.render(results)


def _write_summary(results: Results) -> None:
    """GitHub names the file of the job summary; it is added to, as other steps write there too."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        from auditor.report.github import job_summary

        with open(path, "a", encoding="utf-8") as file:
            file.write(job_summary(results))
