"""A missing translator's place: an edit that writes "Translated by [NAME]." where the other credits of the article stand.

Takes Facts of a translation that names no translator, gives one Edit or None. It invents nobody: what it writes is a placeholder
in the article's language. A place counts only if the text, read again, has that one placeholder and nothing else has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from auditor.analysis.facts import Facts
from auditor.analysis.placing import newline, paragraph_below
from auditor.analysis.provenance import PEOPLE, Credit, Placeholder
from auditor.article import Span, Value
from auditor.formats import read_article
from auditor.patterns import late_re
from auditor.shipped import read_shipped
from auditor.source import Source
from auditor.violation import Edit

NAME = "[NAME]"
"""What stands for the translator until somebody writes who it is."""
ROLE = "translator"
SHORT = 160
"""Code points up to which a line is a line of credit, beside which another one may stand; a longer one is prose."""
MOST = 8
"""Places that are tried; reading the text again costs as much as reading it once."""
_PREFIX = late_re(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)?")
_EMPHASIS = late_re(r"(\*\*|__|[*_])[^*_]+[:：]?\1")
_BREAK = late_re(r"(?:<br ?/?>|\\|(?<=\S) {2,})$")
_TOP_LEVEL = late_re(r"[^\s#\-\]})]")


def translator_place(facts: Facts) -> Edit | None:
    """The edit that keeps a place for the translator: the first of the fitting places that is read as one."""
    for edit in islice(_places(facts), MOST):
        if _is_read(facts, edit):
            return edit
    return None


def _places(facts: Facts) -> Iterator[Edit]:
    """Places in the order of preference: an empty one, the metadata with the credits, beside the credits, the tail."""
    for hole in facts.provenance.placeholders:
        if hole.role == ROLE and not hole.words.strip():
            yield from _filled(facts, hole)
    held = facts.provenance.credits
    headed = [v for v in facts.article.metadata if any(_stands_in(c, v) for c in held)]
    for origin, inserted in _HEADERS.items():
        if values := [v for v in headed if v.origin == origin]:
            yield from inserted(facts, values)
    for credit in sorted(held, key=lambda c: (_nearness(c.role), -c.start)):
        if credit.view:
            yield from _beside(facts, credit.view, "label" if credit.form in ("label", "bare") else "sentence")
    for duty in facts.provenance.duties:
        if duty.view:
            yield from _beside(facts, duty.view, "sentence")
    prose = [n for n in range(len(facts.blocks)) if facts.layout.prose(n)]
    for number in reversed(prose[-1:]):
        yield from paragraph_below(facts, number, _line(facts, "sentence"))


def _is_read(facts: Facts, edit: Edit) -> bool:
    """Whether the mended text has the one placeholder, and everything else that it had."""
    source = facts.article.source
    text = source.text[: edit.start] + edit.text + source.text[edit.end :]
    article = read_article(Source(text, source.path, source.encoding, source.bom), facts.article.format)
    known = {(v.key, v.text) for v in article.metadata}
    if any((v.key, v.text) not in known for v in facts.article.metadata if v.text):
        return False
    if len(article.problems) > len(facts.article.problems):
        return False
    now, before = Facts(article, facts.rulebook, facts.context, use_index=facts.use_index).provenance, facts.provenance
    holes = [h for h in now.placeholders if h.role == ROLE and h.words.strip()]
    return (
        len(holes) == 1
        and not now.draft
        and [(c.role, c.name) for c in now.credits] == [(c.role, c.name) for c in before.credits]
    )


def _filled(facts: Facts, hole: Placeholder) -> Iterator[Edit]:
    """An empty place filled: the words as its value is written, quoted where nothing else holds them."""
    text = facts.article.source.text
    if hole.origin == "metadata":
        bracket = text[hole.start - 1 : hole.start]
        end = hole.end + len(text[hole.end :]) - len(text[hole.end :].lstrip(" ")) if bracket == "(" else hole.end
        yield Edit(hole.start, end, NAME if bracket in ('"', "'", "(") else f' "{NAME}"')
    else:
        blank = " " if text[hole.end - 1 : hole.end].isascii() and not text[hole.end - 1 : hole.end].isspace() else ""
        yield Edit(hole.end, hole.end, f"{blank}{NAME}")


def _stands_in(credit: Credit, value: Value) -> bool:
    return credit.origin == "metadata" and value.start <= credit.start and credit.end <= value.end


def _anchor(facts: Facts, values: list[Value]) -> Value:
    """The last value with an author, else with another credit."""
    authors = [c for c in facts.provenance.credits if c.role == "author"]
    return next((v for v in reversed(values) if any(_stands_in(c, v) for c in authors)), values[-1])


def _nearness(role: str) -> int:
    """How near a credit of some role stands to the translator's: the author's, other people's, all else."""
    return 0 if role == "author" else 1 if role in PEOPLE else 2


def _in_front_matter(facts: Facts, values: list[Value]) -> Iterator[Edit]:
    """A key of its own below the author's, else below the last credit's; in YAML also right above the closing fence."""
    source = facts.article.source
    is_toml = source.text.startswith("+++")
    anchor = _anchor(facts, values)
    own = next((key for key in facts.context.metadata_keys.get(ROLE, ()) if "." not in key), ROLE)
    line = f'{own} {"=" if is_toml else ":"} "{NAME}"'.replace(" :", ":")
    last, _ = source.position(anchor.end)
    below = last + 1
    while not is_toml and below < _lines(facts) and not _TOP_LEVEL.match(source.line_text(below)):
        below += 1
    yield _line_above(facts, below, line)
    if not is_toml:
        yield _line_above(facts, source.position(facts.article.body_start - 1)[0], line)


def _like_the_author(facts: Facts, values: list[Value]) -> Iterator[Edit]:
    """A line below the author's (else the last credit's) in its form: `[#]: key: (…)`, `[//]: # (key: …)`, a comment's `key: …`."""
    source = facts.article.source
    anchor = _anchor(facts, values)
    line, _ = source.position(anchor.end)
    start = source.line_starts[line - 1]
    before, between = source.text[start : anchor.key_start], source.text[anchor.key_end : anchor.start]
    behind = source.text[anchor.end : start + len(source.line_text(line))]
    yield _line_above(facts, line + 1, f"{before}{ROLE}{between}{NAME}{behind}")


_HEADERS = {"front-matter": _in_front_matter, "definition": _like_the_author, "comment": _like_the_author}


def _beside(facts: Facts, view: Span, form: str) -> Iterator[Edit]:
    """Below the line of a credit, as that line begins and ends; else below its block."""
    source = facts.article.source
    number, _ = source.position(facts.pieces(*view)[-1].end)
    line = source.line_text(number)
    words = _line(facts, form)
    begin = _PREFIX.match(line)
    prefix = begin.group() if begin else ""
    is_prose = len(line) > SHORT or (not prefix.strip() and _stands_alone(facts, number))
    if facts.article.format != "html" and not is_prose and not line.startswith("<"):
        end = source.line_starts[number - 1] + len(line)
        if facts.article.format == "markdown":
            words = _emphasised(words, line[len(prefix) :])
        here, above = _hard_break(line), _hard_break(source.line_text(number - 1)) if number > 1 else ""
        broken = "" if here else above
        yield Edit(end, end, f"{broken}{newline(facts)}{prefix}{words}{here}")
    yield from paragraph_below(facts, facts.block_at(view.start), _line(facts, form))


def _emphasised(words: str, line: str) -> str:
    """A label in the emphasis of the line beside which it will stand."""
    label, colon, name = words.partition("：" if "：" in words else ":")
    mark = _EMPHASIS.match(line)
    return f"{mark[1]}{label}{colon}{mark[1]}{name}" if mark and colon else words


def _hard_break(line: str) -> str:
    """What breaks a line of Markdown at its end."""
    found = _BREAK.search(line)
    return found.group() if found else ""


def _line_above(facts: Facts, number: int, line: str) -> Edit:
    source = facts.article.source
    at = source.line_starts[number - 1] if number <= _lines(facts) else len(source.text)
    return Edit(at, at, f"{line}{newline(facts)}")


def _stands_alone(facts: Facts, number: int) -> bool:
    """Whether blank lines (or the ends of the file) stand on both sides of a line."""
    source = facts.article.source
    around = [source.line_text(n) for n in (number - 1, number + 1) if 1 <= n <= _lines(facts)]
    return not any(line.strip() for line in around)


def _lines(facts: Facts) -> int:
    return len(facts.article.source.line_starts)


def _line(facts: Facts, form: str) -> str:
    forms = _skeletons()[form]
    return forms.get(facts.language.code or "", forms["en"])


@cache
def _skeletons() -> dict[str, dict[str, str]]:
    import tomli

    return tomli.loads(read_shipped("lexicons/skeletons.toml").decode("utf-8"))
