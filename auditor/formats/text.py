"""Plain text: front matter if there is any, else words and nothing but words.

Takes a Source, gives an Article of paragraphs. A line is a paragraph, as in scraped text, unless the lines were
evidently filled to a width. Without front matter `Article.text` is the source's text itself.
"""

from __future__ import annotations

from itertools import pairwise

from auditor.article import Article, Block, Segment, SourceMap
from auditor.formats import frontmatter
from auditor.formats.draft import BLANKS, Draft
from auditor.patterns import late_re
from auditor.source import Source

_LINE = late_re(r"[^\r\n]+")
_WORD = late_re(r"[^\W_]")
_NARROWEST, _WIDEST = 50, 120
"""Widths, in characters, to which text is wrapped; a shorter longest line says nothing, a longer one is a paragraph."""
_SENTENCE_END = late_re(r"[.!?…。！？؟۔।][\"'”’»)\]）」』]*$")
_UNSPACED = late_re(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def read(source: Source) -> Article:
    """The Article of a plain text."""
    front = frontmatter.read(source)
    if not front.body_start:
        text = source.text
        segments = [Segment(0, len(text), 0, len(text), True)] if text else []
        return Article(source, text, tuple(_blocks(text, 0, 0)), SourceMap(segments), format="text")
    draft = Draft(source)
    draft.metadata(front.values)
    head = draft.text()
    begin = front.body_start
    body = source.text[begin:]
    at = len(head) + 2 if head and body else len(head)
    if body:
        draft.segments.append(Segment(at, at + len(body), begin, begin + len(body), True))
    return Article(
        source=source,
        text=f"{head}\n\n{body}" if head and body else head or body,
        blocks=(*draft.blocks, *_blocks(source.text, begin, at - begin)),
        map=SourceMap(draft.segments),
        metadata=front.values,
        problems=front.problems,
        format="text",
        body_start=begin,
    )


def _blocks(text: str, begin: int, shift: int) -> list[Block]:
    """The paragraphs of `text` from `begin` on; `shift` is added to their offsets."""
    blocks: list[Block] = []
    run: list[tuple[int, int]] = []
    previous_end = begin
    for match in _LINE.finditer(text, begin):
        line = match.group()
        end = match.start() + len(line.rstrip(BLANKS))
        start = match.end() - len(line.lstrip(BLANKS))
        is_rule = start < end and not _WORD.search(line)
        if run and (is_rule or start >= end or not _adjoin(text, previous_end, match.start())):
            blocks += _paragraphs(text, run, shift)
            run = []
        if is_rule:
            blocks.append(Block("paragraph", start + shift, end + shift))
        elif start < end:
            run.append((start, end))
        previous_end = match.end()
    return blocks + _paragraphs(text, run, shift)


def _adjoin(text: str, end: int, start: int) -> bool:
    """Whether exactly one line end lies between two lines."""
    return start - end == 1 or text[end:start] == "\r\n"


def _paragraphs(text: str, run: list[tuple[int, int]], shift: int) -> list[Block]:
    """The blocks of neighbouring lines: one if they are the lines of one wrapped paragraph, else one each."""
    if len(run) > 1 and is_wrapped([text[start:end] for start, end in run]):
        run = [(run[0][0], run[-1][1])]
    run = _without_breaks(text, run)
    return [Block("paragraph", start + shift, end + shift) for start, end in run]


def _without_breaks(text: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that a break cut in mid-sentence, joined: the second one is indented, or goes on a long line of Han or kana."""
    joined: list[tuple[int, int]] = []
    for start, end in run:
        last = joined[-1] if joined else None
        if last and _goes_on(text, last, start):
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, line: tuple[int, int], start: int) -> bool:
    """Whether the words at `start` go on the line above them."""
    if _SENTENCE_END.search(text, *line) or text[line[1] - 1] in ":：":
        return False
    indent = start - text.rfind("\n", 0, start) - 1
    if (
        indent >= INDENT
        and not text[start - indent : start].strip(_INDENTING)
        and "\r" not in text[line[1] : start].replace("\r\n", "")
        and not text[line[0] - indent : line[0]].isspace()
    ):
        return True
    if not _adjoin(text, line[1], start - indent):
        return False
    return line[1] - line[0] >= LONG_UNSPACED and bool(
        _UNSPACED.match(text, line[1] - 1) and _UNSPACED.match(text, start)
    )


_INDENTING = " \t\u00a0\u3000"
"""Blanks that move a line in; separators of lines and paragraphs are none."""
INDENT = 2
"""Blanks before a line that goes on the one above it."""
LONG_UNSPACED = 30
"""Characters of a line of Han or kana that is no title and no credit."""


def is_filled(lines: list[str]) -> bool:
    """Whether greedy filling explains every break: the next word would not have fitted."""
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    for line, following in pairwise(lines):
        word = following.split(None, 1)[0]
        # Scripts without spaces break before any letter, save that a line may not begin with a mark.
        size = min(len(word), 2) if _UNSPACED.match(word) else len(word)
        if len(line) + 1 + size <= width:
            return False
    return True


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one filled paragraph, and one of its breaks stands inside a sentence.

    A headline above a byline is filled too: so a small letter must go on, or, in scripts without small letters, a
    line that is not the last must be full as well as the first.
    """
    if not is_filled(lines):
        return False
    for line, following in pairwise(lines):
        if not _SENTENCE_END.search(line):
            first = next(filter(str.isalpha, following.split(None, 1)[0]), "A")
            if first.islower() or (len(lines) > 2 and first.lower() == first.upper()):
                return True
    return False
