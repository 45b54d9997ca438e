"""The words that close a report: how many of what, in which languages, and what was not checked.

Takes FileReports, gives sentences; used by the text and the GitHub format.
"""

from __future__ import annotations

from collections import Counter

from auditor.lexicons import language_tables
from auditor.violation import SEVERITIES, FileReport

LANGUAGES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bn": "Bengali",
    "ckb": "Central Kurdish",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "ku": "Kurdish",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language_name(code: str | None) -> str:
    """A language's English name; the code where we have none."""
    return LANGUAGES.get(code, code) if code else "language undecided"


def counted(number: int, word: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def summary(reports: list[FileReport]) -> str:
    """The closing line of a run."""
    read = [r for r in reports if r.source is not None]
    found = Counter(v.severity for r in read for v in r.violations)
    parts = [counted(found[s], s if s != "info" else "note") for s in reversed(SEVERITIES) if found[s]]
    articles = counted(len(read), "article")
    named = languages(read)
    where = f" ({named})" if named else ""
    head = (
        f"{', '.join(parts)} in {articles}{where}."
        if parts
        else f"Nothing found in {articles}{where}."
        if read
        else "Nothing was checked."
    )
    first = min(
        (v for r in read for v in r.violations), key=lambda v: (-SEVERITIES.index(v.severity), v.code), default=None
    )
    more = f" `auditor rule {first.code}` tells more." if first else ""
    accepted = sum(r.accepted for r in read)
    known = f" {accepted} more {'was' if accepted == 1 else 'were'} accepted." if accepted else ""
    old = sum(len(r.known) for r in read)
    known += f" {old} more {'stands' if old == 1 else 'stand'} in the baseline." if old else ""
    return " ".join([head + more + known, *unchecked(read)])


def languages(reports: list[FileReport]) -> str:
    """Languages of the articles, the commonest first, with counts where there are several."""
    counts = Counter(r.language for r in reports)
    if len(counts) == 1:
        return language_name(next(iter(counts)))
    return ", ".join(
        f"{n} {language_name(code)}" for code, n in sorted(counts.items(), key=lambda c: (-c[1], c[0] or ""))
    )


def unchecked(reports: list[FileReport]) -> list[str]:
    """What was not checked, and why."""
    missing = sorted({language_name(r.language) for r in reports if r.language and not language_tables(r.language)})
    sentences = [f"Not checked: claims (no lexicon for {', '.join(missing)})."] if missing else []
    if any(r.language is None for r in reports):
        sentences.append("Not checked where the language is undecided: claims.")
    return sentences


def one_line_path(path: str) -> str:
    """A path as it may stand in a line: a control sign in a file's name is shown, never obeyed."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)
