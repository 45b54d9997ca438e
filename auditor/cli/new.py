"""`auditor new`: begin something that an author fills in."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Begin a rule of your own.")


@app.callback()
def _root() -> None:
    """Begin a rule of your own."""


def _reference(path: str) -> str:
    """A path as `auditor test` and `extends` take it."""
    return path if path.startswith((".", "/")) else f"./{path}"


@app.command("rule")
def rule(
    pack: Annotated[str, typer.Argument(help="The pack's file; it is made if it is not there.", metavar="PACK.toml")],
    name: Annotated[str, typer.Option("--name", help="Lower-case words joined by hyphens.", metavar="NAME")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            help="phrase, header, credit, disclaimer, name, claim, quotation, language, file or directive.",
            metavar="KIND",
        ),
    ] = "phrase",
    code: Annotated[
        str,
        typer.Option(
            "--code", help="Family and number (default: the first free from 901).", metavar="CODE", show_default=False
        ),
    ] = "",
) -> None:
    """Add a rule to a pack: a template with cases that pass, to be changed into yours.

    \b
    auditor new rule house.toml --name no-passive-translation
    auditor new rule house.toml --name editor-missing --kind credit --code ATT910
    """
    from auditor.run.new_rule import add_rule
    from auditor.run.write import write_output

    added = add_rule(pack, kind, name, code)
    write_output(pack, added.text.encode())
    sys.stdout.write(
        f"Wrote {added.code} {name} to {pack}. Next: make it yours, then auditor test {_reference(pack)}\n"
    )
