"""`auditor rules`: every rule in force here, one line each."""

from __future__ import annotations

import json
import sys
from enum import Enum
from typing import Annotated, Optional

import typer

from auditor.cli import options


class Format(str, Enum):
    """Output formats."""

    text = "text"
    json = "json"


def command(
    path: Annotated[str, typer.Argument(help="The file or folder whose configuration counts.", metavar="[PATH]")] = ".",
    select: options.Select = None,
    output: Annotated[Format, typer.Option("--format", help="How to list.")] = Format.text,
    isolated: options.Isolated = False,
    config: options.Config = None,
    every: Annotated[Optional[bool], typer.Option("--all", help="The rules of every shipped pack, houses too.")] = None,
) -> None:
    """List the rules: code, name, severity, what each asks for.

    \b
    auditor rules
    auditor rules --select ATT
    auditor rules articles/2024/12/hama.md
    """
    from auditor.config import CommandLine, settings_for
    from auditor.run.project import every_shipped, project_for

    settings = settings_for(
        path, CommandLine(select=options.words(select), isolated=isolated, config=str(config) if config else "")
    )
    project = project_for(settings)
    on = {rule.code: rule.severity for rule in project.active.rules}
    listed = every_shipped() if every else [r for r in project.every.rules if not settings.select or r.code in on]
    rows = [
        (r.code, r.name, on.get(r.code, "off"), r.summary, r.kind, r.fault, r.pack)
        for r in sorted(listed, key=lambda r: r.code)
    ]
    if output is Format.json:
        keys = ("code", "name", "severity", "summary", "kind", "fault", "pack")
        sys.stdout.write(
            json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"
        )
        return
    width = max((len(row[1]) for row in rows), default=0)
    for code, name, severity, what, *_ in rows:
        sys.stdout.write(f"{code}  {name:{width}}  {severity:7}  {what}\n")
