"""`explain` for people: what auditor sees in an article, from its language to who says what.

Readable without colour; each line names the place it was read from.
"""

from __future__ import annotations

from auditor.analysis.facts import Facts
from auditor.report.style import Style
from auditor.report.summary import language_name

WIDTH = 100


def render(facts: Facts, path: str, style: Style) -> str:
    """All facts of an article, in sections."""
    sections = [
        _head(facts, path, style),
        _credits(facts, style),
        _disclaimers(facts, style),
        _body(facts, style),
        _names(facts, style),
    ]
    return "\n".join(line for section in sections for line in section) + "\n"


def _title(words: str, style: Style) -> str:
    return style.paint(words, "1")


def _head(facts: Facts, path: str, style: Style) -> list[str]:
    language, provenance = facts.language, facts.provenance
    state = "a draft" if provenance.draft else "a translation" if provenance.translated else "no translation"
    return [
        _title(path, style),
        f"  language     {language_name(language.code)}: {language.why}",
        f"  translation  {state}: {provenance.why}",
        f"  published by {facts.context.publication or '(no publication configured)'}",
        f"  packs        {', '.join(facts.rulebook.packs)}",
    ]


def _credits(facts: Facts, style: Style) -> list[str]:
    lines = ["", _title("Credits", style)]
    for credit in facts.provenance.credits:
        line, column = facts.article.source.position(credit.start)
        note = " (withheld)" if credit.withheld else ""
        lines.append(f"  {credit.role:18} {credit.name}{note}  {style.paint(f'{line}:{column}, {credit.origin}', '2')}")
    if not facts.provenance.credits:
        lines.append("  none")
    return lines


def _disclaimers(facts: Facts, style: Style) -> list[str]:
    if not facts.disclaimers and not facts.house_texts:
        return []
    lines = ["", _title("Disclaimers", style)]
    for found in facts.disclaimers:
        line, column = facts.article.source.position(facts.pieces(found.start, found.end)[0].start)
        by = f" of {found.by}" if found.by else ""
        lines.append(
            f"  {found.kind:18} {_short(facts.words(found.start, found.end))}{by}  {style.paint(f'{line}:{column}', '2')}"
        )
    lines += [f"  house text         {name}: {state.state}" for name, state in facts.house_texts.items()]
    return lines


def _body(facts: Facts, style: Style) -> list[str]:
    """Who says what: each block with its role, each sentence with its level, claims and attributions."""
    lines = ["", _title("Who says what", style)]
    claims: dict[int, list[str]] = {}
    for claim in facts.claims:
        claims.setdefault(claim.sentence, []).append(
            f"{claim.type}: “{_short(facts.words(claim.start, claim.end), 60)}”"
        )
    block = -1
    for number, sentence in enumerate(facts.sentences):
        if sentence.block != block:
            block = sentence.block
            line = facts.article.source.position(
                facts.pieces(facts.blocks[block].start, facts.blocks[block].start)[0].start
            )[0]
            lines.append(f"  {style.paint(f'line {line}, {facts.layout.roles[block]}', '2')}")
        sourcing = facts.sourcing.sentence(number)
        level = sourcing.level or ("attitude" if sourcing.attributed else "–")
        mark = style.paint(f"{level:9}", "32" if sourcing.level else "33" if number in claims else "2")
        lines.append(
            f"    {mark} {_short(facts.words(sentence.start, sentence.end))}{' (carried on)' if sourcing.carried else ''}"
        )
        for found in facts.sourcing.attributions(number):
            source = f"“{_short(facts.words(*found.source), 50)}”" if found.source else "nobody named"
            cue = f" · “{facts.words(*found.cue)}”" if found.cue else ""
            lines.append(f"              {found.stance} by {source}{cue}")
        lines += [f"              {style.paint('claim', '1')} {claim}" for claim in claims.get(number, [])]
    return lines


def _names(facts: Facts, style: Style) -> list[str]:
    counts: dict[int, dict[str, int]] = {}
    for mention in facts.mentions.runs:
        spellings = counts.setdefault(mention.cluster, {})
        spellings[mention.words] = spellings.get(mention.words, 0) + 1
    lines = ["", _title("Names", style)]
    for spellings in sorted(counts.values(), key=lambda s: (-len(s), -sum(s.values()), next(iter(s)))):
        lines.append(
            "  " + " · ".join(f"{words} {n}" for words, n in sorted(spellings.items(), key=lambda s: (-s[1], s[0])))
        )
    return lines if counts else []


def _short(words: str, width: int = WIDTH) -> str:
    words = " ".join(words.split())
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
