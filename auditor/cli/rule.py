"""`auditor rule CODE`: one rule in full."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from auditor.cli import options


def command(
    wanted: Annotated[str, typer.Argument(help="A code or a name.", metavar="CODE", show_default=False)],
    isolated: options.Isolated = False,
    config: options.Config = None,
) -> None:
    """Explain a rule: what it asks, why, which standard says so, how often it was right, examples.

    \b
    auditor rule SRC001
    auditor rule translator-missing
    """
    from auditor.config import CommandLine, settings_for
    from auditor.errors import ConfigError
    from auditor.packs.select import unknown
    from auditor.report.rule_text import render
    from auditor.run.project import every_shipped, project_for

    project = project_for(settings_for(".", CommandLine(isolated=isolated, config=str(config) if config else "")))
    rule = project.active.rule(wanted) or project.every.rule(wanted)
    rule = rule or next((r for r in every_shipped() if wanted in (r.code, r.name, *r.formerly)), None)
    if rule is None:
        error = unknown(wanted, project.every)
        raise ConfigError(error.what, cure=error.cure)
    sys.stdout.write(render(rule, on=project.active.rule(rule.code) is not None))
