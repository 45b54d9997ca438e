"""The baseline: violations that stood when a publication began to check; only what is new is reported.

A JSON file of fingerprints by article, one a line, paths relative to the file. Takes reports, gives what is left; entries that
match nothing any more are stale. Moved lines do not matter, and equal sentences count one by one.
"""

from __future__ import annotations

import json
import os
from functools import cache

import msgspec
from msgspec import Struct

from auditor import loaded
from auditor.config import relative
from auditor.errors import ConfigError
from auditor.fingerprints import compare, with_fingerprints
from auditor.fold import fold_words
from auditor.rulebook import Rulebook
from auditor.violation import Failure, FileReport

NAME = "auditor-baseline.json"
WORDS = 80
"""Characters of a violation's words that an entry keeps, for those who read the file."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One known violation, and whether it is about something absent; the words are for people."""

    code: str
    words: str
    fingerprint: str
    absent: bool = False


class Baseline(Struct, frozen=True, forbid_unknown_fields=True):
    """Known violations by article."""

    version: int = 1
    articles: dict[str, list[Entry]] = {}

    @property
    def count(self) -> int:
        """How many entries it has."""
        return sum(map(len, self.articles.values()))


@cache
def load(path: str) -> Baseline:
    """The baseline of a file; raises ConfigError."""
    shown = relative(path, os.getcwd())
    try:
        data = loaded.read(path)
    except FileNotFoundError:
        cure = "write it with `auditor baseline create`, or take the key `baseline` out of the configuration"
        raise ConfigError("no such baseline", path=shown, cure=cure) from None
    except OSError as error:
        raise ConfigError((error.strerror or str(error)).lower(), path=shown, cure="check its permissions") from None
    try:
        found = msgspec.json.decode(data, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        cure = "take it back from version control, or write it anew with `auditor baseline create --force`"
        raise ConfigError(f"not a baseline: {error}", path=shown, line=_bad_line(data), cure=cure) from None
    if found.version != 1:
        what = f"a baseline of version {found.version}; this auditor reads version 1"
        raise ConfigError(what, path=shown, cure="use a newer auditor, or `auditor baseline create --force`")
    return found


def _bad_line(data: bytes) -> int:
    """The line at which a file stops being JSON, such as one that a merge left marks in; 0 where it is JSON."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return error.lineno
    except (UnicodeDecodeError, RecursionError):
        pass
    return 0


def leave_out(report: FileReport, path: str, baseline: str, rulebook: Rulebook) -> FileReport:
    """The report without what the baseline knows; raises ConfigError. Entries of rules that are off are not judged."""
    entries = load(baseline).articles.get(_key(path, baseline), [])
    new, gone = compare(entries, report.violations)
    fresh = {v.fingerprint for v in new}
    report.known = [v for v in report.violations if v.fingerprint not in fresh]
    report.violations = new
    report.baseline = baseline
    report.stale = sum(rulebook.rule(entry.code) is not None for entry in gone)
    return report


def stale_notes(reports: list[FileReport]) -> list[Failure]:
    """A note for each baseline with entries that match nothing any more, or whose article is gone; no reason to fail."""
    notes = []
    for path in dict.fromkeys(r.baseline for r in reports if r.baseline):
        gone = sum(len(load(path).articles[key]) for key in _gone(load(path), path))
        count = gone + sum(r.stale for r in reports if r.baseline == path)
        if count:
            entries = "1 entry matches" if count == 1 else f"{count} entries match"
            what = f"{entries} nothing any more; `auditor baseline prune` takes them out"
            notes.append(Failure(relative(path, os.getcwd()), what))
    return notes


def updated(old: Baseline, reports: list[FileReport], path: str) -> Baseline:
    """The baseline with what stands now in the checked articles; articles that are gone are left out."""
    return _changed(old, path, {_key(r.path, path): _entries(r) for r in reports if r.source is not None})


def pruned(old: Baseline, reports: list[FileReport], path: str) -> Baseline:
    """The baseline without what stands no more in the checked articles, and without articles that are gone."""
    fresh = {}
    for report in reports:
        if report.source is not None:
            key = _key(report.path, path)
            entries = old.articles.get(key, [])
            _, gone = compare(entries, with_fingerprints(report.violations, report.source.text))
            fresh[key] = [entry for entry in entries if entry not in gone]
    return _changed(old, path, fresh)


def render(baseline: Baseline) -> bytes:
    """The file: sorted, one entry a line, so that version control merges it well."""
    articles = []
    for key, entries in sorted(baseline.articles.items()):
        lines = ",\n".join(f"   {json.dumps(msgspec.to_builtins(entry), ensure_ascii=False)}" for entry in entries)
        articles.append(f"  {json.dumps(key, ensure_ascii=False)}: [\n{lines}\n  ]")
    inside = ",\n".join(articles)
    body = f"{{\n{inside}\n }}" if articles else "{}"
    return f'{{\n "version": {baseline.version},\n "articles": {body}\n}}\n'.encode("utf-8", "replace")


def _changed(old: Baseline, path: str, fresh: dict[str, list[Entry]]) -> Baseline:
    gone = _gone(old, path)
    articles = {**{key: e for key, e in old.articles.items() if key not in gone}, **fresh}
    return Baseline(articles={key: entries for key, entries in articles.items() if entries})


def _gone(baseline: Baseline, path: str) -> list[str]:
    return [key for key in baseline.articles if not os.path.lexists(os.path.join(os.path.dirname(path), key))]


def _entries(report: FileReport) -> list[Entry]:
    assert report.source is not None
    text = report.source.text
    return [
        Entry(v.code, fold_words("".join(text[s:e] for s, e in v.pieces))[:WORDS], v.fingerprint, v.absent)
        for v in with_fingerprints(report.violations, text)
    ]


def _key(path: str, baseline: str) -> str:
    return relative(path, os.path.dirname(baseline))


loaded.cached_from_files(load.cache_clear)
