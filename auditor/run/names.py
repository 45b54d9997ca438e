"""The names of many articles: each file read as `check` reads it, what cannot be read told, all names counted.

Takes paths of files and what the command line says; gives the Names of all. Writes nothing.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.analysis.name_census import Census, Name, Place
from auditor.analysis.name_uses import find_uses
from auditor.errors import AuditorError, ManyErrors, internal
from auditor.report.provenance_entries import day_of, published_on
from auditor.run.check import Options, read_facts, shown_path
from auditor.violation import Failure


class Counted(Struct):
    """All names, the most inconsistent first; how many articles were read, and what could not be."""

    names: list[Name]
    articles: int
    failures: list[Failure]


def count_names(files: list[str], options: Options) -> Counted:
    """The names of some files."""
    census = Census()
    failures: list[Failure] = []
    read = 0
    for path in files:
        try:
            _count(census, path, options)
            read += 1
        except AuditorError as error:
            failures += _failures(path, error)
        except RecursionError:
            failures += _failures(path, AuditorError("its structure is nested too deep to read", cure="flatten it"))
        except Exception as error:  # one file's misfortune must not keep the others from being read
            failures += _failures(path, internal(error))
    return Counted(census.names(), read, failures)


def _count(census: Census, path: str, options: Options) -> None:
    facts = read_facts(path, options)
    uses = find_uses(facts)
    dated = published_on(facts)
    census.add(Place(shown_path(path), day_of(dated[0].name) if dated else None), uses)


def _failures(path: str, error: AuditorError) -> list[Failure]:
    errors = error.errors if isinstance(error, ManyErrors) else [error]
    return [Failure(e.path or shown_path(path), e.message, e.line) for e in errors]
