"""`auditor names`: every name of a publication with its spellings; or why two spellings are one name."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated, Optional

import typer

from auditor.cli import options
from auditor.cli.finding import find_articles, tell


class Format(str, Enum):
    """Output formats."""

    text = "text"
    json = "json"
    csv = "csv"


def command(
    paths: Annotated[
        Optional[list[str]],
        typer.Argument(help="Articles, or folders to walk.", metavar="[PATH…]", show_default=False),
    ] = None,
    why: Annotated[
        Optional[tuple[str, str]],
        typer.Option("--why", help="Say why two spellings are one name, or two; reads no article.", metavar="A B"),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.text,
    every: Annotated[bool, typer.Option("--all", help="Names with one spelling too.")] = False,
    min_count: Annotated[
        int, typer.Option("--min-count", help="Only names that stand so often.", metavar="N", min=1)
    ] = 1,
    write_lexicon: Annotated[
        Optional[str],
        typer.Option("--write-lexicon", help="Write a lexicon to edit instead of a table.", metavar="FILE"),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --write-lexicon: replace a file that stands there.")
    ] = False,
    isolated: options.Isolated = False,
    config: options.Config = None,
    no_exclude: Annotated[bool, typer.Option("--no-exclude", help="Read excluded files too.")] = False,
    no_index: options.NoIndex = False,
) -> None:
    """Show every name that articles spell in more than one way, most inconsistent first.

    \b
    auditor names articles/
    auditor names articles/ --write-lexicon house-names.toml
    auditor names --why "Deir ez-Zor" "Dayr az-Zawr"
    """
    from auditor.errors import ConfigError

    if why:
        if paths:
            raise ConfigError("--why reads no article", cure="give either paths or --why A B")
        if output is Format.csv:
            raise ConfigError("--why has no CSV", cure="ask for --format text or json")
        _explain(*why, output)
        return
    if not paths:
        raise ConfigError("no path was given", cure="name articles or folders, or ask --why A B")

    from auditor.config import CommandLine
    from auditor.run.check import Options
    from auditor.run.names import count_names
    from auditor.run.write import refuse_old

    if write_lexicon:
        refuse_old(write_lexicon, force=force)
    said = CommandLine(isolated=isolated, config=str(config) if config else "")
    files, failures = find_articles(paths, said, use_excludes=not no_exclude)
    found = count_names(files, Options(said, not no_index))
    failures += found.failures
    names = [name for name in found.names if (every or len(name.spellings) > 1) and name.count >= min_count]
    tell(failures)
    if write_lexicon:
        from auditor.report import names_lexicon
        from auditor.report.summary import counted
        from auditor.run.write import write_new

        write_new(write_lexicon, names_lexicon.render(names, write_lexicon, found.articles).encode(), force=force)
        wrote = counted(len(names), "name")
        print(f"auditor: wrote {wrote} to {write_lexicon}; its head says how to choose a form", file=sys.stderr)
    elif output is Format.text:
        from auditor.report import names_text
        from auditor.report.style import style_for

        sys.stdout.write(names_text.render(names, found.articles, style_for(sys.stdout)))
    else:
        from auditor.report import names_json

        as_json = output is Format.json
        sys.stdout.write(
            names_json.render(names, found.articles, failures) if as_json else names_json.render_csv(names)
        )
    sys.stdout.flush()
    if failures:
        raise typer.Exit(2)


def _explain(one: str, other: str, output: Format) -> None:
    from auditor.names import explain
    from auditor.report import names_why
    from auditor.report.style import style_for

    found = explain(one, other)
    if output is Format.json:
        sys.stdout.write(names_why.render_json(one, other, found))
    else:
        sys.stdout.write(names_why.render(one, other, found, style_for(sys.stdout)))
