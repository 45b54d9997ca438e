"""`names --format json`: one document with every name, its spellings and the articles of each; and `--format csv`, a row a spelling."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from auditor.analysis.name_census import Name, Place, Spelling
from auditor.report.names_text import first_of, last_of
from auditor.violation import Failure

COLUMNS = (
    "name", "form", "house", "kind", "total", "unlike", "spelling", "short", "count", "first", "last", "articles", "files",
)  # fmt: skip


def render(names: list[Name], articles: int, failures: list[Failure]) -> str:
    """The document."""
    document = {
        "version": 1,
        "articles": articles,
        "names": [_name(name) for name in names],
        "errors": [{"path": f.path, "message": f.message} for f in dict.fromkeys(failures)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def render_csv(names: list[Name]) -> str:
    """A head and a row for each spelling; `name` numbers the names, `files` are joined by "; "."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for number, name in enumerate(names, 1):
        for spelling in (*name.spellings, *name.short):
            places = _by_day(spelling)
            rows.writerow(
                (
                    number, name.form, int(name.house), name.kind, name.count, name.unlike, spelling.text,
                    int(spelling in name.short), spelling.count, _when(first_of(places)), _when(last_of(places)),
                    len(places), "; ".join(place.path for place in places),
                )
            )  # fmt: skip
    return out.getvalue()


def _name(name: Name) -> dict[str, Any]:
    places = name.places
    return {
        "form": name.form,
        "house": name.house,
        "kind": name.kind or None,
        "count": name.count,
        "unlike": name.unlike,
        "first": _place(first_of(places)),
        "last": _place(last_of(places)),
        "files": [place.path for place in places],
        "spellings": [_spelling(s) for s in name.spellings],
        "short_forms": [_spelling(s) for s in name.short],
    }


def _spelling(spelling: Spelling) -> dict[str, Any]:
    places = _by_day(spelling)
    return {
        "text": spelling.text,
        "count": spelling.count,
        "first": _place(first_of(places)),
        "last": _place(last_of(places)),
        "files": [place.path for place in places],
    }


def _by_day(spelling: Spelling) -> list[Place]:
    return Name(spelling.text, False, "", (spelling,)).places


def _place(place: Place) -> dict[str, str | None]:
    return {"path": place.path, "date": place.day.isoformat() if place.day else None}


def _when(place: Place) -> str:
    return place.day.isoformat() if place.day else place.path
