"""Mending: fixes in passes, each on fresh text. Writes nothing.

Takes a checked file's report, gives the mended text, how many violations went, and the report of what remains.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.fix import apply, choose
from auditor.run.check import Options, check_source
from auditor.source import Source
from auditor.violation import Failure, FileReport

MAX_PASSES = 10


class Mended(Struct):
    """A file before and after; `fixed` counts violations that a fix removed; `report` is about the new text."""

    before: str
    after: str
    fixed: int
    report: FileReport


def mend(report: FileReport, path: str, options: Options, *, unsafe: bool) -> Mended:
    """Apply every fix that may be applied, until none is left or a pass changes nothing."""
    if report.source is None:
        return Mended("", "", 0, report)
    before = text = report.source.text
    current, fixed, seen = report, 0, {text}
    for _ in range(MAX_PASSES):
        fixes = [v.fix for v in current.violations if v.fix is not None and (v.fix.safe or unsafe)]
        edits, served = choose(fixes)
        changed = apply(text, edits)
        if not edits or changed == text:
            return Mended(before, text, fixed, current)
        if changed in seen:
            break
        seen.add(changed)
        fixed += served
        text = changed
        current = _again(current, text, path, options)
    what = "its fixes undo or feed each other, so none was applied; look at the rules that `--diff --select CODE` shows alone"
    report.failures.append(Failure(report.path, what))
    return Mended(before, before, 0, report)


def _again(report: FileReport, text: str, path: str, options: Options) -> FileReport:
    """The report of a changed text, as if it stood in the file."""
    assert report.source is not None
    return check_source(Source(text, report.source.path, report.source.encoding, report.source.bom), path, options)
