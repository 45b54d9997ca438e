"""Fingerprints: what a violation is called when lines move. Made only for those who ask: programs, not people.

One serves every format, the baseline and changes: equal sentences have numbers, a paragraph put in above changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec import structs

from auditor.article import Span
from auditor.fold import fold_words
from auditor.violation import Violation


def with_fingerprints(violations: list[Violation], text: str) -> list[Violation]:
    """Violations of one source with their fingerprints: code, folded words, folded sentence, and the number among equals.

    One that has its fingerprint keeps it: it was numbered when its equals, now silenced or accepted, still stood beside it.
    """
    seen: dict[tuple[str, str, str], int] = {}
    numbered = []
    for violation in violations:
        if violation.fingerprint:
            numbered.append(violation)
            continue
        words = fold_words("".join(text[s:e] for s, e in violation.pieces))
        key = (violation.code, words, fold_words(_around(text, violation.pieces[0])))
        seen[key] = seen.get(key, -1) + 1
        digest = hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest()[:32]
        numbered.append(structs.replace(violation, fingerprint=digest))
    return numbered


class Known(Protocol):
    """A violation as it was, or what a baseline keeps of one."""

    @property
    def code(self) -> str:
        """Its rule."""

    @property
    def fingerprint(self) -> str:
        """Its fingerprint."""

    @property
    def absent(self) -> bool:
        """Whether it is about something that is not there."""


K = TypeVar("K", bound=Known)


def compare(before: Sequence[K], after: list[Violation]) -> tuple[list[Violation], list[K]]:
    """Which violations are new, and which known ones are gone; all have fingerprints.

    What is absent was absent before, if its rule said so: then only the words that ask for it have changed.
    """
    known = {k.fingerprint for k in before}
    found = {v.fingerprint for v in after}
    gone = [k for k in before if k.fingerprint not in found]
    new = []
    for violation in after:
        if violation.fingerprint in known:
            continue
        same = next((k for k in gone if violation.absent and k.absent and k.code == violation.code), None)
        if same is None:
            new.append(violation)
        else:
            gone.remove(same)
    return new, gone


def _around(text: str, piece: Span) -> str:
    """The sentence round a piece, as near as line ends and full stops tell it: it must not need the whole analysis."""
    line = text.rfind("\n", 0, piece.start) + 1
    start = max(line, text.rfind(". ", line, piece.start) + 1)
    stop = text.find("\n", piece.start)
    stop = len(text) if stop < 0 else stop
    end = text.find(". ", piece.start, stop)
    return text[start : stop if end < 0 else end]
