"""`auditor accept FILE:LINE`: write down that an editor has looked at a violation."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Optional

import typer

from auditor.cli import options


def command(
    place: Annotated[str, typer.Argument(help="Where it begins, as reports show it.", metavar="FILE:LINE[:COLUMN]")],
    reason: Annotated[str, typer.Option("--reason", help="Why it may stand: for whoever reads it next year.")],
    code: Annotated[
        Optional[str], typer.Option("--code", help="Which one, where several begin there.", metavar="RULE")
    ] = None,
    until: Annotated[
        Optional[str], typer.Option("--until", help="The last day on which it holds.", metavar="DATE")
    ] = None,
    config: options.Config = None,
) -> None:
    """Accept a violation: an [[accept]] by content in the nearest auditor.toml; the article stays as it is.

    \b
    auditor accept story.md:12 --reason "confirmed by phone with two hospitals" --until 2027-01-31
    auditor accept story.md:9 --code NAM010 --reason "two towns"
    """
    from auditor.config import CommandLine, config_for, settings_for
    from auditor.errors import ConfigError
    from auditor.run.accepting import accept_entry, find_violation, parse_day, parse_place
    from auditor.run.check import Options
    from auditor.run.config_edit import add_accept
    from auditor.run.project import day_of_run

    if not reason.strip():
        raise ConfigError("--reason is empty", cure="say in words why it may stand")
    where = parse_place(place)
    day = parse_day(until, day_of_run()) if until is not None else None
    said = CommandLine(config=str(config) if config else "")
    settings_for(where.path, said)
    found, words = find_violation(where, code or "", Options(said))
    file = config_for(where.path, said.config)
    folder = file.folder if file else _folder_above(where.path)
    entry = accept_entry(found, words, where.path, folder, reason.strip(), day)
    written = add_accept(file, folder, entry)
    ends = f" until {day}" if day else ""
    sys.stdout.write(f'{written}: accepted "{words}" [{found.code} {found.name}] in {entry["path"]}{ends}\n')


def _folder_above(path: str) -> str:
    """Where a new configuration stands: the working directory, if the file lies in it, else the file's own folder."""
    here, folder = os.getcwd(), os.path.dirname(os.path.abspath(path))
    return here if os.path.commonpath((here, folder)) == here else folder
