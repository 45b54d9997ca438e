"""Write docs/rules/ and docs/schema/ from the rules and the types that load them: `python docs/build_rules.py`. A test holds that they are current.

Pages of packs that are gone are removed. Packs without rules (lexicons, spellings alone) have no page.
"""

from __future__ import annotations

import json
from pathlib import Path

from auditor.packs.load import Pack, load
from auditor.packs.locate import shipped_packs
from auditor.report.rules_markdown import index, page, page_name
from auditor.run.schema import config_schema, rules_schema

DOCS = Path(__file__).parent


def pages() -> dict[str, str]:
    """The words of every file that is made, by its path below docs/."""
    packs: list[Pack] = [pack for name in shipped_packs() if (pack := load(name, "", "the shipped packs")).rules]
    schemas = {"schema/rules.json": rules_schema(), "schema/auditor.json": config_schema()}
    return {
        "rules/README.md": index(packs),
        **{f"rules/{page_name(pack)}": page(pack) for pack in packs},
        **{path: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for path, schema in schemas.items()},
    }


def standing() -> list[Path]:
    """The files that stand where made ones do."""
    return [*(DOCS / "rules").glob("*.md"), *(DOCS / "schema").glob("*.json")]


def main() -> None:
    """Write what has changed."""
    wanted = pages()
    for path in standing():
        if path.relative_to(DOCS).as_posix() not in wanted:
            path.unlink()
    for name, words in wanted.items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(words, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
