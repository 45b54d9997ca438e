"""JSON lines: one object a violation, with its path; `{"path", "error"}` for what could not be done."""

from __future__ import annotations

import json
from typing import Any

from auditor.fingerprints import with_fingerprints
from auditor.report.json import failure_object, violation_object
from auditor.report.results import Results


def render(results: Results) -> str:
    """The lines, file by file; failures stand first. Offsets are those of the `json` format."""
    objects: list[dict[str, Any]] = []
    for failure in results.failures:
        words = failure_object(failure)
        objects.append({"path": words.pop("path"), "error": words.pop("message"), **words})
    for report in results.reports:
        if report.source is not None:
            found = with_fingerprints(report.violations, report.source.text)
            objects += [{"path": report.path, **violation_object(v, report.source)} for v in found]
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
