"""reviewdog's rdjson: one document of diagnostics. Columns count UTF-8 bytes from 1, ends are exclusive.

A safe fix is a suggestion: several edits become one, with the words between them, since reviewdog offers each suggestion alone.
What could not be checked is a diagnostic without a range.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from auditor.report.results import Results
from auditor.source import Source
from auditor.violation import Failure, Fix, Violation

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(results: Results) -> str:
    """The document."""
    found = [_diagnostic(v, r.path, r.source) for r, v in results.violations if r.source is not None]
    document = {
        "source": {"name": "auditor"},
        "diagnostics": [*map(_failure, results.failures), *found],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(violation: Violation, path: str, source: Source) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": violation.message,
        "location": {"path": path, "range": _range(source, violation.start, violation.end)},
        "severity": _SEVERITIES[violation.severity],
        "code": {"value": violation.code},
    }
    if violation.fix is not None and violation.fix.safe and violation.fix.edits:
        diagnostic["suggestions"] = [_suggestion(violation.fix, source)]
    if violation.related:
        diagnostic["related_locations"] = [
            {"message": r.message, "location": {"path": path, "range": _range(source, r.start, r.end)}}
            for r in violation.related
        ]
    return diagnostic


def _suggestion(fix: Fix, source: Source) -> dict[str, Any]:
    edits = sorted(fix.edits)
    words = edits[0].text
    for before, edit in pairwise(edits):
        words += source.text[before.end : edit.start] + edit.text
    return {"range": _range(source, edits[0].start, edits[-1].end), "text": words}


def _failure(failure: Failure) -> dict[str, Any]:
    location: dict[str, Any] = {"path": failure.path}
    if failure.line:
        location["range"] = {"start": {"line": failure.line}}
    return {"message": failure.message, "location": location, "severity": "ERROR", "code": {"value": "failure"}}


def _range(source: Source, start: int, end: int) -> dict[str, Any]:
    return {"start": _place(source, start), "end": _place(source, end)}


def _place(source: Source, offset: int) -> dict[str, int]:
    return {"line": source.position(offset)[0], "column": source.utf8_column(offset)}
