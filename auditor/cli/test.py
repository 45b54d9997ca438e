"""`auditor test`: run the good and bad cases that rules carry."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Optional

import typer

from auditor.cli import options


def command(
    packs: Annotated[
        Optional[list[str]],
        typer.Argument(help="Packs by name or path (default: those in force here).", metavar="[PACK…]"),
    ] = None,
    isolated: options.Isolated = False,
    config: options.Config = None,
    shipped: Annotated[bool, typer.Option("--all", help="Every shipped pack.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say too which alternatives of a rule no case exercises.")
    ] = False,
) -> None:
    """Test rules against the cases written beside them.

    \b
    auditor test
    auditor test ./house.toml
    auditor test --all
    auditor test ./house.toml --coverage
    """
    from auditor.config import CommandLine, settings_for
    from auditor.packs.locate import shipped_packs
    from auditor.report.summary import counted
    from auditor.run.selftest import run_cases

    if packs or shipped:
        folder, named_in, references = os.getcwd(), "the command line", list(packs or shipped_packs())
    else:
        settings = settings_for(".", CommandLine(isolated=isolated, config=str(config) if config else ""))
        folder, named_in, references = settings.folder, settings.file or "the default packs", list(settings.extends)
    rules = cases = failed = 0
    for reference in references:
        tally = run_cases(reference, folder, named_in)
        rules, cases, failed = rules + tally.rules, cases + tally.cases, failed + len(tally.outcomes)
        for outcome in tally.outcomes:
            sys.stdout.write(
                f"{outcome.path}:{outcome.line}: {outcome.verdict}: {outcome.code}: {_difference(outcome.expected, outcome.got)}\n"
            )
        for code in tally.bare:
            print(f"auditor: {reference}: {code} has no bad case: nothing shows that it can fire", file=sys.stderr)
    state = f"{failed} failed" if failed else "all as expected"
    sys.stdout.write(
        f"{counted(cases, 'case')} of {counted(rules, 'rule')} in {counted(len(references), 'pack')}: {state}.\n"
    )
    if coverage:
        _show_coverage(references, folder, named_in)
    if failed:
        raise typer.Exit(1)


def _show_coverage(references: list[str], folder: str, named_in: str) -> None:
    """What no case exercises, one line each; then how much is."""
    from auditor.run.coverage import coverage_of

    alternatives = exercised = 0
    for reference in references:
        found = coverage_of(reference, folder, named_in)
        alternatives += found.alternatives
        exercised += found.alternatives - len(found.unexercised)
        for gap in found.unexercised:
            sys.stdout.write(f"{gap.path}:{gap.line}: unexercised: {gap.code}: {gap.key}: {gap.alternative}\n")
    sys.stdout.write(f"{exercised} of {alternatives} alternatives are exercised by a case.\n")


def _difference(expected: str, got: str) -> str:
    """Expected and got; of two long texts only the words round the first difference."""
    if len(expected) + len(got) <= 200:
        return f"expected “{expected}”, got “{got}”"
    at = next((n for n, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), min(len(expected), len(got)))
    left = max(0, at - 30)
    return f"expected “…{expected[left : at + 60]}…”, got “…{got[left : at + 60]}…”"
