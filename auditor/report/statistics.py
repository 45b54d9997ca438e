"""Statistics: what the articles owe, by rule, the commonest first, what a baseline knows too; for people, and as JSON."""

from __future__ import annotations

import json
from collections import Counter

from msgspec import Struct, structs

from auditor.report.results import Results
from auditor.report.text import closing


class Count(Struct, frozen=True):
    """How often a rule was broken, in how many articles, and how many of these `--fix` mends."""

    code: str
    name: str
    severity: str
    violations: int
    articles: int
    fixable: int


def count(results: Results) -> list[Count]:
    """One Count a rule and severity, the commonest first."""
    found: Counter[tuple[str, str, str]] = Counter()
    articles: Counter[tuple[str, str, str]] = Counter()
    fixable: Counter[tuple[str, str, str]] = Counter()
    for report in results.reports:
        keys = [(v.code, v.name, v.severity) for v in (*report.violations, *report.known)]
        found.update(keys)
        articles.update(set(keys))
        fixable.update((v.code, v.name, v.severity) for v in report.violations if v.fix and v.fix.safe)
    ordered = sorted(found.items(), key=lambda c: (-c[1], c[0]))
    return [Count(*key, number, articles[key], fixable[key]) for key, number in ordered]


def render(results: Results) -> str:
    """One line a rule: count, articles, severity, code and name, how many can be mended; then the closing line."""
    lines = [*map(_line, count(results)), *closing(results)]
    return "\n".join(lines) + "\n" if lines else ""


def render_json(results: Results) -> str:
    """The same as one array."""
    return json.dumps([structs.asdict(c) for c in count(results)], ensure_ascii=False, indent=1) + "\n"


def _line(c: Count) -> str:
    word = "article " if c.articles == 1 else "articles"
    mended = f"  ({c.fixable} fixable with --fix)" if c.fixable else ""
    return f"{c.violations:6}  in {c.articles:5} {word}  {c.severity:8} {c.code} {c.name}{mended}"
