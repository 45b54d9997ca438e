"""The article's language: script first, then metadata, then function words, then langdetect; undecided is an answer.

Takes the folded view and the metadata; gives an ISO 639-1 code (or None) and the reason. Same input, same answer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor.lexicons import formula_languages, formulas_of
from auditor.patterns import late_re
from auditor.shipped import read_shipped

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts
    from auditor.article import Value

SAMPLE = 1200
"""Characters that are looked at: enough for every method here, and a long page costs no more than a short one."""
LEAST = 1.5
"""Weight of function words from which a language is taken: two words that no other language has."""
SHARE = 0.1
"""… and their weight per word: English news has .2, other languages read as English under .01."""
MARGIN = 1.5
"""… and how far they must outweigh the second language's."""
MIN_LETTERS = 120
"""Letters below which langdetect is not asked: it gives short passages any language."""
SURE = 0.9
"""langdetect's probability below which its answer is no answer."""

_KEYS = ("lang", "language", "locale", "inlanguage")
_SCRIPTS = (
    ("arabic", late_re("[\u0600-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")),
    ("cyrillic", late_re("[\u0400-\u052f]")),
    ("han", late_re("[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("kana", late_re("[\u3040-\u30ff]")),
    ("hangul", late_re("[\uac00-\ud7af]")),
    ("greek", late_re("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("hebrew", late_re("[\u0590-\u05ff]")),
    ("devanagari", late_re("[\u0900-\u097f]")),
    ("bengali", late_re("[\u0980-\u09ff]")),
    ("tamil", late_re("[\u0b80-\u0bff]")),
    ("thai", late_re("[\u0e00-\u0e7f]")),
    ("georgian", late_re("[\u10a0-\u10ff]")),
    ("armenian", late_re("[\u0530-\u058f]")),
)
_WORDS = late_re(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LATIN = late_re("[a-z\u00c0-\u024f]")
_ONE_LANGUAGE = {
    "hangul": "ko",
    "greek": "el",
    "hebrew": "he",
    "devanagari": "hi",
    "bengali": "bn",
    "tamil": "ta",
    "thai": "th",
    "georgian": "ka",
    "armenian": "hy",
    "kana": "ja",
}
# Letters that only one of a script's languages writes, the rarer language first.
_TELLING = {
    "arabic": (("ur", "ٹڈڑے"), ("ckb", "ڵۆێڕ"), ("fa", "پچژگ")),
    "cyrillic": (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђјљњћџ"), ("kk", "әғқңөұүһ"), ("ru", "ыэъё")),
}
_DEFAULT = {"arabic": "ar", "cyrillic": None, "han": "zh"}
_SCRIPT_OF = {
    **dict.fromkeys(("ar", "fa", "ur", "ckb", "ps", "ug", "sd"), "arabic"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"), "cyrillic"),
    **dict.fromkeys(("zh", "ja"), "han"),
    **dict.fromkeys(("mr", "ne"), "devanagari"),
    "yi": "hebrew",
    **{code: script for script, code in _ONE_LANGUAGE.items() if script != "kana"},
}


# Letters of a script that a language does not write; a text with more than a stray of them is not in it. Alphabets: CLDR exemplar sets.
_NOT_WRITTEN = {
    "ru": "іїєґўђјљњћџәғқңөұүһ",
    "uk": "ыэъёўђјљњћџәғқңөұүһ",
    "be": "їєґщъиђјљњћџәғқңөұүһ",
    "bg": "ыэёіїєґўђјљњћџәғқңөұүһ",
    "sr": "ыэъёіїєґўйщюя",
    "mk": "ыэъёіїєґўйщюя",
    "ar": "پچژگیک",
}
STRAYS = 0.02
"""Share of letters that a language does not write, up to which they are names or slips."""


class Language(Struct, frozen=True):
    """A language code of two letters (`ckb` has no shorter one) or None, and why. `declared`: what metadata says; `disproved`: letters that it
    does not write say otherwise.
    """

    code: str | None
    why: str
    declared: str | None = None
    disproved: bool = False


def detect(facts: Facts) -> Language:
    """The language of an article's body."""
    declared = _declared(facts)
    low = _body(facts)
    script, share = _script(low)
    if script is None:
        return Language(declared, "metadata says so" if declared else "no letters", declared)
    if share < 0.5:
        return Language(None, "two scripts, neither of which prevails", declared)
    if (
        declared
        and _SCRIPT_OF.get(declared, "latin") == ("han" if script == "kana" else script)
        and (_fits(declared, low) if script == "latin" else _letters_fit(declared, low))
    ):
        return Language(declared, "metadata and script agree", declared)
    code, why = _latin(low) if script == "latin" else _by_script(script, low)
    disproved = declared is not None and code != declared and not _letters_fit(declared, low)
    return Language(code, why, declared, disproved)


def _letters_fit(declared: str, low: str) -> bool:
    """Whether a text has no letters, but for strays, that the declared language does not write."""
    foreign = _NOT_WRITTEN.get(declared, "")
    return sum(low.count(letter) for letter in foreign) <= STRAYS * sum(c.isalpha() for c in low)


def formulas_for(facts: Facts) -> frozenset[str]:
    """The languages whose formulas of credit are looked for: the article's own, English, and those of every other script in it.

    A header or a label can be in the original's language or the project's; most of these are English, or tell by their letters. Where no
    language is decided, it is every language of the scripts that stand there.
    """
    own = formulas_of(facts.language.code)
    low = facts.folded.low
    scripts = _scripts_of(low)
    if own is not None:
        scripts = scripts - {"latin"} - ({"han", "kana"} if own in ("zh", "ja") else {_SCRIPT_OF.get(own, "latin")})
        if facts.article.format == "text" and not facts.article.metadata and not scripts:
            return frozenset((own, "en"))
    if scripts & {"han", "kana"}:  # words of Chinese characters alone can be either's
        scripts = scripts | {"han", "kana"}
    found = {code for code in formula_languages() if _formula_script(code) in scripts}
    return frozenset(found | {"en"} | ({own} if own else set()))


def _scripts_of(low: str) -> frozenset[str]:
    """The scripts of which a text holds letters."""
    if low.isascii():
        return frozenset(("latin",))
    return frozenset(name for name, pattern in _SCRIPTS if pattern.search(low)) | {"latin"}


def _formula_script(code: str) -> str:
    return {"ja": "kana"}.get(code, _SCRIPT_OF.get(code, "latin"))


_KIN = (
    frozenset(("no", "nb", "nn", "da", "sv")),
    frozenset(("hr", "sr", "bs", "sh", "me", "sl")),
    frozenset(("ms", "id")),
    frozenset(("es", "pt", "gl", "ca")),
    frozenset(("cs", "sk")),
    frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk")),
    frozenset(("ar", "fa", "ur", "ckb", "ps", "ku")),
    frozenset(("zh", "ja", "yue")),
)
"""Languages so alike in writing that a few sentences do not tell them apart for sure."""
PASSAGE_SHARE = 0.13
"""Share of function words in a passage from which its language is taken; ordinary prose has a fifth to a half."""
PASSAGE_OWN = 0.25
"""Weight of the article's own function words against the other language's up to which they are strays."""
LEAST_PASSAGE = 2.5
"""Weight of function words of which a passage needs at least as many."""


_THREE_LETTERS = {
    "ara": "ar", "deu": "de", "ger": "de", "ell": "el", "gre": "el", "eng": "en", "spa": "es", "fas": "fa", "per": "fa", "fra": "fr", "fre": "fr",
    "heb": "he", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "kur": "ku", "kmr": "ku", "nld": "nl", "dut": "nl", "nob": "no", "nno": "no",
    "nor": "no", "pol": "pl", "por": "pt", "rus": "ru", "swe": "sv", "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh", "chi": "zh", "cmn": "zh",
}  # fmt: skip
"""Codes of ISO 639-2 and 639-3 for the languages that have formulas here, as their code of two letters."""


def is_known(code: str) -> bool:
    """Whether a code is a language's; metadata may declare anything."""
    return code in _language_names() or code in _THREE_LETTERS


@cache
def _language_names() -> dict[str, list[str]]:
    import tomli

    names: dict[str, list[str]] = tomli.loads(read_shipped("lexicons/language-names.toml").decode("utf-8"))
    return names


def same_language(one: str, other: str) -> bool:
    """Whether two codes name one language, or two that are not told apart for sure."""
    one, other = _THREE_LETTERS.get(one, one), _THREE_LETTERS.get(other, other)
    return one[:2] == other[:2] or any(one[:3].rstrip("-_") in kin and other[:3].rstrip("-_") in kin for kin in _KIN)


def language_name(code: str) -> str:
    """The English name of a language's code; the code itself where there is none."""
    names = _language_names()
    return str(names[code][0]).capitalize() if code in names else code


def language_of(low: str, own: str) -> str | None:
    """The language of some folded words where it is surely another than `own`; None where it is not, or not sure."""
    script, share = _script(low)
    if script is None or share < 0.8:
        return None
    home = _SCRIPT_OF.get(own, "latin")
    home = "han" if home == "kana" else home
    if script != "latin":
        if script == home or (script == "kana" and own == "ja") or {script, home} <= {"han", "kana"}:
            return None
        code, _ = _by_script(script, low)
        return code
    scores, words = _scores(low)
    if not scores or words < MIN_PASSAGE_WORDS:
        return None
    best, code = scores[0]
    mine = next((score for score, other in scores if other == own), 0.0)
    second = next((score for score, other in scores[1:] if not same_language(other, code)), 0.0)
    if home != "latin":
        return code if best >= LEAST_PASSAGE and best >= PASSAGE_SHARE * words else None
    sure = (
        best >= LEAST_PASSAGE
        and best >= PASSAGE_SHARE * words
        and mine <= PASSAGE_OWN * best
        and second * MARGIN <= best
    )
    return code if sure and not same_language(code, own) else None


MIN_PASSAGE_WORDS = 8


def declared_value(facts: Facts) -> Value | None:
    """The value of front matter (or of a comment header) that declares the language; a page's `lang` is a template's."""
    return next(
        (
            v
            for v in facts.article.metadata
            if v.key.lower() in _KEYS and v.origin in ("front-matter", "definition", "comment")
        ),
        None,
    )


def _declared(facts: Facts) -> str | None:
    for value in facts.article.metadata:
        if value.key.lower() in _KEYS and (match := re.match(r"[a-zA-Z]{2,3}(?=$|[-_])", value.text.strip())):
            return match.group().lower()
    return None


def _body(facts: Facts) -> str:
    low = facts.folded.low
    parts: list[str] = []
    length = 0
    for block in facts.blocks:
        if block.kind != "code":
            parts.append(low[block.start : block.end])
            length += block.end - block.start
            if length >= SAMPLE:
                break
    return " ".join(parts)[:SAMPLE]


def _script(low: str) -> tuple[str | None, float]:
    """The prevailing script and its share of the letters."""
    if low.isascii():
        return ("latin", 1.0) if _LATIN.search(low) else (None, 0.0)
    counts = {name: len(pattern.findall(low)) for name, pattern in _SCRIPTS if pattern.search(low)}
    if counts.get("kana", 0) * 8 > counts.get("han", 0):
        counts["kana"] = counts.get("kana", 0) + counts.pop("han", 0)
    counts["latin"] = len(_LATIN.findall(low)) // (3 if counts.keys() & {"han", "kana"} else 1)
    total = sum(counts.values())
    if not total:
        return None, 0.0
    best = max(sorted(counts), key=lambda name: counts[name])
    return best, counts[best] / total


def _by_script(script: str, low: str) -> tuple[str | None, str]:
    if code := _ONE_LANGUAGE.get(script):
        return code, f"{script} script"
    letters = sum(c.isalpha() for c in low)
    for code, signs in _TELLING.get(script, ()):
        if sum(low.count(sign) for sign in signs) * 200 > letters:
            return code, f"{script} script with letters of its own"
    return _DEFAULT[script], f"{script} script"


@cache
def _function_words() -> dict[str, list[tuple[str, float]]]:
    """Languages that have a function word, with its weight: one that several languages share says little for any of them."""
    import tomli

    table = tomli.loads(read_shipped("lexicons/languages.toml").decode("utf-8"))
    owners: dict[str, list[str]] = {}
    for code, words in table.items():
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(code)
    return {word: [(code, 1 / len(codes)) for code in codes] for word, codes in owners.items()}


def function_words(word: str) -> frozenset[str]:
    """The languages of which a word is a function word."""
    return frozenset(code for code, _ in _function_words().get(word, ()))


def _scores(low: str) -> tuple[list[tuple[float, str]], int]:
    """Languages by the weight of their function words, the heaviest first, and the number of words."""
    known = _function_words()
    words = _WORDS.findall(low)
    found: dict[str, float] = {}
    for word in words:
        for code, weight in known.get(word, ()):
            found[code] = found.get(code, 0.0) + weight
    return sorted(((score, code) for code, score in found.items()), reverse=True), len(words)


def _fits(declared: str, low: str) -> bool:
    """Whether a declared language is believed: unless the text clearly speaks another that we know."""
    scores, _ = _scores(low)
    if not scores:
        return True
    best, code = scores[0]
    own = next((score for score, other in scores if other == declared), 0.0)
    return code == declared or best < LEAST or own * MARGIN >= best


def _latin(low: str) -> tuple[str | None, str]:
    scores, words = _scores(low)
    (best, code), (second, _) = (*scores, (0.0, ""), (0.0, ""))[:2]
    if best >= LEAST and best >= SHARE * words and best >= MARGIN * second:
        return code, f"its function words ({100 * best / words:.0f} in 100 words)"
    return _langdetect(low[:1000], {known for score, known in scores if score >= 1})


@cache
def _factory() -> Any:
    """langdetect with a fixed seed and only the profiles whose function words we know."""
    import json
    from pathlib import Path

    import langdetect
    from langdetect.detector_factory import DetectorFactory

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    profiles = Path(langdetect.__file__).parent / "profiles"
    known = sorted({code for owners in _function_words().values() for code, _ in owners})
    wanted = [code for code in known if (profiles / code).is_file()]
    factory.load_json_profile(
        [json.dumps(json.loads((profiles / code).read_text(encoding="utf-8"))) for code in wanted]
    )
    return factory


def _langdetect(low: str, plausible: set[str]) -> tuple[str | None, str]:
    """langdetect's answer, where at least one function word bears it out: it is sure of a language for a list of numbers."""
    if len(_LATIN.findall(low)) < MIN_LETTERS:
        return None, "too short to tell"
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(low)
    try:
        best = max(detector.get_probabilities(), key=lambda p: (p.prob, p.lang), default=None)
    except LangDetectException:
        return None, "no language prevails"
    if best is None or best.prob < SURE or best.lang not in plausible:
        return None, "no language prevails"
    return str(best.lang), f"langdetect, {best.prob:.2f}"
