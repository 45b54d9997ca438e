"""The lexicon's names as they stand in an article: with their article, the longest of several, none inside another name.

Takes the hits of the table of names; gives Spellings in order. What they are judged by is `mentions`' and the kind's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.english import is_word
from auditor.article import Span
from auditor.patterns import late_regex
from auditor.spellings import EXONYM, FORM, MUST, ORIGINAL, SHORT, is_article, literals, name_words

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.rulebook import Hit

_ARTICLE_BEFORE = late_regex(r"(?i)(?<![\p{L}\p{N}'])(?P<article>[aeiu][a-z]{1,2})(?P<joint>[ \-])$")
_OTHER_LETTERS = frozenset(("al", "el"))
_PREPOSITIONS = {"it": frozenset(("al", "il", "el")), "es": frozenset(("al", "el")), "pt": frozenset(("al",))}
"""Languages in which an Arabic article with a blank behind it may be a word of their own."""
_ENGLISH_WORDS = frozenset(("as", "at", "an", "en", "ed", "et", "es", "az"))
_AFTER = late_regex(r"[ \-](?:[aAeE][a-z]{1,2}[ \-])?(?P<word>\p{Lu}(?<=\p{Latin})[\p{L}']*)")
_BEFORE = late_regex(r"(?P<word>\p{Lu}(?<=\p{Latin})[\p{L}']*)[ \-]$")
_SENTENCE_BEFORE = late_regex(r"(?:^|[.!?:;\"\n(\[][ \n]*|- )$")
_FILE = late_regex(r"(?i)[^\s]*\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|odt|txt|md|html?|csv|xlsx?|zip|mp[34])\b")
_TICKS = late_regex(r"(?<!`)(`+)(?!`)(?:[^`\n]|\n(?!\n)|(?!\1(?!`))`)+?(?<!`)\1(?!`)")
_CODE_TAGS = late_regex(r"(?is)<(code|kbd|samp|tt)\b[^>]*>.*?</\1\s*>")
_WHAT_IS_NAMED_AFTER = frozenset(
    "street road avenue square bridge dam lake mosque hospital school university airport stadium park library foundation institute"
    " straße platz rue avenida calle plaza universidad".split()
)
_NAMED_AFTER_BEFORE = frozenset(
    "lake mount fort port camp point rue place avenue boulevard calle plaza avenida via piazza lac lago jabal wadi".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october"
    " november december i".split()
)
_HONORIFICS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt sheikh shaykh sheik cheikh imam mullah ayatollah emir amir hajj haj sayyed sayyid"
    " comrade president prime minister général colonel señor monsieur madame herr frau pan pani".split()
)
_NOUNS_ARE_CAPITAL = frozenset(("de", "lb"))
_BEFORE_AT_MOST = 40


class Spelling(NamedTuple):
    """A lexicon name where it stands: view offsets (with its article, without an added ending) and its entry's number.

    `final` and `ending`: the end of the form and what an inflected name has in its place, else "".
    """

    start: int
    end: int
    entry: int
    role: str = FORM
    final: str = ""
    ending: str = ""


def code_ranges(facts: Facts) -> list[Span]:
    """Source ranges of code inside paragraphs, in Markdown and HTML: no word in them is a name."""
    text = facts.article.source.text
    if facts.article.format == "markdown" and "`" in text:
        return [Span(*match.span()) for match in _TICKS.finditer(text)]
    if facts.article.format == "html" and "<" in text:
        return [Span(*match.span()) for match in _CODE_TAGS.finditer(text)]
    return []


def find_listed(facts: Facts) -> tuple[list[Spelling], list[int]]:
    """The lexicon's names in order, and where one of them stands inside a name that only looks like it."""
    found: list[Spelling] = []
    others: list[int] = []
    code = code_ranges(facts)
    for hit in facts.hits.get("names", ()):
        spelling = _spelling(facts, hit)
        if spelling is None or (code and is_within(code, facts.pieces(spelling.start, spelling.end)[0].start)):
            continue
        if _is_unlike(facts, spelling):
            others.append(spelling.start)
        elif not _is_in_other_name(facts, spelling):
            found.append(spelling)
    found.sort(key=lambda s: (s.start, -s.end, _ROLES[s.role]))
    kept: list[Spelling] = []
    for spelling in found:
        if not kept or spelling.start >= kept[-1].end:
            kept.append(spelling)
    return kept, others


_ROLES = {FORM: 0, SHORT: 1, EXONYM: 2, ORIGINAL: 3}


def _spelling(facts: Facts, hit: Hit) -> Spelling | None:
    """A hit as a name, with the article before it; None: it is none."""
    plain = facts.folded.plain
    start, end, literal = hit
    if plain[start:end].islower() or _is_joined(plain, start, end):
        return None
    first = _with_article(facts, start) if plain[start] < "\u0400" else start
    if first == start:
        if literal.article == MUST:
            return None
    elif not literal.article:
        if plain[start - 1] == "-":
            return None  # al-Hama is not Hama
        first = start
    final = ending = ""
    if literal.final == "+":
        end -= _added(facts, start, end, literal.entry)
    elif literal.final:
        written = _rest(facts, start, end, literal.final, literal.entry)
        final, ending = (literal.final, written) if written != literal.final else ("", "")
    return Spelling(first, end, literal.entry, literal.role, final, ending)


def _added(facts: Facts, start: int, end: int, number: int) -> int:
    """Letters of an ending that is added to a form."""
    shown = facts.bare[start:end]
    cores = _cores(facts, number)
    return 0 if shown in cores else next((n for n in range(1, len(shown)) if shown[:-n] in cores), 0)


def _rest(facts: Facts, start: int, end: int, final: str, number: int) -> str:
    """What stands at the end of a name in the place of a form's `final`."""
    shown = facts.bare[start:end]
    stems = {core[: -len(final)] for core in _cores(facts, number) if core.endswith(final)}
    return next((shown[at:] for at in range(len(shown), 0, -1) if shown[:at] in stems), final)


def _cores(facts: Facts, number: int) -> set[str]:
    return {words for form, _ in facts.rulebook.names[number].spelt for words, _, _ in literals(form, "")}


def _with_article(facts: Facts, start: int) -> int:
    """Where a name begins with the Arabic article before it."""
    plain = facts.folded.plain
    match = _ARTICLE_BEFORE.search(plain, max(0, start - 4), start)
    if match is None:
        return start
    written = match["article"]
    article = written.lower()
    if not is_article(article, facts.bare[start : start + 3]):
        return start
    if match["joint"] == " ":
        if article in _PREPOSITIONS.get(facts.language.code or "", ()) and written.islower():
            return start
        if article not in _OTHER_LETTERS and (written.islower() or article in _ENGLISH_WORDS):
            return start
    first: int = match.start()
    return first


def _is_joined(plain: str, start: int, end: int) -> bool:
    """Whether a name is a part of a compound ("Aleppo-Damascus"), of a file's name or of an identifier."""
    after = plain[end : end + 2]
    if len(after) == 2 and after[0] == "-" and after[1].isalnum() and not after[1].islower():
        return True
    if after[:1] == "_" or plain[start - 1 : start] == "_":
        return True
    if after[:1] in ("-", "/", ".") and _FILE.match(plain, end):
        return True
    return plain[start - 1 : start] == "/" and _FILE.match(plain, start) is not None


def is_within(ranges: list[Span], at: int) -> bool:
    """Whether a source offset lies in one of some ranges."""
    return any(span.start <= at < span.end for span in ranges)


def _is_unlike(facts: Facts, spelling: Spelling) -> bool:
    """Whether a name stands inside one that only looks like it ("State Duma" is not Douma)."""
    for name in facts.rulebook.names[spelling.entry].unlike:
        words = name_words(name)
        at = facts.bare.find(words, max(0, spelling.start - len(words)), spelling.end + len(words))
        if 0 <= at <= spelling.start and at + len(words) >= spelling.end:
            return True
    return False


def _is_in_other_name(facts: Facts, spelling: Spelling) -> bool:
    """Whether a name of one word is a part of a longer one: al-Jolani Street, Lake Assad, Assad al-Tikriti, Jeffrey Salkin."""
    kind = facts.rulebook.names[spelling.entry].kind
    plain = facts.folded.plain
    words = name_words(plain[spelling.start : spelling.end]).split()
    if kind == "group" or len(words) > 1 + is_article(words[0], words[-1]):
        return False
    block = facts.blocks[facts.block_at(spelling.start)]
    if kind != "place" and _goes_on(plain, spelling, kind, block.end):
        return True
    before = _BEFORE.search(plain, max(block.start, spelling.start - _BEFORE_AT_MOST), spelling.start)
    if before is None:
        return False
    word = before["word"]
    if kind != "place" and word.lower() in _NAMED_AFTER_BEFORE:
        return True
    return (
        kind in ("person", "place")
        and facts.language.code not in _NOUNS_ARE_CAPITAL
        and plain[spelling.start - 1] == " "
        and not word.endswith(("'", "'s"))
        and not _is_ordinary(word)
        and _SENTENCE_BEFORE.search(plain, max(block.start, before.start() - 3), before.start()) is None
        and before.start() > block.start
    )


def _goes_on(plain: str, spelling: Spelling, kind: str, end: int) -> bool:
    """Whether a person's name goes on behind the lexicon's, as a street's, a lake's or another person's."""
    match = None if spelling.ending else _AFTER.match(plain, spelling.end, end)
    if match is None:
        return False
    return match["word"].lower() in _WHAT_IS_NAMED_AFTER or (
        kind == "person" and plain[spelling.end] == " " and not _is_ordinary(match["word"])
    )


def _is_ordinary(word: str) -> bool:
    """Whether a capitalised word beside a name is no name: a title, a day, an acronym, an English word."""
    low = word.lower().partition("'")[0]
    return low in _DAYS or low in _HONORIFICS or (len(word) > 1 and word.isupper()) or (is_word(low) and len(low) > 1)
