"""`auditor config PATH`: every setting in force for a file, and where it was written."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from auditor.cli import options


def command(
    path: Annotated[str, typer.Argument(help="The file or folder asked about.", metavar="[PATH]")] = ".",
    isolated: options.Isolated = False,
    config: options.Config = None,
) -> None:
    """Show the settings in force for a path, each with its origin.

    \b
    auditor config articles/2024/12/hama.md
    """
    from auditor.config import CommandLine, settings_for
    from auditor.report.settings_text import render
    from auditor.run.project import context_for, project_for

    settings = settings_for(path, CommandLine(isolated=isolated, config=str(config) if config else ""))
    project = project_for(settings)
    sys.stdout.write(
        render(settings, project.packs, project.every, project.active, context_for(path, settings, project.packs))
    )
