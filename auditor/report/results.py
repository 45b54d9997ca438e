"""What a report is made of: the files' reports, what could not be done, the rules that were broken, and how to print.

Plain data; every output format of `check` is a module with `render(results) -> str`.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from msgspec import Struct, field

from auditor.report.style import Style
from auditor.rulebook import Rule
from auditor.violation import Failure, FileReport, Violation


class Results(Struct, frozen=True):
    """A run: `failed` is what could be done for no file at all (a path that does not exist)."""

    reports: list[FileReport]
    failed: list[Failure] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    """The broken rules, by code."""
    style: Style = Style()

    @property
    def failures(self) -> list[Failure]:
        """All that could not be done, the run's own first."""
        return [*self.failed, *(f for r in self.reports for f in r.failures)]

    @property
    def violations(self) -> list[tuple[FileReport, Violation]]:
        """All violations with their file's report, in order."""
        return [(r, v) for r in self.reports for v in r.violations]


def render(name: str, results: Results) -> str:
    """A run in an output format: the name of its module."""
    return cast(str, import_module(f"auditor.report.{name}").render(results))
