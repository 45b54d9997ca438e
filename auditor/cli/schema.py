"""`auditor schema`: the JSON Schema of rule packs or of auditor.toml."""

from __future__ import annotations

import json
import sys
from enum import Enum
from typing import Annotated

import typer


class Subject(str, Enum):
    """What a schema describes."""

    rules = "rules"
    config = "config"


def command(
    of: Annotated[Subject, typer.Argument(help="rules: a rule pack; config: auditor.toml.", show_default=False)],
) -> None:
    """Print a JSON Schema, for editors that check and complete TOML.

    \b
    auditor schema rules > rules.schema.json      then begin a pack with: #:schema ./rules.schema.json
    auditor schema config > auditor.schema.json   and auditor.toml with:  #:schema ./auditor.schema.json
    """
    from auditor.run.schema import config_schema, rules_schema

    schema = rules_schema() if of is Subject.rules else config_schema()
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
