"""Kind `credit`: a role that nobody holds, a place that a template left, two places that name different people.

Parameters: `roles` (one of them must be held), `duty` and `without-duty` (only where words of these kinds stand, or do not),
`excused-by` (one of these roles makes it a mere info), `first` (silent in a translation that lacks these roles too: another rule asks
for them on the same words), `mild-in-metadata` (a mere info where only metadata knows of the translation: its original is then often the
site's other edition); fault `changes-unnamed`: `licences` (beginnings of the licences that ask for it); fault `label`: the house's `label`,
with its colon if it has one. What is missing stands on the words that ask for it, else on the metadata key, else on the title.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from auditor.analysis.facts import Facts
from auditor.analysis.provenance import ROLES, Duty
from auditor.article import Span
from auditor.fold import fold_words
from auditor.kinds import Finding, Place
from auditor.patterns import late_re
from auditor.rulebook import Rule, Rulebook
from auditor.toml import nearest
from auditor.violation import Edit, Fix

NAME = "credit"
FAULTS = {
    "missing": "nobody holds any of the roles",
    "placeholder": "the place for a role holds words that name nobody",
    "contradicted": "text and metadata name different people",
    "metadata-only": "only the metadata says it, no reader is told",
    "changes-unnamed": "a licence asks that changes be named, and no reader is told of the translation",
    "label": "the credit stands under another label than the house's",
}
PLACEHOLDERS = frozenset(("words", "subject", "role", "one", "other", "where", "name", "label"))
DUTIES = ("translated", "translated-from", "points-outside", "author-referred", "label", "key")


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys."""

    roles: list[str]
    duty: str | list[str] = field(default_factory=list)
    without_duty: str | list[str] = field(default_factory=list)
    excused_by: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    mild_in_metadata: bool = False
    licences: list[str] = field(default_factory=list)
    label: str = ""

    def __post_init__(self) -> None:
        if not self.roles:
            raise ValueError("`roles` names no role")
        for role in (*self.roles, *self.excused_by, *self.first):
            if role not in ROLES:
                raise ValueError(f"unknown role `{role}`; {nearest(role, list(ROLES))}")
        for duty in (*_list(self.duty), *_list(self.without_duty)):
            if duty not in DUTIES:
                raise ValueError(f"unknown duty `{duty}`; {nearest(duty, list(DUTIES))}")


def triggers(params: Params) -> tuple[str, ...]:
    """None: it reads a fact."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Duties belong to what is missing."""
    if (rule.fault == "changes-unnamed") != bool(rule.params.licences):
        return ["`licences` belongs to fault `changes-unnamed`, and the fault needs it"]
    if (rule.fault == "label") != bool(rule.params.label):
        return ["`label` belongs to fault `label`, and the fault needs it"]
    if rule.fault != "missing" and (rule.params.duty or rule.params.without_duty):
        return [f"`duty` says where something is missing; it says nothing of {rule.fault}"]
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Findings of one fault."""
    yield from _CHECKS[rule.fault](rule.params, facts)


def _missing(params: Params, facts: Facts) -> Iterator[Finding]:
    provenance = facts.provenance
    if provenance.has(*params.roles):
        return
    if params.first and provenance.translated and not provenance.has(*params.first):
        return
    if any(hole.role in params.roles and hole.words for hole in provenance.placeholders):
        return  # the place is there, and is its own fault
    kinds = _list(params.duty)
    asking = [d for d in provenance.duties if d.kind in (kinds or DUTIES)]
    if (kinds and not asking) or any(d.kind in _list(params.without_duty) for d in provenance.duties):
        return
    if not kinds:
        asking = sorted(
            (d for d in asking if d.kind != "author-referred"),
            key=lambda d: (d.kind in ("label", "key"), d.kind == "points-outside"),
        )
    duty = asking[0] if asking else None
    pieces = duty.pieces if duty else tuple(facts.pieces(*facts.title_span))
    related = tuple(Place("this asks for it too", d.pieces) for d in asking[1:3] if d.kind in kinds)
    words = duty.words if duty else facts.words(*facts.title_span)
    mild = bool(params.excused_by) and provenance.has(*params.excused_by)
    mild = mild or (
        params.mild_in_metadata and not any(c.origin == "text" for c in provenance.credits if c.role != "author")
    )
    milder = "info" if mild else None
    values = _values(words=words, subject=_subject(duty, provenance.why))
    yield Finding(pieces, values, related, _skeleton(params, facts), severity=milder, absent=True)


def _skeleton(params: Params, facts: Facts) -> Fix | None:
    """A place kept for a translation's translator, never a name: unsafe, and a placeholder until somebody fills it."""
    if "translator" not in params.roles or not facts.provenance.translated:
        return None
    from auditor.analysis.skeletons import translator_place

    edit = translator_place(facts)
    return Fix((edit,), safe=False) if edit else None


def _subject(duty: Duty | None, why: str) -> str:
    """How a message begins: with the words, the key, or the reason for which it is a translation."""
    if duty is None:
        return f"a translation ({why})"
    return f"a translation (key `{duty.words}`)" if duty.kind == "key" else f'"{duty.words}"'


def _placeholder(params: Params, facts: Facts) -> Iterator[Finding]:
    text = facts.article.source.text
    for hole in facts.provenance.placeholders:
        if hole.role in params.roles and hole.words.strip():
            # The end of a sentence's credit may have cut off the bracket of "[NAME]".
            cut = "[" in hole.words and "]" not in hole.words and text[hole.end : hole.end + 1] == "]"
            words = f"{hole.words}]" if cut else hole.words
            yield Finding((Span(hole.start, hole.end + cut),), _values(words=words, role=_role(hole.role)), absent=True)


def _contradicted(params: Params, facts: Facts) -> Iterator[Finding]:
    for found in facts.provenance.disagreements:
        if found.role in params.roles:
            one, other = found.one, found.other
            where = "the metadata" if other.origin == "metadata" else "another line"
            place = Place(f'{where} names "{other.name}"', (Span(other.start, other.end),))
            yield Finding(
                (Span(one.start, one.end),),
                _values(words=one.name, role=_role(found.role), one=one.name, other=other.name, where=where),
                (place,),
                absent=True,
            )


def _metadata_only(params: Params, facts: Facts) -> Iterator[Finding]:
    for role in params.roles:
        held = facts.provenance.held(role)
        if not held or any(c.origin == "text" for c in held) or any(d.kind == role for d in facts.disclaimers):
            continue
        first = held[0]
        yield Finding(
            (Span(first.start, first.end),), _values(words=first.name, role=_role(role), name=first.name), absent=True
        )


def _changes_unnamed(params: Params, facts: Facts) -> Iterator[Finding]:
    """The licence, where no words that readers see say that this is a translation or an adaptation."""
    provenance = facts.provenance
    if not provenance.translated or any(d.kind != "author-referred" for d in provenance.duties if d.view):
        return
    if any(c.origin == "text" and c.role in CHANGES for c in provenance.credits):
        return
    if any(d.kind in ("partial", "machine_translation") for d in facts.disclaimers):
        return
    for credit in provenance.held("licence"):
        if fold_words(credit.name).startswith(tuple(params.licences)):
            place = Span(credit.start, credit.end)
            yield Finding((place,), _values(words=credit.name, subject=_subject(None, provenance.why)), absent=True)
            return


CHANGES = ("translator", "adapter", "machine_translation", "post_editor", "original_title")
"""Roles whose holder, named in the text, tells readers that it is not the original."""


def _label(params: Params, facts: Facts) -> Iterator[Finding]:
    """Each line of credit whose label is not the house's; a verb in a sentence is no label."""
    text = facts.article.source.text
    seen: set[Span] = set()
    for credit in facts.provenance.credits:
        if credit.role not in params.roles or credit.cue is None or credit.view is None or credit.cue in seen:
            continue
        seen.add(credit.cue)
        start, end = credit.cue
        between = text[end : credit.start]
        colon = _COLON.match(between) if params.label[-1] in ":：" or ":" in between or "：" in between else None
        stands = text[start : end + (colon.end() if colon else 0)]
        if stands == params.label or not _is_line(text, start, credit.end):
            continue
        shared = any(c.cue == credit.cue and c.role not in params.roles for c in facts.provenance.credits)
        plain = not shared and _BETWEEN.fullmatch(between) is not None
        edit = Edit(start, start + len(stands), params.label)
        yield Finding(
            (Span(start, end),),
            _values(words=text[start:end], role=_role(credit.role), name=credit.name, label=params.label),
            fix=Fix((edit,), safe=credit.form == "label") if plain else None,
        )


_BETWEEN = late_re(r"\s*[:：]?[\s*_]*")
"""What may stand between a label and its name for the label to be replaced: markup or more words are the writer's."""
_COLON = late_re(r"\s*[:：]")
_MARKUP = late_re(r"<[^<>]*>|[\s>*_#|•·+-]+")


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether nothing but markup stands before and behind a credit on its line."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    around = text[begin:start] + text[end : stop if stop >= 0 else len(text)]
    return not any(c.isalnum() for c in _MARKUP.sub("", around))


_CHECKS = {
    "missing": _missing,
    "placeholder": _placeholder,
    "contradicted": _contradicted,
    "metadata-only": _metadata_only,
    "changes-unnamed": _changes_unnamed,
    "label": _label,
}


def _values(**known: str) -> dict[str, str]:
    return {**dict.fromkeys(PLACEHOLDERS, ""), **known}


def _role(role: str) -> str:
    return role.replace("_", " ")


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value)
