"""Kind `header`: what the metadata of a project's articles must hold.

Parameters: `keys` ("author|authors" is satisfied by either), and for the fault `value`: `type`, `allowed`, `equal = "folder"`,
`not-after = "today"`. A missing key stands on the first key of the metadata, else on the title.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from auditor.analysis.facts import Facts
from auditor.analysis.metadata import normal_key
from auditor.analysis.people import is_dead, is_name
from auditor.article import Span, Value
from auditor.kinds import Finding
from auditor.patterns import late_re
from auditor.rulebook import Rule, Rulebook

NAME = "header"
FAULTS = {"missing": "a key is not there, or holds nothing", "value": "a key holds what it must not"}
PLACEHOLDERS = frozenset(("key", "words", "expected"))

_DATE = late_re(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_LINK = late_re(r"https?://[^\s/]+\.[^\s]+")


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys."""

    keys: list[str]
    type: Literal["", "text", "list", "date", "link", "name"] = ""
    allowed: list[str] = field(default_factory=list)
    equal: Literal["", "folder"] = ""
    not_after: Literal["", "today"] = ""

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("`keys` names no key")


def triggers(params: Params) -> tuple[str, ...]:
    """None: it reads the metadata."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Each fault has keys of its own."""
    params = rule.params
    says = params.type or params.allowed or params.equal or params.not_after
    if rule.fault == "value" and not says:
        return ["fault `value` says nothing of the value; give `type`, `allowed`, `equal` or `not-after`"]
    if rule.fault == "missing" and says:
        return ["fault `missing` asks only whether the key is there; write a second rule with fault `value`"]
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding for each key that is not as it must be."""
    for key in rule.params.keys:
        values = _values_of(facts, key)
        if rule.fault == "missing":
            if not any(not is_dead(v.text) or v.text.strip() in ("0", "no", "none") for v in values):
                yield Finding(
                    _missing_place(facts, values),
                    {"key": key.replace("|", " or "), "words": "", "expected": ""},
                    absent=True,
                )
        else:
            for value in values:
                expected = _expected(rule.params, value, facts)
                if value.text.strip() and expected:
                    yield Finding(
                        (Span(value.start, value.end),),
                        {"key": value.key, "words": value.text, "expected": expected},
                        absent=True,
                    )


def _values_of(facts: Facts, key: str) -> list[Value]:
    """The values under a key or below it; several keys are joined with "|"."""
    wanted = [normal_key(k) for k in key.split("|")]
    found = []
    for value in facts.article.metadata:
        path = normal_key(value.key)
        if any(path == w or path.startswith(f"{w}.") for w in wanted):
            found.append(value)
    return found


def _missing_place(facts: Facts, values: list[Value]) -> tuple[Span, ...]:
    if values:
        return (Span(values[0].key_start, values[0].key_end),)
    if facts.article.metadata:
        first = facts.article.metadata[0]
        return (Span(first.key_start, first.key_end),)
    return tuple(facts.pieces(*facts.title_span))


def _expected(params: Params, value: Value, facts: Facts) -> str:
    """What should stand in a value's place; "" where it is right."""
    text = value.text.strip()
    if params.allowed and text not in params.allowed:
        return "one of " + ", ".join(f'"{a}"' for a in params.allowed)
    if params.equal == "folder":
        parts = facts.context.path.split("/")
        folder = parts[-2] if len(parts) > 1 else ""
        if folder and text.lower().replace("_", "-") != folder.lower().replace("_", "-"):
            return f'"{folder}", the name of its folder'
    if params.type in ("date", "") and params.not_after and (match := _DATE.fullmatch(text)):
        day = _day(match)
        if day and facts.context.today != datetime.date.min and day > facts.context.today:
            return f"a day not after today ({facts.context.today.isoformat()})"
    return _wrong_type(params.type, text, value)


def _wrong_type(kind: str, text: str, value: Value) -> str:
    if kind == "date" and not ((match := _DATE.fullmatch(text)) and _day(match)):
        return "a date, YYYY-MM-DD"
    if kind == "link" and not _LINK.fullmatch(text):
        return "a link that begins with https://"
    if kind == "name" and (is_dead(text) or not is_name(text)):
        return "a name"
    if kind == "list" and not re.search(r"\.\d+(?:\.|$)", value.key):
        return "a list"
    if kind == "text" and re.search(r"\.\d+$", value.key):
        return "a single value, no list"
    return ""


def _day(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        return None
