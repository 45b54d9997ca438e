"""Phrases: the little language in which rules say what to look for.

Words, `(a|b)`, `[optional]`, holes (`{name} {outlet} {language} {number} {date}`) and `…` (at most 60 characters of the
same sentence). A Phrase gives its literals (by string work alone, for the automaton) and a pattern that runs on
`Folded.plain`: words match in any case, holes keep case. It reads no articles.
"""

from __future__ import annotations

import itertools
from functools import cache, cached_property

import regex

from auditor.fold import fold, fold_words

MAX_LITERALS = 64
MIN_LITERAL = 3
MIN_HAN_LITERAL = 2

_UPPER = r"\p{Lu}[\p{L}\p{M}\p{N}'\-]*+(?:\.[\p{L}\p{N}]++|(?<=\b\p{Lu})\.)?"
_PARTICLE = r"(?:al|el|bin|ibn|ben|abu|de|del|della|di|da|do|dos|das|du|la|le|van|von|der|den|ter|y|e|of|the|and|&)"
_CASED = rf"(?:@\w++|(?:(?:al|el|ad|ar|as|ash|an|az)-)?{_UPPER}(?: (?:{_PARTICLE}[ \-]){{0,3}}{_UPPER}){{0,6}})"
_UNCASED = r"(?:[\p{Lo}\p{M}'\-]++(?: [\p{Lo}\p{M}'\-]++){0,3})"
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
    "|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|scores|several|a dozen"
)
HOLES = {
    "name": rf"(?:{_CASED}|{_UNCASED})",
    "outlet": rf"(?:(?i:the) )?(?:{_CASED}|{_UNCASED})",
    "language": r"\p{L}[\p{L}\p{M}]++(?: \(\p{L}[\p{L}\p{M} ]*\))?",
    "number": rf"(?:\p{{Nd}}[\p{{Nd}},.٬٫]*+|(?i:{_NUMBER_WORDS}))",
    "date": r"(?:\p{Nd}{1,4}[\-/. ]\p{Nd}{1,2}[\-/. ]\p{Nd}{1,4}|\p{Nd}{1,2}(?:\.|st|nd|rd|th)? \p{L}++,? \p{Nd}{4}|\p{L}++ \p{Nd}{1,2},? \p{Nd}{4})",
}
"""What a hole takes, as a pattern on `Folded.plain`."""

_GAP = r"(?:(?![.!?。！？…](?: |$)).){0,60}?"


class PhraseError(ValueError):
    """A phrase that cannot be read or could never match; the text says what stood there and the cure."""


class Word(str):
    """Literal words of a phrase."""


class Hole(str):
    """The name of a hole, or "…"."""


class Choice(tuple[tuple[object, ...], ...]):
    """Alternatives, each a sequence; an optional part is a choice with an empty alternative."""


class Phrase:
    """One compiled phrase; `text` is as the rule has it."""

    def __init__(self, text: str) -> None:
        """Parse; raises PhraseError."""
        self.text = text
        self._nodes = _parse(text)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """Folded words of which at least one stands in every match; raises PhraseError where there are none."""
        best = max(_runs(self._nodes), key=_rarity, default=())
        usable = tuple(sorted(set(best)))
        if not usable or _rarity(best) < 1:
            raise PhraseError(
                f'phrase "{self.text}" has no word of {MIN_LITERAL} letters that every match holds; add words to it'
            )
        return usable

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The phrase as a pattern on `Folded.plain`; holes are groups by their name."""
        seen: dict[str, int] = {}
        body = _pattern(self._nodes, seen)
        before = r"(?<![\p{L}\p{N}])" if _needs_edge(self._first()) else ""
        after = r"(?![\p{L}\p{N}])" if _needs_edge(self._last()) else ""
        return regex.compile(f"{before}{body}{after}")

    def alternatives(self) -> list[str]:
        """The phrase with each alternative written out, holes as `{name}`; at most MAX_LITERALS."""
        return ["".join(parts) for parts in itertools.islice(_spell(self._nodes), MAX_LITERALS)]

    def _first(self) -> str:
        return self.alternatives()[0][:1]

    def _last(self) -> str:
        return self.alternatives()[0][-1:]


@cache
def compile_phrase(text: str) -> Phrase:
    """The Phrase of a text, made once; raises PhraseError."""
    return Phrase(text)


def _parse(text: str) -> tuple[object, ...]:
    if not text.strip():
        raise PhraseError("an empty phrase matches nothing; write its words or remove it")
    nodes, rest = _sequence(text, 0, "")
    if rest != len(text):
        raise PhraseError(f'phrase "{text}" closes a bracket at {rest + 1} that it never opened')
    return nodes


def _sequence(text: str, at: int, closers: str) -> tuple[tuple[object, ...], int]:
    nodes: list[object] = []
    words = ""
    while at < len(text) and text[at] not in closers:
        sign = text[at]
        if sign == "\\" and at + 1 < len(text):
            words += text[at + 1]
            at += 2
            continue
        if sign not in "[({…])|" or (sign == "|" and not closers):
            words += sign
            at += 1
            continue
        if sign in "])|":
            break
        if words:
            nodes.append(Word(words))
            words = ""
        node, at = _special(text, at)
        nodes.append(node)
    if words:
        nodes.append(Word(words))
    return tuple(_with_own_blanks(nodes)), at


def _with_own_blanks(nodes: list[object]) -> list[object]:
    """Optional words between two blanks take one of them with them: "shared [widely] on" is "shared[ widely] on"."""
    for number in range(1, len(nodes)):
        before, node = nodes[number - 1], nodes[number]
        behind = nodes[number + 1] if number + 1 < len(nodes) else Word(" ")
        if not isinstance(node, Choice) or () not in node:
            continue
        if not (isinstance(before, Word) and before.endswith(" ")):
            continue
        if isinstance(behind, Word) and behind.startswith(" ") and not _ends_with_blank(node):
            nodes[number - 1] = Word(before[:-1])
            nodes[number] = Choice((Word(" "), *option) if option else () for option in node)
    return nodes


def _ends_with_blank(choice: object) -> bool:
    """Whether an option of a choice brings its own blank."""
    options = choice if isinstance(choice, Choice) else ()
    return any(isinstance(o[-1], Word) and o[-1].endswith(" ") for o in options if o)


def _special(text: str, at: int) -> tuple[object, int]:
    sign = text[at]
    if sign == "…":
        return Hole("…"), at + 1
    if sign == "{":
        end = text.find("}", at)
        name = text[at + 1 : end] if end > 0 else ""
        if name not in HOLES:
            raise PhraseError(f'phrase "{text}" has an unknown hole "{{{name}"; holes are {", ".join(sorted(HOLES))}')
        return Hole(name), end + 1
    closer = "]" if sign == "[" else ")"
    options: list[tuple[object, ...]] = [()] if sign == "[" else []
    at += 1
    while True:
        option, at = _sequence(text, at, f"|{closer}")
        options.append(option)
        if at >= len(text):
            raise PhraseError(f'phrase "{text}" opens "{sign}" and never closes it')
        if text[at] == closer:
            return Choice(options), at + 1
        if text[at] != "|":
            raise PhraseError(f'phrase "{text}" closes "{text[at]}" where "{closer}" is open')
        at += 1


def _spell(nodes: tuple[object, ...]) -> itertools.product[tuple[str, ...]]:
    parts: list[list[str]] = []
    for node in nodes:
        if isinstance(node, Choice):
            spelt = [["".join(p) for p in itertools.islice(_spell(option), MAX_LITERALS)] for option in node]
            parts.append([words for option in spelt for words in option])
        elif isinstance(node, Hole):
            parts.append([f"\0{node}\0"])
        else:
            parts.append([str(node)])
    return itertools.product(*parts)


def _runs(nodes: tuple[object, ...]) -> list[tuple[str, ...]]:
    """Sets of literals of which one stands in every match: the runs between holes, alternatives written out."""
    groups: list[tuple[object, ...]] = []
    current: list[object] = []
    for node in nodes:
        if isinstance(node, Hole) or (isinstance(node, Choice) and any(_has_hole(o) for o in node)):
            groups.append(tuple(current))
            current = []
        else:
            current.append(node)
    groups.append(tuple(current))
    found = []
    for group in groups:
        for part in (group, *((node,) for node in group)):
            spelt = [fold_words("".join(p)) for p in itertools.islice(_spell(part), MAX_LITERALS + 1)]
            if spelt and len(spelt) <= MAX_LITERALS:
                found.append(tuple(spelt))
    return found


def _has_hole(nodes: tuple[object, ...]) -> bool:
    return any(isinstance(n, Hole) or (isinstance(n, Choice) and any(_has_hole(o) for o in n)) for n in nodes)


def _rarity(literals: tuple[str, ...]) -> float:
    """How seldom a set of literals wakes: by the longest word of its weakest member; 0 for one that is too short."""

    def score(literal: str) -> float:
        least = MIN_LITERAL if not literal or literal.isascii() or ord(max(literal)) < 0x2E80 else MIN_HAN_LITERAL
        letters = sum(c.isalnum() for c in literal)
        if letters < least:
            return 0
        return max(map(len, literal.split(" "))) + len(literal) / 100 + (2 if least == MIN_HAN_LITERAL else 0)

    return min(map(score, literals), default=0)


def _pattern(nodes: tuple[object, ...], seen: dict[str, int]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, Choice):
            parts.append(
                "(?:" + "|".join(_pattern(option, seen) for option in sorted(node, key=len, reverse=True)) + ")"
            )
        elif isinstance(node, Hole):
            if node == "…":
                parts.append(_GAP)
            else:
                seen[node] = seen.get(node, 0) + 1
                group = node if seen[node] == 1 else f"{node}_{seen[node]}"
                parts.append(f"(?P<{group}>{HOLES[node]})")
        else:
            parts.append(f"(?i:{_words(str(node))})")
    return "".join(parts)


def _words(words: str) -> str:
    """Words as a pattern on `plain`; Arabic letters there keep the variants that `low` joins."""
    escaped: str = regex.escape(fold(words).plain, literal_spaces=True)
    return escaped if escaped.isascii() else escaped.translate(_ARABIC)


_ARABIC = {ord(letter): f"[{variants}]" for variants in ("اأإآٱ", "يىی", "كک") for letter in variants}


def _needs_edge(sign: str) -> bool:
    """Han, kana and Thai have no blanks between words; a hole or a mark needs no edge."""
    return sign.isalnum() and ord(sign) < 0x0E00


def thinned(text: str) -> list[tuple[str, str]]:
    """A phrase without each of its alternatives: what was taken out, in words, and the phrase that is left.

    An option of a choice is left out; an optional part is left out, and made obligatory.
    """
    found = []
    for start, end, cuts in _groups(text):
        options = [text[a + 1 : b] for a, b in zip([start, *cuts], [*cuts, end], strict=True)]
        inside = "|".join(options)
        if text[start] == "[":
            found.append((f'"{text}" with [{inside}]', text[:start] + text[end + 1 :]))
            found.append((f'"{text}" without [{inside}]', f"{text[:start]}({inside}){text[end + 1 :]}"))
        for number, option in enumerate(options) if cuts else ():
            rest = "|".join(options[:number] + options[number + 1 :])
            found.append((f'"{text}" with "{option}"', f"{text[: start + 1]}{rest}{text[end:]}"))
    return found


def _groups(text: str) -> list[tuple[int, int, list[int]]]:
    """Each bracket of a phrase: where it opens and closes, and where its options are divided."""
    found: list[tuple[int, int, list[int]]] = []
    open_: list[tuple[int, list[int]]] = []
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "([":
            open_.append((at, []))
        elif text[at] in ")]":
            start, cuts = open_.pop()
            found.append((start, at, cuts))
        elif text[at] == "|":
            open_[-1][1].append(at)
        at += 1
    return found
