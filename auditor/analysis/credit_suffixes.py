"""Role words that stand behind their names: "NAME訳", "本文由 NAME 翻译", "NAME tarafından çevrilmiştir".

Takes the Page and a hit, gives a Cue whose value stands before the hit. Without "this article" before it, the role word must close a
short line in head or tail.
"""

from __future__ import annotations

from auditor.analysis.credit_page import MAX_FRAME, Cue, Line, Page, opens
from auditor.analysis.language import function_words
from auditor.analysis.people import is_cased_name, languages, word_set
from auditor.fold import fold_words
from auditor.patterns import late_regex
from auditor.rulebook import Hit

_PROSE = late_regex(
    r"[。！？.:]\s|[のをにがはでともって]$|我|你|他|可以|一个|这|\bAI\b|人工|自动|使用|建议|機械|自動|\p{Nd}[年月日]"
)
"""What stands in sentences and in no name."""
VERB_LAST = ("fa", "tr", "ku")
"""Languages that put the verb last and blanks between words."""
LONGEST_LINE = 600
"""View characters of a line before the role word; a longer one is prose."""
LONGEST_HAN = 10
LONGEST_NAME = 30
_BEFORE_BRACKET = late_regex(r"\W*(?P<name>\p{Lu}[\p{L}\p{M}'. \-]{3,38}?) ?[(（]")
"""A name before a bracket that says what was done: "NAME (lược dịch từ OUTLET)"."""
_HAN = late_regex(r"\p{Han}")
_CAPITALS = late_regex(r"\p{Lu}[\p{L}\p{M}.'\-]*(?: \p{Lu}[\p{L}\p{M}.'\-]*)*")


_RUNS = late_regex(r"\p{Lu}[\p{L}\p{M}'\-]*(?: (?:và |ve |dan |û |i |og |och |and )?\p{Lu}[\p{L}\p{M}'\-]*)+")


def _is_about_language(rest: str) -> bool:
    """Whether the words behind a verb only name the article and a language: "… has translated this article from English"."""
    low = fold_words(rest)
    words = _WORDS.findall(rest)
    named = [name for name in languages() if " " in name and low.rstrip(" .-–—*_").endswith(name)]
    if named and len(words) <= MOST_WORDS:
        return True  # Vietnamese puts "from the original in LANGUAGE" last
    if not rest.strip()[:1].isascii() or not any(fold_words(w) in languages() for w in words):
        return False
    return len(words) <= MOST_WORDS and all(
        fold_words(w) in languages() or fold_words(w) in word_set("label-words") or function_words(fold_words(w))
        for w in words
    )


MOST_WORDS = 8
_WORDS = late_regex(r"[\p{L}\p{M}]+")


def read_suffix(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:  # noqa: ARG001
    """A role word behind its name: "NAME訳", "本文由 NAME 翻译"; the value stands before the hit."""
    plain = page.plain
    if plain[hit.end : min(hit.end + 1, line.end)].isalnum() or not page.at_edge(line.block):
        return None
    if hit.start - line.start > LONGEST_LINE:
        return None
    before = plain[line.start : hit.start]
    if (named := _BEFORE_BRACKET.fullmatch(before)) and is_cased_name(named["name"], least=2):
        start = line.start + named.start("name")
        return Cue(hit.start, hit.end, start, line.start + named.end("name"), roles, "after", line)
    self_end = _self_end(page, line, hit)
    start = _name_start(page, line, hit, roles, self_end)
    return None if start is None else _named(page, line, hit, roles, start, in_a_sentence=bool(self_end))


def read_below(page: Page, line: Line, hit: Hit) -> Cue | None:
    """A role with a mail address below its holder's name: "NAME", and on the next line "Translator <ADDRESS>"."""
    form, _, roles = hit.value.split(" | ")[0].partition(" ")
    if form != "label" or not opens(page.plain, line, hit) or not _ONLY_MAIL.fullmatch(page.plain, hit.end, line.end):
        return None
    lines = page.lines(line.block)
    number = lines.index(line)
    above = lines[number - 1] if number else page.lines(line.block - 1)[-1] if line.block else None
    if above is None or not page.at_edge(line.block):
        return None
    name = page.plain[above.start : above.end].strip()
    cased = is_cased_name(name, least=2) and len(name.split()) <= LONGEST_FULL_NAME
    if not cased and not (_HAN.match(name) and len(name) <= LONGEST_HAN):
        return None
    return Cue(hit.start, hit.end, above.start, above.end, tuple(roles.split("+")), "after", line)


_ONLY_MAIL = late_regex(r" ?[<(\[]? ?[\w.+\-]+@[\w.\-]+ ?[>)\]]?[ .]*")
LONGEST_FULL_NAME = 5


def _self_end(page: Page, line: Line, hit: Hit) -> int:
    """Where "this article" before a role word ends; 0 where no such words stand."""
    return max(
        (
            s.end
            for s in page.facts.hits.get("self", ())
            if line.start <= s.start and s.end <= hit.start and hit.start - s.end < MAX_FRAME
        ),
        default=0,
    )


def _name_start(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], self_end: int) -> int | None:
    """Where the name before a role word may begin: behind "this article", a sign, "from LANGUAGE"; None where prose stands there."""
    plain, before = page.plain, page.plain[line.start : hit.start]
    block = page.facts.blocks[line.block]
    cut = max(
        (
            before.rfind(mark) + len(mark)
            for mark in ("由", ",", "，", "。", "、", "(", "（", "/", ";", "|")
            if mark in before
        ),
        default=0,
    )
    if self_end and not roles[0].startswith("publisher") and "由" not in before and ord(before[-1:] or "a") > 0x2E80:
        return None
    if not self_end:
        rest = _rest(page, line, hit)
        if (
            (rest and not _is_about_language(rest))
            or hit.start - max(line.start + cut, _last_run(page, line, hit)) > LONGEST_NAME
            or page.is_long(block.start, block.end)
            or ("由" in before and "由于" in before)
        ):
            return None
    start = max(line.start + cut, self_end)
    while start < hit.start and not plain[start].isalnum():
        start += 1
    if self_end and plain[start : start + 1].isascii() and (runs := list(_CAPITALS.finditer(plain, start, hit.start))):
        start = runs[-1].start()
    if not plain[start : start + 1].isascii() or plain[start : start + 1].isalpha():
        runs = list(_RUNS.finditer(plain, start, hit.start))
        if runs and runs[-1].end() >= hit.start - 1 and runs[-1].start() > start:
            start = runs[-1].start()  # "… from Greek NAME has translated"
            while (word := _WORDS.match(plain, start, hit.start)) and fold_words(word.group()) in languages():
                start = word.end() + 1
    return start


def _named(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], start: int, *, in_a_sentence: bool) -> Cue | None:
    """The cue of a name that begins at a place, if it is one."""
    plain = page.plain
    name = plain[start : hit.start].strip()
    is_title = page.facts.layout.roles[line.block] == "title"
    if is_title or not name or len(name) > 40 or _PROSE.search(name):
        return None
    if (not in_a_sentence and len(name) > LONGEST_HAN and _HAN.search(name)) or _is_half_a_word(plain, name, hit):
        return None
    return Cue(hit.start, hit.end, start, hit.start, roles, "after", line)


def _last_run(page: Page, line: Line, hit: Hit) -> int:
    """Where the capitalised words right before a verb that its language puts last begin; the line's start where none stand."""
    if page.facts.language.code not in VERB_LAST:
        return line.start
    runs = [run for run in _RUNS.finditer(page.plain, line.start, hit.start) if run.end() >= hit.start - 1]
    return runs[-1].start() if runs else line.start


def _is_half_a_word(plain: str, name: str, hit: Hit) -> bool:
    """Whether name and role word are one phrase: "다리일보의 편집", "中文"."""
    return (
        name.endswith("의")
        or (name.islower() and not name.isascii())
        or (plain[hit.start : hit.end] == "文" and plain[hit.start - 1] != " ")
    )


def _rest(page: Page, line: Line, hit: Hit) -> str:
    """What still stands behind a role word that closes its line; nothing where the next clause of a verb-last language begins."""
    if page.plain[hit.end : hit.end + 2] == "; " and page.facts.language.code in VERB_LAST:
        return ""
    return page.plain[hit.end : line.end].strip(" )）]】.。、,，:*_-—」』")
