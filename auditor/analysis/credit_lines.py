"""Where credits stand: the labels, verbs and suffixes that make a line (or a sentence about the article) a credit.

Takes the hits of the table "credit", gives Cues: a formula, its roles and the view range of its value. A formula counts only where
it opens a line, follows another credit, stands in a bracket of its own or speaks of this article. It reads no names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

import regex

from auditor.analysis.credit_compounds import opens_with_language, read_compound
from auditor.analysis.credit_page import MAX_FRAME, Cue, Line, Page, opens
from auditor.analysis.credit_suffixes import read_below, read_suffix
from auditor.analysis.people import languages, word_set
from auditor.analysis.provenance import PEOPLE
from auditor.fold import fold_words
from auditor.patterns import late_regex
from auditor.rulebook import Hit

SHORT_LINE = 120
UNSPACED = 0x2E80
"""Code point from which scripts put no blanks between words."""


_BEHIND = late_regex(
    r"(?:\((?:s|es|a|as|e|n|in|innen|in\(n\)en|ka|ка|ки|ות|ת|at|er|en)\)|[/*:_](?:in|innen|r|rice|ra|ка|ת|a|as)\b)?"
    r"(?: ?\([^()\n:]{1,40}\)|(?: |/)(?:from|into|to|de l'|de|del|du|des|dal|dall'|dell'|do|da|di|al|en|aus|ins|z|na|з|із|с|на|από|στα|uit|naar|fra|från|till|til|dari|ke|sang|من|إلى|عن|از|به)\b[^:.\n]{1,28}(?=:))?"
    r"[*_]{0,2} ?(?P<sep>:|[】・·]|\||=|->|→|-(?= )|/(?=\S))?\s*"
)


_FROM_LANGUAGE = late_regex(
    r"(?: (?:(?:с|з|із|from|from the|z|du|de l'|del|dal|dall'|do|aus dem|uit het|från|fra|από τα|عن|از) |מ)\p{L}{4,})? ?:? *(?:(?:ο|η|οι|o|a|os|as) (?=\p{Lu}))?"
)


_SENTENCE_END = late_regex(r"[.!?。！？؟](?=\s|$|[\"')\]])|[。！？]")


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
        if line.block in page.related or _is_quoted(page, line, hit):
            continue
        if "translator" in hit.value and is_complement(page, line, hit):
            continue  # "This is a translation of TITLE"
        if below := read_below(page, line, hit):
            found.append(below)
            continue
        caption = facts.blocks[line.block].kind == "caption"
        for form in hit.value.split(" | "):
            kind, _, roles = form.partition(" ")
            if caption and kind in ("weak", "verb") and roles != "photographer":
                continue  # who made what the picture shows
            cue = _READERS[kind](page, line, hit, tuple(roles.split("+")), last if last and last.line == line else None)
            if cue:
                found.append(cue)
                break
        else:
            if cue := read_compound(page, line, hit):
                found.append(cue)
            elif (
                hit.value.startswith(("label", "weak"))
                and line.end - line.start <= 2 * SHORT_LINE
                and _opens_part(page.plain, line, hit)
            ):
                waiting.append((line, hit, hit.value.split(" | ")[0].partition(" ")[2]))
    found += _bare(page, waiting, found)
    found.sort(key=lambda c: c.start)
    return _bound(found)


def _is_quoted(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a formula stands in quotation marks that open behind the start of its line: in somebody's words."""
    quote = page.facts.quotes.around(hit.start)
    return quote is not None and quote.start > line.start + 2 and quote.start < hit.start - 1


def opens_sentence(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a hit opens a sentence of a short line in head or tail: "By NAME, DATE. Translated by NAME"."""
    before = page.plain[line.start : hit.start].rstrip()
    if page.facts.blocks[line.block].kind == "item":
        return False
    return before[-1:] in ".;|)]•·/—–。；،,【[" and line.end - line.start <= 2 * SHORT_LINE and page.at_edge(line.block)


def _label(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:
    plain = page.plain
    first = opens(plain, line, hit)
    if not first and (listed := _listed(page, line, hit, roles)):
        return listed
    sep, at = _separator(plain, line, hit)
    if not first and last is None and not opens_sentence(page, line, hit) and not _is_one_of_several(page, line):
        return None
    if not first and (sep not in (":", "=") or plain[hit.start - 1].isalnum()):
        return None
    if sep == "/" and not (
        _has_no_capitals(plain[hit.start])
        or (roles[0] in ("author", "photographer") and _opens_name(plain, line, hit, at))
    ):
        return None
    if sep is None and not (first and _needs_no_separator(page, line, hit)):
        return None
    if (
        sep is None
        and page.facts.blocks[line.block].kind == "item"
        and plain[hit.start].lower() != plain[hit.start].upper()
    ):
        return None  # "via [NAME](LINK)" in a list of ways
    if (sep not in (None, ":") and line.end - line.start > SHORT_LINE) or plain[at : at + 2] == "//":
        return None
    if roles[0] == "author" and page.is_under_picture(line):
        return None
    is_title = page.facts.layout.roles[line.block] == "title"
    if is_title and (at >= line.end or len(plain[at : line.end].split()) > 2 or line.end - at > SHORT_TITLE):
        return None  # "Translation: The River Is Back"
    return Cue(hit.start, hit.end, min(at, line.end), line.end, roles, "label", line)


def _is_one_of_several(page: Page, line: Line) -> bool:
    """Whether a short line of head or tail holds several labels with colons: "Reporter: A  English version: B"."""
    if line.end - line.start > 2 * SHORT_LINE or not page.at_edge(line.block):
        return False
    labels = [
        h
        for h in page.facts.hits.get("credit", ())
        if line.start <= h.start < line.end
        and h.value.startswith(("label", "weak"))
        and page.plain[h.end : h.end + 2].lstrip()[:1] in (":", "=")
    ]
    return len(labels) > 1


def _has_no_capitals(letter: str) -> bool:
    """Whether a letter is of a script without capitals, where "/" stands for a colon: "ترجمة/", "编译/"."""
    return letter.isalpha() and letter.lower() == letter.upper()


def _opens_name(plain: str, line: Line, hit: Hit, at: int) -> bool:
    """Whether a name can follow "/": "文/李明", "Text/Ann Lee", not "text/template"."""
    return ord(plain[hit.start]) >= UNSPACED or (at < line.end and not plain[at].islower())


def _listed(page: Page, line: Line, hit: Hit, roles: tuple[str, ...]) -> Cue | None:
    """A Han label with no colon in a list that speaks of the article: "本文译自《X》，作者A，译者B"."""
    if roles[0] not in PEOPLE or not page.at_edge(line.block) or page.plain[hit.start - 1] not in ",，;；":
        return None
    tables = (page.facts.hits.get("self", ()), page.facts.hits.get("provenance", ()))
    if not any(line.start <= h.start <= line.start + 3 for hits in tables for h in hits):
        return None
    value = _LISTED.match(page.plain, hit.end, line.end)
    return Cue(hit.start, hit.end, value.start(1), value.end(1), roles, "label", line) if value else None


_LISTED = late_regex(r"(?:[:为是] ?)?([\p{Han}·・]{2,12})(?=[，,。;；)）]|$)")
SHORT_TITLE = 24


def _separator(plain: str, line: Line, hit: Hit) -> tuple[str | None, int]:
    """What stands between a label and its value, and where the value starts."""
    if plain[hit.end - 1] in ":/-":
        return ":", hit.end
    behind = _BEHIND.match(plain, hit.end, line.end)
    if behind is None or (behind["sep"] == "·" and ord(plain[hit.start]) < UNSPACED):
        return None, hit.end
    return ":" if behind["sep"] in ("】", "・", "·") else behind["sep"], behind.end()


def _needs_no_separator(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a link follows the label at once, or the label is all that its line holds."""
    if page.links_in(hit.end, min(line.end, hit.end + 3)):
        return True
    return not page.plain[hit.end : line.end].strip(" *_)]）】") and _is_pair(page, line)


def _weak(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:
    kind = page.facts.blocks[line.block].kind
    if kind == "cell" and hit.end >= line.end:
        return _label(page, line, hit, roles, last)
    if roles == ("source",) and _ends_byline(page, line, hit):
        return Cue(hit.start, hit.end, hit.end + 1, line.end, roles, "bare", line)
    cue = _label(page, line, hit, roles, last)
    if cue is None or not regex.search(r"[:|=/>→\-]", page.plain[cue.end - 1 : cue.value_start]):
        return None
    if line.end - cue.value_start > SHORT_LINE and last is None:
        return None
    if last is None and not page.at_edge(line.block):
        return None
    if roles == ("source",) and last is None and not opens(page.plain, line, hit):
        return None  # of a figure, behind the sentence that gives it
    if (
        roles == ("source",)
        and line.block
        and page.facts.blocks[line.block - 1].kind in ("caption", "cell", "code", "quote")
        and kind != "quote"
        and len(page.lines(line.block)) == 1
    ):
        return None
    if any(s <= hit.start and hit.end < e for s, e, _ in page.links_in(line.start, hit.end)):
        return None
    return cue


def _ends_byline(page: Page, line: Line, hit: Hit) -> bool:
    """Whether "Source NAME" with no colon closes a line above the body: "By NAME – DATE – Source OUTLET"."""
    before = page.plain[line.start : hit.start].rstrip()
    return (
        before[-1:] in ("-", "|", "·")
        and line.block < page.facts.layout.body
        and _BARE_NAME.fullmatch(page.plain, hit.end, line.end) is not None
    )


def _verb(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:
    plain = page.plain
    behind = _FROM_LANGUAGE.match(plain, hit.end, line.end)
    at = behind.end() if behind else hit.end
    follows = plain[hit.end : hit.end + 1]
    if at >= line.end or not (follows in (" ", ":") or plain[hit.end - 1] == "'" or ord(follows) > UNSPACED):
        return None
    end = sentence_end(plain, at, line.end)
    first = opens(plain, line, hit) or (page.at_edge(line.block) and opens_with_language(page, line, hit))
    close = last is not None and hit.start - last.end <= MAX_FRAME
    if not first and not close and line.end - line.start <= SHORT_LINE and page.at_edge(line.block):
        close = opens_with_credit(page, line)
    if not first and opens_sentence(page, line, hit):
        close = close or page.plain[line.start : hit.start].rstrip()[-1:] != "," or opens_with_credit(page, line)
    if close or about_itself(page, line, hit) or in_own_bracket(page, line, hit):
        return Cue(hit.start, hit.end, at, end, roles, "verb", line)
    short = end - at <= SHORT_LINE // 2 or (roles == ("translator",) and _FULL_NAME.match(plain, at, end) is not None)
    if first and (line.end - line.start <= SHORT_LINE or (page.at_edge(line.block) and short)):
        return Cue(hit.start, hit.end, at, end, roles, "verb", line)
    return None


def _passive(page: Page, line: Line, hit: Hit, roles: tuple[str, ...], last: Cue | None) -> Cue | None:  # noqa: ARG001
    """A participle behind its name, in a sentence on the article: "Dieser Artikel wurde von NAME übersetzt"."""
    if not page.at_edge(line.block) or not about_itself(page, line, hit):
        return None
    agent = _AGENT.search(page.plain, line.start, hit.start)
    return Cue(hit.start, hit.end, agent.start("name"), agent.end("name"), roles, "after", line) if agent else None


_AGENT = late_regex(
    r" (?:von|durch|door|av|af) (?P<name>\p{Lu}[\p{L}\p{M}'.\-]+(?: (?:und|en|og|och|\p{Lu}[\p{L}\p{M}'.\-]*))*) (?:(?:aus|uit|ins|in|für|voor|fra|från) (?:[\p{L}]+ ){1,3})?$"
)
_READERS: dict[str, Callable[[Page, Line, Hit, tuple[str, ...], Cue | None], Cue | None]] = {
    "label": _label,
    "weak": _weak,
    "verb": _verb,
    "after": read_suffix,
    "passive": _passive,
}


def _is_pair(page: Page, line: Line) -> bool:
    """Whether a label alone on its line (or in its cell) can have its value on the next one."""
    if page.facts.blocks[line.block].kind == "cell":
        return True
    following = page.next_line(line)
    return following is not None and page.at_edge(line.block) and 0 < following.end - following.start <= 60


def about_itself(page: Page, line: Line, hit: Hit) -> bool:
    """Whether the verb's sentence begins by speaking of the article: "This article was … translated by"."""
    start = max(line.start, hit.start - 2 * MAX_FRAME - 40)
    for match in _SENTENCE_END.finditer(page.plain, start, hit.start):
        start = match.end()
    own = page.facts.hits.get("self", ())
    first = bisect_left(own, start, key=lambda s: s.start)
    return any(
        s.start <= start + 40 and s.end <= hit.start and hit.start - s.end <= MAX_FRAME
        for s in own[first : first + MOST_NEAR]
        if s.start < hit.start
    )


def is_noun(page: Page, hit: Hit) -> bool:
    """Whether a formula holds the noun for a translation, no verb."""
    low = page.facts.folded.low[hit.start : hit.end]
    return any(noun in low for noun in word_set("translations"))


def is_complement(page: Page, line: Line, hit: Hit) -> bool:
    """Whether words say what the article is: "This article is an authorised translation of"."""
    own = page.facts.hits.get("self", ())
    if not is_noun(page, hit):
        return False
    first = bisect_left(own, max(line.start, hit.start - LONGEST_SUBJECT), key=lambda s: s.start)
    for subject in own[first : first + MOST_NEAR]:
        if subject.end > hit.start:
            break
        words = page.facts.folded.low[subject.end : hit.start].split()
        said = [page.facts.folded.low[subject.start : subject.end].split()[-1]]
        said.append([*words, *page.facts.folded.low[hit.start : hit.end].split()][0])
        if not word_set("being").isdisjoint(said) and len(words) <= MOST_BETWEEN and not any("," in w for w in words):
            return not any(word in word_set("about") for word in words)
    return _says_what_this_is(page, line, hit)


def _says_what_this_is(page: Page, line: Line, hit: Hit) -> bool:
    """Whether a line opens with "This is" and few words stand before a hit."""
    before = page.facts.folded.low[line.start : hit.start]
    start = next((n for n, sign in enumerate(before) if sign.isalpha()), len(before))
    words = before[start:].split()
    return " ".join(words[:2]) in word_set("this-is") and len(words) <= MOST_BETWEEN


LONGEST_SUBJECT = 90
MOST_BETWEEN = 7
MOST_NEAR = 12
"""Hits right behind an offset that are looked at; more are no sentence."""


def opens_with_credit(page: Page, line: Line) -> bool:
    """Whether a line begins with a formula of credit or of provenance."""
    tables = (page.facts.hits.get("credit", ()), page.facts.hits.get("provenance", ()))
    return any(line.start <= h.start <= line.start + 3 for hits in tables for h in hits)


def in_own_bracket(page: Page, line: Line, hit: Hit) -> bool:
    """Whether the verb stands in a bracket that closes its block in head or tail and opens with it or other words on the article:
    "(Translated by NAME)", "(First published in OUTLET; translated by NAME)".
    """
    plain = page.plain
    block = page.facts.blocks[line.block]
    opened = max(plain.rfind(mark, line.start, hit.start) for mark in "(（[")
    if opened < 0 or any(mark in plain[opened : hit.start] for mark in ")）]"):
        return False
    before = plain[line.start : opened].rstrip(" *_")
    if before and before[-1] not in ".!?。！？…\"'" and len(before.split()) > LONGEST_BYLINE:
        return False  # "Another story, by NAME (trans. NAME)"
    tables = (page.facts.hits.get("credit", ()), page.facts.hits.get("provenance", ()), page.facts.hits.get("self", ()))
    is_first = not plain[opened + 1 : hit.start].strip(" *_")
    return (
        (
            is_first
            or any(opened < h.start <= opened + 2 and not _OTHER_WORK.match(h.value) for hits in tables for h in hits)
        )
        and page.at_edge(line.block)
        and block.kind != "item"
        and regex.search(r"[)）\]][.*_ ]*$", plain[line.start : line.end]) is not None
    )


_OTHER_WORK = late_regex(r"\w+ (?:none|photographer|illustrator|designer|source)")
LONGEST_BYLINE = 5
"""Words before a bracket that are a byline, not a sentence."""
LONGEST_VALUE = 600
"""View characters of a value in running text; a longer one names nobody."""
_ABBREVIATION = late_regex(r"(?:(?<!\p{L})\p{L}|\b(?:Dr|Mr|Ms|Mrs|St|Jr|Sr|Prof|d|of|англ|нем|фр))$")
"""An initial or a title before a full stop that ends no sentence."""


def sentence_end(plain: str, start: int, end: int) -> int:
    """Where a value in running text ends: at a full stop that is no initial's, at a closing bracket."""
    end = min(end, start + LONGEST_VALUE)
    for match in _SENTENCE_END.finditer(plain, start, end):
        if match.group() != "." or not _ABBREVIATION.search(plain[max(start, match.start() - 6) : match.start()]):
            end = match.start()
            break
    bracket = regex.compile(r"[)）\]】]").search(plain, start, end)
    return (
        bracket.start()
        if bracket
        and "(" not in plain[start : bracket.start()]
        and "（" not in plain[start : bracket.start()]
        and "[" not in plain[start : bracket.start()]
        else end
    )


_FULL_NAME = late_regex(r"\p{Lu}[\p{L}\p{M}'\-]+(?: \p{Lu}[\p{L}\p{M}'.\-]*)+")
_BARE_NAME = late_regex(r" +(?:\p{Lu}[\p{L}'\-]+ ?){1,4}| +\p{Lo}{2,8}")


def _opens_part(plain: str, line: Line, hit: Hit) -> bool:
    """Whether a hit opens its line or what stands behind a mark in it: "(Reporting A; editing B, photos C)"."""
    return opens(plain, line, hit) or plain[line.start : hit.start].rstrip(" *_")[-1:] in ";,.|·/(；，。、（"


def _bare(page: Page, waiting: list[tuple[Line, Hit, str]], found: list[Cue]) -> list[Cue]:
    """Labels with neither colon nor link, beside other credits: "Translation Ann Lee", "(Reporting A; French version B)"."""
    near = {line for cue in found for line in (cue.line.block - 1, cue.line.block, cue.line.block + 1)}
    more: list[Cue] = []
    ends = {hit: _bare_end(page, line, hit, waiting, found) for line, hit, _ in waiting}
    names = [line for line, hit, _ in waiting if ends[hit]]
    for line, hit, roles in waiting:
        end = ends[hit]
        if not end or not page.at_edge(line.block) or roles == "none":
            continue
        alone = end >= line.end and roles != "source"
        others = names.count(line) > 1 or any(c.line == line for c in found)
        bracket = page.plain[line.start : hit.start].strip(" *_") == "(" and page.plain[line.end - 1] == ")"
        if others or bracket or (alone and _stands_with_others(line, near, names)):
            more.append(Cue(hit.start, hit.end, hit.end + 1, end, tuple(roles.split("+")), "bare", line))
    return more


def _stands_with_others(line: Line, near: set[int], names: list[Line]) -> bool:
    """Whether a line of credit stands right above or below another one."""
    return line.block in near or any(abs(o.block - line.block) <= 1 and o != line for o in names)


def _bare_end(page: Page, line: Line, hit: Hit, waiting: list[tuple[Line, Hit, str]], found: list[Cue]) -> int:
    """Where the names behind a label end that has no separator; 0 where something else follows."""
    if line.end - line.start > 2 * SHORT_LINE or page.plain[hit.end : hit.end + 1] != " ":
        return 0
    starts = [h.start for _, h, _ in waiting if h.start > hit.start] + [c.start for c in found if c.start > hit.start]
    stop = min([line.end, *starts])
    mark = _PART_END.search(page.plain, hit.end, stop)
    end = mark.start() if mark else stop
    words = page.plain[hit.end : end].rstrip(" ,;.|·/)*_")
    if fold_words(words) in languages():
        return 0
    between_bars = (
        opens(page.plain, line, _first_hit(waiting, line, hit))
        and "|" in page.plain[line.start : line.end]
        and 1 <= len(words.split()) <= LONGEST_BAR_NAME
    )
    return hit.end + len(words) if between_bars or _BARE_NAMES.fullmatch(words) else 0


def _first_hit(waiting: list[tuple[Line, Hit, str]], line: Line, hit: Hit) -> Hit:
    """The first of the labels that wait on a line."""
    return min((h for other, h, _ in waiting if other == line), default=hit, key=lambda h: h.start)


LONGEST_BAR_NAME = 4
"""Words between two bars of a line that are a name, in scripts without capitals too."""


_PART_END = late_regex(r"[;|)]|\.(?= |$)(?<!\b\p{Lu}\.)| / | - ")
_BARE_NAMES = late_regex(
    r" +(?:\p{Lu}[\p{L}\p{M}'.\-]*(?: (?:\p{Lu}[\p{L}\p{M}'.\-]*|de|del|da|do|dos|la|van|von|der|den|al-\p{L}+|bin|ibn)){0,4}(?:, (?=\p{Lu})| (?:and|et|y|e|und|en|og|och|i|и|та|ve|&) (?=\p{Lu}))?)+| +\p{Lo}[\p{Lo}\p{M}]{1,7}| +\p{Ll}{2,3}"
    r"| +[\p{Arabic}\p{Hebrew}][\p{Arabic}\p{Hebrew}\p{M}']+(?: [\p{Arabic}\p{Hebrew}][\p{Arabic}\p{Hebrew}\p{M}']+){1,2}"
)


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
