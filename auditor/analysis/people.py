"""Names out of the words of a credit: "Ann Lee (The Paper), B. Roy and @handle" gives three, each with its place.

Takes a string, gives ranges in it. Knows lists, brackets, dates and descriptions behind a name, placeholders, kinds of
names (handle, slug, full name). It knows no article and mends no name.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from auditor.fold import fold_words
from auditor.lexicons import shared_formulas
from auditor.patterns import late_regex
from auditor.shipped import read_shipped

MAX_NAME = 80
"""Code points up to which words are a name; longer ones are a sentence."""
MAX_WORDS = 9

_SPLIT = late_regex(
    r"\s*[、;；•·|，]\s*|(?<=[a-z0-9])/(?=[a-z0-9])|\s*[,،]\s+|(?<=\P{L})\s*,\s*|(?<=\p{Han}|\p{Lo}),(?=\p{L})|\s+/\s+|(?<=\p{Han})/(?=\p{Han})|\s*[&＆]\s*(?!Co\b)"
    r"|,(?=\p{L})|\s+(?:and|y|e|et|und|en|og|och|i|и|та|й|і|ve|dan|và|û|και|ו)\s+|(?<=\p{Han})(?:与|與)(?=\p{Han})"
    r"|\s+(?:و|和|与|と)\s*(?=\p{L})|(?<=\p{Hebrew} \p{Hebrew}{2,}) ו(?=\p{Hebrew}{2,} \p{Hebrew})|\n|\s*<(?:[^<>@]{1,40}(?:@| at )[^<>]{2,60}|https?://[^<>]+)>(?:`_{1,2})?\s*[,、;]?\s+(?=[\p{L}`])"
)
_BRACKET = late_regex(r"\s*[(（\[【〔<][^()（）\[\]]*(?:[)）\]】〕>]|$)")
_DATE = late_regex(
    r"(?:^|[\s,|·—–\-/]+)(?:(?:on|le|el|am|il|em|den|dne|в|on the|posted|published|updated)\s+)?(?:(?:\p{L}{3,10}\.?,?\s+)?\p{Nd}{1,2}(?:st|nd|rd|th|º|er|\.)?(?:\s+de)?\s+\p{L}{3,12}\.?,?(?:\s+de)?(?:\s+\p{Nd}{4})?"
    r"|\p{L}{3,10}\.?\s+\p{Nd}{1,2}(?:st|nd|rd|th)?,?\s+\p{Nd}{4}|\p{Nd}{1,4}[./\-年]\p{Nd}{1,2}[./\-月]\p{Nd}{1,4}日?|(?:19|20)\p{Nd}{2})(?:[\s,]+(?:at\s+)?\p{Nd}{1,2}:\p{Nd}{2}.*)?\s*[年.]?$"
)
_TAIL = late_regex(
    r"(?:\s+(?:da un[ao]?|de una?|d'une?|from an?|aus eine[mr]|van een)\s.*|\s+(?:for|para|pour|für|per|для|voor|för|untuk|için|dari|at|@|from|of the|on behalf of|special to|exclusively for|специально для|with|com|con|avec|mit|از|med|met|under|и др|a partir d[eo]|à partir d[eu]|based on|sulla base|auf Grundlage|на основе|на основі)\s.*"
    r"|\s+(?:in|aus|à|en|a|da|di)\s+\p{Lu}[\p{L}' ]+|\s+[–—\-|]\s.*|\s+(?:\||//)\s?.*|\s*[:：].*)$"
)
_EDGES = " \t\n\r\"'“”„«»‘’*_`~#>•·.,،;；:：!！。、，—–-|/\\[]()（）【】†‡¹²³⁴⁵"
_LEAD = late_regex(
    r"(?:(?:by|By|BY|par|por|von)\s+)+(?=\S)|(?:the\s+)?(?i:author|autor|auteur|作者|translator|user)\s+(?=[\[@])|@(?=\w)"
)
_ADDRESS = late_regex(r"(?:https?://|www\.)\S+|\b[\w.\-]+@[\w.\-]+\.\w+", regex.IGNORECASE)
_ONLY_DATE = late_regex(
    r"(?:19|20)\p{Nd}{2}|\p{Nd}{1,2}\.?(?: de)? \p{L}{3,}\.?(?:,?(?: de)? \p{Nd}{4})?|\p{L}{3,} \p{Nd}{1,2}(?:, ?\p{Nd}{4})?"
)
_TWO_SCRIPTS = late_regex(
    r"(?P<own>[\p{Hangul}\p{Arabic}\p{Hebrew}\p{Cyrillic}\p{Greek}\p{Han}·.'\- ]{2,}?) +\p{Lu}\p{Latin}+(?: \p{Latin}[\p{Latin}.'\-]*){1,3}$"
)
"""A name and behind it the same name in Latin letters."""
_NUMBER = late_regex(r"[\p{Nd}.:/$ \-]+")
_EAST_ASIAN = late_regex(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_EAST_ASIAN_PROSE = late_regex(
    r"です|ます|した|ている|これ|について|我们|可以|这是|如果|一个|因为|是一|本文|授权|经作者"
)
LONGEST_EAST_ASIAN = 40
_KEPT_BACK = late_regex(
    r"withheld|known to|not named|not to be|محفوظ|حجب|bekannt|connu de|reservado|omitido|preservado|saklı|известно|відоме|скрыто|приховано|rahasia|redakcji|känt|kjent"
)
_DEAD = late_regex(
    r"x{3,}\w*.*|\s*\[\s*\]\s*(?:\(.*\))?|.*(?:\{\{.*\}\}|\{%.*%\}|%[A-Za-z_]{4,}\w*%|\$\{.*\}|<%.*%>).*|\{\w+\}|<[\p{L} _\-]+>|\[(?:[^\]]*)\]\(\s*[.#…]*\s*\)|[\s\W_]*"
    r"|(?i:.*\b(?:replace (?:this|with)|fill (?:this )?in|your name|insert .{0,20}name|name of (?:the )?(?:author|translator|editor)|translator'?s? name|error:).*)|#.*|.*(?:译者|校对者?)\s?id.*",
    regex.IGNORECASE | regex.DOTALL,
)


class Name(NamedTuple):
    """A name's range in the string it was read from."""

    start: int
    end: int


@cache
def vocabulary(table: str) -> dict[str, str]:
    """A table of `lexicons/metadata.toml`, read at first use; keys as they stand."""
    return _tables()[table]


@cache
def _tables() -> dict[str, dict[str, str]]:
    import tomli

    return tomli.loads(read_shipped("lexicons/metadata.toml").decode("utf-8"))


@cache
def languages() -> dict[str, str]:
    """Codes of languages by their names in lower case, in many languages and as they are inflected; read at first use."""
    import tomli

    table = tomli.loads(read_shipped("lexicons/language-names.toml").decode("utf-8"))
    known = {**{name: code for code, names in table.items() for name in names}, **vocabulary("languages")}
    return {**{fold_words(name): code for name, code in known.items() if not name.isascii()}, **known}


@cache
def word_set(table: str) -> frozenset[str]:
    """The folded entries of a table of `lexicons/metadata.toml`."""
    return frozenset(fold_words(words) for words in vocabulary(table))


def is_dead(words: str) -> bool:
    """Whether words are a place that a template left for somebody: nothing, "TODO", "[译者ID](…)", "{{ author }}"."""
    bare = words.strip()
    return (
        not bare or bool(_DEAD.fullmatch(bare)) or fold_words(bare.strip(_EDGES + "<>{}")) in word_set("placeholders")
    )


def is_withheld(words: str) -> bool:
    """Whether words keep a name back: "our staff", "name withheld for safety", "匿名"."""
    low = fold_words(words).strip(_EDGES)
    known = word_set("withheld")
    if low in known or low.removeprefix("the ") in known:
        return True
    return any(
        entry in low and (_KEPT_BACK.search(entry) or (low.startswith(entry) and (" " in entry or not entry.isascii())))
        for entry in known
    )


def engine_in(words: str) -> str | None:
    """The name of a translation engine in some words, as it stands there."""
    low = words.lower()
    best = None
    for entry in shared_formulas()["engine"]:
        at = low.find(entry)
        if (
            at >= 0
            and not low[at - 1 : at].isalnum()
            and not low[at + len(entry) : at + len(entry) + 1].isalpha()
            and (best is None or len(entry) > len(best))
        ):
            best = words[at : at + len(entry)]
    return best


_GROUPS = ("组", "組", "社", "团队", "團隊", "部", "网", "網", "工作室", "팀", "편집부", "뉴스")
"""How the names of groups end in scripts that put no blank before the word."""


def is_description(words: str) -> bool:
    """Whether words behind a name say what somebody is: an organisation, a post."""
    known = word_set("organisations")
    parts = fold_words(words).split()
    if words.endswith(_GROUPS):
        return True
    return any(part.strip(_EDGES) in known for part in parts) or (
        words.isupper() and len(words) <= 6 and words.isascii()
    )


def is_wire(words: str) -> bool:
    """Whether words name a news agency or service: one of its words says so."""
    parts = fold_words(words).split()
    return len(parts) > 1 and any(part in word_set("wires") for part in parts)


def names_in(words: str) -> list[Name]:
    """The names in the words of a credit, in order; empty where the words are no names."""
    found: list[Name] = []
    places = _IN_PLACE if _LISTED.search(words) else _IN_LAST_PLACE
    words = places.sub(lambda m: "," + " " * (len(m.group()) - 1) if m["more"] else " " * len(m.group()), words)
    if _ADDRESS.match(words.strip()):
        return found
    pieces = _pieces(words)
    for number, (start, end) in enumerate(pieces):
        name = trim(words, start, end)
        if name is None:
            continue
        text = words[name.start : name.end]
        if number and found and _adds(words, found[-1], text):
            continue
        if not is_name(text):
            if not found and len(pieces) == 1:
                return []
            continue
        found.append(name)
    return found


_LISTED = late_regex(r" (?:y|e|et|and) (?=\p{Lu})")
_IN_PLACE = late_regex(
    r" (?:en|in|em|dans|a|à) \p{Lu}[\p{L}\-]+(?: \p{Lu}[\p{L}\-]+){0,2}(?:(?P<more> (?:y|e|et|and) (?=\p{Lu}))|(?=[,;.)]|$))"
)
_IN_LAST_PLACE = late_regex(r" in \p{Lu}[\p{L}\-]+(?: \p{Lu}[\p{L}\-]+){0,2}(?P<more>(?!))?(?=[,;.)]|$)")
"""Where somebody wrote, behind the name: "Ann Lee in New York and Omar Haddad in Hama"."""


def _adds(words: str, before: Name, text: str) -> bool:
    """Whether a piece behind a comma only describes the name before it: "Ann Lee, W3C"."""
    gap = words[before.end :].lstrip()
    if gap[:1] not in ",，،(（" and gap[:1] != "|":
        return False
    if (
        is_description(text)
        or len(text.split()) >= LONGEST_IN_LIST
        or (not text[:1].isupper() and text[:1].isascii() and " " in text and text[:1].isalpha())
    ):
        return True
    first = words[before.start : before.end]
    if first.isascii() and first[-1:].isalpha() and regex.match(r"\p{Han}|\p{Hangul}|\p{Hiragana}", text):
        return True  # "Elena Marsh, 海洋工程师"
    return (
        " " in first
        and " " not in text
        and text.isascii()
        and not any(c.isdigit() or c in "_-" for c in text)
        and first.isascii()
    )


LONGEST_IN_LIST = 5
"""Words of a piece behind a comma from which it says what somebody is."""


def _pieces(words: str) -> list[tuple[int, int]]:
    """The parts of a list; brackets are never cut."""
    holes = [m.span() for m in _BRACKET.finditer(words)]
    found: list[tuple[int, int]] = []
    last = 0
    for match in _SPLIT.finditer(words):
        if any(s < match.start() < e for s, e in holes) or match.start() < last:
            continue
        found.append((last, match.start()))
        last = match.end()
    found.append((last, len(words)))
    return [(s, e) for s, e in found if words[s:e].strip()]


def trim(words: str, start: int, end: int) -> Name | None:
    """A piece without what stands round the name: brackets, dates, an outlet, stars."""
    while start < end and (words[start] in _EDGES or words[start] == "@"):
        if words[start] in "(（[【" and start:
            break
        if words[start] == "@" and start + 1 < end and words[start + 1].isalnum():
            break
        start += 1
    if lead := _LEAD.match(words, start, end):
        start = lead.end() if words[lead.start()] != "@" else start
    text = words[start:end]
    if (match := _BRACKET.search(text)) and match.start() and not regex.match(r"\s*\p{Lu}", text[match.end() :]):
        text = text[: match.start()]
    for pattern in (_ADDRESS, _DATE, _TAIL, _DATE):
        if (cut := pattern.search(text)) and cut.start() > 0:
            text = text[: cut.start()]
    if two := _TWO_SCRIPTS.match(text):
        text = two.group("own")
    bare = text.rstrip(_EDGES)
    if text[len(bare) : len(bare) + 1] == "." and regex.search(r"(?:\b\p{Lu}|\b(?:Jr|Sr|Dr|al))$", bare):
        bare += "."
    if bare.count('"') % 2 and text[len(bare) : len(bare) + 1] == '"':
        bare += '"'
    return Name(start, start + len(bare)) if bare.strip(_EDGES) else None


def is_name(text: str) -> bool:
    """Whether words can be somebody's name: short, with letters or digits, no address, no sentence."""
    if (
        len(text) > MAX_NAME
        or not any(c.isalnum() for c in text)
        or _NUMBER.fullmatch(text)
        or _ADDRESS.match(text)
        or is_dead(text)
    ):
        return False
    parts = text.split()
    if _ONLY_DATE.fullmatch(text):
        return False
    if parts[0].strip(",.").lower() in word_set("calendar") and (len(parts) == 1 or any(c.isdigit() for c in parts[1])):
        return False
    if len(parts) > MAX_WORDS or regex.search(r"[。！？!?]|[.;] \p{L}", regex.sub(r"\b\p{L}{1,3}\. ", "", text)):
        return False
    if _EAST_ASIAN.search(text) and (len(text) > LONGEST_EAST_ASIAN or _EAST_ASIAN_PROSE.search(text)):
        return False
    if (len(parts) > 2 and text[:1].isascii()) or len(parts) > 3:
        lower = [p for p in parts if p.islower() and p.lower().strip("-'.") not in word_set("particles")]
        return len(lower) * 4 <= len(parts) and not parts[0].lower() == "the" == parts[0]
    return True


def is_cased_name(text: str, *, least: int = 1) -> bool:
    """Whether every word of a name begins with a capital, particles apart, and there are at least so many."""
    parts = text.split()
    capitals = [p for p in parts if p[:1].isupper() or (p[:3].lower() in ("al-", "el-") and p[3:4].isupper())]
    if any(p.strip(",.").lower() in word_set("calendar") for p in parts[:1]) and len(parts) < 2:
        return False
    rest = [p for p in parts if p not in capitals and p.lower().strip("'.") not in word_set("particles")]
    return len(capitals) >= least and not rest and not any(any(c.isdigit() for c in p) for p in parts)


def sort_of(name: str) -> str:
    """The sort of a name, so that only names of one sort are compared: full, slug, handle, or the script of an uncased one."""
    bare = name.strip(_EDGES)
    if not bare.isascii() and regex.search(
        r"[\p{Han}\p{Kana}\p{Hiragana}\p{Hangul}\p{Arabic}\p{Hebrew}\p{Cyrillic}\p{Greek}]", bare
    ):
        match = regex.search(
            r"\p{Han}|\p{Kana}|\p{Hiragana}|\p{Hangul}|(\p{Arabic})|(\p{Hebrew})|(\p{Cyrillic})|(\p{Greek})", bare
        )
        script = str(match.lastindex or 0) if match else "0"
        return f"script {script}" if script == "0" or " " in bare else f"one word {script}"
    if " " in bare:
        return "full"
    return "slug" if regex.fullmatch(r"[a-z]+(?:[\-_.][a-z]+)+", bare) else "handle"
