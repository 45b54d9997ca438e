"""Sentences, cut block by block by `sentencex`, which keeps every character.

Takes an article's blocks, gives sentences in view offsets. The cutter reads the article's own text: curly quotation
marks tell it where speech ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.analysis.facts import Facts, Sentence


def split(facts: Facts) -> list[Sentence]:
    """Sentences of all blocks but code."""
    import sentencex

    from auditor.analysis.facts import Sentence

    text = facts.article.text
    to_view = facts.folded.to_view
    segment = sentencex.segment
    language = facts.language.code or "en"
    found: list[Sentence] = []
    for number, block in enumerate(facts.article.blocks):
        if block.kind == "code":
            continue
        at = block.start
        for piece in segment(language, text[at : block.end]):
            end = at + len(piece.rstrip())
            start = at + len(piece) - len(piece.lstrip()) if piece[0].isspace() else at
            at += len(piece)
            if end > start:
                found.append(Sentence(to_view(start), to_view(end), number))
    return found
