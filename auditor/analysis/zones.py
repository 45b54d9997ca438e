"""Zones: where in an article a rule looks; they mean the same for every kind.

Takes a source offset, gives the zones that hold it. What stands in quotation marks or a block quote is in `quotation` alone:
it is somebody else's text. `head` is what stands above the first paragraph of the body, `tail` what stands below the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

_OWN = {"title": "title", "standfirst": "standfirst", "caption": "caption"}


def zone_of(facts: Facts, offset: int) -> frozenset[str]:
    """The zones of a source offset; "metadata" alone where no reader reads it."""
    at = _view_of(facts, offset)
    if at is None:
        return frozenset(("metadata",))
    number = facts.block_at(at)
    if number < 0:
        return frozenset(("head",))
    layout = facts.layout
    role = layout.roles[number]
    if role == "quote" or facts.quotes.holds(at):
        return frozenset(("quotation",))
    zones = {_OWN[role]} if role in _OWN else set()
    if role in ("title", "standfirst") and offset < facts.article.body_start:
        return frozenset(zones | {"metadata"})
    if number < layout.body:
        zones.add("head")
    elif number >= layout.tail:
        zones.add("tail")
    if role in ("paragraph", "item", "cell", "heading") and number >= layout.body:
        zones.add("body")
    return frozenset(zones)


def _view_of(facts: Facts, offset: int) -> int | None:
    """View offset of a source offset that readers read."""
    for segment in facts.article.map.segments:
        if segment.source_start <= offset < segment.source_end or (
            offset == segment.source_end == segment.source_start
        ):
            inside = offset - segment.source_start if segment.verbatim else 0
            return facts.folded.to_view(segment.start + inside)
    return None
