"""Kind `name`: not the form that the house chose; two spellings of one name; a slip; another name than the original beside it.

No parameters. The house's forms and the lexicons' spellings come from the packs' `[house-spellings]` and `[spellings]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.facts import Facts
from auditor.analysis.lexicon_names import Spelling
from auditor.analysis.mentions import LATIN_ENDS, Cluster
from auditor.article import Span
from auditor.fold import fold
from auditor.kinds import Finding, Place
from auditor.patterns import late_regex
from auditor.rulebook import NameEntry, Rule, Rulebook
from auditor.spellings import EXONYM, SHORT
from auditor.violation import Edit, Fix

NAME = "name"
FAULTS = {
    "house-form": "a name is not spelt as the house chose",
    "variants": "one name has two spellings in the article",
    "typo": "a name has a slip of the fingers: elsewhere in the article it is spelt right",
    "romanisation": "a name is not a spelling of its original-script form right beside it",
}
PLACEHOLDERS = frozenset(("words", "form", "others", "lines"))

_ARTICLE = late_regex(r"(?i)(?<!\p{L})(?:a[lrsdnzt]|el|e[szrdnt]|[ae]sh|a[td]h|il|ul)[ \-](?=\p{L})")
_ARTICLE_LAST = late_regex(r"(?i)(?<!\p{L})(?:a[lrsdnzt]|el|e[szrdnt]|[ae]sh|a[td]h|il|ul)[ \-]$")


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind has no keys of its own."""


def triggers(params: Params) -> tuple[str, ...]:
    """None: the names have their own table."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """None of its own."""
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Findings of one of the faults."""
    if rule.fault == "house-form":
        yield from _house_forms(rule, facts)
    elif rule.fault == "romanisation":
        yield from _romanisations(facts)
    else:
        for cluster in facts.mentions.clusters:
            if cluster.slip == (rule.fault == "typo"):
                yield _variant(facts, cluster)


def _house_forms(rule: Rule, facts: Facts) -> Iterator[Finding]:
    titles = not rule.zone or not {"title", "anywhere", ""}.isdisjoint(rule.zone)  # `head` alone asks for no title
    for spelling in facts.mentions.listed:
        entry = facts.rulebook.names[spelling.entry]
        if not (entry.house or entry.house_short) or spelling.role == EXONYM:
            continue
        if not titles and facts.block_at(spelling.start) == facts.layout.title:
            continue
        form = _chosen(facts, spelling, entry)
        if form is None:
            continue
        start, end, house = form
        words = facts.words(start, end)
        stem = words[: len(words) - len(spelling.ending)] + spelling.final if spelling.final else words
        written = _in_place(stem, house)
        if written is None:
            continue
        values = {"words": words, "form": written, "others": "", "lines": ""}
        yield Finding(tuple(facts.pieces(start, end)), values, fix=_fix(facts, spelling, start, end, written))


def _chosen(facts: Facts, spelling: Spelling, entry: NameEntry) -> tuple[int, int, str] | None:
    """The words to judge and the house's form for them; None: the house chose none for such words, or in their script."""
    start, end = spelling.start, spelling.end
    words = facts.folded.plain[start:end]
    count = len(_core(words))
    house = entry.house
    if spelling.role == SHORT:
        house = next(
            (
                form
                for form in (entry.house_short, *entry.short)
                if form and len(_core(form)) == count and _is_chosen(form, entry)
            ),
            "",
        )
    elif not house:  # only a short form was chosen: it is judged at the end of the whole name
        house = entry.house_short
        shorts = {tuple(_core(form)) for form in entry.short}
        last = _core(words)[-len(_core(house)) :]
        if tuple(last) not in shorts:
            return None
        tail = words.lower().replace("-", " ").rfind(" ".join(last))
        article = _ARTICLE_LAST.search(words[:tail])
        start += article.start() if article else tail
    if not house or (house[0] < LATIN_ENDS) != (words[0] < LATIN_ENDS):
        return None
    if words.startswith("لل") and house.startswith("ال"):
        return start + 2, end, house[2:]  # "for" and the article have grown together: they stay
    return start, end, house


def _is_chosen(form: str, entry: NameEntry) -> bool:
    """Whether a short form is one that the house chose, or a part of the name that it chose."""
    if form == entry.house_short:
        return True
    part, whole = _core(form), _core(entry.house)
    return not entry.house_short and any(whole[at : at + len(part)] == part for at in range(len(whole)))


def _core(words: str) -> list[str]:
    core: str = _ARTICLE.sub("", _loose(words))
    return core.split()


def _in_place(words: str, house: str) -> str | None:
    """The house's form as it must stand for some words; None: it stands already.

    Capitals, hyphens and the sort of apostrophe are no other form. The article is written only where one stood, and
    capitals are kept ("AL-JOULANI", "Al-Joulani" at the head of a sentence).
    """
    article = _ARTICLE.match(house)
    form = house if article is None or _ARTICLE.match(fold(words).plain) else house[article.end() :]
    if _loose(words) == _loose(form):
        return None
    if words.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if words[:1].isupper() else form


def _loose(words: str) -> str:
    return fold(words).plain.lower().replace("-", " ")


def _romanisations(facts: Facts) -> Iterator[Finding]:
    """At the word that does not fit. `others`: both names; `form`: the original's word and how it reads."""
    from auditor.analysis.originals import find_misfits

    for misfit in find_misfits(facts):
        values = {
            "words": facts.words(*misfit.word),
            "form": f'"{facts.words(*misfit.original)}", which reads like "{misfit.reading}"',
            "others": f'"{facts.words(*misfit.name)}" beside "{facts.words(*misfit.form)}"',
            "lines": "",
        }
        original = Place("the original form stands here", tuple(facts.pieces(*misfit.form)))
        yield Finding(tuple(facts.pieces(*misfit.word)), values, (original,))


def _variant(facts: Facts, cluster: Cluster) -> Finding:
    """At the first place of the rarest spelling (at a tie, of the later one); every other place is related."""
    place, own = _marked(facts, cluster)
    words = facts.words(*place)
    related = []
    lines = []
    for _, spans in cluster.spellings:
        for span in spans:
            if span != place:
                pieces = tuple(facts.pieces(*span))
                related.append(Place(f'"{facts.words(*span)}" stands here', pieces))
                if spans is not own:
                    lines.append(facts.article.source.position(pieces[0].start)[0])
    shown = [facts.words(*_longest(spans)) for _, spans in cluster.spellings if spans is not own]
    others = ", ".join(f'"{w}"' for w in dict.fromkeys(shown) if w != words)
    form = cluster.house or facts.words(*_longest(cluster.spellings[0][1]))
    values = {"words": words, "form": form, "others": others, "lines": _lines(lines)}
    fix = _respelling(facts, cluster, form)
    return Finding(tuple(facts.pieces(*place)), values, tuple(sorted(related, key=lambda r: r.pieces)), fix)


def _marked(facts: Facts, cluster: Cluster) -> tuple[Span, tuple[Span, ...]]:
    """The place that is reported and the places of its spelling. Titles and quotations are only related."""
    first, *others = cluster.spellings
    for _, spans in (*sorted(others, key=lambda s: (len(s[1]), -s[1][0].start)), first):
        for span in spans:
            if _is_own(facts, span):
                return span, spans
    return others[-1][1][0], others[-1][1]


def _is_own(facts: Facts, span: Span) -> bool:
    """Whether a place may be marked and changed: neither in the title nor in somebody's words."""
    return not facts.quotes.holds(span.start) and facts.block_at(span.start) != facts.layout.title


def _longest(spans: tuple[Span, ...]) -> Span:
    """The fullest of a spelling's places: "Maaret al-Numan" before "al-Numan"."""
    return max(spans, key=lambda s: (s.end - s.start, -s.start))


def _respelling(facts: Facts, cluster: Cluster, form: str) -> Fix | None:
    """Every place of the other spellings written as the first, where it has as many words."""
    length = len(_loose(form).split())
    edits: list[Edit] = []
    for _, spans in cluster.spellings[1:]:
        for start, end in spans:
            if not _is_own(facts, Span(start, end)):
                continue
            if facts.is_verbatim(start, end) and len(_loose(facts.words(start, end)).split()) == length:
                words = facts.encode(form, start)
                piece = facts.pieces(start, end)[0]
                edits += [] if words is None else [Edit(piece.start, piece.end, words)]
    return Fix(tuple(sorted(edits, key=lambda e: e.start)), False) if edits else None


def _lines(lines: list[int]) -> str:
    numbers = [f"line {n}" for n in sorted(set(lines))]
    return ", ".join(numbers[:3]) + (", …" if len(numbers) > 3 else "")


def _fix(facts: Facts, spelling: Spelling, start: int, end: int, form: str) -> Fix | None:
    """The house's form in the place of some words, with their ending; none where the form cannot take it."""
    if not facts.is_verbatim(start, end):
        return None
    if spelling.final:
        if not form.endswith(spelling.final):
            return None
        form = form[: len(form) - len(spelling.final)] + spelling.ending
    words = facts.encode(form, start)
    piece = facts.pieces(start, end)[0]
    return None if words is None else Fix((Edit(piece.start, piece.end, words),), True)
