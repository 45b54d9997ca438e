"""`auditor check`: lint articles, show or apply fixes."""

from __future__ import annotations

import os
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from auditor.cli import options
from auditor.cli.finding import find_articles, tell
from auditor.cli.reporting import Format, Output, give
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.run.check import Options
    from auditor.violation import Failure, FileReport


class FailOn(str, Enum):
    """Severities that can make a run fail."""

    error = "error"
    warning = "warning"
    info = "info"


def command(
    paths: options.Paths,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    fail_on: Annotated[
        Optional[FailOn],
        typer.Option("--fail-on", help="The lowest severity that makes exit code 1 (default: warning)."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.text,
    output_file: Annotated[
        Optional[Path],
        typer.Option("--output-file", "-o", help="Write the report there, not to stdout.", metavar="FILE"),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the fixes that are safe.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: the others too.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do; change nothing.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count violations by rule (text or json).")] = False,
    isolated: options.Isolated = False,
    config: options.Config = None,
    no_exclude: Annotated[bool, typer.Option("--no-exclude", help="Check excluded files too.")] = False,
    no_cache: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--no-cache", help="Remember nothing between runs (so it is today: for scripts that say so)."),
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes for many files; 0: one a processor.", min=0)] = 0,
    no_index: options.NoIndex = False,
) -> None:
    """Check articles: credits, disclaimers, names, sources.

    \b
    auditor check story.md
    auditor check articles/ --fail-on error
    auditor check story.md --diff         what --fix would change
    auditor check articles/ --select ATT,SRC001 --format github
    auditor check articles/ --format sarif --output-file auditor.sarif
    """
    from auditor.config import CommandLine
    from auditor.run.check import Options, check_files, idle_accepts

    said = CommandLine(
        select=options.words(select),
        extend_select=options.words(extend_select),
        ignore=options.words(ignore),
        fail_on=fail_on.value if fail_on else "",
        isolated=isolated,
        config=str(config) if config else "",
    )
    output = Output(form, str(output_file or ""), statistics)
    output.refuse()
    chosen = Options(said, not no_index)
    files, failures = find_articles(paths, said, use_excludes=not no_exclude)
    reports = list(check_files(files, chosen, jobs or os.cpu_count() or 1))
    for idle in idle_accepts(reports, chosen):
        print(f"auditor: {idle.path}:{idle.line}: {idle.message}", file=sys.stderr)
    if diff:
        _show_diffs(reports, files, chosen, unsafe_fixes, failures)
        return
    if fix:
        reports, note = _mend(reports, files, chosen, unsafe_fixes)
        print(note, file=sys.stderr)
    give(reports, failures, output, said)
    _leave(reports, failures)


def _leave(reports: list[FileReport], failures: list[Failure]) -> None:
    from auditor.violation import SEVERITIES

    if failures or any(r.failures for r in reports):
        raise typer.Exit(2)
    if any(SEVERITIES.index(v.severity) >= SEVERITIES.index(r.fail_on) for r in reports for v in r.violations):
        raise typer.Exit(1)


def _mend(reports: list[FileReport], files: list[str], chosen: Options, unsafe: bool) -> tuple[list[FileReport], str]:
    from auditor.report.summary import counted
    from auditor.run.mend import mend
    from auditor.run.write import write_text
    from auditor.violation import Failure

    fixed = changed = 0
    total = sum(len(r.violations) for r in reports)
    after = []
    for report, path in zip(reports, files, strict=True):
        mended = mend(report, path, chosen, unsafe=unsafe)
        if mended.after != mended.before and report.source is not None:
            try:
                write_text(path, report.source, mended.after)
            except AuditorError as error:
                report.failures.append(Failure(error.path, error.message))
                after.append(report)
                continue
            fixed += mended.fixed
            changed += 1
        after.append(mended.report)
    left = sum(len(r.violations) for r in after)
    remain = "1 remains" if left == 1 else f"{left} remain"
    return after, f"Fixed {fixed} of {counted(total, 'violation')} in {counted(changed, 'file')}; {remain}."


def _show_diffs(
    reports: list[FileReport], files: list[str], chosen: Options, unsafe: bool, failures: list[Failure]
) -> None:
    import difflib

    from auditor.run.mend import mend

    differ = False
    for report, path in zip(reports, files, strict=True):
        mended = mend(report, path, chosen, unsafe=unsafe)
        if mended.after != mended.before:
            differ = True
            lines = difflib.unified_diff(_lines(mended.before), _lines(mended.after), report.path, report.path, n=1)
            for line in lines:
                sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    tell([*failures, *(f for r in reports for f in r.failures)])
    if failures or any(r.failures for r in reports):
        raise typer.Exit(2)
    if differ:
        raise typer.Exit(1)


def _lines(text: str) -> list[str]:
    """Lines with their ends; only LF ends a line here, as in `diff`."""
    lines = text.split("\n")
    return [*(line + "\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
