"""Which alternatives of a pack's rules no case exercises: those whose loss no case would notice.

Each entry of a rule's lists (phrases, patterns, types, roles, keys, zones …), each option of a `(a|b)` and each `[optional]` part of a phrase is taken
out in turn, and the rule's cases are run: where every case answers as before, nothing tests that alternative. What stands inside a
regular expression is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct, structs

from auditor import toml
from auditor.kinds import kind
from auditor.packs.compile import compile_packs, load_packs
from auditor.packs.load import Pack
from auditor.phrase import PhraseError, thinned
from auditor.rulebook import Rule, Rulebook
from auditor.run.selftest import answer


class Unexercised(Struct, frozen=True):
    """An alternative that no case exercises, and where it stands."""

    path: str
    line: int
    code: str
    key: str
    alternative: str


class Coverage(Struct):
    """How many alternatives a pack's rules have, and those that no case exercises."""

    alternatives: int
    unexercised: list[Unexercised]


def coverage_of(reference: str, folder: str, named_in: str) -> Coverage:
    """The coverage of one pack by its own cases; raises PackError or ManyErrors."""
    packs = load_packs((reference,), folder, named_in)
    book, pack = compile_packs(packs), packs[-1]
    coverage = Coverage(0, [])
    for number, own in enumerate(pack.rules):
        rule = structs.replace(own, severity="warning")
        before = _answers(rule, book, packs)
        for key, alternative, without in _alternatives(rule):
            coverage.alternatives += 1
            if _answers(without, book, packs) == before:
                line = toml.line_of(pack.data, ("rule", number, key))
                coverage.unexercised.append(Unexercised(pack.path, line, rule.code, key, alternative))
    return coverage


def _answers(rule: Rule, book: Rulebook, packs: list[Pack]) -> list[Any]:
    alone = structs.replace(book, rules=(rule,))
    return [answer(case, alone, packs) for case in (*rule.good, *rule.bad)]


def _alternatives(rule: Rule) -> Iterator[tuple[str, str, Rule]]:
    """Each alternative: its key, its words, and the rule without it."""
    if len(rule.zone) > 1:
        for zone in rule.zone:
            yield "zone", zone, structs.replace(rule, zone=tuple(z for z in rule.zone if z != zone))
    for field in msgspec.structs.fields(rule.params):
        values = getattr(rule.params, field.name)
        if not isinstance(values, list) or values == _default(field):
            continue
        for number, value in enumerate(values):
            if len(values) > 1 and (less := _with(rule, field.name, values[:number] + values[number + 1 :])):
                yield field.encode_name, str(value), less
            if field.name == "phrases":
                for words, phrase in thinned(value):
                    if less := _with(rule, field.name, [*values[:number], phrase, *values[number + 1 :]]):
                        yield field.encode_name, words, less


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default


def _with(rule: Rule, name: str, values: list[Any]) -> Rule | None:
    """The rule with another list; None where that is no rule."""
    try:
        params = structs.replace(rule.params, **{name: values})
        return structs.replace(rule, params=params, triggers=kind(rule.kind).triggers(params))
    except (ValueError, PhraseError):
        return None
