"""`explain --format json`: every fact of an article as one JSON object; offsets are code points of the decoded file."""

from __future__ import annotations

import json
from typing import Any

from auditor.analysis.facts import Facts
from auditor.article import Span


def render(facts: Facts, path: str) -> str:
    """One line."""
    provenance = facts.provenance
    document = {
        "path": path,
        "language": facts.language.code,
        "translated": provenance.translated,
        "translated_why": provenance.why,
        "draft": provenance.draft,
        "metadata": {
            role: [{"name": v.name, "start": v.start, "end": v.end} for v in values]
            for role, values in sorted(provenance.metadata_roles.items())
            if values
        },
        "blocks": [
            {"kind": kind, **_place(facts, b.start, b.end)}
            for b, kind in zip(facts.blocks, facts.layout.roles, strict=True)
        ],
        "credits": [
            {"role": c.role, "name": c.name, "start": c.start, "end": c.end, "from": c.origin, "withheld": c.withheld}
            for c in provenance.credits
        ],
        "disclaimers": [
            {"kind": d.kind, **_place(facts, d.start, d.end), "similarity": round(d.similarity, 3), "by": d.by}
            for d in facts.disclaimers
        ],
        "sentences": _sentences(facts),
        "names": [
            {"text": facts.words(m.start, m.end), **_place(facts, m.start, m.end), "cluster": m.cluster}
            for m in facts.mentions.runs
        ],
    }
    return json.dumps(document, ensure_ascii=False)


def _sentences(facts: Facts) -> list[dict[str, Any]]:
    claims: dict[int, list[dict[str, Any]]] = {}
    for claim in facts.claims:
        claims.setdefault(claim.sentence, []).append({"type": claim.type, **_place(facts, claim.start, claim.end)})
    found = []
    for number, sentence in enumerate(facts.sentences):
        sourcing = facts.sourcing.sentence(number)
        found.append(
            {
                **_place(facts, sentence.start, sentence.end),
                "attributed": sourcing.attributed,
                "level": sourcing.level,
                "carried": sourcing.carried,
                "attributions": [
                    {
                        "stance": a.stance,
                        "level": a.level,
                        "source": _range(facts, a.source),
                        "cue": _range(facts, a.cue),
                        "content": _range(facts, a.content),
                    }
                    for a in facts.sourcing.attributions(number)
                ],
                "claims": claims.get(number, []),
            }
        )
    return found


def _place(facts: Facts, start: int, end: int) -> dict[str, int]:
    pieces = facts.pieces(start, end)
    return {"start": pieces[0].start, "end": pieces[-1].end}


def _range(facts: Facts, span: Span | None) -> list[int] | None:
    if span is None:
        return None
    place = _place(facts, *span)
    return [place["start"], place["end"]]
