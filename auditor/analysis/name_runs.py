"""Runs of capitalised words, part by part, and the cheap look that most articles pass with.

Takes the folded text; gives Runs with view offsets. A part is a word with the article that belongs to it ("al-Zour").
Knows nothing of spellings that are alike; `name_pairs` compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor.patterns import late_regex

_ARTICLE = (
    r"(?:[aA][lrsdnzt]|[eE][lrsdnzt]|[aA]sh|[eE]sh|[uUiI]l|[aA]th|[aA]dh)-(?=\p{L})"
    r"|(?:[aAeE]l|[eE]z|[aA]z|[aA]sh|[eE]s) (?=\p{Lu})|al(?=\p{Lu})"
)
_CORE = r"\p{Lu}(?<=\p{Latin})[\p{Latin}\p{M}]*+(?:'(?![sS]\b)\p{Latin}++)*+"
_JOIN = r"(?:[ \-]|[ \-](?:bin|ibn|ben|bint|bou|abu|abou|de|van|von|der|del|da|di)[ \-])"
_RUN = late_regex(rf"(?<![\p{{L}}\p{{N}}_@#/])(?:{_ARTICLE})?+{_CORE}(?:{_JOIN}(?:{_ARTICLE})?+{_CORE})*+")
_PART = late_regex(rf"(?<article>{_ARTICLE})?+(?<core>{_CORE})")
_WORDS = late_regex(r"\p{Lu}(?<=\p{Latin})[\p{Latin}\p{M}]*+(?:'(?!s\b)\p{Latin}++)*+")
_ARTICLED = late_regex(rf"(?<![\p{{L}}\p{{N}}'])({_ARTICLE})({_CORE})")
_BETWEEN = late_regex(r" ?[,،、;/=]{0,2} ?(?:\p{Ll}{1,3} )?")
"""What stands between two names of a list."""
# Without one of these no name has two articles: searching for letters is ten times as fast as the pattern.
_MARKS = ("al-", "Al-", "el-", "El-", "ez-", "az-", "ash-", "as-", "ul-", " al ", " el ", "Al ", "El ", " ez ")

HEADS = frozenset(
    "abd abdul abdel abdal abdur abdol abu abou bou deir dayr kafr kfar kafar kefr beit bayt tel tell tal tall umm ain ayn".split()
)
"""First words of names that some write in one word and some in two: Abdul Rahman, Kafr Nabl."""
_HEADS = frozenset(form for head in HEADS for form in (head, head.capitalize(), head.upper()))
_COMPOUND = late_regex(
    rf"(?<![\p{{L}}\p{{N}}'])({'|'.join(sorted(_HEADS, key=len, reverse=True))})[ \-](?:{_ARTICLE})?+({_CORE})"
)


class Part(NamedTuple):
    """A word of a name, with the article before it; `key` is the word, `article` the article's letters, in lower case."""

    start: int
    core: int
    end: int
    article: str
    key: str


class Run(NamedTuple):
    """Capitalised words in a row, and where the first of the runs begins that are listed with it ("Homs, Hama and Idlib")."""

    start: int
    end: int
    parts: tuple[Part, ...]
    listed: int


def find_runs(plain: str, start: int, end: int, wanted: frozenset[str] | None = None) -> list[Run]:
    """Runs in a view range, in order; with `wanted` only those that hold one of these words, given in lower case."""
    runs: list[Run] = []
    if wanted is not None and not _holds_any(plain[start:end], wanted):
        return runs
    listed, before = -1, -1
    for match in _RUN.finditer(plain, start, end):
        if before < 0 or _BETWEEN.fullmatch(plain, before, match.start()) is None:
            listed = match.start()
        before = match.end()
        if wanted is not None and not _holds_any(match[0], wanted):
            continue
        first, last = match.span()
        runs.append(Run(first, last, tuple(_parts(plain, first, last)), listed))
    return runs


def _holds_any(words: str, wanted: frozenset[str]) -> bool:
    low = words.lower()
    return any(word in low for word in wanted)


def _parts(plain: str, start: int, end: int) -> Iterator[Part]:
    for part in _PART.finditer(plain, start, end):
        article = part["article"]
        core = part.start("core")
        last = part.end()
        yield Part(part.start(), core, last, article.rstrip(" -").lower() if article else "", plain[core:last].lower())


def capitalised(plain: str) -> set[str]:
    """The capitalised words of a text, each once: what is looked at first."""
    return set(_WORDS.findall(plain))


def articled(plain: str) -> set[tuple[str, str]]:
    """Every article with the word behind it, in lower case: what "el-Zour" beside "al-Zour" is seen by."""
    if not any(mark in plain for mark in _MARKS):
        return set()
    return {(a.rstrip(" -").lower(), w.lower()) for a, w in _ARTICLED.findall(plain)}


def compounds(plain: str, words: set[str]) -> set[str]:
    """Names of a head and another word, in lower case with one blank, as `joined` gives them; `words`: the capitalised."""
    if words.isdisjoint(_HEADS):
        return set()
    return {f"{head} {word}".lower() for head, word in _COMPOUND.findall(plain)}


def joined(run: Run, at: int) -> str:
    """The name that a head and the part behind it make; "" where none begins."""
    if at + 1 < len(run.parts) and run.parts[at].key in HEADS:
        return f"{run.parts[at].key} {run.parts[at + 1].key}"
    return ""
