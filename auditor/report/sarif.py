"""SARIF 2.1.0: one log with one run, for code scanning and viewers.

Columns count code points, and the log says so (`columnKind`); ends are exclusive. Addresses are relative and percent-encoded. What could not be
checked is a notification without a place: a viewer would look for the place in an article that nobody could read.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from auditor.fingerprints import with_fingerprints
from auditor.report.results import Results
from auditor.rulebook import Case, Rule
from auditor.source import Source
from auditor.version import __version__
from auditor.violation import Failure, FileReport, Fix, Violation

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "auditor/v1"


def render(results: Results) -> str:
    """The log."""
    rules = [results.rules[code] for code in sorted(results.rules)]
    places = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [
            {
                "executionSuccessful": not results.failures,
                "toolExecutionNotifications": [_notification(f) for f in results.failures],
            }
        ],
        "results": [result for report in results.reports for result in _results(report, places)],
    }
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    parts = [rule.why, f"Asked for by: {rule.standard}" if rule.standard else ""]
    parts += [f"Measured: {rule.measured}" if rule.measured else ""]
    words = [" ".join(part.split()) for part in parts if part]
    cases = [(title, cases[0]) for title, cases in (("Caught", rule.bad), ("Clean", rule.good)) if cases]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": words[0] if words else rule.summary},
        "help": {
            "text": "\n\n".join([rule.summary, *words, *(f"{title}:\n{case.text.strip()}" for title, case in cases)]),
            "markdown": "\n\n".join([rule.summary, *words, *(_example(title, case) for title, case in cases)]),
        },
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "none")},
        "properties": {"tags": [rule.kind, rule.fault]},
    }


def _example(title: str, case: Case) -> str:
    """A case as an indented block: no fence that the case's own words could close."""
    lines = [f"    {line}".rstrip() for line in case.text.strip().splitlines()]
    return "\n".join([f"**{title}**", "", *lines])


def _results(report: FileReport, places: dict[str, int]) -> list[dict[str, Any]]:
    if report.source is None:
        return []
    found = with_fingerprints(report.violations, report.source.text)
    return [_result(violation, report.path, report.source, places) for violation in found]


def _result(violation: Violation, path: str, source: Source, places: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": violation.code}
    if violation.code in places:
        result["ruleIndex"] = places[violation.code]
    result |= {
        "level": _LEVELS[violation.severity],
        "message": {"text": violation.message},
        "locations": [{"physicalLocation": _physical(path, source, violation.start, violation.end)}],
        "partialFingerprints": {FINGERPRINT: violation.fingerprint},
    }
    if violation.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                "physicalLocation": _physical(path, source, related.start, related.end),
            }
            for number, related in enumerate(violation.related, 1)
        ]
    if violation.fix is not None and violation.fix.edits:
        result["fixes"] = [_fix(violation.fix, path, source)]
    return result


def _fix(fix: Fix, path: str, source: Source) -> dict[str, Any]:
    words = "Safe: there is one right answer." if fix.safe else "Unsafe: look at it before you keep it."
    replacements = [
        {"deletedRegion": _region(source, edit.start, edit.end), "insertedContent": {"text": edit.text}}
        for edit in sorted(fix.edits)
    ]
    change = {"artifactLocation": {"uri": address(path)}, "replacements": replacements}
    return {"description": {"text": words}, "artifactChanges": [change]}


def _physical(path: str, source: Source, start: int, end: int) -> dict[str, Any]:
    region = {**_region(source, start, end), "snippet": {"text": source.text[start:end]}}
    return {"artifactLocation": {"uri": address(path)}, "region": region}


def _region(source: Source, start: int, end: int) -> dict[str, Any]:
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def address(path: str) -> str:
    """A path as a relative reference (an absolute one as a file: address); a colon never looks like a scheme."""
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{encoded}" if path.startswith("/") else encoded


def _notification(failure: Failure) -> dict[str, Any]:
    where = f"{failure.path}:{failure.line}" if failure.line else failure.path
    return {"level": "error", "message": {"text": f"{where}: {failure.message}"}}
