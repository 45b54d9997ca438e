"""What a lexicon of 50,000 names costs: time to load it, and the check of one folder against the ordinary lexicon's, as a ratio.

usage: lexicon_size.py [FOLDER] [--entries N] [--rounds N]    without a folder: 200 articles that it writes itself
The articles that it writes have a name of the large lexicon in each paragraph. CPU seconds of one process; medians of alternating rounds, everything read and built before the first one is timed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from auditor.analysis.facts import Context, Facts
from auditor.formats import format_of, read_article
from auditor.packs.compile import compile_packs, load_packs
from auditor.rulebook import Rulebook
from auditor.run.audit import audit_facts
from auditor.source import Source

LIMIT_CHECK = 1.25
LIMIT_LOAD = 20.0
_HEADS = ("", "", "", "Tell ", "Kafr ", "Abu ", "Deir ", "Beit ", "al-", "al-", "Wadi al-", "Jabal al-", "Umm ")
_ONSETS = "b t th j h kh d r z s sh f q k l m n w y gh dh".split()
_VOWELS = ("a", "i", "u", "ou", "aa", "ee", "e", "o")
_CHANGES = (("ou", "u"), ("q", "k"), ("ee", "i"), ("aa", "a"), ("sh", "ch"), ("al-", "el-"), ("kh", "h"), ("dh", "d"))


def invented(count: int) -> Iterator[tuple[str, list[str]]]:
    """Names with two to four spellings each, no spelling twice."""
    draw = random.Random(14)
    taken: set[str] = set()
    while count:
        word = "".join(draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(draw.randint(2, 4))) + draw.choice(
            "nrlmbsd"
        )
        name = draw.choice(_HEADS) + word.capitalize()
        forms = dict.fromkeys(name.replace(a, b) for a, b in draw.sample(_CHANGES, 4))
        forms = {form: None for form in forms if form != name}
        folded = {form.lower().replace("-", " ") for form in (name, *forms)}
        if folded & taken or len(folded) < len(forms) + 1:
            continue
        taken |= folded
        count -= 1
        yield name, list(forms)


def write_lexicon(folder: Path, count: int) -> str:
    """A pack with the invented names; its reference."""
    rows = (f'"{name}" = [{", ".join(f"""{chr(34)}{f}{chr(34)}""" for f in forms)}]' for name, forms in invented(count))
    text = '[pack]\nname = "large"\n[spellings.place]\n' + "\n".join(rows) + "\n"
    (folder / "large.toml").write_text(text, encoding="utf-8")
    return "./large.toml"


def write_articles(folder: Path, count: int) -> None:
    """Articles that name a few of the invented names and many words that are none."""
    draw = random.Random(15)
    names = [name for name, _ in invented(2_000)]
    for number in range(count):
        lines = [
            f"The road to {draw.choice(names)} was closed for most of the week, the agency said. Clashes were heard north of it "
            f"until the early hours; {draw.randint(2, 99)} families left, and the price of bread had doubled, residents added. "
            "A market sold vegetables for the first time since the spring, while wages stood where they were."
            for _ in range(12)
        ]
        (folder / f"{number:04}.txt").write_text("\n\n".join(lines), encoding="utf-8")


def seconds(articles: list[tuple[Source, str]], book: Rulebook) -> float:
    """CPU seconds for the check of all articles: every rule of the shipped packs."""
    begin = time.process_time()
    for source, kind in articles:
        audit_facts(Facts(read_article(source, kind), book, Context(path=source.path)))
    return time.process_time() - begin


def main() -> int:
    """Prints the figures; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if given.folder is None:
            write_articles(folder, 200)
        reference = write_lexicon(Path(made), given.entries)
        ordinary = compile_packs(load_packs(("core", "claims", "names"), made, "benchmark"))
        begin = time.process_time()
        large = compile_packs(load_packs(("core", "claims", "names", reference), made, "benchmark"))
        loaded = time.process_time() - begin
        ordinary, large = (
            structs.replace(book, rules=tuple(r for r in book.rules if r.severity != "off"))
            for book in (ordinary, large)
        )
        articles = [
            (Source(path.read_text(encoding="utf-8"), str(path)), kind)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and (kind := format_of(path.name))
        ]
    begin = time.process_time()
    seconds(articles[:1], large)
    built = time.process_time() - begin
    seconds(articles[:1], ordinary)
    pairs = [(seconds(articles, ordinary), seconds(articles, large)) for _ in range(given.rounds)]
    few, many = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{len(large.names):,} names: {loaded:.1f} s to load, {built:.1f} s to build the index")
    print(
        f"{len(articles)} articles: {few:.2f} s with {len(ordinary.names):,} names, {many:.2f} s with {len(large.names):,}"
    )
    print(f"ratio {ratio:.2f} (at most {LIMIT_CHECK})")
    return int(ratio > LIMIT_CHECK or loaded + built > LIMIT_LOAD)


if __name__ == "__main__":
    sys.exit(main())
