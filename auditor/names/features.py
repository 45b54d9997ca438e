"""What speaks for and against two spellings being one name: keys of edits and measures of the whole.

Takes folded names; the fit and the run time read the same functions here, so they cannot drift apart. A key is a
string that the weight table may hold; a measure is a number with a weight of its own. Knows no weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from rapidfuzz.distance.JaroWinkler import similarity as jaro_winkler
from rapidfuzz.distance.Levenshtein import normalized_similarity

from auditor.names.alignment import END, START, Block, Step
from auditor.names.folding import Folded, Part

_KIND = {
    **dict.fromkeys("aeiouə", "V"), **dict.fromkeys("yj", "Y"), "w": "W", "h": "H",
    **dict.fromkeys("bcdfgklmnpqrstvxzʃčçɣʒχθðǰщʦʣ", "C"),
}  # fmt: skip
_KINDS = str.maketrans(_KIND)
_SOUND = {g: str(n) for n, row in enumerate(("kqgɣχhçxc", "tdθð", "szʃčʒʦʣщǰj", "bpfvw", "mn", "lr")) for g in row}
_VOWELS = frozenset("aeiouə")


def _endings() -> dict[str, str]:
    """Slavic endings, in graphemes, by what they are; spellings of one ending have one name."""
    table: dict[str, str] = {}
    for v in "vwf":
        table |= (
            {e + v: "-ov" for e in "oe"} | {e + v + "a": "-ova" for e in "oe"} | {e + v + "na": "-ovna" for e in "oe"}
        )
    for s in ("sk", "s'k", "ck", "ʦk"):
        table |= {s + e: "-sky" for e in ("y", "i", "iy", "yi", "ij", "yj", "oy", "oi", "oj", "ey", "ei")}
        table |= {s + e: "-skaya" for e in ("a", "aya", "aia", "aja", "ayia", "oe", "oye")}
    for v in "vw":
        table |= {v + i + c: "-vich" for i in "iy" for c in ("č", "ç", "c", "ʃ")}
    table |= {"enko": "-enko", "enka": "-enko"} | {c + u + "k": "-chuk" for c in "čçʃ" for u in "uy"}
    return table | {i + "n": "-in" for i in "iy"} | {i + "na": "-ina" for i in "iy"}


_ENDINGS = _endings()


def kinds(graphemes: str) -> str:
    """V vowel, Y y or j, W, H, ' apostrophe, C other consonants, ^ and $ the ends."""
    return graphemes.translate(_KINDS)


_ENDS = frozenset(text[-2:] for text in _ENDINGS)


@lru_cache(50_000)
def ending(text: str) -> str:
    """The Slavic ending of a word ("-ov" …), or ""."""
    if text[-2:] not in _ENDS:
        return ""
    get = _ENDINGS.get
    return get(text[-5:]) or get(text[-4:]) or get(text[-3:]) or get(text[-2:]) or ""


@lru_cache(50_000)
def change(one: str, other: str) -> str:
    """What kinds of graphemes an edit swaps, in one order for both directions."""
    return "/".join(sorted((kinds(one), kinds(other))))


@lru_cache(50_000)
def step_keys(step: Step) -> list[str]:
    """Keys of one grapheme against another, wherever they stand."""
    p, q = step if step[0] <= step[1] else (step[1], step[0])
    keys = [f"{p}/{q}", change(p, q)]
    if p and "V" not in keys[1]:
        keys.append("like sounds" if _SOUND.get(p) == _SOUND.get(q) else "unlike sounds")
    return keys


def run_keys(run: tuple[Step, ...]) -> list[str]:
    """Keys of a run of edits that do not ask where it stands."""
    keys = [key for step in run for key in step_keys(step)]
    return [*keys, whole_run(run)] if len(run) > 1 else keys


def whole_run(run: tuple[Step, ...]) -> str:
    """The key of a run of several edits, as one."""
    one, other = "".join([x for x, _ in run]), "".join([y for _, y in run])
    return f"= {one}/{other}" if one <= other else f"= {other}/{one}"


def place_keys(block: Block) -> list[str]:
    """Keys of the very run of edits beside its neighbours."""
    left, one, other, right, _ = block
    edit = f"{one}/{other}" if one <= other else f"{other}/{one}"
    return [f"{left}< {edit}", f"{edit} >{right}", f"{kind(left)}_{kind(right)} {edit}"]


def end_keys(block: Block) -> list[str]:
    """Keys of edits at the start and the end of a word."""
    keys = end_step_keys("first", block.steps[0]) if block.left == START else []
    return keys + end_step_keys("last", block.steps[-1]) if block.right == END else keys


def end_step_keys(end: str, step: Step) -> list[str]:
    """Keys of one grapheme against another at an end of a word, "first" or "last"."""
    return [f"{end} {key}" for key in step_keys(step)[:2]]


def setting_keys(edit: str, right: str, context: str) -> list[str]:
    """Keys of a change of kinds before a kind of grapheme, in words of the sort that `setting` says."""
    keys = [f"{mark} {edit}" for mark in context.split()]
    return [*keys, f"slavic {edit} >{right}"] if "slavic" in context else keys


def kind(grapheme: str) -> str:
    """The kind of one grapheme, as `kinds`."""
    return _KIND.get(grapheme, grapheme)


def setting(one: str, other: str, several: bool) -> str:
    """What the words of a pair are like: short or long, one of several, Slavic."""
    length = min(len(one), len(other))
    slavic = ending(one) or ending(other)
    return _SETTINGS[0 if length <= 4 else 1 if length <= 6 else 2, several, bool(slavic)]


_SETTINGS = {
    (n, several, slavic): size + " several" * several + " slavic" * slavic
    for n, size in enumerate(("short", "middling", "long"))
    for several in (False, True)
    for slavic in (False, True)
}


def pair_keys(one: str, other: str) -> list[str]:
    """Keys of a pair of words that no single edit has: their endings."""
    x, y = sorted((ending(one), ending(other)))
    if not x and not y:
        return []
    return [f"ends {x or 'else'}/{y or 'else'}", "ends alike" if x == y else "ends differ", "ends slavic"]


def is_feminine(one: str, other: str) -> bool:
    """One word is the other with the feminine ending (Amir, Amira): with other words beside it, two people."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return long[len(short) :] in ("a", "ah") and long.startswith(short) and ending(long) in ("", "-ina")


def doubling_keys(one: Folded, other: Folded) -> list[str]:
    """Keys of graphemes that stand doubled in one name only."""
    a, b = one.whole.doubled, other.whole.doubled
    return [] if a == b else [f"doubled {g}" for g in sorted(set(a) ^ set(b))]


class Sums(NamedTuple):
    """What the aligned pairs of two names add up to; a pair of equal words adds to `same` only."""

    cost: float
    blocks: int
    worst: float
    differing: int
    shortest: int
    same: int
    feminine: bool


PARTICLES = frozenset(
    "bin ibn bint abu abi abd ben ould um ab haji haj mula ʃayχ sayed dr mala de van von la".split()  # in graphemes
)
MEASURES = (
    "cost", "cost over 1", "cost over 2", "cost over 4", "cost over 6", "root of cost",
    "density", "density over 1", "density over 2", "worst pair",
    "length", "log of length", "shortest word", "difference of length", "parts", "same first letter",
    "likeness", "likeness over .33", "likeness over .5", "likeness over .67", "likeness over .83",
    "coarse likeness", "coarse over .33", "coarse over .5", "coarse over .67", "coarse over .83",
    "Jaro-Winkler", "Jaro-Winkler over .5", "Jaro-Winkler over .67", "Jaro-Winkler over .83", "short and unlike", "likeness of consonants", "same consonants",
    "one block", "two blocks", "three blocks", "more blocks", "doubled consonants", "doubled vowels",
    "doubling and edits", "doubling in a short name", "article once", "article twice",
    "several: cost", "several: worst pair", "several: pairs that differ", "several: one pair differs",
    "several: equal pairs", "several: particles alone", "several: words alone", "several: length of words alone",
    "several: reordered", "two words swapped", "more words turned", "several: feminine",
)  # fmt: skip
"""Names of the measures, in the order of `measures`. "over x": the part of it above x."""


def measures(one: Folded, other: Folded, sums: Sums, single: Sequence[Part], *, reordered: bool) -> list[float]:
    """The measures of two names, each of a size near 1. `single`: parts without a partner."""
    a, b = one.whole, other.whole
    s, t = a.text, b.text
    cost, blocks, worst, differing, shortest, same, feminine = sums
    least = (len(s) if len(s) < len(t) else len(t)) + 1
    several = len(one.parts) if len(one.parts) < len(other.parts) else len(other.parts)
    density = 4 * cost / least
    like, jaro = 3 * normalized_similarity(s, t), 3 * jaro_winkler(s, t)
    rough = 3 * normalized_similarity(one.coarse, other.coarse)
    # A few mild edits make any short word of any other (Care, Kerry): short words must share letters as they stand.
    unlike = 1.5 - like if like < 1.5 and len(s) < 6 and len(t) < 6 else 0.0
    bones, others = one.consonants, other.consonants
    doubling, consonants, vowels = a.doubled != b.doubled, 0.0, 0.0
    if doubling:
        odd = set(a.doubled) ^ set(b.doubled)
        vowels = float(len(odd & _VOWELS))
        consonants = len(odd) - vowels
    # All floats: a sum of products takes twice as long over mixed types.
    values = [
        cost, cost - 1 if cost > 1 else 0.0, cost - 2 if cost > 2 else 0.0, cost - 4 if cost > 4 else 0.0,
        cost - 6 if cost > 6 else 0.0, sqrt(cost),
        density, density - 1 if density > 1 else 0.0, density - 2 if density > 2 else 0.0, 4 * worst,
        least / 8, log(least), shortest / 4, abs(len(s) - len(t)) / 2,
        several / 2 if several < 4 else 2.0, 1.0 if s[:1] == t[:1] else 0.0,
        like, like - 1 if like > 1 else 0.0, like - 1.5 if like > 1.5 else 0.0,
        like - 2 if like > 2 else 0.0, like - 2.5 if like > 2.5 else 0.0,
        rough, rough - 1 if rough > 1 else 0.0, rough - 1.5 if rough > 1.5 else 0.0,
        rough - 2 if rough > 2 else 0.0, rough - 2.5 if rough > 2.5 else 0.0,
        jaro, jaro - 1.5 if jaro > 1.5 else 0.0, jaro - 2 if jaro > 2 else 0.0, jaro - 2.5 if jaro > 2.5 else 0.0, unlike,
        3 * normalized_similarity(bones, others), 1.0 if bones == others else 0.0,
        1.0 if blocks == 1 else 0.0, 1.0 if blocks == 2 else 0.0, 1.0 if blocks == 3 else 0.0, 1.0 if blocks > 3 else 0.0,
        consonants, vowels, 1.0 if doubling and blocks else 0.0, 1.0 if doubling and least < 7 else 0.0,
        1.0 if a.article != b.article else 0.0, 1.0 if a.article and b.article else 0.0,
    ]  # fmt: skip
    if several < 2:
        return values
    words = [len(p.text) for p in single if p.text not in PARTICLES]
    swapped = reordered and len(one.parts) == len(other.parts) == 2
    return [
        *values, cost, 4 * worst, float(differing), 1.0 if differing == 1 else 0.0, float(same),
        float(len(single) - len(words)), float(len(words)), sum(words) / 4, 1.0 if reordered else 0.0,
        1.0 if swapped else 0.0, 1.0 if reordered and not (swapped or differing or single) else 0.0, 1.0 if feminine else 0.0,
    ]  # fmt: skip
