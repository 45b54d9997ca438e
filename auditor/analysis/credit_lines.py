"""Where credits stand: the labels, verbs and suffixes that make a line (or a sentence about the article) a credit.

Takes the hits of the table "credit", gives Cues: a formula, its roles and the view range of its value. A formula counts only where
it opens a line, follows another credit, stands in a bracket of its own or speaks of this article. It reads no names.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from auditor.analysis.credit_page import LONG, Cue, Line, Page
from auditor.rulebook import Hit

SHORT_LINE = 120


MAX_FRAME = 110
"""View characters between "this article" and the verb of credit."""


_MARKS = regex.compile(r"(?:[^\p{L}\p{N}(（\[【]|\p{N}{1,2}[.)]\s|[(（\[【])*")


_BEHIND = regex.compile(
    r"(?:\((?:s|es|a|as|e|n|in|innen|in\(n\)en|ka|ка|ки|ות|ת|at|er|en)\)|[/*:_](?:in|innen|r|rice|ra|ка|ת|a|as)\b)?"
    r"(?: ?\([^()\n:]{1,40}\)|(?: |/)(?:from|into|to|de l'|de|del|du|des|dal|dall'|dell'|do|da|di|al|en|aus|ins|z|na|з|із|с|на|από|στα|uit|naar|fra|från|till|til|dari|ke|sang|من|إلى|عن|از|به)\b[^:\n]{1,28}(?=:))?"
    r" ?(?P<sep>:|\||=|->|→|-(?= )|/(?=\S))?\s*"
)


_FROM_LANGUAGE = regex.compile(
    r"(?: (?:с|з|із|from|from the|z|du|de l'|del|dal|dall'|do|aus dem|uit het|från|fra|από τα|عن|از|מ) ?\p{L}{4,})? ?:? *"
)


_SENTENCE_END = regex.compile(r"[.!?。！？؟](?=\s|$|[\"')\]])|[。！？]")


def find_cues(page: Page) -> list[Cue]:
    """The formulas of credit that count, in order, with the range of each one's value."""
    facts = page.facts
    found: list[Cue] = []
    waiting: list[tuple[Line, Hit, str]] = []
    for hit in facts.hits.get("credit", ()):
        last = found[-1] if found else None
        if last and hit.start < last.end:
            continue
        if facts.blocks[facts.block_at(hit.start)].kind in ("title", "code"):
            continue
        line = page.line_at(hit.start)
        for form in hit.value.split(" | "):
            kind, _, roles = form.partition(" ")
            cue = _READERS[kind](page, line, hit, tuple(roles.split("+")), last if last and last.line == line else None)
            if cue:
                found.append(cue)
                break
        else:
            if hit.value.startswith("label") and opens(page.plain, line, hit):
                waiting.append((line, hit, hit.value.split(" | ")[0].partition(" ")[2]))
    found += _bare(page, waiting, found)
    found.sort(key=lambda c: c.start)
    return _bound(found)


def opens(plain: str, line: Line, hit: Hit) -> bool:
    """Whether only marks (bullets, brackets, numbers, emoji) stand before a hit on its line, or behind a bar."""
    if _MARKS.fullmatch(plain, line.start, hit.start):
        return True
    bar = plain.rfind("|", line.start, hit.start)
    return bar >= 0 and _MARKS.fullmatch(plain, bar, hit.start) is not None


def opens_sentence(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a hit opens a sentence of a short line in head or tail: "By NAME, DATE. Translated by NAME"."""
    before = page.plain[line.start : hit.start].rstrip()
    return before[-1:] in ".;|)]•·/—–。；،," and line.end - line.start <= 2 * SHORT_LINE and page.at_edge(line.block)


def _label(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:
    plain = page.plain
    first = opens(plain, line, hit)
    if not first and last is None and not opens_sentence(page, line, hit):
        return None
    behind = _BEHIND.match(plain, hit.end, line.end)
    sep, at = (behind["sep"], behind.end()) if behind else (None, hit.end)
    if plain[hit.end - 1] in ":/-":
        sep, at = ":", hit.end
    if not first and (sep != ":" or plain[hit.start - 1].isalnum()):
        return None
    if sep == "/" and roles[0] not in ("author", "photographer"):
        return None
    if sep is None:
        links = page.links_in(hit.end, min(line.end, hit.end + 3))
        whole = not plain[hit.end : line.end].strip(" *_)]）】")
        if not (first and (links or (whole and _is_pair(page, line)))):
            return None
    elif sep != ":" and line.end - line.start > SHORT_LINE:
        return None
    if plain[at : at + 2] == "//":
        return None
    return Cue(hit.start, hit.end, min(at, line.end), line.end, roles, "label", line)


def _weak(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:
    kind = page.facts.blocks[line.block].kind
    cue = _label(page, line, hit, roles, last)
    if cue is None or not regex.search(r"[:|=/>→\-]", page.plain[cue.end - 1 : cue.value_start]):
        return None
    if line.end - cue.value_start > SHORT_LINE and last is None:
        return None
    if kind == "caption" and roles != ("photographer",):
        return None
    if last is None and not page.at_edge(line.block):
        return None
    if (
        roles == ("source",)
        and line.block
        and page.facts.blocks[line.block - 1].kind in ("caption", "cell", "code", "quote")
        and kind != "quote"
    ):
        return None
    if any(s <= hit.start and hit.end < e for s, e, _ in page.links_in(line.start, hit.end)):
        return None
    return cue


def _verb(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:
    plain = page.plain
    behind = _FROM_LANGUAGE.match(plain, hit.end, line.end)
    at = behind.end() if behind else hit.end
    if at >= line.end or not (plain[hit.end] in " :" or ord(plain[hit.end]) > 0x2E80):
        return None
    end = sentence_end(plain, at, line.end)
    first = opens(plain, line, hit)
    close = last is not None and hit.start - last.end <= MAX_FRAME
    if not first and opens_sentence(page, line, hit):
        close = close or page.plain[line.start : hit.start].rstrip()[-1:] != "," or _opens_with_credit(page, line)
    if close or about_itself(page, line, hit) or _in_own_bracket(page, line, hit):
        return Cue(hit.start, hit.end, at, end, roles, "verb", line)
    if first and (line.end - line.start <= SHORT_LINE or (page.at_edge(line.block) and end - at <= SHORT_LINE // 2)):
        return Cue(hit.start, hit.end, at, end, roles, "verb", line)
    return None


def _after(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:  # noqa: ARG001
    """A role word behind its name: "NAME訳", "本文由 NAME 翻译"; the value stands before the hit."""
    plain = page.plain
    if plain[hit.end : min(hit.end + 1, line.end)].isalnum() or not page.at_edge(line.block):
        return None
    before = plain[line.start : hit.start]
    block = page.facts.blocks[line.block]
    self_end = max(
        (
            s.end
            for s in page.facts.hits.get("self", ())
            if line.start <= s.start and s.end <= hit.start and hit.start - s.end < MAX_FRAME
        ),
        default=0,
    )
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
        rest = plain[hit.end : line.end].strip(" )）]】.。、,，:*_」』")
        if (
            rest
            or hit.start - line.start - cut > 30
            or block.end - block.start > LONG
            or ("由" in before and "由于" in before)
        ):
            return None
    start = max(line.start + cut, self_end)
    while start < hit.start and not plain[start].isalnum():
        start += 1
    if self_end and plain[start : start + 1].isascii() and (runs := list(_CAPITALS.finditer(plain, start, hit.start))):
        start = runs[-1].start()
    name = plain[start : hit.start].strip()
    is_title = page.facts.layout.roles[line.block] == "title"
    if is_title or not name or len(name) > 40 or _PROSE.search(name):
        return None
    if not self_end and len(name) > LONGEST_HAN and _HAN.search(name):
        return None
    return Cue(hit.start, hit.end, start, hit.start, roles, "after", line)


_PROSE = regex.compile(
    r"[。！？.:]\s|[のをにがはでともって]$|我|你|他|可以|一个|这|人工|自动|使用|建议|機械|自動|\p{Nd}[年月日]"
)
"""What stands in sentences and in no name."""


LONGEST_HAN = 10


_HAN = regex.compile(r"\p{Han}")


_CAPITALS = regex.compile(r"\p{Lu}[\p{L}\p{M}.'\-]*(?: \p{Lu}[\p{L}\p{M}.'\-]*)*")


_READERS: dict[str, Callable[[Page, Line, Hit, tuple[str, ...], Cue | None], Cue | None]] = {
    "label": _label,
    "weak": _weak,
    "verb": _verb,
    "after": _after,
}


def _is_pair(page: Page, line: Line) -> bool:
    """Whether a label alone on its line (or in its cell) can have its value on the next one."""
    if page.facts.blocks[line.block].kind == "cell":
        return True
    following = page.next_line(line)
    return following is not None and page.at_edge(line.block) and 0 < following.end - following.start <= 60


def about_itself(page: Page, line: Line, hit: Hit) -> bool:
    """Whether the verb's sentence begins by speaking of the article: "This article was … translated by"."""
    start = line.start
    for match in _SENTENCE_END.finditer(page.plain, line.start, hit.start):
        start = match.end()
    return any(
        start <= s.start <= start + 40 and s.end <= hit.start and hit.start - s.end <= MAX_FRAME
        for s in page.facts.hits.get("self", ())
    )


def _opens_with_credit(page: Page, line: Line) -> bool:
    """Whether a line begins with a formula of credit or of provenance."""
    tables = (page.facts.hits.get("credit", ()), page.facts.hits.get("provenance", ()))
    return any(line.start <= h.start <= line.start + 3 for hits in tables for h in hits)


def _in_own_bracket(page: Page, line: Line, hit: Hit) -> bool:
    """Whether the verb opens a bracket that closes its block in head or tail: "(Translated by NAME)"."""
    plain = page.plain
    block = page.facts.blocks[line.block]
    before = plain[line.start : hit.start].rstrip()
    return (
        before[-1:] in ("(", "（", "[")
        and page.at_edge(line.block)
        and block.kind != "item"
        and regex.search(r"[)）\]][.*_ ]*$", plain[line.start : line.end]) is not None
    )


def sentence_end(plain: str, start: int, end: int) -> int:
    """Where a value in running text ends: at a full stop that is no initial's, at a closing bracket."""
    for match in _SENTENCE_END.finditer(plain, start, end):
        if match.group() != "." or not regex.search(
            r"(?:\b\p{L}|\b(?:Dr|Mr|Ms|Mrs|St|Jr|Sr|Prof|d|of|англ|нем|фр))$", plain[start : match.start()]
        ):
            end = match.start()
            break
    bracket = regex.compile(r"[)）\]】]").search(plain, start, end)
    return (
        bracket.start()
        if bracket and "(" not in plain[start : bracket.start()] and "（" not in plain[start : bracket.start()]
        else end
    )


_BARE_NAME = regex.compile(r" +(?:\p{Lu}[\p{L}'\-]+ ?){1,4}$| +\p{Lo}{2,8}$")


def _bare(page: Page, waiting: list[tuple[Line, Hit, str]], found: list[Cue]) -> list[Cue]:
    """Labels with neither colon nor link, beside a line of credits: "Translation Ann Lee"."""
    near = {line for cue in found for line in (cue.line.block - 1, cue.line.block, cue.line.block + 1)}
    more = []
    lines = [line for line, _, _ in waiting]
    for line, hit, roles in waiting:
        if lines.count(line) > 1 and "|" in page.plain[line.start : line.end] and page.at_edge(line.block):
            bar = page.plain.find("|", hit.end, line.end)
            end = bar if bar >= 0 else line.end
            if end - hit.end <= 40:
                more.append(Cue(hit.start, hit.end, hit.end + 1, end, tuple(roles.split("+")), "bare", line))
            continue
        value = page.plain[hit.end : line.end]
        beside = line.block in near and page.at_edge(line.block) and not any(c.line == line for c in found)
        if beside and len(value) <= 40 and _BARE_NAME.match(value):
            more.append(Cue(hit.start, hit.end, hit.end + 1, line.end, tuple(roles.split("+")), "bare", line))
    return more


def _bound(cues: list[Cue]) -> list[Cue]:
    """Cues whose values end where the next cue of the line begins."""
    bounded = []
    for number, cue in enumerate(cues):
        following = cues[number + 1] if number + 1 < len(cues) else None
        end = cue.value_end
        if (
            following
            and cue.form != "after"
            and following.line == cue.line
            and cue.value_start <= following.start < end
        ):
            end = following.start if following.form != "after" else min(end, following.value_start)
        bounded.append(cue._replace(value_end=end))
    return bounded
