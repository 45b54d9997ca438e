"""Accepting a violation: which one a place names, and the `[[accept]]` that says so by content.

Takes a place as reports show it, gives the entry for the configuration. Writes nothing. Raises AuditorError.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, NamedTuple

from auditor.config import relative
from auditor.errors import AuditorError, ConfigError, ManyErrors
from auditor.run.check import Options, check_file
from auditor.source import Source
from auditor.violation import Violation

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?", re.DOTALL)


class Place(NamedTuple):
    """A place as reports show it; column 0: anywhere on the line."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


def parse_place(words: str) -> Place:
    """FILE:LINE or FILE:LINE:COLUMN."""
    match = _PLACE.fullmatch(words)
    if match is None:
        raise ConfigError(f'"{words}" is no place', cure="write FILE:LINE, as in a report: story.md:12")
    return Place(match["path"], int(match["line"]), int(match["column"] or 0))


def parse_day(words: str, today: datetime.date) -> datetime.date:
    """A day that has not passed."""
    try:
        day = datetime.date.fromisoformat(words)
    except ValueError:
        raise ConfigError(f'--until "{words}" is no day', cure="write it as 2027-01-31") from None
    if day < today:
        raise ConfigError(f"--until {words} has passed", cure="name a day to come, or leave it out")
    return day


def find_violation(place: Place, code: str, options: Options) -> tuple[Violation, str]:
    """The one violation at a place (with a code or name), and its words."""
    report = check_file(place.path, options)
    if report.source is None or report.failures:
        errors: list[AuditorError] = [AuditorError(f.message, path=f.path, line=f.line) for f in report.failures]
        raise ManyErrors(errors)
    source = report.source
    here = [v for v in report.violations if _is_at(v, source, place)]
    chosen = [v for v in here if code in ("", v.code, v.name)]
    if not chosen:
        raise _nothing(place, code, here, report.violations, source)
    if len({(v.code, _words(v, source)) for v in chosen}) > 1:
        by_code = len({v.code for v in chosen}) > 1
        cure = "choose one with --code" if by_code else "choose one with its column, FILE:LINE:COLUMN"
        raise ConfigError(f"{place}: several violations: {_listed(chosen, source)}", cure=cure)
    words = _words(chosen[0], source)
    if not any(map(str.isalnum, words)):
        cure = f'switch the rule off for the file: [[per-path]] with ignore = ["{chosen[0].code}"]'
        raise ConfigError(f"{place}: {chosen[0].code} marks no words by which it could be accepted", cure=cure)
    return chosen[0], words


def accept_entry(
    violation: Violation, words: str, path: str, folder: str, reason: str, until: datetime.date | None
) -> dict[str, Any]:
    """The `[[accept]]`: code, words, the file's path from the configuration's folder, reason, last day."""
    inside = relative(path, folder)
    entry: dict[str, Any] = {
        "code": violation.code,
        "words": words,
        "path": inside if "/" in inside else f"./{inside}",  # a bare name would hold in every folder
        "reason": reason,
    }
    return entry if until is None else {**entry, "until": until}


def _is_at(violation: Violation, source: Source, place: Place) -> bool:
    line, column = source.position(violation.start)
    return line == place.line and place.column in (0, column)


def _words(violation: Violation, source: Source) -> str:
    return " ".join("".join(source.text[s:e] for s, e in violation.pieces).split())


def _listed(violations: list[Violation], source: Source) -> str:
    return ", ".join(
        f'{v.code} {v.name} at column {source.position(v.start)[1]} ("{_words(v, source)[:60]}")' for v in violations
    )


def _nothing(place: Place, code: str, here: list[Violation], every: list[Violation], source: Source) -> ConfigError:
    if here:
        return ConfigError(f"{place}: no violation of {code} begins there, but {_listed(here, source)}")
    lines = sorted({source.position(v.start)[0] for v in every})
    known = f"violations begin on line {', '.join(map(str, lines))}" if lines else "the file has none"
    return ConfigError(f"{place}: no violation begins there; {known}")
