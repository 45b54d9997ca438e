"""`auditor cache`: where answers are remembered between runs, and how to forget them."""

from __future__ import annotations

import sys

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What is remembered between runs.")


@app.command("dir")
def show() -> None:
    """Print the folder of the cache; AUDITOR_CACHE_DIR names another."""
    from auditor.run.cache import cache_folder

    sys.stdout.write(f"{cache_folder()}\n")


@app.command("clear")
def clear() -> None:
    """Forget everything; nothing else in the folder is touched."""
    from auditor.run import cache

    entries, size = cache.clear()
    word = "entry" if entries == 1 else "entries"
    sys.stdout.write(f"Removed {entries} {word} ({size // 1024} KiB) from {cache.cache_folder()}.\n")
