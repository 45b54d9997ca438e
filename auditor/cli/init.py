"""`auditor init`: write a starter auditor.toml."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer


def command(
    folder: Annotated[Path, typer.Argument(help="Where to write it.", metavar="[FOLDER]")] = Path(),
    publication: Annotated[Optional[str], typer.Option("--publication", help="Who publishes.", metavar="NAME")] = None,
    house: Annotated[
        Optional[str], typer.Option("--house", help="A house pack, such as the-syrian-observer.", metavar="PACK")
    ] = None,
    translated: Annotated[
        Optional[bool], typer.Option("--translated/--not-translated", help="Whether every article is a translation.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that stands there.")] = False,
) -> None:
    """Write a commented auditor.toml; asks only on a terminal, and nothing that an option says.

    \b
    auditor init --publication "The Daily Translation" --translated
    auditor init --house the-syrian-observer
    """
    from auditor.errors import ConfigError
    from auditor.packs.locate import shipped_packs
    from auditor.run.starter import starter
    from auditor.run.write import write_new

    houses = [name.removeprefix("houses/") for name in shipped_packs() if name.startswith("houses/")]
    if house and house.removeprefix("houses/") not in houses:
        from auditor.toml import nearest

        raise ConfigError(f'no house pack "{house}"', path="--house", cure=nearest(house, houses))
    asks = sys.stdin.isatty() and publication is None and house is None and translated is None
    if asks:
        publication = typer.prompt(
            "Who publishes these articles? (Enter: nobody in particular)", default="", show_default=False
        )
        translated = typer.confirm("Is every article a translation?", default=False)
    path = os.path.normpath(os.path.join(folder, "auditor.toml"))
    write_new(path, starter(publication or "", house or "", translated).encode(), force=force)
    sys.stdout.write(f"Wrote {path.replace(os.sep, '/')}. Next: auditor check .\n")
