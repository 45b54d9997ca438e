"""Settings for people: `key = value`, as TOML would say it, each with the line that it comes from."""

from __future__ import annotations

import json

from auditor.analysis.facts import Context
from auditor.config import Settings, relative
from auditor.packs.load import Pack
from auditor.rulebook import Rulebook


def render(settings: Settings, packs: list[Pack], every: Rulebook, active: Rulebook, context: Context) -> str:
    """All settings, then packs and severities that differ from a rule's own."""
    values: list[tuple[str, object, str]] = []

    def add(key: str, value: object, fallback: str = "default") -> None:
        values.append((key, value, settings.origins.get(key, fallback)))

    house = next((p for p in reversed(packs) if p.head.publication), None)
    add("publication", context.publication, f"the pack {house.key} ({house.path})" if house else "default")
    for key in ("extends", "select", "extend-select", "ignore", "fail-on"):
        add(key, getattr(settings, key.replace("-", "_")))
    add("exclude", settings.exclude, settings.file or "default")
    add("assume.translated", context.assume_translated, context.translated_because or "default")
    add("encoding", settings.encoding)
    add("baseline", relative(settings.baseline, settings.folder) or None)
    for role, keys in settings.metadata.items():
        add(f"metadata.{role}", keys)
    own = {rule.code: rule for pack in packs for rule in pack.rules}
    on = {rule.code: rule.severity for rule in active.rules}
    for rule in every.rules:
        severity = on.get(rule.code)
        if severity is not None and severity != own[rule.code].severity:
            values.append((f"severity.{rule.code}", severity, _severity_origin(rule.code, rule.name, settings, packs)))
    width = max(len(key) for key, _, _ in values)
    shown = [(f"{key:{width}} = {_toml(value)}", origin) for key, value, origin in values]
    column = min(70, max(len(left) for left, _ in shown))
    lines = [f"{left:{column}}  # {origin}" for left, origin in shown]
    return (
        "\n".join(
            [
                f"configuration: {settings.file or 'none found'}",
                *lines,
                f"{len(active.rules)} of {len(every.rules)} rules are on",
            ]
        )
        + "\n"
    )


def _severity_origin(code: str, name: str, settings: Settings, packs: list[Pack]) -> str:
    for word in (code, name, code[:3]):
        if origin := settings.origins.get(f"severity.{word}"):
            return origin
    setter = next((p for p in reversed(packs) if code in p.severity or name in p.severity), None)
    return f"{setter.path}, [severity]" if setter else "select names it"


def _toml(value: object) -> str:
    if value is None:
        return "(not set)"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
