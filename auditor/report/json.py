"""JSON: one document, described in docs/formats.md; also where files could not be read."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from auditor.fingerprints import with_fingerprints
from auditor.source import Source
from auditor.violation import Failure, FileReport, Violation

VERSION = 1


def render(reports: list[FileReport], failures: list[Failure]) -> str:
    """The document. `offset` counts code points of the decoded file; lines and columns count from 1."""
    violations = [v for r in reports for v in r.violations]
    document = {
        "version": VERSION,
        "files": [_file(r) for r in reports if r.source is not None],
        "errors": [_failure(f) for f in [*failures, *(f for r in reports for f in r.failures)]],
        "summary": {
            "files": sum(r.source is not None for r in reports),
            "violations": len(violations),
            "by_severity": dict(sorted(Counter(v.severity for v in violations).items())),
            "by_code": dict(sorted(Counter(v.code for v in violations).items())),
            "accepted": sum(r.accepted for r in reports),
            "known": sum(len(r.known) for r in reports),
            "languages": dict(sorted(Counter(r.language or "" for r in reports if r.source is not None).items())),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _file(report: FileReport) -> dict[str, Any]:
    assert report.source is not None
    return {
        "path": report.path,
        "language": report.language,
        "violations": [_violation(v, report.source) for v in with_fingerprints(report.violations, report.source.text)],
    }


def _violation(violation: Violation, source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": violation.code,
        "name": violation.name,
        "severity": violation.severity,
        "message": violation.message,
        "fingerprint": violation.fingerprint,
        "start": _place(source, violation.start),
        "end": _place(source, violation.end),
    }
    if len(violation.pieces) > 1:
        found["pieces"] = [list(p) for p in violation.pieces]
    fix = violation.fix
    found["fix"] = fix and {
        "applicability": "safe" if fix.safe else "unsafe",
        "edits": [{"start": _place(source, e.start), "end": _place(source, e.end), "text": e.text} for e in fix.edits],
    }
    found["related"] = [
        {"message": r.message, "start": _place(source, r.start), "end": _place(source, r.end)}
        for r in violation.related
    ]
    return found


def _place(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column, "offset": offset}


def _failure(failure: Failure) -> dict[str, Any]:
    return {"path": failure.path, "message": failure.message, **({"line": failure.line} if failure.line else {})}
