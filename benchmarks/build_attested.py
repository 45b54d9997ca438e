"""Makes `rules/lexicons/similarity/attested.txt`, the table of attested spellings, from a wheel.

usage: build_attested.py WHEEL      the wheel of `arabic-name-romanizer` (checked with 0.2.0)
Takes the rows that come from Wikidata (CC0) alone; gives, for each Latin spelling as folded, the Arabic names it is
written for and how often. Spellings and names seen once are left out: pruning them moved no figure.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

from auditor.names.attested import TABLE, key
from auditor.names.folding import fold

INDEX = "arabic_name_romanizer/resources/names.sqlite3"
QUERY = "SELECT arabic_key, latin, SUM(count) FROM units WHERE source = 'wikidata' GROUP BY arabic_key, latin"
LEAST = 2  # how often a spelling must be written for a name
SERVANT = "عبد"

HEAD = """\
# Latin spellings and the Arabic names they are written for. Made by benchmarks/build_attested.py; not to be edited by hand.
# Source: labels of people in Wikidata (CC0 1.0), aligned word by word in the package arabic-name-romanizer {version}
# (Copyright 2026 UNICEF and the arabic-name-romanizer contributors, MIT). See NOTICE.
# A row: the spelling in graphemes (ʃ sh, χ kh … see weights.toml), "+", the letters that stand doubled in it; then names
# without article, alef and ta marbuta as the source folds them, each with its count, commonest first. Sorted by code point.
"""


def original(name: str) -> str:
    """An Arabic name without its article and blanks."""
    name = name.replace(" ", "")
    return name[2:] if name.startswith("ال") and len(name) > 4 else name


def collect(rows: list[tuple[str, str, int]]) -> dict[str, Counter]:
    """Counts of Arabic names by spelling."""
    table: dict[str, Counter] = defaultdict(Counter)
    for arabic, latin, count in rows:
        name = fold(latin)
        if not name.whole.text or not name.letters.isascii():
            continue
        table[key(name.whole)][original(arabic)] += count
        # Abd al-Rahman is compared as two words if the other name has several: there it is a Rahman.
        if len(name.parts) == 2 and name.parts[0].text == "abd" and arabic.startswith(SERVANT):
            table[key(name.parts[1])][original(arabic.removeprefix(SERVANT).strip())] += count
    return table


def written(table: dict[str, Counter]) -> list[str]:
    """The rows of the file."""
    rows = []
    for word, names in table.items():
        kept = sorted(((-n, name) for name, n in names.items() if n >= LEAST and name))
        if kept:
            rows.append(" ".join([word, *(f"{name} {-n}" for n, name in kept)]))
    return sorted(rows)


def main(arguments: list[str]) -> None:
    [wheel] = arguments
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        database = sqlite3.connect(archive.extract(INDEX, folder))
        rows = written(collect(database.execute(QUERY).fetchall()))
        database.close()
    version = Path(wheel).name.split("-")[1]
    place = Path(__file__).parent.parent / "rules" / TABLE
    place.write_text(HEAD.format(version=version) + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{place.name}: {len(rows)} spellings, {place.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
