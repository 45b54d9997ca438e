"""`auditor explain`: what auditor sees in an article."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer

from auditor.cli import options
from auditor.cli.showing import show_each


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
    from auditor.report import explain_json, explain_text
    from auditor.report.style import style_for

    renders = {
        Format.text: lambda facts, path: explain_text.render(facts, path, style_for(sys.stdout)),
        Format.json: lambda facts, path: explain_json.render(facts, path) + "\n",
    }
    show_each(paths, renders[output], isolated=isolated, config=config, use_index=not no_index)
