"""Names with their original-script form right beside them, and where the romanisation does not fit that form.

Takes the folded text; gives Misfits with view offsets. A name is judged only where the rest of it shows that it is a
romanisation of this very form; titles, translations, exonyms and foreign names that are spelt by ear are left alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import tomli

from auditor.analysis.english import is_word, is_world_name
from auditor.names.across import Script, Word, original_words, reading, table, word_fit
from auditor.names.across_names import DIFFERS, FITS, Comparison, Pair, compare
from auditor.patterns import late_re, late_regex
from auditor.shipped import read_shipped

if TYPE_CHECKING:
    from regex import Match

    from auditor.analysis.facts import Facts

EXONYMS = "lexicons/similarity/exonyms.toml"
FAR = 160
"""Signs before an original form in which its romanisation ends and starts."""
LEAST = 4
"""Letters of a word that is judged: shorter ones are titles, particles, first syllables."""
SURE = 0.9
"""Fit with a common name from which on a word is taken for it."""

_SIGN = r"[\p{Arabic}\p{Cyrillic}\p{Greek}\p{Hebrew}]"
# By ranges: properties cost thirty times as much, and most articles with a dash or an accent end here.
_ANY = late_re("[\u0370-\u052f\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\u1f00-\u1fff]")
_ORIGINAL = late_regex(rf"(?=\p{{L}}){_SIGN}(?:{_SIGN}|\p{{M}}|['\"](?={_SIGN})|\.?[ \-]\.?(?={_SIGN}))*+")
_ARTICLE = r"(?:(?:[aA][lrsdnztl]|[eE][lrsdnzt]|[aAeE]sh|[aA]th|[aA]dh|[uUiI]l)[ \-])"
_CAPITALISED = rf"{_ARTICLE}?\p{{Lu}}(?<=\p{{Latin}})[\p{{Latin}}\p{{M}}'.`]*+(?:-[\p{{Latin}}\p{{M}}']++)*+"
_SMALL = r"(?:bin|ibn|ben|bint|bou|abu|abou|abd|of|the|for|and|in|de|da|do|du|des|del|la|le|von|van|der|und|et|y|e|i|o|al|el|ul|ud)(?= )"
_NAME = rf"(?<![\p{{L}}\p{{N}}_@#/]){_CAPITALISED}(?:(?: {_SMALL})*+ {_CAPITALISED}|-{_ARTICLE}?{_CAPITALISED})*+"
_LABEL = r"(?:(?P<label>[\p{Latin}\p{M}](?:[\p{Latin}\p{M}.\-]| (?=\p{Latin}))*+):? ?)?+"
_BETWEEN = r"(?:(?P<open> ?[(\[] ?)|(?P<loose> ?, | - | ?/ ?))"
_BEFORE = late_regex(rf"(?P<name>{_NAME})['\"*_]*+{_BETWEEN}['\"*_]*+{_LABEL}['\"*_]*+$")
_BEHIND = late_regex(rf"['\"*_]*+{_BETWEEN}['\"*_]*+(?P<name>{_NAME})['\"*_]*+(?P<close> ?[)\],;:]|$)?")
_LABEL_WORDS = frozenset(
    "in en auf po the script original spelling orig em w på i ar arab ru rus uk ukr fa he el".split()
)
_OWN_SCRIPT = frozenset(
    ("ar", "fa", "ur", "ckb", "ps", "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "el", "he", "yi")
)


class Misfit(NamedTuple):
    """A word that is no spelling of its original: both words and both names in view offsets; how the original reads."""

    word: tuple[int, int]
    original: tuple[int, int]
    name: tuple[int, int]
    form: tuple[int, int]
    reading: str


class _Beside(NamedTuple):
    """A Latin name and an original form side by side; `loose`: a comma or dash between them, no bracket."""

    name: tuple[int, int]
    form: tuple[int, int]
    loose: bool


def find_misfits(facts: Facts) -> list[Misfit]:
    """Romanisations that do not fit the form beside them, in order; none in articles of the original's script."""
    plain = facts.folded.plain
    if plain.isascii() or _ANY.search(plain) is None or facts.language.code in _OWN_SCRIPT:
        return []
    found = []
    for beside in _besides(facts, plain):
        misfit = _misfit(plain, beside, facts.language.code == "en")
        if misfit is not None:
            found.append(misfit)
    return found


def _besides(facts: Facts, plain: str) -> list[_Beside]:
    """Names beside their originals. A bracket with two originals (Russian and Ukrainian) says too little."""
    found = []
    last = 0
    for match in _ORIGINAL.finditer(plain):
        start, end = match.span()
        block = facts.blocks[facts.block_at(start)]
        if block.kind == "code":
            continue
        before = _BEFORE.search(plain, max(block.start, last, start - FAR), start)
        last = end
        if before is not None:
            rest = plain[end : min(block.end, end + FAR)].split(")")[0] if before["open"] else ""
            if _is_label(before["label"]) and not _ANY.search(rest):
                found.append(_Beside(_name(before), (start, end), before["loose"] is not None))
            continue
        behind = _BEHIND.match(plain, end, min(block.end, end + FAR))
        if behind is not None and (behind["loose"] or behind["close"]):
            found.append(_Beside(_name(behind), (start, end), behind["loose"] is not None))
    return found


def _name(match: Match[str]) -> tuple[int, int]:
    start, end = match.span("name")
    return start, end - 2 if match["name"].endswith("'s") else end


def _is_label(label: str | None) -> bool:
    """Whether the words before the original only name its language: "Arabic:", "in Russian"; not "born", "alias"."""
    return label is None or all(word in _LABEL_WORDS or word in _languages() for word in label.lower().split())


@cache
def _languages() -> frozenset[str]:
    names = tomli.loads(read_shipped("lexicons/language-names.toml").decode())
    return frozenset(word for row in names.values() for name in row for word in name.split())


def _misfit(plain: str, beside: _Beside, english: bool) -> Misfit | None:
    """The one word that does not fit where everything else does; None: all fits, or nothing is sure."""
    name, form = plain[slice(*beside.name)], plain[slice(*beside.form)]
    compared = compare(name, form)
    if compared is None:
        return None
    wrong = [p for p in compared.pairs if p.fit < FITS]
    if len(wrong) != 1 or wrong[0].fit > DIFFERS or compared.spare_original:
        return None
    pair = wrong[0]
    letters = table(compared.script)
    if not _is_alone(pair, compared) or not _is_judged(name, pair, letters, compared.script):
        return None
    others = [p for p in compared.pairs if p is not pair and _is_telling(p, letters)]
    if not _is_romanised(others, letters):
        return None
    doubtful = beside.loose or not english
    if doubtful and len(others) < 2 and not _starts_alike(pair, compared.script):
        return None
    at, other = beside.name[0], beside.form[0]
    return Misfit(
        (at + pair.latin.start, at + pair.latin.end),
        (other + pair.original.start, other + pair.original.end),
        beside.name,
        beside.form,
        reading(pair.original.letters, compared.script),
    )


def _is_alone(pair: Pair, compared: Comparison) -> bool:
    """Whether neither word fits anything else on the other side, and what is spare stands before the name ("Colonel")."""
    script = compared.script
    first = min(p.latin.start for p in compared.pairs)
    spare = compared.spare_latin
    return (
        all(w.start < first and word_fit(w.letters, pair.original.letters, script) <= DIFFERS for w in spare)
        and all(word_fit(p.latin.letters, pair.original.letters, script) <= DIFFERS for p in compared.pairs)
        and all(word_fit(pair.latin.letters, p.original.letters, script) <= DIFFERS for p in compared.pairs)
    )


def _is_judged(name: str, pair: Pair, letters: Script, script: str) -> bool:
    """Whether the word is a name's: no English word, no acronym, no exonym, no title; its original no word for a thing."""
    original = pair.original.letters
    if {original, original.removeprefix("ال")} & (letters.titles | letters.generic) or len(original) < LEAST - 1:
        return False
    shown = name[pair.latin.start : pair.latin.end]
    parts = [part for part in shown.replace("-", " ").lower().split() if len(part) >= LEAST]
    if not parts or len(pair.latin.letters) < LEAST or (shown.isupper() and len(shown) <= LEAST + 1):
        return False
    if any(word_fit(pair.latin.letters, stem, script) >= FITS for stem in _stems(original, letters)):
        return False
    if any(is_word(part) for part in parts) or pair.latin.letters in _exonyms().get(original, ()):
        return False
    return not is_world_name(parts[-1]) or not _starts_alike(pair, script) or _is_given(pair.latin, script)


def _stems(original: str, letters: Script) -> list[str]:
    """What an original is derived from, perhaps: "Kherson oblast" is the Khersonian one there."""
    return [original[: -len(end)] for end in letters.endings if original.endswith(end) and len(original) > len(end) + 2]


def _is_telling(pair: Pair, letters: Script) -> bool:
    """Whether a word that fits says that this is a romanisation: no particle, and no word that languages share."""
    long = len(pair.latin.letters) >= LEAST - 1
    return long and (_is_native(pair, letters) or not is_word(pair.latin.letters))


def _is_romanised(others: list[Pair], letters: Script) -> bool:
    """Whether the words that fit are from the original's world, where names are not spelt by ear after another language."""
    return any(_is_native(p, letters) for p in others) or sum(not is_world_name(p.latin.letters) for p in others) > 1


def _is_native(pair: Pair, letters: Script) -> bool:
    return pair.original.letters in letters.given or pair.original.letters in letters.generic


def _is_given(word: Word, script: str) -> bool:
    """Whether a Latin word spells a name that is common where the script is at home: no exonym, and not spelt by ear."""
    return any(word_fit(word.letters, given, script) >= SURE for given in table(script).given)


def _starts_alike(pair: Pair, script: str) -> bool:
    latin, original = pair.latin.letters, pair.original.letters
    if original.startswith("ال"):
        latin, original = latin.removeprefix("al"), original.removeprefix("ال")
    return any(word_fit(latin[:length], original[:length], script) >= FITS for length in (2, 3))


@cache
def _exonyms() -> dict[str, frozenset[str]]:
    """Latin words, as they are compared, by the original's words, as they are compared."""
    from auditor.names.across import latin_words, script_of

    found = {}
    for section in tomli.loads(read_shipped(EXONYMS).decode()).values():
        for original, words in section.items():
            letters = table(script_of(original))
            form = " ".join(w.letters for w in original_words(original, letters))
            found[form] = frozenset(w.letters for w in latin_words(words, letters))
    return found
