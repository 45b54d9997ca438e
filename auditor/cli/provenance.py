"""`auditor provenance`: who wrote, translated, edited and first published an article, each with the place it was read from."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer

from auditor.cli import options
from auditor.cli.showing import show_each


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
    from auditor.report import provenance_json, provenance_jsonld, provenance_text
    from auditor.report.style import style_for

    renders = {
        Format.table: lambda facts, path: provenance_text.render(facts, path, style_for(sys.stdout)) + "\n",
        Format.json: lambda facts, path: provenance_json.render(facts, path) + "\n",
        Format.jsonld: lambda facts, path: provenance_jsonld.render(facts, path) + "\n",
    }
    show_each(paths, renders[output], isolated=isolated, config=config, use_index=not no_index)
