"""Time, memory and quality of clustering many names: `auditor.names.clustering` on names made of syllables, or a file's.

usage: cluster_names.py [--names N] [--seed N] [FILE]    FILE: one name a line; without it names are made

Made names: given names and family names of syllables, the given ones few and by Zipf; a part of the people is written in
a second spelling (i/e, u/o/ou, k/q, doubled or not, -a/-ah …), so recall and precision of pairs can be counted.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from itertools import accumulate, combinations
from pathlib import Path

ONSETS = "b d f g h j k kh l m n q r s sh t w y z gh".split()
VOWELS = "a i u aa ee ou".split()
CODAS = ["", "", "", "n", "r", "m", "d", "l", "b", "s"]
RESPELT = (
    ("ou", "u"), ("ee", "i"), ("aa", "a"), ("q", "k"), ("gh", "g"), ("kh", "ch"), ("i", "e"), ("u", "o"), ("j", "dj"), ("sh", "ch"),
)  # fmt: skip
TWICE = 0.3
"""Share of people whose name is written in two ways."""


def word(rng: random.Random) -> str:
    syllables = rng.choice((2, 2, 3))
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(syllables)) + rng.choice(CODAS)


def respelt(name: str, rng: random.Random) -> str:
    there = [(a, b) for a, b in RESPELT if a in name]
    if not there:
        return name + "h" if name.endswith("a") else name
    a, b = rng.choice(there)
    return name.replace(a, b, 1)


def people(count: int, rng: random.Random) -> list[list[str]]:
    """Names of people, each in one spelling or two."""
    given = list(dict.fromkeys(word(rng) for _ in range(max(50, count // 60))))
    family = list(dict.fromkeys(word(rng) for _ in range(max(50, count // 3))))
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(given))))
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    total = 0
    while total < count:
        first = rng.choices(given, cum_weights=weights)[0].capitalize()
        last = rng.choice(family).capitalize()
        full = f"{first} {rng.choice(('', '', 'al-'))}{last}"
        if full in seen:
            continue
        spellings = [full]
        if rng.random() < TWICE and (other := f"{first} {respelt(last, rng).capitalize()}") not in seen | {full}:
            spellings.append(other)
        seen.update(spellings)
        found[full] = spellings
        total += len(spellings)
    return list(found.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?")
    parser.add_argument("--names", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    from auditor.names.clustering import clusters
    from auditor.names.folding import fold

    rng = random.Random(args.seed)
    truth = [] if args.file else people(args.names, rng)
    if args.file:
        names = list(dict.fromkeys(Path(args.file).read_text(encoding="utf-8").splitlines()))
    else:
        names = [name for spellings in truth for name in spellings]
        rng.shuffle(names)
    words = len({part.text for name in names for part in fold(name).parts})
    start = time.process_time()
    found = clusters(dict.fromkeys(names, 1))
    spent = time.process_time() - start
    several = [cluster for cluster in found if len(cluster) > 1]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(names):,} names of {words:,} words: {spent:.1f} s of CPU, {megabytes:.0f} MB")
    print(f"{len(several):,} clusters of two or more; the largest has {max(map(len, found))} spellings")
    if truth:
        home = {name: n for n, cluster in enumerate(found) for name in cluster}
        pairs = [(a, b) for spellings in truth for a, b in combinations(spellings, 2)]
        hit = sum(home[a] == home[b] for a, b in pairs)
        made = sum(len(c) * (len(c) - 1) // 2 for c in several)
        print(f"of {len(pairs):,} pairs of one person {hit:,} found ({hit / len(pairs):.3f}); {made:,} pairs made")
        print("(the others are of two people that the maker gave like names)")


if __name__ == "__main__":
    main()
