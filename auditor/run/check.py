"""Checking files: settings, rulebook, reading, audit, accepts; one FileReport a file, whatever happens to it.

Takes paths and what the command line says; gives reports in the order of the files. Writes nothing.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs

from auditor.analysis.facts import Facts
from auditor.config import Accept, CommandLine, ConfigFile, Settings, config_for, relative, settings_for
from auditor.errors import AuditorError, ManyErrors, internal
from auditor.fold import fold_words
from auditor.formats import format_of, read_article
from auditor.paths import as_text, matches
from auditor.run.audit import audit_facts
from auditor.run.project import context_for, day_of_run, project_for
from auditor.source import MAX_BYTES, Source, decode, read, read_bytes
from auditor.violation import Failure, FileReport, Violation

if TYPE_CHECKING:
    from auditor.run.changes import Change

PAYS = 200
"""Files from which processes pay; below, starting them costs more than they save."""


class Options(Struct, frozen=True):
    """How to check: what the command line says of settings, the twin that looks at everything, whether to remember, whether
    what a baseline knows is left out, and the change that alone is reported.
    """

    command: CommandLine = CommandLine()
    use_index: bool = True
    use_cache: bool = False
    use_baseline: bool = True
    change: Change | None = None


def shown_path(path: str) -> str:
    """A path as reports show it: as the caller wrote it, with `/` and without a leading `./`."""
    shown = as_text(path).replace("\\", "/")
    return shown[2:] if shown.startswith("./") else shown


def facts_of(source: Source, path: str, options: Options, settings: Settings) -> Facts:
    """The facts of a source that stands (or will stand) at a path; raises AuditorError."""
    project = project_for(settings)
    article = read_article(source, format_of(path) or "text")
    return Facts(article, project.active, context_for(path, settings, project.packs), use_index=options.use_index)


def read_facts(path: str, options: Options) -> Facts:
    """The facts of a file; raises AuditorError."""
    settings = settings_for(path, options.command)
    return facts_of(read(path, shown_path(path), settings.encoding), path, options, settings)


class _Read(NamedTuple):
    """A file as read: its settings, its text, and the key of its entry in the cache ("": none)."""

    settings: Settings
    source: Source
    key: str


def _read(path: str, options: Options) -> _Read:
    """Read a file; raises AuditorError."""
    settings = settings_for(path, options.command)
    shown = shown_path(path)
    if options.change and options.change.is_staged:
        from auditor.run.changes import staged_bytes

        data = staged_bytes(options.change, path)
    else:
        data = read_bytes(path, shown)
    key = ""
    if options.use_cache:
        from auditor.run.cache import key_of

        key = key_of(data, path, shown, settings, options.command, day_of_run())
    return _Read(settings, decode(data, shown, settings.encoding), key)


def check_file(path: str, options: Options) -> FileReport:
    """Check one file; never raises for what is wrong with it or its configuration."""
    try:
        settings, source, key = _read(path, options)
    except AuditorError as error:
        return _failed(path, error)

    def work() -> FileReport:
        kept = _kept(key, source)
        return _narrowed(kept or _stored(key, _judged(source, path, options), settings), path, options)

    return _guarded(path, work)


def _kept(key: str, source: Source) -> FileReport | None:
    """What the cache holds under a key."""
    if not key:
        return None
    from auditor.run import cache

    return cache.look_up(key, source)


def _stored(key: str, report: FileReport, settings: Settings) -> FileReport:
    """The report, which the cache now holds too."""
    if key:
        from auditor.run import cache

        cache.store(key, report, settings)
    return report


def _remembered(path: str, options: Options) -> FileReport | None:
    """What the cache holds of a file, without what the baseline knows."""
    try:
        _, source, key = _read(path, options)
    except AuditorError:
        return None
    kept = _kept(key, source)
    return _guarded(path, lambda: _narrowed(kept, path, options)) if kept else None


def check_bytes(data: bytes, path: str, options: Options) -> FileReport:
    """Check bytes as if they stood at a path; never raises for what is wrong with them or the configuration."""
    try:
        if len(data) > MAX_BYTES:
            raise AuditorError("larger than an article can be", cure="check a smaller one")
        source = decode(data, shown_path(path), settings_for(path, options.command).encoding)
    except AuditorError as error:
        return _failed(path, error)
    return check_source(source, path, options)


def check_source(source: Source, path: str, options: Options) -> FileReport:
    """Check a text as if it stood at a path; never raises for what is wrong with it or its configuration."""
    return _guarded(path, lambda: _narrowed(_judged(source, path, options), path, options))


def _guarded(path: str, work: Callable[[], FileReport]) -> FileReport:
    """What came of some work, or what kept it from being done."""
    try:
        return work()
    except AuditorError as error:
        return _failed(path, error)
    except RecursionError:
        return _failed(path, AuditorError("its structure is nested too deep to read", cure="flatten it"))
    except Exception as error:  # one file's misfortune must not keep the others from being checked
        return _failed(path, internal(error))


def _judged(source: Source, path: str, options: Options) -> FileReport:
    """What the rules say of a text, but for what the article itself and the configuration accept; raises AuditorError."""
    shown = shown_path(path)
    settings = settings_for(path, options.command)
    facts = facts_of(source, path, options, settings)
    violations, failures = audit_facts(facts)
    failures = [Failure(shown, f.message, f.line) for f in failures]
    report = FileReport(shown, source, violations, failures, facts.language.code, settings.fail_on)
    config = config_for(path, options.command.config) if settings.file else None
    if config and config.table.accept:
        return _accept(_with_prints(report), path, config, facts.context.today)
    return report


def _narrowed(report: FileReport, path: str, options: Options) -> FileReport:
    """The report without what the baseline knows and what stood there before the change; raises AuditorError.

    It depends on other files than the article and its configuration: what is remembered of an article is remembered before it.
    """
    settings = settings_for(path, options.command)
    if settings.baseline and options.use_baseline:
        from auditor.run.baseline import leave_out

        report = leave_out(_with_prints(report), path, settings.baseline, project_for(settings).active)
    if options.change:
        from auditor.run.changes import keep_new

        before = partial(_before, path=path, options=structs.replace(options, change=None))
        report = keep_new(_with_prints(report), path, options.change, settings.encoding, before)
    return report


def _before(source: Source, path: str, options: Options) -> FileReport:
    return _with_prints(_narrowed(_judged(source, path, options), path, options))


def _with_prints(report: FileReport) -> FileReport:
    """The report with fingerprints: before anything is left out, for the number among equals must not depend on that."""
    from auditor.fingerprints import with_fingerprints

    assert report.source is not None
    report.violations = with_fingerprints(report.violations, report.source.text)
    return report


def _failed(path: str, error: AuditorError) -> FileReport:
    shown = shown_path(path)
    errors = error.errors if isinstance(error, ManyErrors) else [error]
    return FileReport(shown, None, [], [Failure(e.path or shown, e.message, e.line) for e in errors])


def check_files(paths: list[str], options: Options, jobs: int) -> Iterator[FileReport]:
    """Check files, in their order; in `jobs` processes where there are enough of them to pay."""
    if options.use_cache:
        from auditor.run import cache

        cache.begin()
    if jobs == 1 or len(paths) < PAYS:
        for path in paths:
            yield check_file(path, options)
        return
    from auditor.run.parallel import check_in_parallel

    kept = {p: report for p in paths if (report := _remembered(p, options))} if options.use_cache else {}
    rest = [p for p in paths if p not in kept]
    fresh = check_in_parallel(rest, options, jobs) if len(rest) >= PAYS else (check_file(p, options) for p in rest)
    for path in paths:
        yield kept[path] if path in kept else next(fresh)


def idle_accepts(reports: list[FileReport], options: Options) -> list[Failure]:
    """Accepts that name a checked file by its path and matched nothing in it, or whose day has passed; no reason to fail."""
    if options.command.isolated:
        return []
    used = {key for report in reports for key in report.used}
    found: dict[tuple[str, int], Failure] = {}
    configs: dict[str, ConfigFile | None] = {}
    for report in reports:
        folder = os.path.dirname(report.path)
        if folder not in configs:  # one search a folder, not one a file
            configs[folder] = config_for(report.path, options.command.config)
        config = configs[folder] if report.source else None
        for number, accept in enumerate(config.table.accept if config else ()):
            if config is None or (config.path, number) in used or not accept.path:
                continue
            if matches(relative(report.path, config.folder), [accept.path]):
                what = f'the [[accept]] of "{accept.words}" {_idle(accept)}'
                found[config.path, number] = Failure(config.path, what, config.line("accept", number, "words"))
    return list(found.values())


def _idle(accept: Accept) -> str:
    """Why an accept did nothing, and what to do."""
    if accept.until is not None and accept.until < day_of_run():
        return f"ended with {accept.until}; look again, then renew or remove it"
    return "matches nothing any more; remove it"


def _accept(report: FileReport, path: str, config: ConfigFile, today: datetime.date) -> FileReport:
    """The report without what an editor accepted: the same code, words that the violation marks, the same path."""
    assert report.source is not None
    inside = relative(path, config.folder)
    kept: list[Violation] = []
    used: set[tuple[str, int]] = set()
    for violation in report.violations:
        number = next(
            (n for n, a in enumerate(config.table.accept) if _covers(a, violation, report.source, inside, today)), None
        )
        if number is None:
            kept.append(violation)
        else:
            used.add((config.path, number))
    report.accepted = len(report.violations) - len(kept)
    report.violations = kept
    report.used = tuple(sorted(used))
    return report


def _covers(accept: Accept, violation: Violation, source: Source, path: str, today: datetime.date) -> bool:
    if accept.code and accept.code not in (violation.code, violation.name):
        return False
    if (accept.path and not matches(path, [accept.path])) or (accept.until is not None and accept.until < today):
        return False
    marked = fold_words("".join(source.text[s:e] for s, e in violation.pieces))
    words = fold_words(accept.words)
    return (bool(marked) and marked in words) or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", marked) is not None
