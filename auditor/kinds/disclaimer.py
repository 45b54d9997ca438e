"""Kind `disclaimer`: a house text is missing, altered, negated, another outlet's, in another language, twice or misplaced.

Parameters: `text`, the name of a `[[text]]` (rules of all faults share one text, which has exactly one state), or `kinds`:
kinds of disclaimer of which one must stand, in whatever words.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from auditor.analysis.facts import Facts
from auditor.analysis.house_texts import TextState, filled
from auditor.analysis.placing import paragraph_below
from auditor.article import Span
from auditor.kinds import Finding, Place
from auditor.rulebook import Rule, Rulebook, TextBlock
from auditor.toml import nearest
from auditor.violation import Edit, Fix

NAME = "disclaimer"
FAULTS = {
    "missing": "the text does not stand in the article",
    "altered": "it stands with other words",
    "negated": "it says the opposite",
    "other-outlet": "it names another outlet",
    "other-language": "it stands in another language than the article",
    "twice": "it stands more than once",
    "misplaced": "it stands outside its zone",
}
PLACEHOLDERS = frozenset(("words", "text", "opposite", "difference", "outlet", "language", "publication"))


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys."""

    text: str = ""
    kinds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if bool(self.text) == bool(self.kinds):
            raise ValueError("write either `text`, the name of a house text, or `kinds` of disclaimer")


def triggers(params: Params) -> tuple[str, ...]:
    """None: what is missing has no words."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """The text must exist; its opposite where the rule asks for it."""
    if rule.params.kinds:
        return [] if rule.fault == "missing" else [f"`kinds` can only be missing, not {rule.fault}; name a `text`"]
    text = rulebook.texts.get(rule.params.text)
    if text is None:
        return [f'no pack has the text "{rule.params.text}"; {nearest(rule.params.text, list(rulebook.texts))}']
    if rule.fault == "negated" and not text.opposite:
        return [f'text "{text.name}" has no `opposite`, so it can never be found negated; add [text.opposite]']
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding where the text is in the rule's state."""
    if rule.params.kinds:
        if not any(d.kind in rule.params.kinds for d in facts.disclaimers):
            span = Span(*facts.title_span)
            yield Finding(
                tuple(facts.pieces(*span)), {**dict.fromkeys(PLACEHOLDERS, ""), **_common(facts, span)}, absent=True
            )
        return
    state = facts.house_texts[rule.params.text]
    if state.state != rule.fault:
        return
    if rule.fault == "missing":
        start, end = facts.title_span
        yield Finding(
            tuple(facts.pieces(start, end)),
            _values(facts, state, Span(start, end)),
            fix=_insertion(facts, rule.params.text),
            absent=True,
        )
        return
    first, *others = state.spans if rule.fault != "twice" else (state.spans[1], state.spans[0], *state.spans[2:])
    related = tuple(Place("it stands here too", tuple(facts.pieces(*span))) for span in others)
    fix = _replacement(facts, state, first) if rule.fault in ("altered", "other-outlet") else None
    yield Finding(tuple(facts.pieces(*first)), _values(facts, state, first), related, fix, absent=True)


def _values(facts: Facts, state: TextState, span: Span) -> dict[str, str]:
    words = facts.words(*span)
    return {
        **_common(facts, span),
        "text": state.words,
        "opposite": state.opposite,
        "difference": _difference(words, state.words),
        "outlet": state.outlet,
        "language": state.language,
    }


def _common(facts: Facts, span: Span) -> dict[str, str]:
    return {"words": facts.words(*span), "publication": facts.context.publication or "the publisher"}


def _difference(stands: str, right: str) -> str:
    """A word diff: [-what stands-]{+what should+}, equal stretches shortened."""
    from rapidfuzz.distance import Indel

    old, new = stands.split(), right.split()
    parts: list[str] = []
    lost: list[str] = []
    gained: list[str] = []
    for edit in [*Indel.opcodes(old, new), None]:
        if edit is None or edit.tag == "equal":
            parts += [f"[-{' '.join(lost)}-]"] if lost else []
            parts += [f"{{+{' '.join(gained)}+}}"] if gained else []
            lost, gained = [], []
        if edit is not None and edit.tag == "equal":
            run = old[edit.src_start : edit.src_end]
            parts.append(" ".join(run if len(run) <= 4 else [*run[:2], "…", *run[-2:]]))
        elif edit is not None:
            lost += old[edit.src_start : edit.src_end] if edit.tag == "delete" else []
            gained += new[edit.dest_start : edit.dest_end] if edit.tag == "insert" else []
    return " ".join(parts)


def _replacement(facts: Facts, state: TextState, span: Span) -> Fix | None:
    if "{" in state.words or not facts.is_verbatim(*span):
        return None
    words = facts.encode(state.words, span.start)
    piece = facts.pieces(*span)[0]
    return None if words is None else Fix((Edit(piece.start, piece.end, words),), safe=True)


def _insertion(facts: Facts, name: str) -> Fix | None:
    """The missing text and its missing neighbours of the block, put where the block stands or belongs.

    Each missing text of one run gives the same edit, so that one fix restores them all.
    """
    block = next((b for b in facts.rulebook.blocks if name in b.texts), TextBlock("tail", (name,)))
    states = facts.house_texts
    run = _missing_run(block.texts, name, states)
    words = [filled(facts, states[n].words) for n in run]
    if any("{" in w for w in words):
        return None
    before = block.texts.index(run[0])
    behind = block.texts.index(run[-1]) + 1
    text = " ".join(words)
    if before > 0 and (spans := states[block.texts[before - 1]].spans):
        return _inserted(facts, spans[0].end, f" {text}", text)
    if behind < len(block.texts) and (spans := states[block.texts[behind]].spans):
        return _inserted(facts, spans[0].start, f"{text} ", text)
    last = next((n for n in reversed(range(len(facts.blocks))) if facts.layout.prose(n)), None)
    if last is None or (encoded := facts.encode(text, facts.blocks[last].end)) is None:
        return None
    return Fix((next(paragraph_below(facts, last, encoded)),), safe=True)


def _missing_run(texts: tuple[str, ...], name: str, states: dict[str, TextState]) -> list[str]:
    at = texts.index(name)
    first = last = at
    while first > 0 and states[texts[first - 1]].state == "missing":
        first -= 1
    while last + 1 < len(texts) and states[texts[last + 1]].state == "missing":
        last += 1
    return list(texts[first : last + 1])


def _inserted(facts: Facts, at: int, words: str, text: str) -> Fix | None:
    encoded = facts.encode(text, at)
    if encoded is None:
        return None
    end = facts.article.map.pieces(*facts.folded.span(at - 1, at))[-1].end if at else 0
    place = end if words[:1].isspace() else facts.pieces(at, at + 1)[0].start
    return Fix((Edit(place, place, words.replace(text, encoded)),), safe=True)
