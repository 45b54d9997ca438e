"""What makes a sentence a disclaimer: words of a key, their negation, and the words beside them, as `lexicons/disclaimers` has them.

Takes a sentence of the folded view and a hit of a key, gives the kind of disclaimer or None. It decides neither where a sentence stands
nor whose it is.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

import regex
from msgspec import Struct

from auditor.fold import fold_words
from auditor.lexicons import disclaimer_words
from auditor.patterns import late_regex

REACH = 7
"""Words before (in languages whose verb comes last: or behind) a key in which its negation stands."""
LONGEST_CLAUSE = 300
"""Characters before a key that are read; a longer clause is a list."""
REACH_BEHIND = 3
"""Words behind "responsibility" or "views" in which it may be denied: "lies not with the author"."""
REACH_UNSPACED = 14
"""The same in characters, for scripts without blanks."""
SHORT = 24
"""Words of a sentence that says nothing but that a text was shortened."""
OPENS_AT_ONCE = 3
OPENS = 12
"""Words at the start of a sentence in which "correction" or "sponsored" must stand."""
_VERB_LAST = frozenset(("fa", "tr", "ku", "ko", "ja"))
_FREE = frozenset(("ru", "uk", "pl"))
"""Languages in which "could not" may follow what could not be done."""
_UNSPACED = frozenset(("zh", "ja"))
_AGGLUTINATING = frozenset(("ko",))
_TOKEN = late_regex(r"[\p{L}\p{M}\p{N}'’\-]+")
_CLAUSE = late_regex(r"[;:؛；：]|\s-\s")


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[form]]` of forms.toml."""

    kind: str
    key: list[str]
    zone: str
    negated: bool | None = None
    denied: bool | None = None
    """Whether a negation stands anywhere in the clause before the key, however far."""
    with_: list[str] = []
    without: list[str] = []
    subject: str = ""
    opens: bool = False
    short: bool = False
    brief: bool = False
    alone: bool = False


@cache
def forms() -> tuple[Form, ...]:
    """The forms in their order."""
    import msgspec
    import tomli

    from auditor.shipped import read_shipped

    tables = tomli.loads(read_shipped("lexicons/disclaimers/forms.toml").decode("utf-8"))["form"]
    renamed = [{("with_" if key == "with" else key): value for key, value in table.items()} for table in tables]
    return tuple(msgspec.convert(table, Form) for table in renamed)


def says(low: str, concept: str, languages: tuple[str, ...]) -> regex.Match[str] | None:
    """The first word of a concept in some folded words; "a|b": of one of two."""
    for name in concept.split("|"):
        for language in languages:
            pattern = _pattern(language, name)
            if pattern and (match := pattern.search(low)):
                return match
    return None


@cache
def _pattern(language: str, concept: str) -> regex.Pattern[str] | None:
    """The words of a concept in one language as a pattern on folded words."""
    words = disclaimer_words(language).get("word", {}).get(concept, [])
    if not words:
        return None
    parts = []
    for word in sorted(words, key=len, reverse=True):
        part = regex.escape(fold_words(word.strip("*")))
        if language not in _UNSPACED:
            is_open = language in _AGGLUTINATING or word.endswith(("*", "'"))
            part = f"{'' if word.startswith('*') else _BORDER}{part}{'' if is_open else _END}"
        parts.append(part)
    return regex.compile("|".join(parts))


_BORDER = r"(?<![\p{L}\p{N}])(?:[وفبكل](?=\p{Arabic}{2})|[והבלש](?=\p{Hebrew}{2}))?"
"""Where a word begins; Arabic and Hebrew write "and", "in", "to" as one with it."""
_END = r"(?![\p{L}\p{N}])"


def is_negated(low: str, concept: str, clause: int, start: int, end: int, languages: tuple[str, ...]) -> bool:
    """Whether a word of negation stands near the range of a key in its clause, which begins at `clause`."""
    language = languages[0]
    behind_reach = REACH_BEHIND if concept in ("responsible", "views") else 0
    if language in _VERB_LAST or (language in _FREE and concept == "verify"):
        behind_reach = REACH
    if language in _UNSPACED:
        near = low[max(clause, start - REACH_UNSPACED) : end]
        behind = low[end : end + 2 * behind_reach]
    else:
        before = [m.start() for m in _TOKEN.finditer(low, clause, start)]
        near = low[before[-REACH] if len(before) >= REACH else clause : end]
        after = [m.end() for m in islice(_TOKEN.finditer(low, end), behind_reach)]
        behind = low[end : after[-1]] if after else ""
    first = _TOKEN.search(low, clause, start)
    if first and "," not in low[clause:start] and says(first.group(), "negation", languages):
        return True  # "None of the claims in this report have been verified"
    return says(near, "negation", languages) is not None or says(behind, "negation", languages) is not None


def find_form(low: str, concept: str, start: int, end: int, languages: tuple[str, ...]) -> Form | None:
    """The first form that a sentence has with a key of it at a range; `languages`: the key's and the article's."""
    clause = max(
        (m.end() for m in _CLAUSE.finditer(low, max(0, start - LONGEST_CLAUSE), start)),
        default=max(0, start - LONGEST_CLAUSE),
    )
    negated = concept == "unverified" or is_negated(low, concept, clause, start, end, languages)
    for form in forms():
        if concept not in form.key or (form.negated is not None and form.negated != negated):
            continue
        if form.denied is not None and form.denied != (
            negated or says(low[clause:start], "negation", languages) is not None
        ):
            continue
        if not all(says(low, wanted, languages) for wanted in form.with_):
            continue
        if any(says(low[clause:], word, languages) for word in form.without):
            continue
        if form.kind == "views" and _denies_author(low, languages):
            continue
        opens = OPENS if concept == "correction" else OPENS_AT_ONCE
        if form.opens and len(_TOKEN.findall(low[:start])) > opens:
            continue
        if form.brief and len(_TOKEN.findall(low)) > SHORT:
            continue
        if form.short and len(_TOKEN.findall(low)) > SHORT and not says(low, "content|translate", languages):
            continue
        return form
    return None


def _denies_author(low: str, languages: tuple[str, ...]) -> bool:
    """Whether the author's own views are denied: "are not the author's own"."""
    author = says(low, "author", languages)
    if author is None:
        return False
    before = _TOKEN.findall(low[: author.start()])[-3:]
    negated = says(" ".join(before), "negation", languages) is not None
    return negated and says(" ".join(before), "reflect", languages) is None
