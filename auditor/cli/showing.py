"""What `explain` and `provenance` share: articles read one by one, each rendered, those that cannot be read told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts


def show_each(
    paths: list[str], render: Callable[[Facts, str], str], *, isolated: bool, config: Path | None, use_index: bool
) -> None:
    """Write what `render` gives of each article (facts, path as shown); exit 2 where one could not be read."""
    from auditor.config import CommandLine, settings_for
    from auditor.run.check import Options, read_facts, shown_path
    from auditor.run.files import find_files

    said = CommandLine(isolated=isolated, config=str(config) if config else "")
    found = find_files(paths, lambda path: (settings_for(path, said).folder, ()), use_excludes=False)
    failed = bool(found.failures)
    for failure in found.failures:
        print(f"auditor: {failure.path}: {failure.message}", file=sys.stderr)
    for path in found.files:
        try:
            sys.stdout.write(render(read_facts(path, Options(said, use_index)), shown_path(path)))
        except AuditorError as error:
            failed = True
            print(f"auditor: {error if error.path else f'{shown_path(path)}: {error}'}", file=sys.stderr)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2)
