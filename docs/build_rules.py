"""Write docs/rules/ from the rules: `python docs/build_rules.py`. A test holds that the pages are current.

Pages of packs that are gone are removed. Packs without rules (lexicons, spellings alone) have no page.
"""

from __future__ import annotations

from pathlib import Path

from auditor.packs.load import Pack, load
from auditor.packs.locate import shipped_packs
from auditor.report.rules_markdown import index, page, page_name

FOLDER = Path(__file__).parent / "rules"


def pages() -> dict[str, str]:
    """The words of every page, by the name of its file."""
    packs: list[Pack] = [pack for name in shipped_packs() if (pack := load(name, "", "the shipped packs")).rules]
    return {"README.md": index(packs), **{page_name(pack): page(pack) for pack in packs}}


def main() -> None:
    """Write what has changed."""
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, words in wanted.items():
        (FOLDER / name).write_text(words, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
