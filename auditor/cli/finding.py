"""What `check` and `names` share: the articles that paths stand for, with the project's excludes, and failures told once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.config import CommandLine
    from auditor.run.changes import Change
    from auditor.violation import Failure


def find_articles(
    paths: list[str], said: CommandLine, *, use_excludes: bool, change: Change | None = None
) -> tuple[list[str], list[Failure]]:
    """Files of some paths (that a change touched) and what could not be found; a note on stderr for what is left out."""
    from auditor.config import settings_for
    from auditor.run.files import find_files

    def excludes_of(path: str) -> tuple[str, tuple[str, ...]]:
        settings = settings_for(path, said)
        return settings.folder, settings.exclude

    if change:
        from auditor.run.changes import changed_articles

        found = changed_articles(paths, change, excludes_of, use_excludes=use_excludes)
    else:
        found = find_files(paths, excludes_of, use_excludes=use_excludes)
    tell(found.notes)
    for path in found.excluded:
        print(f"auditor: {path} is excluded and was not checked; --no-exclude checks it", file=sys.stderr)
    if found.hidden and not found.files:
        print(f"auditor: all {found.hidden} articles are excluded; --no-exclude checks them", file=sys.stderr)
    return found.files, found.failures


def tell(failures: list[Failure]) -> None:
    """Each failure once on stderr: a broken rule concerns every file, and is told once."""
    from auditor.report.summary import one_line_path

    for failure in dict.fromkeys(failures):
        path = one_line_path(failure.path)
        where = f"{path}:{failure.line}" if failure.line else path
        print(f"auditor: {where}: {failure.message}", file=sys.stderr)
