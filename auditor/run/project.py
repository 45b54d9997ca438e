"""From a file's settings to the rulebook and the context that it is audited with.

Rulebooks are made once for each set of packs and selection. Raises PackError, ConfigError or ManyErrors.
"""

from __future__ import annotations

import datetime
import os
from functools import cache
from typing import NamedTuple

from auditor import loaded
from auditor.analysis.facts import Context
from auditor.config import CommandLine, Settings, relative, settings_for
from auditor.errors import AuditorError, ConfigError, ManyErrors
from auditor.formats import format_of
from auditor.packs.compile import compile_packs, load_packs
from auditor.packs.load import Pack
from auditor.packs.locate import is_path, shipped_packs
from auditor.packs.select import apply, is_known, unknown
from auditor.rulebook import Rule, Rulebook
from auditor.run.siblings import original_beside
from auditor.violation import FileReport


class Project(NamedTuple):
    """What a set of settings comes to: its packs, all their rules, and those that are on."""

    packs: list[Pack]
    every: Rulebook
    active: Rulebook


def project_for(settings: Settings) -> Project:
    """The rulebook of some settings."""
    line = _line(settings, "extends")
    packs, every = _compiled(settings, line)
    errors: list[AuditorError] = []
    for key in ("select", "extend-select", "ignore"):
        for word in getattr(settings, key.replace("-", "_")):
            if not is_known(word, every):
                errors.append(_unknown(word, key, every, settings))
    for word in settings.severity:
        if not is_known(word, every):
            errors.append(_unknown(word, f"severity.{word}", every, settings))
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    choice = (settings.select, settings.extend_select, settings.ignore)
    decided_by = (_packs_of(settings), choice, tuple(sorted(settings.severity.items())))
    if decided_by not in _selected:
        _selected[decided_by] = apply(every, *choice, settings.severity)
    return Project(packs, every, _selected[decided_by])


_selected: dict[object, Rulebook] = {}
"""Rulebooks by packs and selection: all files under the same settings share one, with its automaton."""


def context_for(path: str, settings: Settings, packs: list[Pack]) -> Context:
    """What is known of a file from outside it."""
    publication = settings.publication or next((p.head.publication for p in reversed(packs) if p.head.publication), "")
    translated, because = settings.translated, settings.origins.get("assume.translated", "")
    if translated is None:
        for pack in packs:
            if pack.head.assume.translated is not None:
                translated, because = pack.head.assume.translated, f"the pack {pack.name}"
    return Context(
        path=relative(path, settings.folder) if path else "",
        publication=publication,
        assume_translated=translated,
        metadata_keys=settings.metadata,
        today=day_of_run(),
        original_beside=original_beside(path) if path and format_of(path) != "text" else "",
        translated_because=because,
    )


@cache
def day_of_run() -> datetime.date:
    """The day of the run, the same for all its files; SOURCE_DATE_EPOCH fixes it, as elsewhere."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()


def _compiled(settings: Settings, line: int) -> tuple[list[Pack], Rulebook]:
    key = _packs_of(settings)
    if key not in _books:
        packs = load_packs(settings.extends, settings.folder, settings.file or "the default packs", line)
        _books[key] = packs, compile_packs(packs)
    return _books[key]


_books: dict[tuple[tuple[str, ...], str], tuple[list[Pack], Rulebook]] = {}
"""Packs and rulebooks by what was asked for: folders that ask for the same shipped packs share one."""


def _packs_of(settings: Settings) -> tuple[tuple[str, ...], str]:
    """What decides which packs are meant: the references, and the folder where one of them is a file's."""
    return settings.extends, settings.folder if any(is_path(name) for name in settings.extends) else ""


def _line(settings: Settings, key: str) -> int:
    origin = settings.origins.get(key, "")
    return int(origin.rpartition(":")[2]) if origin.rpartition(":")[2].isdigit() else 0


def _unknown(word: str, key: str, rulebook: Rulebook, settings: Settings) -> ConfigError:
    origin = settings.origins.get(key, "")
    if origin == "the command line" or not settings.file:
        return unknown(word, rulebook, f"--{key}" if "." not in key else "")
    return unknown(word, rulebook, settings.file, _line(settings, key))


def broken_rules(reports: list[FileReport], command: CommandLine) -> dict[str, Rule]:
    """The rules that some reports name, by code, as they are set where they were first broken."""
    rules: dict[str, Rule] = {}
    for report in reports:
        codes = {v.code for v in report.violations} - rules.keys()
        if codes:
            active = project_for(settings_for(report.path, command)).active
            rules.update({rule.code: rule for rule in active.rules if rule.code in codes})
    return rules


def every_shipped() -> list[Rule]:
    """The rules of every shipped pack, by code; packs that cannot stand together (two houses) are loaded apart."""
    rules: dict[str, Rule] = {}
    for name in shipped_packs():
        for pack in load_packs((name,), "", "the shipped packs"):
            rules.update({rule.code: rule for rule in pack.rules})
    return [rules[code] for code in sorted(rules)]


for _clear in (_books.clear, _selected.clear):
    loaded.cached_from_files(_clear)
