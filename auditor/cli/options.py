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
