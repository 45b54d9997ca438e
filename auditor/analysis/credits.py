"""Provenance: credits of text and metadata merged, and what follows from them.

Takes Facts, gives a Provenance: who made the article and of what, whether it is a translation or a draft (and why), what it owes,
which places hold nobody, where two places disagree. A role that is not certain is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex
from msgspec.structs import replace

from auditor.analysis.language import formulas_for
from auditor.analysis.people import is_description, languages, sort_of, word_set
from auditor.analysis.provenance import ROLES, Credit, Disagreement, Duty, Placeholder, Provenance
from auditor.article import Span
from auditor.fold import fold_words

if TYPE_CHECKING:
    from auditor.analysis.credit_page import Found, Page
    from auditor.analysis.facts import Facts
    from auditor.analysis.metadata import MetadataCredits

__all__ = ["Provenance", "find_provenance"]

COMPARED = ("author", "translator")
_TITLES = frozenset(["dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dame", "phd", "md", "jr", "sr"])
_WAKING = ("credit", "kept-back", "provenance", "engine", "licence", "responsibility")
_TRANSLATION_ROLES = ("translator", "post_editor", "machine_translation")


def find_provenance(facts: Facts) -> Provenance:
    """The provenance of an article."""
    from auditor.analysis.credit_page import Page

    page = Page(facts)
    text, duties, evidence = _from_text(page)
    meta = _from_metadata(facts)
    holders = [*_once(text.credits), *_once(meta.credits)] if meta else _once(text.credits)
    holders = _without_own_desk(_with_publisher(facts, holders))
    holes = [*text.placeholders, *(meta.placeholders if meta else ())]
    filled = {c.role for c in holders}
    translated, why = _is_translation(facts, holders, evidence, holes)
    draft = _is_draft(facts, filled, holes)
    if translated:
        duties = [*duties, *_key_duties(facts, meta, holes)]
    roles: dict[str, list[Credit]] = {}
    for credit in meta.credits if meta else ():
        roles.setdefault(credit.role, []).append(credit)
    return Provenance(
        credits=tuple(holders),
        translated=translated
        and not (draft and "translator" not in filled and facts.context.assume_translated is None and not evidence),
        why=why,
        draft=draft,
        duties=tuple(duties),
        placeholders=tuple(holes),
        disagreements=tuple(_disagreements(facts, holders, meta.sites if meta else [])),
        metadata_roles=roles,
    )


def _from_text(page: Page) -> tuple[Found, list[Duty], list[str]]:
    from auditor.analysis.bylines import find_bylines
    from auditor.analysis.credit_lines import find_cues
    from auditor.analysis.credit_page import Found
    from auditor.analysis.credit_values import read_values
    from auditor.analysis.language_credits import read_by_language
    from auditor.analysis.translation import describe

    facts = page.facts
    cues = find_cues(page) if "credit" in facts.hits else []
    found = read_values(page, cues) if cues else Found([], [])
    find_bylines(page, cues, found)
    read_by_language(page, found)
    if not any(table in facts.hits for table in _WAKING):
        return found, [], []
    said = describe(page, cues, found)
    return found, said.duties, said.evidence


def _from_metadata(facts: Facts) -> MetadataCredits | None:
    if not facts.article.metadata:
        return None
    from auditor.analysis.metadata import read_metadata

    return read_metadata(facts.article.metadata, facts.context.metadata_keys, formulas_for(facts))


def folded_name(name: str) -> str:
    """A name as it is compared: letters and digits, without case."""
    return "".join(c for c in fold_words(name) if c.isalnum())


def _once(holders: list[Credit]) -> list[Credit]:
    """Each holder of a role once: the same line at top and bottom is no second credit."""
    seen: dict[tuple[str, str], Credit] = {}
    for credit in holders:
        if credit.role == "original_outlet" and _is_pointer(credit.name):
            continue
        seen.setdefault((credit.role, folded_name(credit.name)), credit)
    return sorted(seen.values(), key=lambda c: (c.start, c.end, ROLES.index(c.role)))


def _is_pointer(words: str) -> bool:
    """Whether a link's words in an outlet's place name none: "here", "Italian"."""
    low = fold_words(words)
    return low in word_set("pointers") or low in word_set("originals") or low in languages()


def _with_publisher(facts: Facts, holders: list[Credit]) -> list[Credit]:
    """Where the translator is the publication itself (or speaks again in its own block), it is the publisher too."""
    own = folded_name(facts.context.publication)
    people = [c for c in holders if c.role == "translator" and not is_description(c.name)]
    desks = [c for c in holders if c.role == "translator" and c.form == "after" and is_description(c.name)]
    if people and desks:  # the desk signs off for the person that it names above
        holders = [replace(c, role="publisher") if c in desks else c for c in holders]
    if any(c.role == "publisher" and c.origin == "text" for c in holders):
        return holders
    for credit in holders:
        if credit.role != "translator" or credit.view is None or credit.withheld:
            continue
        block = facts.blocks[facts.block_at(credit.view.start)]
        again = credit.form == "verb" and facts.folded.plain.count(credit.name, block.start, block.end) > 1
        if folded_name(credit.name) == own or (again and is_description(credit.name)):
            return [*holders, replace(credit, role="publisher")]
    return holders


def _without_own_desk(holders: list[Credit]) -> list[Credit]:
    """Page software's author "SITE newsroom" is nobody where the text names the author."""
    houses = tuple(folded_name(c.name) for c in holders if c.role == "publisher" and len(c.name) > 2)
    named = any(c.role == "author" and c.origin == "text" for c in holders)
    if not named or not houses:
        return holders
    own = [
        c for c in holders if c.role == "author" and c.origin == "metadata" and folded_name(c.name).startswith(houses)
    ]
    return [c for c in holders if c not in own]


def _is_translation(
    facts: Facts, holders: list[Credit], evidence: list[str], holes: list[Placeholder]
) -> tuple[bool, str]:
    """Whether it is one, and the surest reason."""
    if facts.context.assume_translated is not None:
        said = "" if facts.context.assume_translated else "not "
        return (
            facts.context.assume_translated,
            f"{facts.context.translated_because or 'the configuration'} says that it is {said}a translation",
        )
    for credit in holders:
        if credit.role in _TRANSLATION_ROLES:
            return True, f'{credit.role.replace("_", " ")} "{credit.name}" in its {credit.origin}'
    for credit in holders:
        if credit.role in ("original_link", "original_title", "original_date") and credit.form not in (
            "source",
            "sentence",
        ):
            return True, f'{credit.role.replace("_", " ")} "{credit.name}" in its {credit.origin}'
    for credit in holders:
        if credit.role == "publisher" and credit.form == "after":
            return True, f'"{credit.name}" signs off as the translating desk'
    if evidence:
        return True, evidence[0]
    if (language := next((c for c in holders if c.role == "original_language"), None)) and _differs(
        facts, language.name
    ):
        return True, f'original language "{language.name}" is not its own'
    return _by_empty_places(holders, holes)


def _by_empty_places(holders: list[Credit], holes: list[Placeholder]) -> tuple[bool, str]:
    """Whether places that wait for a translator, beside what is said of the original, make it one."""
    empty = [h for h in holes if h.role == "translator"]
    if any(h.origin == "text" and h.words.strip().isalpha() for h in empty):
        return True, "it has a place for the translator, filled with no name"
    roles = {c.role for c in holders}
    if empty and roles & {"original_link", "original_outlet"}:
        return True, "it has a place for the translator and names the original"
    if "original_link" in roles and "proofreader" in roles:
        return True, "it has a proofreader and a link to the original"
    return False, "nothing says that it is a translation"


def _differs(facts: Facts, language: str) -> bool:
    """Whether a language's name or code is another than the article's."""
    code = languages().get(language.lower(), language.lower()[:2])
    own = facts.language.declared or facts.language.code
    return own is not None and code != own[:2]


def _is_draft(facts: Facts, filled: set[str], holes: list[Placeholder]) -> bool:
    """A template filled in, the body still in the source language; or a header that says "draft"."""
    for value in facts.article.metadata:
        if value.key.lower() in ("draft", "unfinished", "wip") and value.text.strip().lower() in ("true", "yes", "1"):
            return True
        if value.key.lower() in (
            "status",
            "translation_status",
            "translationstatus",
        ) and value.text.strip().lower() in (
            "draft",
            "wip",
            "untranslated",
            "in progress",
            "claimed",
            "translating",
            "todo",
        ):
            return True
    if "translator" in filled or not any(h.role in ("translator", "proofreader") for h in holes):
        return False
    own = facts.language
    if own.declared and own.code and own.declared != own.code:
        return True
    labels = [h for h in holes if h.cue and h.origin == "text"]
    if labels and own.code and (cue := labels[0].cue):
        words = facts.article.source.text[cue.start : cue.end]
        return bool(regex.search(r"\p{Han}|\p{Hangul}|\p{Cyrillic}|\p{Arabic}", words)) and own.code in (
            "en",
            "fr",
            "de",
            "es",
            "it",
            "pt",
        )
    return False


def _key_duties(facts: Facts, meta: MetadataCredits | None, holes: list[Placeholder]) -> list[Duty]:
    """Keys and labels that make an article a translation: where a missing translator's violation stands."""
    found = []
    for hole in holes:
        if hole.role == "translator" and hole.cue:
            words = facts.article.source.text[hole.cue.start : hole.cue.end]
            kind = "key" if hole.cue.start < facts.article.body_start else "label"
            found.append(Duty(kind, words, (hole.cue,)))
    if meta is None:
        return found
    for role in ("original_link", "original_title", "original_language", "original_date"):
        if value := meta.declared.get(role) or meta.declared.get("source" if role == "original_link" else role):
            found.append(
                Duty("key", value.key.rpartition(".")[2] or value.key, (Span(value.key_start, value.key_end),))
            )
    return found


def _disagreements(facts: Facts, holders: list[Credit], sites: list[Credit]) -> list[Disagreement]:
    """Roles for which text and metadata name different people: two names of one sort that share no part.

    A publication in its author's place names nobody else; a web site there does, if nobody better is named beside it.
    """
    found = []
    houses = {folded_name(c.name) for c in holders if c.role == "publisher"}
    for role in COMPARED:
        if twice := _two_in_text(facts, holders, role):
            found.append(twice)
            continue
        text = [c for c in holders if c.role == role and c.origin == "text" and not c.withheld and _is_sole(facts, c)]
        meta = [c for c in holders if c.role == role and c.origin == "metadata" and not c.withheld]
        if role == "author" and not meta and text and sites:
            if not any(same_person(a.name, site.name) for a in text for site in sites):
                found.append(Disagreement(role, text[0], sites[0]))
            continue
        meta = [c for c in meta if folded_name(c.name) not in houses]
        if not text or not meta or any(same_person(a.name, b.name) for a in text for b in meta):
            continue
        if any(same_person(a.name, b.name) for a in holders if a.origin == "text" and a.role in COMPARED for b in meta):
            continue  # the page's "author" is whoever put it online: its translator
        pair = next(((a, b) for a in text for b in meta if sort_of(a.name) == sort_of(b.name)), None)
        if pair and not any(is_description(c.name) for c in pair):
            found.append(Disagreement(role, *pair))
    return found


def _two_in_text(facts: Facts, holders: list[Credit], role: str) -> Disagreement | None:
    """A line above the body and a line below it, of the same label or verb, that name one person each and not the same one."""
    lines: dict[Span, list[Credit]] = {}
    for credit in holders:
        if credit.role == role and credit.cue and credit.view and not credit.withheld:
            lines.setdefault(credit.cue, []).append(credit)
    if len(lines) != 2:
        return None
    (one, *more), (other, *others) = lines.values()
    if more or others or is_description(one.name) or is_description(other.name):
        return None
    alike = _cue_words(facts, one) == _cue_words(facts, other) and sort_of(one.name) == sort_of(other.name)
    if not alike or same_person(one.name, other.name) or one.view is None or other.view is None:
        return None
    layout = facts.layout
    apart = facts.block_at(one.view.start) < layout.body and facts.block_at(other.view.start) >= layout.tail
    return Disagreement(role, one, other) if apart else None


def _is_sole(facts: Facts, credit: Credit) -> bool:
    """Whether a credit says who did the work: words say so, and not that somebody helped ("additional reporting by")."""
    words = _cue_words(facts, credit)
    return bool(words) and not any(helper in words for helper in word_set("helpers"))


def _cue_words(facts: Facts, credit: Credit) -> str:
    """The label or verb of a credit, folded."""
    return fold_words(facts.article.source.text[credit.cue.start : credit.cue.end]).strip(" :") if credit.cue else ""


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, a part of the other, of one family name, or so alike that one is a slip.

    A given name alone is no sign: "Miriam Stone" and "Miriam Weber" are two people.
    """
    a, b = folded_name(one), folded_name(other)
    if not a or not b or a in b or b in a:
        return True
    first, second = _parts(one), _parts(other)
    common = set(first) & set(second)
    if len(common) > 1 or common & {first[-1], second[-1]}:
        return True
    if common:
        a, b = ("".join(p for p in parts if p not in common) for parts in (first, second))
    from difflib import SequenceMatcher

    return SequenceMatcher(None, a, b).ratio() >= SLIP


SLIP = 0.75
"""Share of letters in common from which one of two spellings is a slip of the pen."""


def _parts(name: str) -> list[str]:
    """The parts of a name without titles; never empty."""
    parts = [p.strip(".,") for p in fold_words(name).replace("-", " ").replace("_", " ").split()]
    return [p for p in parts if p and p not in _TITLES] or [fold_words(name)]
