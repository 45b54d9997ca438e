"""Disclaimers of any house: sentences that say what was not verified, who is responsible, whose the views are.

Takes the hits of the formulas in `rules/lexicons/formulas.toml` and the active house texts; gives the sentences, typed, in
order. A formula inside a quotation belongs to whoever is quoted; whose a disclaimer is stands in `by`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

_IN_BODY = frozenset(("could_not_verify",))
_SUBJECT = late_regex(r"((?:\p{Lu}[\p{L}\p{M}'&.\-]*(?: |$))+)(?:said (?:it|they) |says (?:it|they) )?$")


class Disclaimer(Struct, frozen=True):
    """One disclaimer: its kind, its sentence (view offsets), how near it is to a house text (1.0: word for word; 0: no
    house text of ours), and whose it is (None: not said).
    """

    kind: str
    start: int
    end: int
    similarity: float = 0.0
    by: str | None = None
    text: str = ""


def find_disclaimers(facts: Facts) -> list[Disclaimer]:
    """All disclaimers of an article; a sentence that is a house text is not listed again for its formula."""
    found: dict[tuple[int, str], Disclaimer] = {}
    for name, state in facts.house_texts.items():
        if state.state in ("missing", "negated"):
            continue
        kind = facts.rulebook.texts[name].disclaimer
        for span in state.spans:
            by = state.outlet or facts.context.publication or None
            found[facts.sentence_at(span.start), kind] = Disclaimer(
                kind, span.start, span.end, state.similarity, by, name
            )
    for hit in facts.hits.get("disclaimer", ()):
        number = facts.sentence_at(hit.start)
        if number < 0 or (number, hit.value) in found or facts.quotes.holds(hit.start):
            continue
        sentence = facts.sentences[number]
        if hit.value not in _IN_BODY and not _stands_alone(facts, sentence.block):
            continue
        found[number, hit.value] = Disclaimer(
            hit.value, sentence.start, sentence.end, 0.0, _whose(facts, sentence.start, hit.start)
        )
    return sorted(found.values(), key=lambda d: (d.start, d.end, d.kind))


def _stands_alone(facts: Facts, block: int) -> bool:
    """Whether a block is at the top or in the tail, where a house speaks for itself."""
    layout = facts.layout
    return block <= layout.body or block >= layout.tail or layout.roles[block] in ("biography", "boilerplate")


def _whose(facts: Facts, start: int, end: int) -> str | None:
    match = _SUBJECT.search(facts.folded.plain[start:end].rstrip() + " ")
    return match.group(1).strip() if match else None
