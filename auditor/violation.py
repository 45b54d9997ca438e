"""What an audit gives: violations about the article, failures about what could not be done.

Plain frozen data; offsets are code points of `Source.text`, half-open.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.article import Span
from auditor.source import Source

SEVERITIES = ("info", "warning", "error")
"""From mild to grave; a rule may also be `off`."""


class Edit(Struct, frozen=True, order=True):
    """Replace the source range by `text`; an empty range inserts."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True):
    """Edits that mend one violation. `safe`: there is only one right answer."""

    edits: tuple[Edit, ...]
    safe: bool


class Related(Struct, frozen=True):
    """Another place of the same thing, or the place that it contradicts."""

    message: str
    start: int
    end: int


class Violation(Struct, frozen=True):
    """One fault of one article. `pieces` are the source ranges of the marked words, in order, at least one."""

    code: str
    name: str
    severity: str
    message: str
    pieces: tuple[Span, ...]
    fingerprint: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    absent: bool = False
    """It is about something that is not there; the words that ask for it may change, and it is the same."""

    @property
    def start(self) -> int:
        """Offset of the first marked character."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Offset behind the last marked character."""
        return self.pieces[-1].end


class Failure(Struct, frozen=True):
    """Something that could not be done: the path it is about, what went wrong, and the cure."""

    path: str
    message: str
    line: int = 0


class FileReport(Struct):
    """What came of one file. `source` is None where it could not be read; `used` numbers the accepts that matched.

    `known` are violations that the file `baseline` has: they are no reason to fail; `stale` counts its entries that match nothing here
    any more.
    """

    path: str
    source: Source | None
    violations: list[Violation]
    failures: list[Failure]
    language: str | None = None
    fail_on: str = "warning"
    accepted: int = 0
    used: tuple[tuple[str, int], ...] = ()
    baseline: str = ""
    known: list[Violation] = []
    stale: int = 0
