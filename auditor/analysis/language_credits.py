"""Translators whom only the language gives away: "Svensk språkdräkt: NAME", "Ins Deutsche gebracht hat es NAME", "from the Arabic by NAME".

Takes the Page and the credits so far, adds translators. A part of a line in head or tail counts that holds the article's own language, or
another behind "from", and behind it one name (or several), and else nothing but small words. Where a translator stands already it adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from auditor.analysis.credit_page import Cue, Found, Line, Page, add
from auditor.analysis.own_words import is_reported
from auditor.analysis.people import is_cased_name, is_dead, languages, names_in, vocabulary, word_set
from auditor.fold import fold_words
from auditor.patterns import late_regex

LONGEST_LINE = 420
"""View characters of a line that is read; a longer one is prose."""
LONGEST_PART = 110
"""View characters of a part of a line: between full stops, semicolons, bars."""
MOST_BETWEEN = 5
"""Small words between language and name."""
MOST_BEFORE = 4
"""Small words before the language."""

_PARTS_END = late_regex(
    r"(?<!\b\p{Lu})(?<!\b(?:Dr|Mr|Ms|St))[.](?=\s|$)|[;|·•\n()\[\]!?。；（）]| // | — (?=\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ )"
)
_WORD = late_regex(r"[\p{L}\p{M}][\p{L}\p{M}'’\-]*")
_FROM = late_regex(
    r"(?:^|(?<=[ '(]))(?:from(?: the)?|du|de l'|de la|del|dal|dall'|dalla|aus dem|aus der|uit het|do|da|с|со|з|із|зі|z|ze|från|fra|από τα|από την|dari(?: bahasa)?|từ(?: tiếng)?|عن|من|از|مـ?) ?$"
)
_BEHIND = late_regex(
    r"(?P<between>(?: \p{Ll}[\p{L}\p{M}\-']*){0,5}?)(?: ?: ?| [–—-] |,? (?=\p{Lu}\p{Ll}|@|\p{Lu}\. ))(?P<names>\S.*)$"
)
_LABEL_BEHIND = late_regex(r"(?P<between>[^:：]{0,12}?) ?[:：] ?(?P<names>[^:：]{2,40})$")


def read_by_language(page: Page, found: Found) -> None:
    """Add the translators whom parts of credit lines name beside a language."""
    if any(c.role in ("translator", "machine_translation") for c in found.credits):
        return
    taken = [c.view for c in found.credits if c.view and c.role not in ("original_language", "original_title")]
    own = page.facts.language.code
    for line, start, end in _parts(page):
        if not any(_is_language(word, own) for word in _WORD.findall(page.plain, start, end)):
            continue
        if is_reported(page.facts, start, end):
            continue
        if (names := _names(page, start, end)) and not _credits_another(page, start, names[0][0]):
            names = [(s, e) for s, e in names if not any(v.start < e and s < v.end for v in taken)]
            cue = Cue(
                start,
                names[0][0] if names else start,
                names[0][0] if names else start,
                end,
                ("translator",),
                "label",
                line,
            )
            for s, e in names:
                add(page, cue, "translator", s, e, found)
            if names:
                return


def _parts(page: Page) -> Iterator[tuple[Line, int, int]]:
    """The parts of short lines in head and tail."""
    facts = page.facts
    for number, block in enumerate(facts.blocks):
        if not page.at_edge(number) or block.kind in ("title", "heading", "code", "caption", "item"):
            continue
        if facts.layout.roles[number] == "title":
            continue
        for line in page.lines(number):
            if line.end - line.start > LONGEST_LINE:
                continue
            at = line.start
            for mark in [*_PARTS_END.finditer(page.plain, line.start, line.end), None]:
                stop = mark.start() if mark else line.end
                if 8 <= stop - at <= LONGEST_PART:
                    yield line, at, stop
                at = mark.end() if mark else stop


def _credits_another(page: Page, start: int, end: int) -> bool:
    """Whether a part has the label or verb of somebody else's work: "copy-editing of the English text: NAME"."""
    hits = (h for h in page.facts.hits.get("credit", ()) if start <= h.start < end)
    return any(_OTHERS.match(h.value) for h in hits)


_OTHERS = late_regex(r"(?:label|verb) (?:author|editor|proofreader|photographer|publisher|designer|illustrator|source)")


@lru_cache(maxsize=50_000)
def _is_language(word: str, own: str | None) -> bool:
    """Whether a word names a language, or is one for the article's own."""
    low, bare = _bare(word)
    return low in languages() or bare in languages() or _is_own(bare, own) or _is_own(low, own)


def _bare(word: str) -> tuple[str, str]:
    """A word in lower case, and without the article or preposition that is written as one with it."""
    low = fold_words(word)
    return low, low.removeprefix("по-").removeprefix("d'").removeprefix("l'").rpartition("'")[2]


def _names(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """The names of a part that a language credits."""
    plain, own = page.plain, page.facts.language.code
    while start < end and not (plain[start].isalnum() or plain[start] == "@"):
        start += 1
    for word in _WORD.finditer(plain, start, end):
        low, bare = _bare(word.group())
        code = languages().get(low) or languages().get(bare)
        is_own = _is_own(bare, own) or _is_own(low, own)
        if code is None and not is_own:
            continue
        before = plain[start : word.start()]
        if (
            not is_own
            and code != own
            and not _FROM.search(before)
            and not low.endswith(("dan", "den", "のから", "から"))
        ):
            continue
        if not _is_small(before, MOST_BEFORE):
            return []
        return _behind(page, word.end(), end)
    return []


def _is_own(word: str, own: str | None) -> bool:
    """Whether a word is one for the article's own language, in it."""
    return own is not None and any(
        word.startswith(stem) for stem, code in vocabulary("own-language").items() if code == own
    )


def _behind(page: Page, at: int, end: int) -> list[tuple[int, int]]:
    """The names behind a language, if nothing but small words stands between and nothing behind."""
    plain = page.plain
    match = _BEHIND.match(plain, at, end) or _LABEL_BEHIND.match(plain, at, end)
    if match is None or is_dead(match["names"]):
        return []
    first = match.start("names")
    words = match["names"]
    names = names_in(words)
    shown = [words[n.start : n.end] for n in names]
    if not names or not all(_is_somebody(name, with_colon=":" in plain[at:first]) for name in shown):
        return []
    rest = words[names[-1].end :].strip(" .,*_-–—")
    if rest and not rest.startswith("("):
        return []
    return [(first + n.start, first + n.end) for n in names]


def _is_somebody(name: str, *, with_colon: bool) -> bool:
    """Whether words name a person or a group: capitals, a handle; behind a colon a name in a script without capitals."""
    if any(noun in fold_words(name) for noun in word_set("translations")):
        return False  # "die deutsche Übersetzung von TITLE"
    if name.startswith("@") or is_cased_name(name, least=2):
        return True
    return (
        with_colon and name[:1].lower() == name[:1].upper() and name[:1].isalpha() and len(name.split()) <= MOST_BEFORE
    )


def _is_small(words: str, most: int) -> bool:
    """Whether some words are few and none names anybody: "Ins", "Svensk", "from the", "Versión"."""
    found = _WORD.findall(words)
    capitals = [w for w in found[1:] if w[:1].isupper() and fold_words(w) not in languages()]
    return len(found) <= most and not capitals and not any(fold_words(w) in word_set("speech") for w in found)
