"""`names --write-lexicon`: the names of a publication as a pack of [spellings], for an editor to strike, sort and choose.

Takes Names, gives TOML that `packs.load` reads. Short forms have entries of their own: the long one must not replace them.
"""

from __future__ import annotations

import json
from pathlib import PurePath

from auditor.analysis.name_census import Name, Spelling
from auditor.fold import fold_words

UNSORTED = "name"
"""The kind of a name that no lexicon knows."""


def render(names: list[Name], path: str, articles: int) -> str:
    """The file's text."""
    kinds: dict[str, list[str]] = {}
    seen: set[str] = set()
    for name in names:
        for form, spellings in ((name.form, name.spellings), ("", name.short)):
            entry = _entry(form, spellings, seen)
            if entry:
                kinds.setdefault(name.kind if form and name.kind else UNSORTED, []).append(entry)
    tables = [f"[spellings.{kind}]\n" + "\n".join(entries) for kind, entries in sorted(kinds.items())]
    return "\n\n".join([_head(path, articles), *tables]) + "\n"


def _head(path: str, articles: int) -> str:
    shown = PurePath(path.replace("\\", "/"))
    example = json.dumps(f"./{shown.name}", ensure_ascii=False)
    pack = json.dumps(shown.stem or "house-names", ensure_ascii=False)
    return f"""\
# Names that stand in {articles} articles in more than one spelling, as `auditor names --write-lexicon` found them.
# A line is a name: its commonest form, then its other spellings. The line above counts them.
#
# 1. Strike what is wrong: a spelling that is another name's goes; a line that is no name goes. Move lines under
#    the kind that they are: [spellings.person], [spellings.place], [spellings.group].
# 2. Load it in auditor.toml:  extends = ["core", "claims", "names", {example}]
#    From then on two spellings of one name in one article are a violation, whichever they are.
# 3. Choose your house's form of a name: write it under [house-spellings] below. From then on every other spelling is a
#    violation, and `auditor check --fix` writes yours.

[pack]
name = {pack}
summary = "Spellings that this publication has used."

[house-spellings]
# "The form you choose" = []"""


def _entry(form: str, spellings: tuple[Spelling, ...], seen: set[str]) -> str:
    """A comment and a line; "" where no two spellings are left, since each can stand for one name only."""
    kept: list[str] = []
    for text in (form, *(s.text for s in spellings)):
        folded = fold_words(text)
        if len(folded) > 1 and folded not in seen:
            seen.add(folded)
            kept.append(text)
    if len(kept) < 2:
        return ""
    head, *others = (json.dumps(text, ensure_ascii=False) for text in kept)
    counts = " · ".join(f"{s.text} {s.count}" for s in spellings)
    return f"# {counts}\n{head} = [{', '.join(others)}]"
