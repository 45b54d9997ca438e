"""`auditor check`: lint articles, show or apply fixes."""

from __future__ import annotations

import os
import sys
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from auditor.cli import options
from auditor.cli.finding import find_articles, tell
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.run.changes import Change
    from auditor.run.check import Options
    from auditor.violation import Failure, FileReport


class Format(str, Enum):
    """Output formats."""

    text = "text"
    json = "json"
    github = "github"


class FailOn(str, Enum):
    """Severities that can make a run fail."""

    error = "error"
    warning = "warning"
    info = "info"


def command(
    paths: options.SomePaths = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    fail_on: Annotated[
        Optional[FailOn],
        typer.Option("--fail-on", help="The lowest severity that makes exit code 1 (default: warning)."),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.text,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the fixes that are safe.")] = False,
    fix_only: Annotated[
        bool, typer.Option("--fix-only", help="Apply the fixes that are safe and report nothing of what remains.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix, --fix-only or --diff: the others too.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do; change nothing.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count violations by rule.")] = False,
    isolated: options.Isolated = False,
    config: options.Config = None,
    no_exclude: Annotated[bool, typer.Option("--no-exclude", help="Check excluded files too.")] = False,
    no_cache: Annotated[  # noqa: ARG001
        bool,
        typer.Option("--no-cache", help="Remember nothing between runs (so it is today: for scripts that say so)."),
    ] = False,
    baseline: options.Baseline = None,
    diff_base: Annotated[
        Optional[str],
        typer.Option("--diff-base", help="Only what this branch and the working tree bring beside REV.", metavar="REV"),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Only what the index brings, read from the index (for hooks).")
    ] = False,
    jobs: options.Jobs = 0,
    no_index: options.NoIndex = False,
) -> None:
    """Check articles: credits, disclaimers, names, sources.

    \b
    auditor check story.md
    auditor check articles/ --fail-on error
    auditor check story.md --diff         what --fix would change
    auditor check articles/ --select ATT,SRC001 --format github
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
        baseline=str(baseline) if baseline else "",
    )
    change = _change(diff_base, staged=staged, writes=fix or fix_only or diff)
    chosen = Options(said, not no_index, change=change)
    files, failures = find_articles(paths or ["."], said, use_excludes=not no_exclude, change=change)
    reports = list(check_files(files, chosen, jobs or os.cpu_count() or 1))
    tell([*idle_accepts(reports, chosen), *_stale(reports)])
    if diff:
        _show_diffs(reports, files, chosen, unsafe_fixes, failures)
        return
    if fix or fix_only:
        reports, note = _mend(reports, files, chosen, unsafe_fixes)
        print(note, file=sys.stderr)
    if fix_only:
        _tell(reports, failures)
        _leave([], [*failures, *(f for r in reports for f in r.failures)])
        return
    _report(reports, failures, output, statistics)
    _leave(reports, failures)


def _change(diff_base: str | None, *, staged: bool, writes: bool) -> Change | None:
    """The change that is asked about; None: everything counts."""
    from auditor.errors import ConfigError

    if diff_base is None and not staged:
        return None
    if staged and (writes or diff_base is not None):
        what, cure = (
            "--staged reads the index",
            "leave out --fix, --diff and --diff-base, which look at the working tree",
        )
        raise ConfigError(what, cure=cure)
    from auditor.run import changes

    return changes.staged() if diff_base is None else changes.since(diff_base)


def _stale(reports: list[FileReport]) -> list[Failure]:
    """Notes about entries of a baseline that match nothing any more; most runs have none and need no JSON reader."""
    if not any(report.baseline for report in reports):
        return []
    from auditor.run.baseline import stale_notes

    return stale_notes(reports)


def _report(reports: list[FileReport], failures: list[Failure], output: Format, statistics: bool) -> None:
    from auditor.report import github, json, text
    from auditor.report import statistics as by_rule

    _tell(reports, failures)
    if output is Format.json:
        sys.stdout.write(json.render(reports, failures))
    elif output is Format.github:
        sys.stdout.write(github.render(reports, failures))
        _write_summary(github.job_summary(reports, failures))
    elif statistics:
        sys.stdout.write(by_rule.render(reports))
    else:
        sys.stdout.write(text.render(reports, text.style_for(sys.stdout)))
    sys.stdout.flush()


def _tell(reports: list[FileReport], failures: list[Failure]) -> None:
    tell([*failures, *(f for r in reports for f in r.failures)])


def _write_summary(words: str) -> None:
    """GitHub names the file of the job summary; it is added to, as other steps write there too."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(words)


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
    _tell(reports, failures)
    if failures or any(r.failures for r in reports):
        raise typer.Exit(2)
    if differ:
        raise typer.Exit(1)


def _lines(text: str) -> list[str]:
    """Lines with their ends; only LF ends a line here, as in `diff`."""
    lines = text.split("\n")
    return [*(line + "\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
