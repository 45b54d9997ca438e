"""A Japanese title page: title, perhaps the original title, author, and lines whose role word stands behind the name.

Takes the Page and its cues, adds Credits. The author's line has no label at all: it is the last above the credits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from auditor.analysis.credit_page import Cue, Found, Line, Page, add
from auditor.patterns import late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts

_EAST_ASIAN = late_regex(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_LATIN = late_regex(r"\p{Latin}{3}")
_NOT_LATIN = late_regex(r"[\p{Cyrillic}\p{Arabic}\p{Greek}\p{Hebrew}\p{Devanagari}\p{Thai}]")
_OTHER_SCRIPTS = ("ru", "uk", "ar", "fa", "el", "he", "bg", "th", "hi")


def read_title_page(page: Page, taken: list[Cue], found: Found) -> None:
    """A title page: title, perhaps the original title, author, and the lines whose role word stands behind the name."""
    facts = page.facts
    text = facts.article.text
    if facts.article.format != "text" or not text[:1] > "\u3000" or any(c.role == "author" for c in found.credits):
        return
    head = text[:400].replace("\r\n", "\n").partition("\n\n")[0]
    lines = head.split("\n")
    if (
        not 2 <= len(lines) <= 7
        or any(len(entry) > 50 or regex.search(r"[。、！？]$", entry) for entry in lines)
        or not regex.search(r"[\p{Hiragana}\p{Katakana}]", text[:1500])
    ):
        return
    after = [cue.line.start for cue in taken if cue.form == "after"]
    places = [page.line_at(facts.folded.to_view(text.find(entry))) for entry in lines]
    places = list(dict.fromkeys(places))
    number = next((n for n, line in enumerate(places) if line.start in after), len(places)) - 1
    while number >= 1:
        line = places[number]
        name = regex.split(r"[\u3000（(]", facts.words(line.start, line.end).strip())[0].rstrip("*＊")
        start = line.start + max(0, page.plain[line.start : line.end].find(name))
        if _EAST_ASIAN.search(name):
            if len(name) <= 2 and page.plain.count(name, len(head) + 400, len(page.plain) - 800):
                return  # a chapter's title comes back in its text, an author's name does not
            if len(name) <= 30:
                add(page, byline_cue(line, start, start, start), "author", start, start + len(name), found)
            return
        add(page, byline_cue(line, line.start, line.start, line.start), "original_title", line.start, line.end, found)
        number -= 1
        if number < 2:  # above an original title stands the title, and no author
            return


def byline_cue(line: Line, start: int, end: int, value: int) -> Cue:
    """A line's place as the Cue of a byline."""
    return Cue(start, end, value, line.end, ("author",), "byline", line)


def is_foreign(facts: Facts, words: str) -> bool:
    """Whether a title is in another script than the article."""
    code = facts.language.code
    if code in ("ja", "zh", "ko"):
        return bool(words.strip()) and not _EAST_ASIAN.search(words)
    return code in _OTHER_SCRIPTS and bool(_LATIN.search(words)) and not _NOT_LATIN.search(words)
