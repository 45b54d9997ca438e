"""The science of spellings: how likely two Latin spellings of names are one name.

Takes names as strings and knows nothing of articles. First call reads the tables; importing reads nothing.
How it works and where it fails stands in `docs/names.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.names.explanation import Explanation

SAME_NAME: float = 0.9
"""From this similarity on two spellings are called one name: some 1.5 in 100 look-alikes reach it."""

__all__ = ["SAME_NAME", "explain", "similarity"]


def similarity(a: str, b: str, *, attested: bool = True) -> float:
    """Likelihood in [0, 1] that two spellings are one name; the same for (b, a).

    1.0 for spellings that differ in case, diacritics or the shape of apostrophes only. `attested` asks what
    Arabic names the two are written for, besides the rules; False is the rules alone, for figures.
    """
    return _similarity(a, b, attested=attested)


def explain(a: str, b: str) -> Explanation:
    """The alignment of two spellings, each edit with its weight and reason, and what the whole adds."""
    from auditor.names.explanation import explain as explained

    return explained(a, b)


def _similarity(a: str, b: str, *, attested: bool) -> float:
    # Replaces itself: the first call pays for the imports, all others go straight to the model.
    global _similarity
    from auditor.names.model import similarity as modelled

    _similarity = modelled
    return modelled(a, b, attested=attested)
