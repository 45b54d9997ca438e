"""Statistics: what the articles owe, by rule, the commonest first; what a baseline knows is owed too."""

from __future__ import annotations

from collections import Counter

from auditor.report.summary import summary
from auditor.violation import FileReport


def render(reports: list[FileReport]) -> str:
    """One line a rule: count, articles, severity, code and name; then the closing line."""
    counts: Counter[tuple[str, str, str]] = Counter()
    articles: Counter[tuple[str, str, str]] = Counter()
    for report in reports:
        keys = [(v.code, v.name, v.severity) for v in (*report.violations, *report.known)]
        counts.update(keys)
        articles.update(set(keys))
    lines = [
        f"{n:6}  in {articles[key]:5} {'article ' if articles[key] == 1 else 'articles'}  {key[2]:8} {key[0]} {key[1]}"
        for key, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    ]
    return "\n".join([*lines, summary(reports)]) + "\n"
