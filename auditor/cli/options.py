"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

Paths = Annotated[list[str], typer.Argument(help="Articles, or folders to walk.", metavar="PATH…", show_default=False)]
SomePaths = Annotated[
    Optional[list[str]],
    typer.Argument(help="Articles, or folders to walk (default: here).", metavar="[PATH…]", show_default=False),
]
PathsOrHere = Annotated[
    Optional[list[str]],
    typer.Argument(
        help="Articles, or folders to walk (default: this folder); - for stdin.", metavar="[PATH…]", show_default=False
    ),
]
FilesFrom = Annotated[
    str,
    typer.Option(
        "--files-from",
        help="A list of paths too, one a line or divided by NUL; - for stdin.",
        metavar="FILE",
        show_default=False,
    ),
]
StdinFilename = Annotated[
    str,
    typer.Option(
        "--stdin-filename", help="With -: the file that stdin stands for.", metavar="PATH", show_default=False
    ),
]
OutputFile = Annotated[
    Optional[Path],
    typer.Option("--output-file", "-o", help="Write the report there, not to stdout.", metavar="FILE"),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Violations and failures alone: no notes, no closing line, no progress.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 though there are violations (2 stays 2).")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Look at every file anew and remember nothing.")]
Select = Annotated[
    Optional[list[str]],
    typer.Option("--select", help="Only these families, codes or names; comma-separated or repeated.", metavar="RULE"),
]
ExtendSelect = Annotated[
    Optional[list[str]], typer.Option("--extend-select", help="These too, on top of what is selected.", metavar="RULE")
]
Ignore = Annotated[
    Optional[list[str]], typer.Option("--ignore", help="Not these families, codes or names.", metavar="RULE")
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Ignore every configuration file.")]
Config = Annotated[
    Optional[Path],
    typer.Option("--config", help="Use this configuration instead of searching upwards.", metavar="FILE"),
]
Baseline = Annotated[
    Optional[Path],
    typer.Option("--baseline", help="The file of known violations, instead of the configuration's.", metavar="FILE"),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", help="Processes for many files; 0: one a processor.", min=0)]
NoIndex = Annotated[bool, typer.Option("--no-index", hidden=True, help="Find every word by plain search.")]


def words(values: list[str] | None) -> tuple[str, ...]:
    """Comma-separated and repeated words as one tuple."""
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())
