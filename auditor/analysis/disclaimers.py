"""Disclaimers of any house: sentences that say what was not verified, who is responsible, whose the views are.

Takes the hits of the keys in `rules/lexicons/disclaimers` and the active house texts; gives the sentences, typed, in order, each with its
owner. What stands inside a quotation, or what a sentence reports of somebody, is no disclaimer of the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.disclaimer_forms import Form, find_form, says
from auditor.analysis.language import function_words
from auditor.analysis.own_words import is_reported
from auditor.analysis.people import is_wire, word_set
from auditor.fold import fold_words
from auditor.lexicons import disclaimer_words
from auditor.patterns import late_regex

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence
    from auditor.rulebook import Hit

_NAMED = late_regex(
    r"\"(?P<quoted>[^\"]{2,40})\"|(?P<name>(?:(?:the|The|Le|La|Il|Das|Der|Die|De|O|A|El) )?\p{Lu}[\p{L}\p{M}'&.\-]*(?: (?:\p{Lu}|of |de |del |du |do |da )[\p{L}\p{M}'&.\-]*)*)"
)
_UNCASED_NAME = late_regex(r"\p{Lo}")
MOST_KEYS = 12
"""Keys of a sentence that are read; one with more is no disclaimer."""
LONGEST_SENTENCE = 900
"""View characters of a disclaimer's sentence."""
BEGINNING = 12
"""View characters at the start of a sentence in which "we" makes the sentence the house's own."""
AGENT = 24
"""View characters behind a verb in which its agent stands: "checked by us"."""
SUBJECT = 60
"""View characters before a verb in which its subject stands."""


class Disclaimer(Struct, frozen=True):
    """One disclaimer: its kind, its sentence (view offsets), how near it is to a house text (1.0: word for word; 0: no
    house text of ours), and whose it is (None: not said).
    """

    kind: str
    start: int
    end: int
    similarity: float = 0.0
    by: str | None = None
    text: str = ""


def find_disclaimers(facts: Facts) -> list[Disclaimer]:
    """All disclaimers of an article; a sentence that is a house text is not listed again for its words."""
    found: dict[tuple[int, str], Disclaimer] = {}
    for name, state in facts.house_texts.items():
        if state.state in ("missing", "negated"):
            continue
        kind = facts.rulebook.texts[name].disclaimer
        for span in state.spans:
            by = state.outlet or facts.context.publication or None
            found[facts.sentence_at(span.start), kind] = Disclaimer(
                kind, span.start, span.end, state.similarity, by, name
            )
    house = {number for number, _ in found}
    late: frozenset[tuple[int, str]] = frozenset()
    read_in: dict[int, int] = {}
    for hit in facts.hits.get("disclaimer", ()):
        number = facts.sentence_at(hit.start)
        read_in[number] = read_in.get(number, 0) + 1
        if (
            number < 0
            or read_in[number] > MOST_KEYS
            or _is_too_long(facts, number)
            or number in house
            or _is_quoted(facts, hit)
            or _is_name_of_ours(facts, hit)
        ):
            continue
        if read := _read(facts, facts.sentences[number], hit):
            disclaimer, form = read
            if not form.alone or not any(other == number for other, _ in found):
                found.setdefault((number, disclaimer.kind), disclaimer)
                late = late | {(number, disclaimer.kind)} if form.alone else late
    for number, kind in late:
        if any(other == number and one != kind for other, one in found):
            del found[number, kind]
    return sorted(found.values(), key=lambda d: (d.start, d.end, d.kind))


def _is_too_long(facts: Facts, number: int) -> bool:
    return facts.sentences[number].end - facts.sentences[number].start > LONGEST_SENTENCE


def _is_quoted(facts: Facts, hit: Hit) -> bool:
    """Whether a key stands in somebody's words; a note set in quotation marks behind its label ("Editor's note: “…”") is none."""
    quote = facts.quotes.around(hit.start)
    if quote is None:
        return False
    block = facts.blocks[facts.block_at(quote.start)]
    label = facts.folded.low[block.start : quote.start].rstrip()
    own = facts.language.code
    languages = (hit.value[0], own) if own else (hit.value[0],)
    is_note = quote.end >= block.end - 1 and label.endswith(":") and says(label, "note", languages) is not None
    return not is_note


def _is_name_of_ours(facts: Facts, hit: Hit) -> bool:
    """Whether a key is a word of the publication's own name."""
    word = facts.folded.plain[hit.start : hit.end]
    return word[:1].isupper() and word in facts.context.publication.split()


def _read(facts: Facts, sentence: Sentence, hit: Hit) -> tuple[Disclaimer, Form] | None:
    """The disclaimer that a sentence is by one of its keys, and the form that it has."""
    language, concept = hit.value
    own = facts.language.code
    languages = (language, own) if own and own != language else (language,)
    low = facts.folded.low[sentence.start : sentence.end]
    form = find_form(low, concept, hit.start - sentence.start, hit.end - sentence.start, languages)
    if form is None:
        return None
    subject = _Subject(facts, sentence, hit, languages)
    if not _is_at_home(facts, form, sentence, subject):
        return None
    if form.subject and not subject.is_own and not subject.fits(form.subject):
        return None
    by = (facts.context.publication or None) if subject.is_own else subject.outlet
    return Disclaimer(form.kind, sentence.start, sentence.end, 0.0, by), form


_LETTERS = late_regex(r"[\p{L}\p{M}']+")
_VERIFYING = ("verify", "unverified", "vouch")


class _Subject:
    """Who says a disclaimer: what stands in a sentence before its key."""

    def __init__(self, facts: Facts, sentence: Sentence, hit: Hit, languages: tuple[str, ...]) -> None:
        self.words = facts.folded.plain[max(sentence.start, hit.start - SUBJECT) : hit.start]
        self.low = fold_words(self.words)
        self.sentence = facts.folded.low[sentence.start : sentence.end]
        self.languages = languages
        publication = fold_words(facts.context.publication)
        self.is_own = bool(publication and publication in self.sentence) or says(self.low, "own", languages) is not None
        self.begins_with_own = says(self.sentence[:BEGINNING], "own", languages) is not None
        behind = facts.folded.low[hit.end : min(sentence.end, hit.end + AGENT)]
        self.is_own = self.is_own or (behind.startswith(" by ") and says(behind, "own", languages) is not None)
        named = [] if self.is_own else list(_NAMED.finditer(self.words))
        outlets = [m for m in named if m["quoted"] or _is_outlet(facts, m["name"])]
        self.outlet = _name(outlets[-1]["quoted"] or outlets[-1]["name"]) if outlets else _uncased_agency(self.words)
        self.others = [m for m in named if m.start() > 0]
        if not self.outlet and named and hit.value[1] in _VERIFYING and says(self.sentence, "this", languages):
            first = _name(named[0]["name"] or named[0]["quoted"])
            is_first = self.words.lstrip(' *_"').startswith(first[:4]) and first.lower() not in word_set("calendar")
            if (
                is_first
                and not says(self.low, "party", languages)
                and not function_words(fold_words(first))
                and not says(fold_words(first), "content|this|negation", languages)
            ):
                self.outlet = first  # "NAME has not verified this article"

    def fits(self, wanted: str) -> bool:
        """Whether nobody else than an outlet speaks; for the house's own words: somebody named, or the content itself is the subject."""
        if wanted == "house":
            return False
        if self.outlet:
            return True
        if self.others or says(self.low, "party", self.languages):
            return False
        if disclaimer_words(self.languages[0]).get("word", {}).get("passive") and not says(
            self.sentence, "passive", self.languages
        ):
            return False  # somebody does it, and it is not the house
        is_impersonal = wanted == "outlet" and not self._names_somebody()
        return is_impersonal or says(self.low, "content|this", self.languages) is not None

    def _names_somebody(self) -> bool:
        """Whether a subject has a word of its own: "it was not possible to", but "the spokesman could not"."""
        if not self.low.isascii():
            return False
        known = ("negation", "inability", "independent", "this", "passive")
        return any(
            not function_words(word) and not any(says(word, name, self.languages) for name in known)
            for word in _LETTERS.findall(self.low)
        )

    def is_reported(self) -> bool:
        """Whether somebody reports what the sentence says: "the paper printed that …"."""
        found = says(self.low, "that", self.languages)
        return found is not None and self.low[: found.start()].split()[-1:] not in (["lo"], ["ce"], ["quel"], ["ciò"])


_AGENCY = late_regex(
    r"(?P<name>[\p{Katakana}ー・\p{Han}]{2,12}(?:通信社?|通讯社|通訊社)|[\p{Hangul}]{2,8}통신)"
    r"|(?:وكالة|وکالة|خبرگزاری|خبرگزارى|סוכנות) (?:الأنباء |הידיעות )?(?P<name>[\p{Arabic}\p{Hebrew}]{2,})"
)
"""An agency's name in scripts without capitals: with the word for one behind or before it."""


def _uncased_agency(words: str) -> str | None:
    """The agency that some words name in lower case or in a script without capitals."""
    if match := _AGENCY.search(words):
        return str(match.group())
    known = [word for word in words.split() if word.islower() and fold_words(word) in word_set("agencies")]
    return known[0] if known else None


def _name(words: str) -> str:
    """An outlet's name without the word for an agency before it."""
    parts = words.strip().split()
    return " ".join(parts[1:]) if len(parts) > 1 and fold_words(parts[0]) in word_set("wires") else words.strip()


def _is_at_home(facts: Facts, form: Form, sentence: Sentence, subject: _Subject) -> bool:
    """Whether a sentence stands where its kind of disclaimer has its home."""
    layout = facts.layout
    block = sentence.block
    if form.zone == "any":
        return layout.roles[block] not in ("title", "code")
    edge = block <= layout.body or block >= layout.tail or layout.roles[block] in ("biography", "boilerplate")
    if not (edge or _is_closing_note(facts, block, subject)) or (
        layout.roles[block] == "title" and form.kind != "sponsored"
    ):
        return False
    return (
        subject.is_own
        or subject.begins_with_own
        or _credits(facts, block)
        or not (is_reported(facts, sentence.start, sentence.end) or subject.is_reported())
    )


def _is_closing_note(facts: Facts, block: int, subject: _Subject) -> bool:
    """Whether a block is one of the short ones that close an article and report nobody: notes stand under one another there."""
    closing = facts.blocks[block:]
    if len(closing) > CLOSING_NOTES or any(b.end - b.start > NOTE for b in closing):
        return False
    return subject.is_own or subject.begins_with_own or not any(is_reported(facts, b.start, b.end) for b in closing)


def _credits(facts: Facts, number: int) -> bool:
    """Whether a block holds a credit: a notice beside it speaks of the article."""
    block = facts.blocks[number]
    return any(c.view and block.start <= c.view.start < block.end for c in facts.provenance.credits)


CLOSING_NOTES = 5
NOTE = 240
"""View characters of a note; a paragraph of prose is longer."""


def _is_outlet(facts: Facts, name: str) -> bool:
    """Whether a name is an outlet's or agency's: known as one, said to be one, or the article's own agency, outlet or publisher."""
    low = fold_words(name)
    bare = low.removeprefix("the ")
    if bare in word_set("agencies") or is_wire(name) or (name.isupper() and len(name) > 1):
        return True
    held = (
        fold_words(c.name) for c in facts.provenance.credits if c.role in ("agency", "original_outlet", "publisher")
    )
    return any(bare in other or other in bare for other in held)
