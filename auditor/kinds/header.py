"""Kind `header`: what the metadata of a project's articles must hold.

Parameters: `keys` ("author|authors": either); fault `missing`: `may-be-empty`; fault `value`: `type`, `allowed`, `equal` ("folder": the
folder's name, "path": one of the folders, "file-name": the file's name begins with it or has it between full stops), `not-after = "today"`;
fault `unknown`: `keys` are all that may stand. A missing key stands on the metadata's first key, else on the title.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from auditor.analysis.directives import KEY as DIRECTIVE_KEY
from auditor.analysis.facts import Facts
from auditor.analysis.metadata import normal_key, role_of
from auditor.analysis.people import is_dead, is_name
from auditor.article import Span, Value
from auditor.kinds import Finding
from auditor.patterns import late_re
from auditor.rulebook import Rule, Rulebook
from auditor.toml import nearest
from auditor.violation import Edit, Fix

NAME = "header"
FAULTS = {
    "missing": "a key is not there, or holds nothing",
    "empty": "a key is there, and holds nothing",
    "value": "a key holds what it must not",
    "unknown": "a key stands there that the project does not have",
}
PLACEHOLDERS = frozenset(("key", "words", "expected"))

_DATE = late_re(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_LINK = late_re(r"https?://[^\s/]+\.[^\s]+")


class Params(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The kind's own keys."""

    keys: list[str]
    type: Literal["", "text", "list", "date", "link", "name"] = ""
    allowed: list[str] = field(default_factory=list)
    equal: Literal["", "folder", "path", "file-name"] = ""
    not_after: Literal["", "today"] = ""
    may_be_empty: bool = False

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
    if rule.fault != "value" and says:
        return [f"fault `{rule.fault}` asks only which keys are there; write a second rule with fault `value`"]
    if rule.fault != "missing" and params.may_be_empty:
        return ["`may-be-empty` belongs to fault `missing`"]
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding for each key that is not as it must be; keys that are not there at all make one together."""
    yield from _CHECKS[rule.fault](rule.params, facts)


def _missing(params: Params, facts: Facts) -> Iterator[Finding]:
    absent = [key for key in params.keys if not _values_of(facts, key)]
    if absent:
        yield _finding(_no_place(facts), ", ".join(key.replace("|", " or ") for key in absent))
    if not params.may_be_empty:
        yield from _empty(params, facts)


def _empty(params: Params, facts: Facts) -> Iterator[Finding]:
    for key in params.keys:
        values = _values_of(facts, key)
        if values and not any(_is_filled(v) for v in values):
            yield _finding((Span(values[0].key_start, values[0].key_end),), key.replace("|", " or "))


def _value(params: Params, facts: Facts) -> Iterator[Finding]:
    for key in params.keys:
        for value in _values_of(facts, key):
            expected = _expected(params, value, facts)
            if value.text.strip() and expected:
                yield _finding((Span(value.start, value.end),), value.key, value.text, expected)


def _unknown(params: Params, facts: Facts) -> Iterator[Finding]:
    """Top-level keys that are none of the project's, each once, with the one that means the same, else the nearest."""
    known = {normal_key(k): k for key in params.keys for k in key.split("|")}
    seen = {DIRECTIVE_KEY}  # ours, and so no slip of theirs
    given: set[str] = set()
    for value in facts.article.metadata:
        top = value.key.partition(".")[0]
        if normal_key(top) in known or top in seen:
            continue
        seen.add(top)
        place = _key_place(facts, value, top)
        if same := _same_role(top, list(known.values())):
            free = same not in given and not _values_of(facts, same)
            given.add(same)
            fix = Fix((Edit(place.start, place.end, same),), safe=True) if free else None
            yield _finding((place,), top, top, f"the project's key is `{same}`", fix)
        else:
            yield _finding((place,), top, top, nearest(top, list(known.values())))


def _same_role(key: str, known: list[str]) -> str:
    """The first of the project's keys under which the vocabulary knows the same role; "" where there is none."""
    role, _ = role_of(key, {}, "front-matter")
    return next((k for k in known if role not in ("", "none") and role_of(k, {}, "front-matter")[0] == role), "")


def _key_place(facts: Facts, value: Value, top: str) -> Span:
    """Where a top-level key stands: a value knows the place of its last key only."""
    if "." not in value.key:
        return Span(value.key_start, value.key_end)
    at = facts.article.source.text.rfind(top, 0, value.start)
    return Span(at, at + len(top)) if at >= 0 else Span(value.key_start, value.key_end)


def _is_filled(value: Value) -> bool:
    return not is_dead(value.text) or value.text.strip() in ("0", "no", "none")


def _finding(
    pieces: tuple[Span, ...], key: str, words: str = "", expected: str = "", fix: Fix | None = None
) -> Finding:
    return Finding(pieces, {"key": key, "words": words, "expected": expected}, fix=fix, absent=True)


_CHECKS = {"missing": _missing, "empty": _empty, "value": _value, "unknown": _unknown}


def _values_of(facts: Facts, key: str) -> list[Value]:
    """The values under a key or below it; several keys are joined with "|"."""
    wanted = [normal_key(k) for k in key.split("|")]
    found = []
    for value in facts.article.metadata:
        path = normal_key(value.key)
        if any(path == w or path.startswith(f"{w}.") for w in wanted):
            found.append(value)
    return found


def _no_place(facts: Facts) -> tuple[Span, ...]:
    """Where it is said that a key is not there: the first key, else the title."""
    if facts.article.metadata:
        first = facts.article.metadata[0]
        return (Span(first.key_start, first.key_end),)
    return tuple(facts.pieces(*facts.title_span))


def _expected(params: Params, value: Value, facts: Facts) -> str:
    """What should stand in a value's place; "" where it is right."""
    text = value.text.strip()
    if params.allowed and text not in params.allowed:
        return "one of " + ", ".join(f'"{a}"' for a in params.allowed)
    if params.equal and (unequal := _unequal(params.equal, text, facts.context.path)):
        return unequal
    if params.type in ("date", "") and params.not_after and (match := _DATE.fullmatch(text)):
        day = _day(match)
        if day and facts.context.today != datetime.date.min and day > facts.context.today:
            return f"a day not after today ({facts.context.today.isoformat()})"
    return _wrong_type(params.type, text, value)


def _unequal(equal: str, text: str, path: str) -> str:
    """What a value should be by the path of its file; "" where it is, or where the path does not say."""
    *folders, name = path.split("/")
    wanted = _plain(text)
    if equal == "file-name":
        day = _DATE.fullmatch(text)
        wanted = "-".join(day.groups()) if day else wanted
        stem = _plain(name)
        fits = stem.startswith(wanted) if day else wanted in stem.split(".")
        return "" if fits else f'in the file\'s name, "{name}"'
    if not folders or wanted in map(_plain, folders if equal == "path" else folders[-1:]):
        return ""
    return (
        f'"{folders[-1]}", the name of its folder' if equal == "folder" else f"one of its folders, {'/'.join(folders)}"
    )


def _plain(words: str) -> str:
    """A name in which case, "_" and "-" make no difference."""
    return words.lower().replace("_", "-")


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
