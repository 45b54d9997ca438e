"""Levels: how well a source is known: named, role, anonymous or vague.

Takes a source's span and the source nouns in it, gives its level, or says that it is an anaphor ("he", "the group") and
what it is without one. Decides on the source alone: names in what is said mislead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.weights import word_set
from auditor.patterns import late_re

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.rulebook import Hit

NAMED = "named"
ROLE = "role"
ANONYMOUS = "anonymous"
VAGUE = "vague"
DOCUMENT = "document"
_DEFINITE = ("the ", "this ", "that ", "its ", "their ", "his ", "her ")
LONG = 50
"""Characters from which a source may have taken in what is said."""
STRENGTH = {NAMED: 3, ROLE: 2, ANONYMOUS: 1, VAGUE: 0}

_PRONOUNS = word_set("he she it they we i who which former latter himself herself")
_ADJECTIVES = late_re(
    r"(?:syrian|russian|turkish|iranian|iraqi|israeli|american|us|u\.s|u\.s\.|uk|british|french|german|saudi|kurdish|arab|lebanese|jordanian|egyptian"
    r"|ukrainian|palestinian|western|eastern|northern|southern|european|islamist|islamic|muslim|christian|sunni|shiite|shia|alawite|republican|democratic"
    r"|republicans?|democrats?|gop|several|some|many|two|three|local|syrias|russias|turkeys|[a-z]+(?:ian|ish|ese|ni|qi)"
    r"|.*-(?:based|run|backed|led|linked|affiliated|held|born|allied|controlled|style)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)"
)
_WORD = late_re(r"[^\W_][\w'.\-]*")
_SIDE_BY_SIDE = late_re(r" and | or |, ")
_AT = late_re(r" (?:at|in|from|within|inside|close to|with|near|on) ")
_RELATIVE = late_re(r",? (?:who|which|that|whose|living|speaking|working) ")


class Level(NamedTuple):
    """A level; `anaphor`: the source only points back, the level is what it has when nothing stands there."""

    level: str
    anaphor: bool = False


def level_of(facts: Facts, start: int, end: int, nouns: list[Hit]) -> Level:
    """The level of a source in view offsets; `nouns` are the hits of the language's source table inside it."""
    low, plain = facts.folded.low, facts.folded.plain
    first = _WORD.search(low, start, end)
    if first is None:
        return Level(VAGUE)
    if first.group() in _PRONOUNS and end - start <= len(first.group()) + 8:
        return Level(NAMED, True)
    if (relative := _RELATIVE.search(low, start + 1, end)) is not None:
        end = relative.start()
        nouns = [hit for hit in nouns if hit.end <= end]
    start = _narrowed(low, plain, start, end, nouns)
    nouns = [hit for hit in nouns if hit.start >= start]
    whole = _part(low, plain, start, end, nouns)
    if whole.level in (NAMED, ROLE) or whole.anaphor:
        return whole
    best = whole
    for part_start, part_end in _parts(low, start, end):
        inside = [hit for hit in nouns if part_start <= hit.start and hit.end <= part_end]
        part = _part(low, plain, part_start, part_end, inside)
        if STRENGTH[part.level] > STRENGTH[best.level]:
            best = Level(part.level)
    return best


def _narrowed(low: str, plain: str, start: int, end: int, nouns: list[Hit]) -> int:
    """Start of a source that took in too much: in prose without commas, the last noun with the words that belong to it."""
    if end - start <= LONG or not nouns or nouns[-1].end < end or any(hit.value == NAMED for hit in nouns):
        return start
    at = nouns[-1].start
    while at > start:
        before = low.rfind(" ", start, at - 1) + 1 or start
        word = low[before : at - 1]
        if compound := next((hit.start for hit in nouns if hit.end == at - 1 and hit.start >= start), None):
            at = compound
            continue
        if word in ("the", "a", "an", "some", "several"):
            return before
        if not (plain[before].isupper() or word in ("of", "for", "local", "rights", "state", "news")):
            break
        at = before
    return at


def _parts(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sources that stand side by side: "the Observatory and residents"."""
    parts, at = [], start
    for match in _SIDE_BY_SIDE.finditer(low, start, end):
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    return [part for part in parts if part[1] > part[0]] if len(parts) > 1 else []


def _part(low: str, plain: str, start: int, end: int, nouns: list[Hit]) -> Level:
    names = _names(low, plain, start, end)
    definite = low.startswith(_DEFINITE, start)
    if not nouns:
        place = _AT.search(low, start, end)
        if names and (place is None or names[0][0] < place.start()):
            return Level(NAMED)
        if _has_no_case(plain, start, end):
            return Level(NAMED)
        if definite:
            return Level(ROLE, True)
        return Level(ROLE if low.startswith(("a ", "an ", "one "), start) else ANONYMOUS)
    if any(hit.value == NAMED for hit in nouns):
        return Level(NAMED)
    head = _head(low, nouns)
    outside = [n for n in names if not (n[0] < head.end and n[1] > head.start)]
    if head.value == DOCUMENT:
        return Level(NAMED) if outside else Level(ROLE, True)
    bare = (head.start, head.end) if head.start == start and _opens_sentence(low, start) else None
    institution = any(
        n[0] < head.end and n[1] > head.start and n[1] - n[0] > len("Ministry") and n != bare for n in names
    )
    if (institution and head.value == ROLE) or _has_own_name(low, head, outside, end):
        return Level(NAMED)
    if head.value == ANONYMOUS and low.startswith("source", head.start):
        return _source_of(low, head, nouns, end, definite)
    return Level(head.value, definite and not outside)


def _has_no_case(plain: str, start: int, end: int) -> bool:
    """Whether a script has no capitals to tell a name by: what is no known noun counts as one."""
    first = next((sign for sign in plain[start:end] if sign.isalpha()), "a")
    return first.upper() == first.lower()


def _has_own_name(low: str, head: Hit, names: list[tuple[int, int]], end: int) -> bool:
    """Whether a name is the source's own: "director Rami X", "Rami X, a resident of Y", not "residents of Y"."""
    place = _AT.search(low, head.start, end)
    for start, stop in names:
        if start >= head.start:
            if place is None or start < place.start() + 1:
                return True
        elif low[stop : head.start].strip(" ") and not low.startswith("'s", stop):
            return True
    return False


def _source_of(low: str, head: Hit, nouns: list[Hit], end: int, definite: bool) -> Level:
    """The level of "sources": a role where an office stands beside them, as in "a source at the police command"."""
    place = _AT.search(low, head.start, end)
    if place is not None:
        at_office = any(hit.value == ROLE and hit.start > place.start() for hit in nouns)
        return Level(ROLE if at_office else ANONYMOUS)
    if any(hit.value == ROLE and hit.end + 1 == head.start for hit in nouns):
        return Level(ROLE)
    return Level(ANONYMOUS, definite)


def _head(low: str, nouns: list[Hit]) -> Hit:
    """The noun that the source is: the last one before a preposition, "of" aside."""
    head = nouns[0]
    for hit in nouns[1:]:
        between = low[head.end : hit.start].strip(" ")
        if between in ("", "-") or between == "of":
            head = hit if between != "of" else head
        else:
            break
    return head


def _opens_sentence(low: str, start: int) -> bool:
    """Whether a capital at an offset says nothing: a sentence or a speech begins there."""
    at = start - 1
    while at >= 0 and low[at] in ' "\n':
        at -= 1
    return at < 0 or low[at] in ".?!:"


def _names(low: str, plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of capitalised words that are no adjective of origin and no mere first word."""
    runs: list[tuple[int, int]] = []
    sentence_start = _opens_sentence(low, start)
    for number, match in enumerate(_WORD.finditer(plain, start, end)):
        at, to = match.span()
        word = low[at:to]
        if not plain[at].isupper() or word in ("the", "a", "an", "one", "according"):
            continue
        if number == 0 and sentence_start and word in _COMMON_FIRST:
            continue
        if _ADJECTIVES.fullmatch(word):
            continue
        if runs and at - runs[-1][1] == 1:
            runs[-1] = (runs[-1][0], to)
        else:
            runs.append((at, to))
    return runs


_COMMON_FIRST = word_set(
    "activists residents witnesses officials sources local some many several rights rescuers medics doctors opposition state government police"
    " reports media military rebel rebels insurgents eyewitnesses another other most two three four five all both civil field human medical"
    " security analysts experts critics supporters aid monitors observers locals unverified preliminary unconfirmed early initial those people"
)
