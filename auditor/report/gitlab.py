"""GitLab Code Quality: one array of issues, for `artifacts: reports: codequality`.

Fingerprints are unique in a report, or GitLab shows one of several: the violation's own, with the path of its file. Columns
count code points; GitLab shows lines alone. What could not be checked is no issue: it stands on stderr, and the exit code is 2.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from auditor.fingerprints import with_fingerprints
from auditor.report.results import Results
from auditor.source import Source
from auditor.violation import FileReport, Violation

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(results: Results) -> str:
    """The array."""
    issues = [issue for report in results.reports for issue in _issues(report)]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issues(report: FileReport) -> list[dict[str, Any]]:
    if report.source is None:
        return []
    return [_issue(report.path, v, report.source) for v in with_fingerprints(report.violations, report.source.text)]


def _issue(path: str, violation: Violation, source: Source) -> dict[str, Any]:
    print_ = hashlib.sha256(f"{path}\0{violation.fingerprint}".encode("utf-8", "replace")).hexdigest()[:32]
    return {
        "description": f"{violation.code} {violation.name}: {violation.message}",
        "check_name": violation.code,
        "fingerprint": print_,
        "severity": _SEVERITIES[violation.severity],
        "location": {
            "path": path,
            "positions": {"begin": _place(source, violation.start), "end": _place(source, violation.end)},
        },
    }


def _place(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column}
