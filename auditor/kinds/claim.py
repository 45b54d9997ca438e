"""Kind `claim`: risky claims that nobody answers for, or only somebody whom no reader can weigh.

Parameters: `types` of claim, `levels` of source. Takes the article's verdicts (analysis.verdicts, analysis.contrasts) and
picks those of the rule's fault, types and levels; one finding a verdict. It decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from auditor.analysis.claims import TYPES
from auditor.analysis.contrasts import HEADLINE, TWO_NUMBERS
from auditor.analysis.facts import Facts
from auditor.analysis.levels import STRENGTH
from auditor.analysis.verdicts import Verdict
from auditor.article import Span
from auditor.kinds import Finding, Place
from auditor.rulebook import Rule, Rulebook

NAME = "claim"
FAULTS = {
    "unsourced": "nobody says so, and the next sentence has no source either",
    "source-follows": "nobody says so, but the next sentence has a source that may mean it too",
    "vague": "somebody says so, but not who: reports, estimates, rumours",
    "anonymous": "only unnamed people say so: sources, residents, activists",
    HEADLINE: "the title states flatly what the text attributes to somebody",
    TWO_NUMBERS: "two tolls of one event differ, and nobody stands behind the difference",
}
PLACEHOLDERS = frozenset(("words", "type", "source", "other"))
_CONTRASTS = (HEADLINE, TWO_NUMBERS)
LONGEST = 90
"""Characters of a claim that a message quotes."""


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    """The kind's own keys: which types of claim, all by default but tolls of a whole war and designations; of a title
    that is bolder than its text, at which levels of the text's source (all by default).
    """

    types: list[str] = field(default_factory=lambda: [t for t in TYPES if t not in ("war-toll", "designation")])
    levels: list[str] = field(default_factory=lambda: list(STRENGTH))

    def __post_init__(self) -> None:
        for what, names, known in (("type of claim", self.types, TYPES), ("level of source", self.levels, STRENGTH)):
            for name in names:
                if name not in known:
                    raise ValueError(f'no {what} is called "{name}"; there are {", ".join(known)}')


def triggers(params: Params) -> tuple[str, ...]:
    """None: claims are found by the lexicons' words."""
    return ()


def problems(rule: Rule, rulebook: Rulebook) -> list[str]:
    """Levels are known only of the source that a title leaves out."""
    if rule.fault != HEADLINE and len(rule.params.levels) < len(STRENGTH):
        return [f'`levels` means nothing with the fault "{rule.fault}"; remove it']
    return []


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding a verdict of the rule's fault and types."""
    params: Params = rule.params
    for verdict in facts.contrasts if rule.fault in _CONTRASTS else facts.verdicts:
        if verdict.fault != rule.fault or verdict.type not in params.types:
            continue
        if verdict.level is None or verdict.level in params.levels:
            yield _finding(facts, verdict)


def _finding(facts: Facts, verdict: Verdict) -> Finding:
    spans = [Span(verdict.start, verdict.end), *verdict.chain]
    pieces = tuple(piece for span in spans for piece in facts.pieces(*span))
    who = verdict.source
    if verdict.follows is not None:
        # Read only here: where the rule is off, nobody asks who the next sentence's source is.
        who = facts.sourcing.first_source(verdict.follows)
    source = shortened(facts.words(*who)) if who is not None else "quoted words"
    values = {"words": shortened(facts.words(*verdict.words)), "type": verdict.type, "source": source}
    if verdict.other is not None:
        values["other"] = shortened(facts.words(*verdict.other))
        return Finding(pieces, values, (Place("here", tuple(facts.pieces(*verdict.other))),))
    again = "the same source again" if verdict.fault == "anonymous" else "the same words again"
    related = tuple(Place(again, tuple(facts.pieces(*span))) for span in verdict.related)
    return Finding(pieces, values, related, severity="warning" if verdict.weak else None)


def shortened(words: str) -> str:
    """Words on one line of at most LONGEST characters: first and last words, the middle left out."""
    parts = words.split()
    line = " ".join(parts)
    if len(line) <= LONGEST:
        return line
    head, tail = parts[:1], parts[-1:]
    rest = parts[1:-1]
    while rest:
        side, word = (tail, rest.pop()) if len(" ".join(tail)) * 2 < len(" ".join(head)) else (head, rest.pop(0))
        if len(" ".join(head)) + len(" ".join(tail)) + len(word) + 4 > LONGEST:
            break
        side.insert(0, word) if side is tail else side.append(word)
    short = f"{' '.join(head)} … {' '.join(tail)}"
    return short if len(short) <= LONGEST else line[: LONGEST - 2].rstrip() + " …"
