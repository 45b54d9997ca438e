"""`auditor check -`: an article from standard input, as an editor or a filter hands it over.

With `--fix` the mended article goes to stdout, whole even where nothing could be mended or read, and the report to stderr.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.run.check import Options
    from auditor.violation import FileReport


class Piped(Struct, frozen=True):
    """What came in, the name that it goes by, and its report (none where that name is excluded)."""

    data: bytes
    name: str
    reports: list[FileReport]


def check_stdin(named: list[str], name: str, options: Options, *, use_excludes: bool, quiet: bool) -> Piped:
    """Check standard input as if it stood at `name`; a note on stderr where that is excluded. Raises ConfigError."""
    from auditor.cli.finding import excludes_of, note_excluded
    from auditor.config import relative
    from auditor.errors import ConfigError
    from auditor.paths import matches
    from auditor.run.check import check_bytes, shown_path
    from auditor.source import MAX_BYTES

    if named != ["-"]:
        what = "stdin stands alone" if "-" in named else "--stdin-filename names stdin, which is not checked"
        raise ConfigError(what, cure="write `auditor check - --stdin-filename PATH`")
    if options.change:
        what = "--diff-base and --staged compare files that git knows, and stdin is none"
        raise ConfigError(what, cure="leave them out, or name the file")
    name = name or "-"
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    folder, globs = excludes_of(name, options.command)
    if use_excludes and globs and matches(relative(name, folder), globs):
        if not quiet:
            note_excluded(shown_path(name))
        return Piped(data, name, [])
    return Piped(data, name, [check_bytes(data, name, options)])


def fix_stdin(piped: Piped, options: Options, *, unsafe: bool) -> list[FileReport]:
    """Write the mended article to stdout; the reports of what remains."""
    from auditor.errors import AuditorError
    from auditor.run.mend import mend
    from auditor.violation import Failure

    after, data = [], piped.data
    for report in piped.reports:
        mended = mend(report, piped.name, options, unsafe=unsafe)
        after.append(mended.report)
        if report.source is not None and mended.after != mended.before:
            try:
                data = report.source.encode(mended.after)
            except AuditorError as error:
                report.failures.append(Failure(error.path, error.message))
                after[-1] = report
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return after
