"""Kind `name`: not the form that the house chose; two spellings of one name in one article.

No parameters. The house's forms and the lexicons' spellings come from the packs' `[house-spellings]` and `[spellings]`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.analysis.mentions import Cluster
from auditor.article import Span
from auditor.fold import fold
from auditor.kinds import Finding, Place
from auditor.rulebook import NameEntry, Rule, Rulebook
from auditor.violation import Edit, Fix

NAME = "name"
FAULTS = {
    "house-form": "a name is not spelt as the house chose",
    "variants": "one name has two spellings in the article",
}
PLACEHOLDERS = frozenset(("words", "form", "others", "lines"))

_ARTICLE = regex.compile(r"(?i)(?:a[lrsdnzt]|el|e[szrd]|ash|il|ul)[ \-](?=\p{L})")


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind has no keys of its own."""


def triggers(params: Params) -> tuple[str, ...]:
    """None: the names have their own table."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """None of its own."""
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Findings of one of the two faults."""
    yield from _house_forms(facts) if rule.fault == "house-form" else _variants(rule, facts)


def _house_forms(facts: Facts) -> Iterator[Finding]:
    for start, end, number in facts.mentions.listed:
        entry = facts.rulebook.names[number]
        if not entry.house:
            continue
        words = facts.words(start, end)
        form = _in_place(words, entry)
        if form is None:
            continue
        values = {"words": words, "form": form, "others": "", "lines": ""}
        yield Finding(tuple(facts.pieces(start, end)), values, fix=_fix(facts, start, end, form, safe=True))


def _in_place(words: str, entry: NameEntry) -> str | None:
    """The house's form as it must stand for some words; None: it stands already.

    Capitals, hyphens and the sort of apostrophe are no other form. The article is written only where one stood, and
    capitals are kept ("AL-JOULANI", "Al-Joulani" at the head of a sentence).
    """
    article = _ARTICLE.match(entry.house)
    form = entry.house if article is None or _ARTICLE.match(fold(words).plain) else entry.house[article.end() :]
    if _loose(words) == _loose(form):
        return None
    if words.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if words[:1].isupper() else form


def _loose(words: str) -> str:
    return fold(words).plain.lower().replace("-", " ")


def _variants(rule: Rule, facts: Facts) -> Iterator[Finding]:
    for cluster in _all_clusters(facts):
        yield _variant(facts, cluster)


def _all_clusters(facts: Facts) -> list[Cluster]:
    """Spellings that a lexicon joins, and those that look like one name; a name with a house form is the other rule's."""
    found: list[Cluster] = []
    taken: list[Span] = []
    places: dict[int, dict[str, list[Span]]] = {}
    for start, end, number in facts.mentions.listed:
        if not facts.quotes.holds(start):
            places.setdefault(number, {}).setdefault(_spelling(facts, start, end), []).append(Span(start, end))
    for number, spellings in places.items():
        taken += [span for spans in spellings.values() for span in spans]
        if len(spellings) > 1 and not facts.rulebook.names[number].house:
            order = sorted(spellings, key=lambda w: (-len(spellings[w]), spellings[w][0]))
            found.append(Cluster(tuple((w, tuple(spellings[w])) for w in order)))
    for cluster in facts.mentions.clusters:
        if not any(a.start < b.end and b.start < a.end for _, spans in cluster.spellings for a in spans for b in taken):
            found.append(cluster)
    return found


def _spelling(facts: Facts, start: int, end: int) -> str:
    """A listed name's spelling without the article before it, capitals and hyphens: "Joulani" and "al-Joulani" are one."""
    words = facts.folded.plain[start:end].lower()
    article = _ARTICLE.match(words)
    return words[article.end() if article else 0 :].replace("-", " ")


def _variant(facts: Facts, cluster: Cluster) -> Finding:
    """At the first place of the rarest spelling (at a tie, of the later one); every other place is related."""
    (_, spans), *others = cluster.spellings
    marked = max(others, key=lambda s: (-len(s[1]), s[1][0]))
    place = marked[1][0]
    shown = [facts.words(*s[1][0]) for s in cluster.spellings]
    words = facts.words(*place)
    related = []
    lines = []
    for _, places in cluster.spellings:
        for span in places:
            if span != place:
                pieces = tuple(facts.pieces(*span))
                related.append(Place(f'"{facts.words(*span)}" stands here', pieces))
                if places is not marked[1]:
                    lines.append(facts.article.source.position(pieces[0].start)[0])
    others_quoted = ", ".join(f'"{w}"' for w in dict.fromkeys(shown) if w != words)
    values = {"words": words, "form": shown[0], "others": others_quoted, "lines": _lines(lines)}
    fix = _fix(facts, place.start, place.end, shown[0], safe=False)
    return Finding(tuple(facts.pieces(*place)), values, tuple(sorted(related, key=lambda r: r.pieces)), fix)


def _lines(lines: list[int]) -> str:
    numbers = [f"line {n}" for n in sorted(set(lines))]
    return ", ".join(numbers[:3]) + (", …" if len(numbers) > 3 else "")


def _fix(facts: Facts, start: int, end: int, form: str, *, safe: bool) -> Fix | None:
    if not facts.is_verbatim(start, end):
        return None
    words = facts.encode(form, start)
    piece = facts.pieces(start, end)[0]
    return None if words is None else Fix((Edit(piece.start, piece.end, words),), safe)
