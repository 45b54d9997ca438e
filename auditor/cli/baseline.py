"""`auditor baseline`: what stands today is remembered by content, so that `check` reports only what is new."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import options
from auditor.cli.finding import find_articles, tell

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.run.baseline import Baseline
    from auditor.violation import Failure, FileReport

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Old articles: remember what stands today, report only what is new.\n\n"
    "\b\nauditor baseline create           write auditor-baseline.json, and its name into auditor.toml\n"
    "auditor check                     only what is new\n"
    "auditor baseline prune            take out what has been mended",
)


@app.command()
def create(
    paths: options.SomePaths = None,
    baseline: options.Baseline = None,
    config: options.Config = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a baseline that stands there.")] = False,
    jobs: options.Jobs = 0,
) -> None:
    """Write a baseline of all violations that stand today, and its name into the configuration (not with --baseline)."""
    from auditor.run.baseline import Baseline, updated
    from auditor.run.write import refuse_old

    run = _Run(paths, baseline, config)
    for path in run.files:
        refuse_old(path, force=force)
    run.check(jobs)
    for path, reports in run.reports.items():
        run.write(path, updated(Baseline(), reports, path), is_new=not os.path.exists(path))
    if baseline is None:
        run.name_in_configuration()
    run.leave()


@app.command()
def update(
    paths: options.SomePaths = None,
    baseline: options.Baseline = None,
    config: options.Config = None,
    jobs: options.Jobs = 0,
) -> None:
    """Make the baseline say what stands now in the articles named: new violations come in, mended ones go."""
    from auditor.run.baseline import updated

    _change(paths, baseline, config, jobs, updated)


@app.command()
def prune(
    paths: options.SomePaths = None,
    baseline: options.Baseline = None,
    config: options.Config = None,
    jobs: options.Jobs = 0,
) -> None:
    """Take out entries that match nothing any more; nothing comes in."""
    from auditor.run.baseline import pruned

    _change(paths, baseline, config, jobs, pruned)


@app.command()
def show(
    baseline: options.Baseline = None,
    config: options.Config = None,
) -> None:
    """List what the baseline knows, by article."""
    from auditor.report.summary import counted, one_line_path
    from auditor.run.baseline import load

    for path in _Run(["."], baseline, config, walk=False).files:
        found = load(path)
        for key, entries in sorted(found.articles.items()):
            for entry in entries:
                sys.stdout.write(f'{one_line_path(key)}: {entry.code} "{" ".join(entry.words.split())}"\n')
        count = counted(found.count, "violation")
        sys.stdout.write(f"{_shown(path)}: {count} in {counted(len(found.articles), 'article')}.\n")


def _change(
    paths: list[str] | None,
    baseline: Path | None,
    config: Path | None,
    jobs: int,
    change: Callable[[Baseline, list[FileReport], str], Baseline],
) -> None:
    from auditor.run.baseline import load

    run = _Run(paths, baseline, config)
    old = {path: load(path) for path in run.files}
    run.check(jobs)
    for path, reports in run.reports.items():
        run.write(path, change(old[path], reports, path), is_new=False, old=old[path])
    run.leave()


class _Run:
    """The articles of some paths by the baseline that each belongs to, and what came of checking them without it."""

    def __init__(
        self, paths: list[str] | None, baseline: Path | None, config: Path | None, *, walk: bool = True
    ) -> None:
        from auditor.config import CommandLine

        self.said = CommandLine(config=str(config or ""), baseline=str(baseline or ""))
        self.failures: list[Failure] = []
        self.files: dict[str, list[str]] = {}
        self.reports: dict[str, list[FileReport]] = {}
        found = paths or ["."]
        if walk:
            found, self.failures = find_articles(found, self.said, use_excludes=True)
        for path in found:
            self.files.setdefault(self._baseline_of(path), []).append(path)

    def _baseline_of(self, path: str) -> str:
        from auditor.config import settings_for
        from auditor.run.baseline import NAME

        settings = settings_for(path, self.said)
        return settings.baseline or os.path.join(settings.folder, NAME)

    def check(self, jobs: int) -> None:
        """Check the articles, leaving out nothing that a baseline knows."""
        from auditor.run.check import Options, check_files

        chosen = Options(self.said, use_baseline=False)
        for path, files in self.files.items():
            self.reports[path] = list(check_files(files, chosen, jobs or os.cpu_count() or 1))
            self.failures += [f for report in self.reports[path] for f in report.failures]

    def write(self, path: str, new: Baseline, *, is_new: bool, old: Baseline | None = None) -> None:
        """Write a baseline and say what it holds now."""
        from auditor.report.summary import counted
        from auditor.run.baseline import render
        from auditor.run.write import rewrite, write_new

        if is_new:
            write_new(path, render(new), force=False)
        elif new != old:
            rewrite(path, render(new))
        articles = counted(len(new.articles), "article")
        change = f", {new.count - old.count:+d}" if old else ""
        sys.stdout.write(f"{_shown(path)}: {counted(new.count, 'violation')} in {articles}{change}.\n")

    def name_in_configuration(self) -> None:
        """Write the key `baseline` where a configuration does not have it."""
        from auditor.config import config_for, settings_for
        from auditor.run.config_edit import set_key

        for path, files in self.files.items():
            settings = settings_for(files[0], self.said)
            if not settings.baseline:
                file = config_for(files[0], self.said.config)
                name = os.path.relpath(path, settings.folder).replace(os.sep, "/")
                written = set_key(file, settings.folder, "baseline", name)
                sys.stdout.write(f'{written}: baseline = "{name}"\n')

    def leave(self) -> None:
        """Tell what could not be checked; exit 2 if anything."""
        tell(self.failures)
        if self.failures:
            raise typer.Exit(2)


def _shown(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
