"""Labels of more words than a formula has: "Translation from the French and notes:", "번역 및 감수 :", "بازبینی و مقابله با متن اصلی:".

Takes the Page and a hit of a label, gives a Cue with the roles of every label in the phrase. All its other words must be names of
languages, function words or the words with which articles speak of texts.
"""

from __future__ import annotations

from bisect import bisect_left

from auditor.analysis.credit_page import Cue, Line, Page, opens
from auditor.analysis.language import function_words
from auditor.analysis.people import languages, word_set
from auditor.analysis.provenance import PEOPLE
from auditor.fold import fold_words
from auditor.patterns import late_regex
from auditor.rulebook import Hit

MOST_LABELS = 12
LONGEST = 70
"""View characters up to which words before a colon are a label."""
_SEPARATOR = late_regex(r"(?::|[|‖=]|(?<=\s)[–—→-](?=\s))\s*")
_SENTENCE = late_regex(r"[.;。؛?!](?=\s|$)")
_WORD = late_regex(r"[\p{L}\p{M}'’]+")


def read_compound(page: Page, line: Line, hit: Hit) -> Cue | None:
    """The cue of a label phrase that begins at (or, in other words that may stand in one, before) a hit."""
    if not hit.value.startswith(("label", "weak")) or not page.at_edge(line.block):
        return None
    separator = _SEPARATOR.search(page.plain, hit.end, min(line.end, hit.end + LONGEST))
    if (
        separator is None
        or _SENTENCE.search(page.plain, hit.end, separator.start())
        or page.facts.layout.roles[line.block] == "title"
    ):
        return None
    start = _start(page, line, hit)
    if (
        separator.start() - start > LONGEST
        or ":" in page.plain[start : separator.start()]
        or not opens(page.plain, line, Hit(start, start, ""))
    ):
        return None
    hits = page.facts.hits.get("credit", ())
    first = bisect_left(hits, start, key=lambda h: h.start)
    inside = [
        h
        for h in hits[first : first + MOST_LABELS]
        if h.end <= separator.start() and h.value.startswith(("label", "weak"))
    ]
    rest = _without(page.plain, start, separator.start(), inside)
    words = _WORD.findall(rest)
    if not words or not all(_is_neutral(page, word) for word in words):
        return None
    roles: list[str] = []
    for h in inside:
        if any(o.start <= h.start and h.end <= o.end and o != h for o in inside):
            continue
        for form in h.value.split(" | "):
            if not form.startswith(("label", "weak")):
                continue
            roles += [r for r in form.partition(" ")[2].split("+") if r not in roles and r not in ("none", "source")]
    roles = [r for r in roles if r in PEOPLE] or roles[:1]
    if "translator" not in roles and any(_is_foreign(page, word) for word in words):
        return None  # "英文审校": who revised the original
    at = separator.end()
    if not roles or at >= line.end:
        return None
    return Cue(start, separator.start(), at, line.end, tuple(roles), "label", line)


def opens_with_language(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a sentence names a language before a verb of credit, and says nothing else: "Z języka niemieckiego przełożyła NAME"."""
    start = _start(page, line, hit)
    if hit.start - start > LONGEST:
        return False
    words = _WORD.findall(page.plain, start, hit.start)
    named = any(languages().keys() & {fold_words(w), fold_words(w).rpartition("'")[2]} for w in words)
    return named and len(words) <= MOST_WORDS and all(_is_neutral(page, word) for word in words)


MOST_WORDS = 5


def _start(page: Page, line: Line, hit: Hit) -> int:
    """Where the phrase begins: at the line's first letter, or behind the last bar or full stop."""
    first = max(line.start, hit.start - 2 * LONGEST)
    at = max(page.plain.rfind(mark, first, hit.start) for mark in "|.;；。")
    start = at + 1 if at >= 0 else first
    while start < hit.start and not page.plain[start].isalnum():
        start += 1
    return start


def _without(plain: str, start: int, end: int, hits: list[Hit]) -> str:
    """A phrase without the words of some hits."""
    kept, at = [], start
    for hit in hits:
        kept.append(plain[at : max(at, hit.start)])
        at = max(at, hit.end)
    return " ".join([*kept, plain[at:end]])


def _is_neutral(page: Page, word: str) -> bool:
    """Whether a word may stand in a label beside its role words."""
    low = fold_words(word)
    bare = low.rpartition("'")[2]
    if low in word_set("label-words") or bare in languages() or low in languages():
        return True
    if low[-1:] in word_set("label-words") and low[:-1] in languages():
        return True  # 中文版
    return page.facts.language.code is not None and bool(function_words(low) & {page.facts.language.code, "en"})


def _is_foreign(page: Page, word: str) -> bool:
    """Whether a word names another language than the article's."""
    return languages().get(fold_words(word), page.facts.language.code) != page.facts.language.code
