"""A progress bar for long runs: on stderr, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from auditor.violation import FileReport

LONG = 100
"""Files from which a run shows how far it is."""


def watched(reports: Iterator[FileReport], total: int, *, quiet: bool) -> Iterator[FileReport]:
    """The same reports, counted where somebody looks on."""
    if quiet or total < LONG or not sys.stderr.isatty():
        yield from reports
        return
    with typer.progressbar(reports, length=total, label="Checking", file=sys.stderr) as counted:
        yield from counted
