"""JSON: one document, described in docs/formats.md; also where files could not be read."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from auditor.fingerprints import with_fingerprints
from auditor.report.results import Results
from auditor.source import Source
from auditor.violation import Failure, FileReport, Violation

VERSION = 1


def render(results: Results) -> str:
    """The document. `offset` counts code points of the decoded file; lines and columns count from 1."""
    reports = results.reports
    violations = [v for _, v in results.violations]
    document = {
        "version": VERSION,
        "files": [_file(r) for r in reports if r.source is not None],
        "errors": [failure_object(f) for f in results.failures],
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
        "violations": [
            violation_object(v, report.source) for v in with_fingerprints(report.violations, report.source.text)
        ],
    }


def violation_object(violation: Violation, source: Source) -> dict[str, Any]:
    """A violation with its fingerprint, as programs read it."""
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


def failure_object(failure: Failure) -> dict[str, Any]:
    """Something that could not be done."""
    return {"path": failure.path, "message": failure.message, **({"line": failure.line} if failure.line else {})}
