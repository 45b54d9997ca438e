"""`when`: whether an article meets a rule's conditions.

Takes a rule's When and the facts; reads only the facts that a condition names. All that stand must hold; a list means any.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from auditor.analysis.facts import Facts
from auditor.paths import matches
from auditor.rulebook import When

_NOTHING = When()


def meets(when: When, facts: Facts) -> bool:
    """Whether all conditions hold."""
    if when is _NOTHING or when == _NOTHING:
        return True
    return (
        (when.path is None or matches(facts.context.path, _list(when.path)))
        and (
            when.publication is None
            or _named(when.publication, [facts.context.publication] if facts.context.publication else [])
        )
        and (when.language is None or facts.language.code in _list(when.language))
        and (when.translated is None or facts.provenance.translated == when.translated)
        and (when.draft is None or facts.provenance.draft == when.draft)
        and (when.date is None or _dated(when.date, facts))
        and (when.original_outlet is None or _named(when.original_outlet, _credited(facts, "original_outlet")))
        and (when.original_language is None or _named(when.original_language, _credited(facts, "original_language")))
        and (when.licence is None or _named(when.licence, _credited(facts, "licence")))
        and (when.original_beside is None or bool(facts.context.original_beside) == when.original_beside)
        and (when.has_credit is None or any(_credited(facts, role) for role in _list(when.has_credit)))
        and (when.has_disclaimer is None or any(d.kind in _list(when.has_disclaimer) for d in facts.disclaimers))
        and (when.has_claim is None or any(c.type in _list(when.has_claim) for c in facts.claims))
        and (when.not_ is None or not meets(when.not_, facts))
    )


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _credited(facts: Facts, role: str) -> list[str]:
    return [c.name for c in facts.provenance.credits if c.role == role]


def _named(wanted: str | list[str] | bool, names: Iterable[str]) -> bool:
    known = [n.casefold() for n in names]
    if isinstance(wanted, bool):
        return bool(known) == wanted
    return any(w.casefold() in known for w in _list(wanted))


def _dated(condition: str, facts: Facts) -> bool:
    """ "before DATE" or "since DATE" against the date in the article's metadata, its name or its path."""
    word, _, day = condition.partition(" ")
    date = article_date(facts)
    if date is None:
        return False
    limit = datetime.date.fromisoformat(day.strip())
    return date < limit if word == "before" else date >= limit


def article_date(facts: Facts) -> datetime.date | None:
    """The article's own date: `date` or `published` in the metadata, else a date in its path."""
    values = [
        v.text for v in facts.article.metadata if v.key.lower() in ("date", "published", "datepublished", "pubdate")
    ]
    for text in (*values, facts.context.path):
        if match := re.search(r"(?<!\d)(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)", text):
            try:
                return datetime.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
