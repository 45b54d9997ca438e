"""`auditor provenance`: who wrote, translated, edited and first published an article, each with the place it was read from."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer

from auditor.cli import options
from auditor.errors import AuditorError


class Format(str, Enum):
    """Output formats."""

    table = "table"
    json = "json"
    jsonld = "jsonld"


def command(
    paths: options.Paths,
    output: Annotated[
        Format,
        typer.Option(
            "--format", help="A table, or one object a line: JSON with places, or schema.org JSON-LD for a CMS."
        ),
    ] = Format.table,
    isolated: options.Isolated = False,
    config: options.Config = None,
    no_index: options.NoIndex = False,
) -> None:
    """Show who wrote, translated, edited and first published articles, and where each is said.

    \b
    auditor provenance story.md
    auditor provenance --format json articles/
    auditor provenance --format jsonld story.md
    """
    from auditor.config import CommandLine, settings_for
    from auditor.report import provenance_json, provenance_jsonld, provenance_text
    from auditor.report.text import style_for
    from auditor.run.check import Options, read_facts, shown_path
    from auditor.run.files import find_files

    said = CommandLine(isolated=isolated, config=str(config) if config else "")
    chosen = Options(said, not no_index)
    found = find_files(paths, lambda path: (settings_for(path, said).folder, ()), use_excludes=False)
    failed = bool(found.failures)
    for failure in found.failures:
        print(f"auditor: {failure.path}: {failure.message}", file=sys.stderr)
    for number, path in enumerate(found.files):
        try:
            facts = read_facts(path, chosen)
            if output is Format.table:
                table = provenance_text.render(facts, shown_path(path), style_for(sys.stdout))
                sys.stdout.write(f"\n{table}" if number else table)
            else:
                render = provenance_json.render if output is Format.json else provenance_jsonld.render
                sys.stdout.write(render(facts, shown_path(path)) + "\n")
        except AuditorError as error:
            failed = True
            print(f"auditor: {error if error.path else f'{shown_path(path)}: {error}'}", file=sys.stderr)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2)
