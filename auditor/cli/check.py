"""`auditor check`: lint articles, show or apply fixes."""

from __future__ import annotations

import os
import sys
from enum import Enum
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from auditor.cli import options
from auditor.cli.finding import find_articles, named_paths, tell
from auditor.cli.progress import watched
from auditor.cli.reporting import Format, Output, give
from auditor.cli.stdin import Piped, check_stdin, fix_stdin
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.run.changes import Change
    from auditor.run.check import Options
    from auditor.violation import Failure, FileReport


class FailOn(str, Enum):
    """Severities that can make a run fail."""

    error = "error"
    warning = "warning"
    info = "info"


def command(
    paths: options.PathsOrHere = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    fail_on: Annotated[
        Optional[FailOn],
        typer.Option("--fail-on", help="The lowest severity that makes exit code 1 (default: warning)."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.text,
    output_file: options.OutputFile = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the fixes that are safe.")] = False,
    fix_only: Annotated[
        bool, typer.Option("--fix-only", help="Apply the fixes that are safe and report nothing of what remains.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix, --fix-only or --diff: the others too.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do; change nothing.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count violations by rule (text or json).")] = False,
    quiet: options.Quiet = False,
    exit_zero: options.ExitZero = False,
    files_from: options.FilesFrom = "",
    stdin_filename: options.StdinFilename = "",
    isolated: options.Isolated = False,
    config: options.Config = None,
    no_exclude: Annotated[
        bool, typer.Option("--no-exclude", help="Check excluded files, and what git ignores, too.")
    ] = False,
    baseline: options.Baseline = None,
    diff_base: Annotated[
        Optional[str],
        typer.Option("--diff-base", help="Only what this branch and the working tree bring beside REV.", metavar="REV"),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Only what the index brings, read from the index (for hooks).")
    ] = False,
    no_cache: options.NoCache = False,
    jobs: options.Jobs = 0,
    no_index: options.NoIndex = False,
) -> None:
    """Check articles: credits, disclaimers, names, sources.

    \b
    auditor check story.md
    auditor check articles/ --fail-on error
    auditor check story.md --diff         what --fix would change
    auditor check articles/ --select ATT,SRC001 --format github
    auditor check articles/ --format sarif --output-file auditor.sarif
    git diff --name-only --diff-filter=d -z -- '*.md' | auditor check --files-from -
    auditor check - --stdin-filename articles/story.md < draft.md
    """
    from auditor.config import CommandLine
    from auditor.run.check import Options, idle_accepts

    said = CommandLine(
        select=options.words(select),
        extend_select=options.words(extend_select),
        ignore=options.words(ignore),
        fail_on=fail_on.value if fail_on else "",
        isolated=isolated,
        config=str(config) if config else "",
        baseline=str(baseline) if baseline else "",
    )
    output = Output(form, str(output_file or ""), statistics, quiet)
    output.refuse()
    change = _change(diff_base, staged=staged, writes=fix or fix_only or diff)
    chosen = Options(said, not no_index, use_cache=not (no_cache or no_index), change=change)
    looked = _look(
        named_paths(paths, files_from), stdin_filename, chosen, jobs, use_excludes=not no_exclude, quiet=quiet
    )
    reports = looked.reports
    tell([] if quiet else [*idle_accepts(reports, chosen), *_stale(reports)])
    if diff:
        wrong = _show_diffs(looked, chosen, unsafe=unsafe_fixes)
    elif fix_only:
        reports = _mend(looked, chosen, unsafe=unsafe_fixes, quiet=quiet)
        tell([*looked.failures, *(f for r in reports for f in r.failures)])
        wrong = False
    else:
        if fix:
            reports = _mend(looked, chosen, unsafe=unsafe_fixes, quiet=quiet)
        give(reports, looked.failures, output, said, sys.stderr if fix and looked.piped else sys.stdout)
        wrong = _is_wrong(reports)
    failed = looked.failures or any(r.failures for r in reports)
    raise typer.Exit(2 if failed else 1 if wrong and not exit_zero else 0)


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


class Looked(NamedTuple):
    """The files of a run, a report for each, what could not be found, and stdin where that was the file."""

    files: list[str]
    reports: list[FileReport]
    failures: list[Failure]
    piped: Piped | None = None


def _look(named: list[str], stdin_name: str, chosen: Options, jobs: int, *, use_excludes: bool, quiet: bool) -> Looked:
    """Check what was named."""
    from auditor.run.check import check_files

    if "-" in named or stdin_name:
        piped = check_stdin(named, stdin_name, chosen, use_excludes=use_excludes, quiet=quiet)
        return Looked([piped.name] * len(piped.reports), piped.reports, [], piped)
    files, failures = find_articles(named, chosen.command, use_excludes=use_excludes, quiet=quiet, change=chosen.change)
    reports = check_files(files, chosen, jobs or os.cpu_count() or 1)
    return Looked(files, list(watched(reports, len(files), quiet=quiet)), failures)


def _is_wrong(reports: list[FileReport]) -> bool:
    """Whether a violation is as grave as `fail-on`."""
    from auditor.violation import SEVERITIES

    return any(SEVERITIES.index(v.severity) >= SEVERITIES.index(r.fail_on) for r in reports for v in r.violations)


def _mend(looked: Looked, chosen: Options, *, unsafe: bool, quiet: bool) -> list[FileReport]:
    """Write what fixes make of the files (of stdin: to stdout), and give the reports of what remains."""
    if looked.piped is not None:
        return fix_stdin(looked.piped, chosen, unsafe=unsafe)
    from auditor.report.summary import counted
    from auditor.run.mend import mend
    from auditor.run.write import write_text
    from auditor.violation import Failure

    fixed = changed = 0
    total = sum(len(r.violations) for r in looked.reports)
    after = []
    for report, path in zip(looked.reports, looked.files, strict=True):
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
    if not quiet:
        note = f"Fixed {fixed} of {counted(total, 'violation')} in {counted(changed, 'file')}; {remain}."
        print(note, file=sys.stderr)
    return after


def _show_diffs(looked: Looked, chosen: Options, *, unsafe: bool) -> bool:
    """Print what fixes would change; whether that is anything."""
    import difflib

    from auditor.run.mend import mend

    differ = False
    for report, path in zip(looked.reports, looked.files, strict=True):
        mended = mend(report, path, chosen, unsafe=unsafe)
        if mended.after != mended.before:
            differ = True
            lines = difflib.unified_diff(_lines(mended.before), _lines(mended.after), report.path, report.path, n=1)
            for line in lines:
                sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    tell([*looked.failures, *(f for r in looked.reports for f in r.failures)])
    return differ


def _lines(text: str) -> list[str]:
    """Lines with their ends; only LF ends a line here, as in `diff`."""
    lines = text.split("\n")
    return [*(line + "\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
