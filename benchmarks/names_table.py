"""The fitted model of `fit_names.py`, and how it is written as a TOML table that people can read."""

from __future__ import annotations

from typing import NamedTuple

from auditor.names.alignment import Step
from auditor.names.attested import EVIDENCE
from auditor.names.features import MEASURES

HEAD = """\
# What `auditor.names.similarity` weighs. Written by benchmarks/fit_names.py; not to be edited by hand.
#
# Graphemes are one letter each: ʃ sh, č tch, ç ch, χ kh, ɣ gh, ʒ zh, θ th, ð dh, ǰ dj, щ shch, ʦ ts, ʣ dz.
# Kinds: V vowel, C consonant, Y y or j, W w, H h, ' apostrophe; ^ and $ are the ends of a word.
# Rows of [weights] are log odds for one name (above 0) or two (below):
#   "k/q"      k against q, anywhere; "/a": an a on one side only      "first …", "last …"   at the start, at the end
#   "a< k/q"   after an a            "k/q >a"  before an a             "V_C k/q"             between kinds
#   "= a/ou"   a whole run of edits  "slavic V/V", "short …", "several …": in such words, in one of several words
# Beside each weight stands an example, a common spelling that was not used in fitting, or (what the row says).
"""


class Fitted(NamedTuple):
    """Costs of single edits, weights of keys, of measures and of what is attested, and the bias."""

    edits: dict[Step, float]
    keys: dict[str, float]
    measures: list[float]
    bias: float
    attested: list[float] = [0.0] * len(EVIDENCE)


KINDS = {"V": "vowel", "C": "consonant", "Y": "y", "W": "w", "H": "h", "'": "apostrophe", "^": "start", "$": "end"}


def in_words(key: str) -> str:
    """What a key says, for rows that no example shows."""

    def names(kinds: str) -> str:
        return "+".join(KINDS.get(k, k) for k in kinds)

    said = []
    for word in key.split():
        if "/" in word and len(word) > 1 and not word.startswith("-"):
            one, _, other = word.partition("/")
            said.append(f"{names(one)} against {names(other)}" if one else f"{names(other)} on one side only")
        elif "_" in word:
            left, _, right = word.partition("_")
            said.append(f"between {names(left)} and {names(right)}:")
        elif word.endswith("<"):
            said.append(f"after {names(word[:-1])}:")
        elif word.startswith(">"):
            said.append(f"before {names(word[1:])}")
        else:
            said.append({"=": "the run"}.get(word, word))
    return " ".join(said)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def table(fitted: Fitted, shown: dict[str, str]) -> str:
    """The TOML: costs a letter a row, measures, and the weights sorted by edit."""
    lines = [
        HEAD,
        f"bias = {fitted.bias:.3f}",
        "",
        '# Cost of a letter gained or lost ("") or replaced, for the alignment.',
        "[costs]",
    ]
    for one in sorted({y for x, y in fitted.edits if not x}):
        row = {y if x == one else x: cost for (x, y), cost in sorted(fitted.edits.items()) if one in (x, y)}
        cells = [f"{quoted(x)} = {row[x]:g}" for x in sorted(row) if not x or x > one]
        lines.append(f"{quoted(one)} = {{ {', '.join(cells)} }}")
    lines += [
        "",
        '# Measures of two names as a whole, see auditor/names/features.py; "over x": the part of it above x.',
        "[measures]",
    ]
    lines += [f"{quoted(name)} = {w:.3f}" for name, w in zip(MEASURES, fitted.measures, strict=True)]
    lines += [
        "",
        "# What attested.txt says of two words, see auditor/names/attested.py: written for other names, partly, for the same.",
        "[attested]",
    ]
    lines += [f"{quoted(name)} = {w:.3f}" for name, w in zip(EVIDENCE, fitted.attested, strict=True)]
    lines += ["", "[weights]"]

    def edit(key: str) -> tuple[str, str]:
        return next((word for word in key.split() if "/" in word), "~"), key

    for key in sorted(fitted.keys, key=edit):
        lines.append(f"{quoted(key)} = [{fitted.keys[key]:.2f}, {quoted(shown.get(key) or '(' + in_words(key) + ')')}]")
    return "\n".join(lines) + "\n"
