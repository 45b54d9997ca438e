"""Facts: what is known about one article, each computed once, on demand, from article and rulebook.

Kinds read facts; they never parse. Offsets of facts are view offsets (code points of `folded.plain`) unless a fact says
"source"; `place` and `pieces` take them back to the file.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from auditor.article import Article, Span
from auditor.fold import Folded, bare, fold
from auditor.rulebook import Hit, Index, Rulebook

if TYPE_CHECKING:
    from auditor.analysis.attribution import Sourcing
    from auditor.analysis.claims import Claim, Claims
    from auditor.analysis.credits import Provenance
    from auditor.analysis.directives import Directives
    from auditor.analysis.disclaimers import Disclaimer
    from auditor.analysis.house_texts import TextState
    from auditor.analysis.language import Language
    from auditor.analysis.layout import Layout
    from auditor.analysis.mentions import Mentions
    from auditor.analysis.passages import Passage
    from auditor.analysis.quotes import Quotes
    from auditor.analysis.verdicts import Verdict


class Context(Struct, frozen=True):
    """What is known of an article from outside it: its place and the settings in force there."""

    path: str = ""
    """As people see it, with `/`."""
    publication: str = ""
    assume_translated: bool | None = None
    metadata_keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """A project's own front-matter keys by role."""
    today: datetime.date = datetime.date.min
    original_beside: str = ""
    """Another edition of the article beside its file: a site that translates itself keeps the original there."""
    translated_because: str = ""
    """Where `assume_translated` was said: shown by `explain`."""


class ViewBlock(NamedTuple):
    """A block of the article in view offsets. `kind` and `level` are as the format gives them."""

    kind: str
    start: int
    end: int
    level: int


class Sentence(NamedTuple):
    """A sentence in view offsets, blanks at its ends left out, and the number of its block."""

    start: int
    end: int
    block: int


class Facts:
    """The facts of one article; `use_index=False` finds every literal by plain search (the twin for tests)."""

    def __init__(self, article: Article, rulebook: Rulebook, context: Context, *, use_index: bool = True) -> None:
        self.article = article
        self.rulebook = rulebook
        self.context = context
        self.use_index = use_index

    @cached_property
    def folded(self) -> Folded:
        """The folded view of the article's text."""
        return fold(self.article.text)

    @cached_property
    def bare(self) -> str:
        """`folded.low` as names and the index see it."""
        return bare(self.folded.low)

    @cached_property
    def blocks(self) -> list[ViewBlock]:
        """The article's blocks in view offsets."""
        view = self.folded.to_view
        return [ViewBlock(b.kind, view(b.start), view(b.end), b.level) for b in self.article.blocks]

    @cached_property
    def block_starts(self) -> list[int]:
        """Where each block starts."""
        return [b.start for b in self.blocks]

    def block_at(self, at: int) -> int:
        """Number of the block that holds an offset (or the one before it); -1 before the first."""
        return bisect_right(self.block_starts, at) - 1

    @cached_property
    def language(self) -> Language:
        """The article's language, and why we think so."""
        from auditor.analysis.language import detect

        return detect(self)

    @cached_property
    def index(self) -> Index:
        """The index for the article's language, with the formulas of credit that can stand in it."""
        from auditor.analysis.language import formulas_for

        return self.rulebook.index(self.language.code, formulas_for(self))

    @cached_property
    def hits(self) -> dict[str, list[Hit]]:
        """Hits by table, in order of their start; the longest at each start."""
        from auditor.analysis.hits import find_hits

        return find_hits(self)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences of all blocks but code, in order."""
        from auditor.analysis.sentences import split

        return split(self)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where each sentence starts."""
        return [s.start for s in self.sentences]

    def sentence_at(self, at: int) -> int:
        """Number of the sentence that holds an offset (or the one before it); -1 before the first."""
        return bisect_right(self.sentence_starts, at) - 1

    @cached_property
    def layout(self) -> Layout:
        """Which block is title, standfirst, byline, heading, body …, and where head and tail are."""
        from auditor.analysis.layout import lay_out

        return lay_out(self)

    @cached_property
    def quotes(self) -> Quotes:
        """What stands inside quotation marks."""
        from auditor.analysis.quotes import find_quotes

        return find_quotes(self)

    @cached_property
    def provenance(self) -> Provenance:
        """Credits of text and metadata merged, and whether this is a translation or a draft."""
        from auditor.analysis.credits import find_provenance

        return find_provenance(self)

    @cached_property
    def house_texts(self) -> dict[str, TextState]:
        """The state of each of the rulebook's house texts, by name; it belongs in its block's zone."""
        from auditor.analysis.house_texts import find_state

        zones = {name: block.zone for block in self.rulebook.blocks for name in block.texts}
        return {
            name: find_state(self, text, (zones[name],) if name in zones else ())
            for name, text in self.rulebook.texts.items()
        }

    @cached_property
    def passages(self) -> list[Passage]:
        """Passages in another language than the article's."""
        from auditor.analysis.passages import find_passages

        return find_passages(self)

    @cached_property
    def disclaimers(self) -> list[Disclaimer]:
        """Disclaimers of any house, in order."""
        from auditor.analysis.disclaimers import find_disclaimers

        return find_disclaimers(self)

    @cached_property
    def sourcing(self) -> Sourcing:
        """Who says what: attributions, levels, carrying, by sentence; computed where asked."""
        from auditor.analysis.attribution import Sourcing

        return Sourcing(self)

    @cached_property
    def claims_at(self) -> Claims:
        """Risky claims by sentence, and the title's; found where somebody asks."""
        from auditor.analysis.claims import Claims

        return Claims(self)

    @cached_property
    def claims(self) -> list[Claim]:
        """Risky claims of the text, typed and located, in order."""
        return self.claims_at.of_text()

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """What is wrong with claims: at most one verdict a sentence."""
        from auditor.analysis.verdicts import judge

        return judge(self)

    @cached_property
    def contrasts(self) -> list[Verdict]:
        """What title and text, or two tolls, say differently."""
        from auditor.analysis.contrasts import find_contrasts

        return find_contrasts(self)

    @cached_property
    def directives(self) -> Directives:
        """What the article itself says of rules in it, and which of that was of use."""
        from auditor.analysis.directives import find_directives

        return find_directives(self)

    @cached_property
    def mentions(self) -> Mentions:
        """Names as they stand, and which spellings are one name."""
        from auditor.analysis.mentions import find_mentions

        return find_mentions(self)

    @cached_property
    def title_span(self) -> tuple[int, int]:
        """View range of the title, else of the first sentence, else nothing at the start of the body."""
        if self.layout.title is not None:
            block = self.blocks[self.layout.title]
            return block.start, block.end
        return (self.sentences[0].start, self.sentences[0].end) if self.sentences else (0, 0)

    def in_zone(self, zones: tuple[str, ...], offset: int) -> bool:
        """Whether a source offset lies in one of some zones; no zone means anywhere."""
        from auditor.analysis.zones import zone_of

        return not zones or "anywhere" in zones or not zone_of(self, offset).isdisjoint(zones)

    def encode(self, words: str, at: int) -> str | None:
        """Words as they must stand in the source at a view offset; None: they cannot be written there."""
        from auditor.formats import encode

        return encode(self.article.format, words, self.article.source, self.pieces(at, at)[0].start)

    def words(self, start: int, end: int) -> str:
        """The article's own words in a view range (not folded)."""
        first, last = self.folded.span(start, end)
        return self.article.text[first:last]

    def pieces(self, start: int, end: int) -> list[Span]:
        """Source ranges of a view range."""
        return self.article.map.pieces(*self.folded.span(start, end))

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether a view range stands in the source in one piece, letter by letter."""
        return self.article.map.is_verbatim(*self.folded.span(start, end))
