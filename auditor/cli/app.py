"""The door: the typer application, and the one handler that turns errors into a line and an exit code.

Exit codes: 0 clean, 1 violations at or above `fail-on`, 2 it could not do its job, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, Optional

import typer

from auditor.cli import (
    accept,
    baseline,
    cache,
    check,
    config,
    explain,
    init,
    names,
    new,
    provenance,
    rule,
    rules,
    schema,
    test,
)
from auditor.errors import AuditorError, ManyErrors, internal
from auditor.version import __version__

INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended."""

app = typer.Typer(
    name="auditor",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (check, accept, explain, provenance, names, rules, rule, test, config, schema, init):
    app.command(module.__name__.rpartition(".")[2])(module.command)
app.add_typer(baseline.app, name="baseline")
app.add_typer(cache.app, name="cache")
app.add_typer(new.app, name="new")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        Optional[bool],
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and exit."),
    ] = None,
) -> None:
    """A linter for translated and wire-derived news articles: credits, disclaimers, names, unsourced claims.

    \b
    auditor check story.md            what is wrong with one article
    auditor check articles/           … with a whole folder
    auditor explain story.md          what auditor sees in it: credits, sources, claims, names
    auditor accept story.md:12        an editor has looked at it, and says why it may stand
    auditor baseline create           old articles: from now on only what is new
    auditor rule SRC001               what a rule asks for, and why
    """


def entry() -> None:
    """The command: `main`, then out at once. Taking 100,000 objects apart would cost a seventh of a short run."""
    try:
        main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            code = code or 2
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def main() -> None:
    """Run the command line; every error leaves as one line on stderr."""
    # Loading rules makes 60,000 objects that stay, an article some thousands that go together: collecting seldom saves a
    # tenth of the start, and of every run.
    gc.set_threshold(100_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes whatever the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app()
    except ManyErrors as many:
        _fail([str(e) for e in many.errors])
    except AuditorError as error:
        _fail([str(error)])
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer turns Ctrl-C into an exit of its own, without a word
            print("auditor: interrupted", file=sys.stderr)
        raise
    except KeyboardInterrupt:
        print("auditor: interrupted", file=sys.stderr)
        _leave(INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(1)
    except OSError as error:
        _fail([_reason(error)])
    except Exception as error:  # the last door: never a traceback
        _fail([str(internal(error))])


def _reason(error: OSError) -> str:
    try:
        os.getcwd()
    except OSError:
        return "the working folder is gone; change to one that is there"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{(error.strerror or str(error)).lower()}; check the disk and the permissions"


def _fail(lines: list[str]) -> None:
    for line in lines:
        print(f"auditor: {line}", file=sys.stderr)
    _leave(2)


def _leave(code: int) -> None:
    raise SystemExit(code)
