"""A pack's own cases: each `good` article must stay clean of its rule, each `bad` one be caught at its words.

Takes packs, gives Outcomes: *noisy* (a clean case was accused), *missing* (a bad case was not caught), *astray* (caught, but
at other words), *unfixed* (the fix gave another text). What other rules say of a case does not count.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from msgspec import Struct, structs

from auditor import toml
from auditor.analysis.facts import Context
from auditor.article import Span
from auditor.fix import apply, choose
from auditor.formats import format_of, read_article
from auditor.packs.compile import compile_packs, join_entries, load_packs
from auditor.packs.load import Pack
from auditor.rulebook import Case, NameEntry, Rule, Rulebook
from auditor.run.audit import LAST, audit
from auditor.source import Source
from auditor.violation import Failure, Fix, Violation

TODAY = datetime.date(2026, 1, 1)
"""The day on which cases run, unless they name another: a case must not change its answer over night."""


class Outcome(Struct, frozen=True):
    """One case that failed. `line` is the case's line in its pack; `expected` and `got` are words of the article."""

    verdict: str
    code: str
    path: str
    line: int
    expected: str
    got: str


class Tally(Struct):
    """What a test run came to; `bare` are rules that have no bad case: nothing shows that they can fire."""

    rules: int = 0
    cases: int = 0
    outcomes: list[Outcome] = []
    bare: list[str] = []


def run_cases(reference: str, folder: str, named_in: str) -> Tally:
    """Run the cases of one pack; raises PackError or ManyErrors."""
    packs = load_packs((reference,), folder, named_in)
    book = compile_packs(packs)
    pack = packs[-1]
    tally = Tally(outcomes=[], bare=[])
    for number, rule in enumerate(pack.rules):
        tally.rules += 1
        if not rule.bad:
            tally.bare.append(rule.code)
        compiled = book.rule(rule.code)
        if compiled is None:
            continue
        on = structs.replace(compiled, severity="warning") if compiled.severity == "off" else compiled
        alone = structs.replace(book, rules=_needed(on, book))
        for kind in ("good", "bad"):
            for place, case in enumerate(getattr(rule, kind)):
                tally.cases += 1
                line = toml.line_of(pack.data, ("rule", number, kind, place))
                tally.outcomes += _run(case, kind, on, alone, pack, packs, line)
    return tally


def _needed(rule: Rule, book: Rulebook) -> tuple[Rule, ...]:
    """The rules that a rule's cases need: itself; for one that looks at what the others found, all."""
    return tuple(rule if r.code == rule.code else r for r in book.rules) if rule.kind == LAST else (rule,)


def _run(
    case: Case, kind: str, rule: Rule, rulebook: Rulebook, pack: Pack, packs: list[Pack], line: int
) -> Iterator[Outcome]:
    source, found, failures = _audited(case, rulebook, packs)
    violations = [v for v in found if v.code == rule.code]
    twin = [v for v in _audited(case, rulebook, packs, use_index=False)[1] if v.code == rule.code]

    def outcome(verdict: str, expected: str, got: str) -> Outcome:
        return Outcome(verdict, rule.code, pack.path, line, expected, got)

    if [v.pieces for v in twin] != [v.pieces for v in violations]:
        yield outcome("astray", "the same answer with --no-index", "triggers that do not stand in every match")
    for failure in failures:
        yield outcome("missing", "an answer in time", failure.message)
    marked = ["".join(source.text[s:e] for s, e in v.pieces) for v in violations]
    if kind == "good":
        yield from (outcome("noisy", "nothing", words) for words in marked)
        return
    wanted = [w for w in ([case.at] if isinstance(case.at, str) else case.at) if w]
    if not marked:
        yield outcome("missing", wanted[0] if wanted else "a violation", "nothing")
    elif wanted and sorted(marked) != sorted(wanted):
        yield outcome("astray", " | ".join(wanted), " | ".join(marked))
    if case.fixed and marked:
        edits, _ = choose([v.fix for v in violations if v.fix is not None])
        if (text := apply(source.text, edits)) != case.fixed:
            yield outcome("unfixed", case.fixed, text)


def _audited(
    case: Case, rulebook: Rulebook, packs: list[Pack], *, use_index: bool = True
) -> tuple[Source, list[Violation], list[Failure]]:
    path = case.path or "case.md"
    rulebook = _with_house(rulebook, case.house)
    source = Source(case.text, path)
    article = read_article(source, format_of(path) or "markdown")
    publication = case.publication or next((p.head.publication for p in reversed(packs) if p.head.publication), "")
    assumed = case.translated
    if assumed is None:
        assumed = next((p.head.assume.translated for p in packs if p.head.assume.translated is not None), None)
    today = datetime.date.fromisoformat(case.today) if case.today else TODAY
    context = Context(path=path, publication=publication, assume_translated=assumed, today=today)
    violations, failures = audit(article, rulebook, context, use_index=use_index)
    return source, violations, failures


def _with_house(rulebook: Rulebook, chosen: list[str]) -> Rulebook:
    """The rulebook as if a house had chosen some spellings."""
    names = list(rulebook.names)
    for form in chosen:
        number = next((n for n, entry in enumerate(names) if form in (*entry.forms, *entry.short)), None)
        house = NameEntry(form, (form,), house=form)
        if number is None:
            names.append(house)
        else:
            names[number] = join_entries(names[number], house)
    return structs.replace(rulebook, names=tuple(names)) if chosen else rulebook


def answer(case: Case, rulebook: Rulebook, packs: list[Pack]) -> tuple[list[tuple[Span, ...]], list[Fix | None]]:
    """What a rulebook of one rule says of a case: the places that it marks, and how it would mend them."""
    _, violations, _ = _audited(case, rulebook, packs)
    return [v.pieces for v in violations], [v.fix for v in violations]
