"""A new rule for a pack: a template of its kind with a free code, appended to the pack's file (or the file begun).

Templates are `rules/templates/KIND.toml`: whole rules with cases that pass, so that an author changes what works. Returns words; `cli` writes them.
"""

from __future__ import annotations

import os
import re

from msgspec import Struct

from auditor.errors import ConfigError
from auditor.packs.load import CODE, NAME, Pack, load
from auditor.packs.tables import FAMILIES
from auditor.run.project import every_shipped
from auditor.shipped import read_shipped
from auditor.toml import nearest

_CODE = re.compile(r'code = "([A-Z]{3})901"')


class NewRule(Struct, frozen=True):
    """The rule's code, and the whole text of the pack with it."""

    code: str
    text: str


def add_rule(path: str, kind: str, name: str, code: str) -> NewRule:
    """The pack at a path with one more rule of a kind; `code` "" takes the first free one. Raises ConfigError, PackError or ManyErrors."""
    template = _template(kind)
    begun = os.path.exists(path)
    pack = load(os.path.abspath(path), "", path) if begun else None
    family = _CODE.findall(template)[0]
    code = code or _free(family, pack)
    if code[:3] not in FAMILIES or not CODE.fullmatch(code):
        cure = f"families: {', '.join(FAMILIES)}"
        raise ConfigError(f'code "{code}" is not a family and three digits', path="--code", cure=cure)
    if not NAME.fullmatch(name):
        raise ConfigError(f'name "{name}" is not lower-case words joined by hyphens', path="--name", cure="rewrite it")
    taken = _taken(pack)
    for word, option in ((code, "--code"), (name, "--name")):
        if word in taken:
            raise ConfigError(f'"{word}" is taken by {taken[word]}', path=option, cure="choose another")
    rule = template.replace(f'"{family}901"', f'"{code}"').replace('"rule-name', f'"{name}')
    if not begun:
        head = f'[pack]\nname = "{_pack_name(path)}"\nversion = "1.0.0"\n'
        return NewRule(code, f"{head}\n{rule}")
    with open(path, encoding="utf-8", newline="") as file:
        old = file.read()
    added = f"\n\n{rule}"
    return NewRule(code, old.rstrip() + (added.replace("\n", "\r\n") if "\r\n" in old else added))


def _template(kind: str) -> str:
    try:
        return read_shipped(f"templates/{kind}.toml").decode("utf-8")
    except FileNotFoundError:
        from auditor.kinds import KINDS

        raise ConfigError(f'no template for kind "{kind}"', path="--kind", cure=nearest(kind, list(KINDS))) from None


def _taken(pack: Pack | None) -> dict[str, str]:
    """Codes and names that are in use, each with the pack that has it."""
    rules = [*every_shipped(), *(pack.rules if pack else ())]
    return {word: rule.path for rule in rules for word in (rule.code, rule.name, *rule.formerly)}


def _free(family: str, pack: Pack | None) -> str:
    taken = _taken(pack)
    for number in range(901, 1000):
        if (code := f"{family}{number}") not in taken:
            return code
    raise ConfigError(f"{family}901 to {family}999 are all taken", path="--code", cure="name one of your own")


def _pack_name(path: str) -> str:
    """A pack's name from its file's: lower-case words joined by hyphens."""
    stem = os.path.splitext(os.path.basename(path))[0].lower()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "house"
