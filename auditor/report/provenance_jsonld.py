"""`provenance --format jsonld`: schema.org for a CMS, one object a line, fit for a `<script type="application/ld+json">`.

Only what the article (or its configuration) says: withheld names, empty places and dates that are no dates are left out.
A name in text and metadata that can be one person stands once.
"""

from __future__ import annotations

import json
from typing import Any

from auditor.analysis.credits import same_person
from auditor.analysis.facts import Facts
from auditor.analysis.people import is_description, languages, sort_of
from auditor.report.provenance_entries import PUBLISHED_ON, Entry, day_of, entries

Node = dict[str, Any]


def render(facts: Facts, path: str) -> str:  # noqa: ARG001
    """One line; `</` is written so that it cannot end the script that holds it."""
    return json.dumps(document(facts), ensure_ascii=False).replace("</", "<\\/")


def document(facts: Facts) -> Node:
    """The article as schema.org: a NewsArticle where its publication or an agency is known, else an Article."""
    held: dict[str, list[Entry]] = {}
    for entry in entries(facts):
        if not entry.withheld:
            held.setdefault(entry.role, []).append(entry)
    machines = {e.name for e in held.get("machine_translation", ())}
    held["translator"] = [e for e in held.get("translator", ()) if e.name not in machines]
    is_news = bool(held.get("agency") or held.get("publisher"))
    authors = _people(held, "author")
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if is_news else "Article",
        "headline": _one(held, "title"),
        "inLanguage": facts.language.code,
        "datePublished": _day(held, PUBLISHED_ON),
        "author": authors,
        "translator": _people(held, "translator"),
        "editor": _people(held, "editor"),
        "contributor": _contributors(held),
        "publisher": [_organisation(e) for e in _publishers(held)],
        "sourceOrganization": [_organisation(e) for e in held.get("agency", ())],
        "license": _licence(held),
        "creditText": _machine(held),
    }
    original = _original(held, authors if facts.provenance.translated else [])
    node["translationOfWork" if facts.provenance.translated else "isBasedOn"] = original
    return _without_holes(node)


def _original(held: dict[str, list[Entry]], authors: list[Node]) -> Node | None:
    """The work that this one translates or is based on; None where nothing is known of it."""
    languages = [_language(e.name) for e in held.get("original_language", ())]
    node = _without_holes(
        {
            "name": _one(held, "original_title"),
            "url": list(dict.fromkeys(e.address or e.name for e in held.get("original_link", ()) if _is_address(e))),
            "inLanguage": languages,
            "datePublished": _day(held, "original_date"),
            "publisher": [_organisation(e) for e in held.get("original_outlet", ())],
            "author": authors,
        }
    )
    return {"@type": "Article", **node} if node else None


def _people(held: dict[str, list[Entry]], role: str) -> list[Node]:
    """The holders of a role; full names first, and no second name that can be one of theirs."""
    kept: list[Entry] = []
    for entry in sorted(held.get(role, ()), key=lambda e: sort_of(e.name) in ("slug", "handle")):
        if not any(_same(entry, other) for other in kept):
            kept.append(entry)
    return [_party(entry) for entry in sorted(kept, key=lambda e: e.start)]


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries can be one person: alike, or of two sorts (handle and name, two scripts) in two places."""
    return same_person(one.name, other.name) or (
        one.source != other.source and sort_of(one.name) != sort_of(other.name)
    )


def _contributors(held: dict[str, list[Entry]]) -> list[Node]:
    """Roles for which schema.org has no property of its own, as it says such roles."""
    return [
        {"@type": "Role", "roleName": role.replace("_", "-"), "contributor": party}
        for role in ("proofreader", "adapter", "post_editor")
        for party in _people(held, role)
    ]


def _publishers(held: dict[str, list[Entry]]) -> list[Entry]:
    """The configured publication, else the desks that the article names; a person who pressed the button is none."""
    named = held.get("publisher", [])
    configured = [e for e in named if e.source == "configuration"]
    return configured or [e for e in named if e.source == "text" or is_description(e.name)]


def _party(entry: Entry) -> Node:
    return _organisation(entry) if is_description(entry.name) else _named("Person", entry)


def _organisation(entry: Entry) -> Node:
    return _named("Organization", entry)


def _named(kind: str, entry: Entry) -> Node:
    node = {"@type": kind, "name": entry.name}
    return {**node, "url": entry.address} if entry.address.startswith(("http://", "https://")) else node


def _licence(held: dict[str, list[Entry]]) -> str | Node | None:
    """The licence's address; a work with its name where no address stands."""
    entry = next(iter(held.get("licence", ())), None)
    if entry is None:
        return None
    address = entry.address or entry.name
    return address if address.startswith("http") else {"@type": "CreativeWork", "name": entry.name}


def _machine(held: dict[str, list[Entry]]) -> str | None:
    """The disclosure of a machine in words: schema.org's translators are people and organisations."""
    machines = held.get("machine_translation", ())
    if not machines:
        return None
    from auditor.analysis.people import engine_in

    engines = [e.name for e in machines if engine_in(e.name)]
    return f"Machine translation: {', '.join(engines)}" if engines else "Machine translation"


def _one(held: dict[str, list[Entry]], role: str) -> str | None:
    return next((e.name for e in held.get(role, ())), None)


def _day(held: dict[str, list[Entry]], role: str) -> str | None:
    days = [day for e in held.get(role, ()) if (day := day_of(e.name))]
    return days[0].isoformat() if days else None


def _language(name: str) -> str:
    """A language's code; the words as they stand where it has none here."""
    return languages().get(name.lower(), name)


def _is_address(entry: Entry) -> bool:
    return (entry.address or entry.name).startswith(("http://", "https://"))


def _without_holes(node: Node) -> Node:
    """A node without what is not known; a list of one stands as its only item."""
    known = {key: value for key, value in node.items() if value}
    return {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in known.items()}
