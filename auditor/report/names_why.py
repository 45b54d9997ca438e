"""`names --why`: two spellings one above the other, what each difference weighs, and what it comes to, as text or JSON."""

from __future__ import annotations

import json
from math import exp

from auditor.names import SAME_NAME
from auditor.names.explanation import Explanation, Reason
from auditor.report.style import Style

UNDECIDED = 0.5
"""Likelihood from which on two spellings are not called two names."""
LEAST = 0.05
"""Log odds below which a reason is not worth a line."""

_FAMILIES = {
    "cost": "all edits together", "root of cost": "all edits together", "density": "edits for so short a name",
    "worst pair": "the word that differs most", "length": "length of the names", "log of length": "length of the names",
    "shortest word": "length of the names", "difference of length": "one is longer", "parts": "number of words",
    "likeness": "likeness letter by letter", "coarse": "likeness by sound", "coarse likeness": "likeness by sound",
    "Jaro-Winkler": "likeness of the beginnings", "short and unlike": "short names that share few letters",
    "likeness of consonants": "likeness of the consonants", "same consonants": "likeness of the consonants",
    "same first letter": "same first letter", "several": "how the words of the names fit",
}  # fmt: skip


def verdict(likelihood: float) -> str:
    """One name, undecided, or two names."""
    if likelihood >= SAME_NAME:
        return "one name"
    return "undecided" if likelihood >= UNDECIDED else "two names"


def render(one: str, other: str, why: Explanation, style: Style) -> str:
    """For people. Measures of one family are shown as one reason; JSON has each."""
    names = sorted((one, other))
    upper = "   ".join(p.ljust(len(q)) for p, q in why.rows).rstrip()
    lower = "   ".join(q.ljust(len(p)) for p, q in why.rows).rstrip()
    width = max(map(len, names))
    lines = [
        f"{style.paint(f'{names[0]:{width}}', '1')}   {upper}",
        f"{style.paint(f'{names[1]:{width}}', '1')}   {lower}",
        "",
    ]
    total = why.bias + sum(e.weight for e in why.edits) + sum(r.weight for r in why.whole)
    if total or why.edits or why.whole:
        lines += [_line(e.weight, f"{e.words[0]} / {e.words[1]}: {e.reason}") for e in why.edits]
        lines += [_line(reason.weight, reason.what) for reason in _grouped(why.whole)]
        lines += [_line(why.bias, "what any two names start with"), f"  {'-' * 6}", _line(total, "log odds")]
    else:
        same = (
            "they differ in case, marks and signs alone" if why.similarity == 1.0 else "nothing of them can be compared"
        )
        lines.append(f"  {same}")
    lines += ["", style.paint(_sentence(why.similarity, total), "1")]
    return "\n".join(lines) + "\n"


def _line(weight: float, what: str) -> str:
    return f"  {weight:+6.2f}  {what}"


def _sentence(likelihood: float, total: float) -> str:
    call = verdict(likelihood)
    if call == "one name":
        against = f"at or above {SAME_NAME} (SAME_NAME), from which on two spellings are called one name"
    elif call == "undecided":
        against = f"below {SAME_NAME} (SAME_NAME): in an article the names around them decide"
    else:
        against = f"below {UNDECIDED}: more likely two than one"
    return f"{call}: likelihood {_shown(likelihood, total)}, {against}"


def _shown(likelihood: float, total: float) -> str:
    """Never rounded up to certainty."""
    if likelihood == 1.0 and not total:
        return "1"
    return f"{min(likelihood, 0.999):.3f}" if likelihood > UNDECIDED else f"{max(likelihood, exp(-40)):.3g}"


def _grouped(reasons: tuple[Reason, ...]) -> list[Reason]:
    sums: dict[str, float] = {}
    for what, weight in reasons:
        family = what.partition(":")[0] if what.startswith("several:") else what.partition(" over ")[0]
        name = _FAMILIES.get(family, what)
        sums[name] = sums.get(name, 0.0) + weight
    shown = [Reason(what, weight) for what, weight in sums.items() if abs(weight) >= LEAST]
    rest = sum(weight for weight in sums.values() if abs(weight) < LEAST)
    shown.sort(key=lambda reason: (-abs(reason.weight), reason.what))
    return [*shown, Reason("what is too little for a line", rest)] if abs(rest) >= LEAST / 10 else shown


def render_json(one: str, other: str, why: Explanation) -> str:
    """One JSON object; `names` in the order that `rows` and `edits` have, which does not depend on the order asked in."""
    document = {
        "names": sorted((one, other)),
        "similarity": why.similarity,
        "same_name": SAME_NAME,
        "verdict": verdict(why.similarity),
        "rows": [list(row) for row in why.rows],
        "edits": [
            {"words": list(e.words), "one": e.one, "other": e.other, "weight": e.weight, "reason": e.reason}
            for e in why.edits
        ],
        "reasons": [{"what": r.what, "weight": r.weight} for r in why.whole],
        "bias": why.bias,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
