"""auditor: a linter for translated and wire-derived news articles.

The public Python API, and all of it. Offsets count code points of the decoded text, half-open.
"""

from __future__ import annotations

from os import fsdecode
from typing import TYPE_CHECKING, Any

from auditor.version import __version__

if TYPE_CHECKING:
    from os import PathLike

    from auditor.errors import AuditorError
    from auditor.violation import Edit, Failure, Fix, Related, Violation

__all__ = ["AuditorError", "Edit", "Failure", "Fix", "Related", "Violation", "__version__", "audit_file", "audit_text"]


def audit_text(
    text: str, *, path: str | PathLike[str] | None = None, config: str | PathLike[str] | None = None
) -> list[Violation]:
    """Violations of an article at hand, in order of their place.

    With `path` the text is read as that file would be (format by suffix, configuration found upwards from it); without it,
    it is plain text under the default packs. `config` names a configuration file to use instead. Raises AuditorError where
    the configuration or a rule cannot be used.
    """
    from auditor.config import CommandLine
    from auditor.errors import ManyErrors
    from auditor.fold import without_surrogates
    from auditor.loaded import forget_if_changed
    from auditor.run.check import Options, check_source
    from auditor.source import Source

    forget_if_changed()
    where = fsdecode(path or "")
    command = CommandLine(isolated=path is None and config is None, config=fsdecode(config or ""))
    report = check_source(Source(without_surrogates(text), where), where, Options(command))
    return _violations(report, ManyErrors)


def audit_file(path: str | PathLike[str], config: str | PathLike[str] | None = None) -> list[Violation]:
    """Violations of a file, as `auditor check` finds them; raises AuditorError where it cannot be read or checked."""
    from auditor.config import CommandLine
    from auditor.errors import ManyErrors
    from auditor.loaded import forget_if_changed
    from auditor.run.check import Options, check_file

    forget_if_changed()
    return _violations(check_file(fsdecode(path), Options(CommandLine(config=fsdecode(config or "")))), ManyErrors)


def _violations(report: Any, many: Any) -> list[Violation]:
    from auditor.errors import AuditorError

    if report.failures:
        errors = [AuditorError(f.message, path=f.path, line=f.line) for f in report.failures]
        raise errors[0] if len(errors) == 1 else many(errors)
    from auditor.fingerprints import with_fingerprints

    return with_fingerprints(report.violations, report.source.text)


def __getattr__(name: str) -> Any:
    """The data types, imported when first asked for: `import auditor` costs next to nothing."""
    if name == "AuditorError":
        from auditor.errors import AuditorError

        return AuditorError
    if name in ("Edit", "Failure", "Fix", "Related", "Violation"):
        from auditor import violation

        return getattr(violation, name)
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")
