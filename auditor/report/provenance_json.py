"""`provenance --format json`: one JSON object a line, one line a file; offsets are code points of the decoded file."""

from __future__ import annotations

import json
from typing import Any

from auditor.analysis.facts import Facts
from auditor.report.provenance_entries import Entry, disagreements, empty_places, entries


def render(facts: Facts, path: str) -> str:
    """One line."""
    provenance = facts.provenance
    roles: dict[str, list[dict[str, Any]]] = {}
    for entry in entries(facts):
        roles.setdefault(entry.role, []).append(_shown(entry))
    document = {
        "path": path,
        "language": facts.language.code,
        "translated": provenance.translated,
        "translated_why": provenance.why,
        "draft": provenance.draft,
        "machine": provenance.has("machine_translation"),
        "original_beside": facts.context.original_beside or None,
        "roles": roles,
        "empty": [{"role": e.role, **_shown(e)} for e in empty_places(facts)],
        "disagreements": [
            {"role": one.role, "one": _shown(one), "other": _shown(other)} for one, other in disagreements(facts)
        ],
    }
    return json.dumps(document, ensure_ascii=False)


def _shown(entry: Entry) -> dict[str, Any]:
    """An entry as JSON; the configuration has no place in the article."""
    place = {"line": entry.line, "column": entry.column, "start": entry.start, "end": entry.end} if entry.line else None
    return {
        "name": entry.name,
        "from": entry.source,
        "place": place,
        "cue": entry.cue or None,
        "address": entry.address or None,
        "withheld": entry.withheld,
    }
