"""Edits to new text: the ones that do not overlap, applied from the end. Knows no format and writes no file."""

from __future__ import annotations

from auditor.violation import Edit, Fix


def choose(fixes: list[Fix]) -> tuple[list[Edit], int]:
    """Edits of the fixes that can be applied together, in order, and how many fixes they serve.

    Equal edits count once; a fix that overlaps an earlier one waits for the next pass.
    """
    chosen: list[Edit] = []
    served = 0
    for fix in sorted(fixes, key=lambda f: (f.edits[0], len(f.edits))):
        new = [e for e in fix.edits if e not in chosen]
        if not any(_clash(e, other) for e in new for other in chosen):
            chosen += new
            served += 1
    return sorted(chosen), served


def apply(text: str, edits: list[Edit]) -> str:
    """The text with edits applied; they must be in order and not overlap."""
    parts = []
    last = 0
    for edit in edits:
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, text[last:]])


def _clash(a: Edit, b: Edit) -> bool:
    if a.start == b.start and (a.start == a.end or b.start == b.end):
        return True
    return a.start < b.end and b.start < a.end
