"""What `check` and `names` share: the articles that paths stand for, with the project's excludes, and failures told once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.config import CommandLine
    from auditor.run.changes import Change
    from auditor.violation import Failure


def excludes_of(path: str, said: CommandLine) -> tuple[str, tuple[str, ...]]:
    """The folder that a path's excludes are relative to, and the excludes."""
    from auditor.config import settings_for

    settings = settings_for(path, said)
    return settings.folder, settings.exclude


def note_excluded(path: str) -> None:
    """Say that a file that was named is excluded."""
    print(f"auditor: {path} is excluded and was not checked; --no-exclude checks it", file=sys.stderr)


def find_articles(
    paths: list[str], said: CommandLine, *, use_excludes: bool, quiet: bool = False, change: Change | None = None
) -> tuple[list[str], list[Failure]]:
    """Files of some paths (that a change touched) and what could not be found; notes on what is left out, unless `quiet`."""
    from auditor.run.files import find_files

    if change:
        from auditor.run.changes import changed_articles

        found = changed_articles(paths, change, lambda path: excludes_of(path, said), use_excludes=use_excludes)
    else:
        found = find_files(paths, lambda path: excludes_of(path, said), use_excludes=use_excludes)
    tell(found.notes)
    for path in [] if quiet else found.excluded:
        note_excluded(path)
    if found.hidden and not found.files and not quiet:
        print("auditor: all that is there is excluded or ignored by git; --no-exclude checks it", file=sys.stderr)
    return found.files, found.failures


def named_paths(paths: list[str] | None, files_from: str) -> list[str]:
    """Paths as the command line names them, with those of a list ("-": from stdin); where it names none, this folder.

    Raises ConfigError.
    """
    if not files_from:
        return paths or ["."]
    from auditor.errors import ConfigError
    from auditor.run.files import listed

    if files_from == "-":
        return [*(paths or ()), *listed(sys.stdin.buffer.read())]
    try:
        with open(files_from, "rb") as file:
            return [*(paths or ()), *listed(file.read())]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"--files-from: {reason}", path=files_from, cure="check the path") from None


def tell(failures: list[Failure]) -> None:
    """Each failure once on stderr: a broken rule concerns every file, and is told once."""
    from auditor.report.summary import one_line_path

    for failure in dict.fromkeys(failures):
        path = one_line_path(failure.path)
        where = f"{path}:{failure.line}" if failure.line else path
        print(f"auditor: {where}: {failure.message}", file=sys.stderr)
