"""CPU time of `auditor check` against codespell on the same files, in turn, as a ratio; and start-up against two imports.

usage: speed.py [FOLDER…] [--rounds N]    without a folder: 924 articles that it writes itself
Needs `codespell` in the same environment. One process, no cache; medians of alternating rounds. Ratios travel between
machines, seconds do not.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
LIMIT_FILES = 3.0
LIMIT_START = 2.5

_PEOPLE = (
    "Lina Saad",
    "Omar Haddad",
    "Rana Khoury",
    "Samir Nasser",
    "Maya Darwish",
    "Adnan Fares",
    "Huda Salloum",
    "Karim Aziz",
)
_PLACES = ("Hama", "Homs", "Aleppo", "Idlib", "Daraa", "Raqqa", "Palmyra", "Latakia", "Tartus", "Damascus")
_SAYS = (
    "said",
    "told reporters",
    "added",
    "announced on Monday",
    "wrote in a statement",
    "noted",
    "confirmed",
    "warned",
)
_THINGS = (
    "the bridge over the river would be open again by the end of the month",
    "at least {n} people had been killed in the shelling of the market",
    "the ministry had sent {n} lorries of flour to the eastern villages",
    "the talks would go on until both sides had read the second draft",
    "residents could return to their homes once the mines had been cleared",
    "{n} families had left the camp since the first snow fell in the hills",
    "the price of bread had doubled while wages stood where they were",
)
_PLAIN = (
    "The road between {a} and {b} was closed for most of the week.",
    "Clashes were heard north of {a} until the early hours of the morning.",
    "Schools in {a} opened again after a break of {n} days.",
    "A market in {b} sold vegetables for the first time since the spring.",
    "The mayor walked through the ruins of the old quarter of {a} without a word.",
)


def write_corpus(folder: Path, count: int = 924) -> None:
    """Invented news of about 4.6 KB an article; the same every time."""
    chance = random.Random(7)
    for number in range(count):
        paragraphs = [f"{chance.choice(_PLACES)}: the week in brief"]
        while sum(map(len, paragraphs)) < 4600:
            sentences = []
            for _ in range(chance.randint(2, 4)):
                place = {"a": chance.choice(_PLACES), "b": chance.choice(_PLACES), "n": chance.randint(2, 90)}
                if chance.random() < 0.6:
                    thing = chance.choice(_THINGS).format(**place)
                    sentences.append(f"{thing[0].upper()}{thing[1:]}, {chance.choice(_PEOPLE)} {chance.choice(_SAYS)}.")
                else:
                    sentences.append(chance.choice(_PLAIN).format(**place))
            paragraphs.append(" ".join(sentences))
        (folder / f"{number:04}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def cpu(command: list[str]) -> float:
    """Seconds of CPU, user and system, that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # byte code is what users run
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1, 65):
        sys.exit(f"{command[0]} failed ({done.returncode}): {done.stderr.decode()[-400:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(name: str, ours: list[str], theirs: list[str], limit: float, rounds: int) -> bool:
    """Print the ratio of two commands' CPU times; whether it stays within the limit."""
    pairs = [(cpu(ours), cpu(theirs)) for _ in range(rounds)]
    mine, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{name}: {1000 * mine:.0f} ms against {1000 * peer:.0f} ms: {mine / peer:.2f} (at most {limit})")
    return mine <= limit * peer


def main() -> None:
    """Run both comparisons; exit 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary) / "corpus"
        made.mkdir()
        write_corpus(made)
        one = Path(temporary) / "one.txt"
        one.write_text((made / "0000.txt").read_text(encoding="utf-8")[:1500], encoding="utf-8")
        good = True
        for folder in args.folders or [made]:
            files = sum(1 for _ in folder.rglob("*.txt"))
            ours = [str(BIN / "auditor"), "check", "--isolated", "--no-cache", "--jobs", "1", str(folder)]
            good &= compare(
                f"{folder.name}, {files} files", ours, [str(BIN / "codespell"), str(folder)], LIMIT_FILES, args.rounds
            )
        imports = [sys.executable, "-c", "import typer, regex"]
        start = [str(BIN / "auditor"), "check", "--isolated", "--no-cache", str(one)]
        good &= compare("start-up on one small file", start, imports, LIMIT_START, 2 * args.rounds + 1)
    sys.exit(not good)


if __name__ == "__main__":
    main()
