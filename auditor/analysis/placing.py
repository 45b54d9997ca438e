"""Where new words go: a paragraph of its own below a block, written as the article's format writes one.

Takes Facts, gives Edits in source offsets. It decides neither the words nor the block.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.analysis.facts import Facts
from auditor.patterns import late_re
from auditor.violation import Edit

_CLOSING = late_re(r"(?:\s*</(?:a|b|i|em|strong|span|small|time|cite|address)\s*>)*\s*</(p|div|li|h[1-6]|td|dd)\s*>", 2)


def newline(facts: Facts) -> str:
    """The line end of the article's file."""
    text = facts.article.source.text
    return "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"


def paragraph_below(facts: Facts, block: int, words: str) -> Iterator[Edit]:
    """A paragraph of its own below a block; where the block stands in tags, in tags behind (or in a cell: before) its last one."""
    source = facts.article.source
    text = source.text
    place = facts.pieces(facts.blocks[block].start, facts.blocks[block].end)[-1].end
    end = newline(facts)
    if facts.article.format == "html" or source.line_text(source.position(place)[0]).startswith("<"):
        if closing := _CLOSING.match(text, place):
            kind = closing.group(1).lower()
            at = closing.start(1) - 2 if kind in ("td", "dd") else closing.end()
            tag = "li" if kind == "li" else "p"
            yield Edit(at, at, f"{end}<{tag}>{words}</{tag}>")
        else:
            yield Edit(place, place, f"<br>{end}{words}")
        return
    line, _ = source.position(place)
    place = source.line_starts[line - 1] + len(source.line_text(line))
    is_dense = facts.article.format == "text" and end * 2 not in text and text.count(end) > 1
    yield Edit(place, place, f"{end if is_dense else end * 2}{words}")
