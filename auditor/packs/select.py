"""Which of a rulebook's rules are on: `select`, `ignore` and severities by family, code or name.

Takes words as a configuration or a command line has them; an unknown one is an error.
"""

from __future__ import annotations

from msgspec import structs

from auditor import toml
from auditor.errors import ConfigError
from auditor.packs.tables import FAMILIES
from auditor.rulebook import Rule, Rulebook


def is_known(word: str, rulebook: Rulebook) -> bool:
    """Whether a word is a family, or a code or name (a former one too) of the rulebook."""
    return word in FAMILIES or rulebook.rule(word) is not None


def unknown(word: str, rulebook: Rulebook, path: str = "", line: int = 0) -> ConfigError:
    """The error for a word that selects nothing."""
    known = [*FAMILIES, *(r.code for r in rulebook.rules), *(r.name for r in rulebook.rules)]
    return ConfigError(
        f'"{word}" is no family, code or name of a rule', path=path, line=line, cure=toml.nearest(word, known)
    )


def _names(rule: Rule, word: str) -> bool:
    return word in (rule.code, rule.name, rule.code[:3]) or word in rule.formerly


def apply(
    rulebook: Rulebook,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: dict[str, str],
) -> Rulebook:
    """The rulebook with only the selected rules (all where `select` is empty), each with its severity; what is off is left out.

    A code or name in `select` is stronger than a family in `ignore`, as the longer prefix is in Ruff; a rule that is off by
    default is on where `select` names its code or name. Words are taken as known: ask `is_known` first.
    """
    rules = []
    off = []
    for rule in rulebook.rules:
        wanted = (*select, *extend_select)
        named = any(_names(rule, w) and w not in FAMILIES for w in wanted)
        selected = not select or any(_names(rule, w) for w in wanted)
        ignored = any(_names(rule, w) and (w not in FAMILIES or not named) for w in ignore)
        changed = _severity(rule, severity)
        if changed == "off" and named and not any(_names(rule, w) for w in severity):
            changed = "warning"
        if selected and not ignored and changed != "off":
            rules.append(structs.replace(rule, severity=changed))
        else:
            off.append(rule)
    return structs.replace(rulebook, rules=tuple(rules), off=tuple(off))


def _severity(rule: Rule, severity: dict[str, str]) -> str:
    """A rule's severity: by its code or name, else by its family, else its own."""
    own = [s for word, s in severity.items() if _names(rule, word) and word not in FAMILIES]
    family = [s for word, s in severity.items() if _names(rule, word)]
    return (own or family or [rule.severity])[-1]
