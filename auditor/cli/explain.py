"""`auditor explain`: what auditor sees in an article."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer

from auditor.cli import options
from auditor.errors import AuditorError


class Format(str, Enum):
    """Output formats."""

    text = "text"
    json = "json"


def command(
    paths: options.Paths,
    output: Annotated[
        Format, typer.Option("--format", help="Text for people, or one JSON object a line, one line a file.")
    ] = Format.text,
    isolated: options.Isolated = False,
    config: options.Config = None,
    no_index: options.NoIndex = False,
) -> None:
    """Show what auditor sees in articles: blocks, credits, disclaimers, names; who says what, claims.

    \b
    auditor explain story.md
    auditor explain --format json a.md b.md
    """
    from auditor.config import CommandLine, settings_for
    from auditor.report import explain_json, explain_text
    from auditor.report.text import style_for
    from auditor.run.check import Options, read_facts, shown_path
    from auditor.run.files import find_files

    said = CommandLine(isolated=isolated, config=str(config) if config else "")
    chosen = Options(said, not no_index)
    found = find_files(paths, lambda path: (settings_for(path, said).folder, ()), use_excludes=False)
    failed = bool(found.failures)
    for failure in found.failures:
        print(f"auditor: {failure.path}: {failure.message}", file=sys.stderr)
    for path in found.files:
        try:
            facts = read_facts(path, chosen)
            if output is Format.json:
                sys.stdout.write(explain_json.render(facts, shown_path(path)) + "\n")
            else:
                sys.stdout.write(explain_text.render(facts, shown_path(path), style_for(sys.stdout)))
        except AuditorError as error:
            failed = True
            print(f"auditor: {error if error.path else f'{shown_path(path)}: {error}'}", file=sys.stderr)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2)
