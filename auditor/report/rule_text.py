"""A rule for people: what, why, which standard asks for it, how often it was right, a failing and a clean example."""

from __future__ import annotations

import textwrap

from auditor.rulebook import Case, Rule

WIDTH = 88


def render(rule: Rule, *, on: bool) -> str:
    """The rule's page."""
    lines = [
        f"{rule.code} {rule.name}  ({rule.severity if on else f'{rule.severity}, not on here'})",
        "",
        *_wrapped(rule.summary),
    ]
    for words in (
        rule.why,
        f"Asked for by: {rule.standard}" if rule.standard else "",
        f"Measured: {rule.measured}" if rule.measured else "",
    ):
        if words:
            lines += ["", *_wrapped(words)]
    lines += [
        "",
        f"Message: {rule.message}",
        f"Kind: {rule.kind}, fault: {rule.fault}; pack: {rule.pack} ({rule.path})",
    ]
    if rule.zone:
        lines.append(f"Looks in: {', '.join(rule.zone)}")
    if rule.fix is not None:
        lines.append(f"Fix ({'safe' if rule.fix.safe else 'unsafe'}): {rule.fix.words}")
    for title, cases in (("Caught:", rule.bad), ("Clean:", rule.good)):
        if cases:
            lines += ["", title, *_case(cases[0])]
    lines += ["", f'Switch it off: ignore = ["{rule.code}"] in auditor.toml, or --ignore {rule.code}.']
    return "\n".join(lines) + "\n"


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(" ".join(words.split()), WIDTH)


def _case(case: Case) -> list[str]:
    lines = [f"    {line}" for line in case.text.strip().splitlines()]
    marks = [case.at] if isinstance(case.at, str) else case.at
    return lines + [f"    → at “{mark}”" for mark in marks if mark]
