"""The exceptions that cross modules, one small tree:

AuditorError            what, where, cure: becomes a Failure or a line on stderr and exit code 2
├── SourceError         an article that cannot be read
├── PackError           a rule pack that cannot be loaded: file, line, what stood there, the cure
├── ConfigError         a configuration that cannot be used
└── GitError            what git cannot tell: no repository, no such commit
"""

from __future__ import annotations


class AuditorError(Exception):
    """Something `auditor` could not do.

    `path` names the file concerned ("" where there is none), `line` counts from 1 (0: unknown),
    `what` says what is wrong and `cure` what settles it.
    """

    def __init__(self, what: str, *, path: str = "", line: int = 0, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.cure = cure

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{where}{self.message}"

    @property
    def message(self) -> str:
        """What is wrong and how to settle it, without the place."""
        return f"{self.what}; {self.cure}" if self.cure else self.what


class SourceError(AuditorError):
    """An article that cannot be read: missing, unreadable, binary, undecodable."""


class PackError(AuditorError):
    """A rule pack that cannot be loaded."""


class ConfigError(AuditorError):
    """A configuration that cannot be used."""


class GitError(AuditorError):
    """What git cannot tell."""


def internal(error: Exception) -> AuditorError:
    """A fault of our own as an error in words; with AUDITOR_TRACEBACK set, the traceback goes where a developer sees it."""
    import os

    if os.environ.get("AUDITOR_TRACEBACK"):
        raise error
    cure = "this is a fault of auditor: please report it with the file; AUDITOR_TRACEBACK=1 shows where"
    return AuditorError(f"{type(error).__name__}: {error}", cure=cure)


class ManyErrors(AuditorError):
    """Several errors found in one go, so that each is shown; `errors` is never empty."""

    def __init__(self, errors: list[AuditorError]) -> None:
        super().__init__("; ".join(str(e) for e in errors))
        self.errors = errors
