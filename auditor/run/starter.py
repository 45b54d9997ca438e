"""The starter auditor.toml: every key with what it does, the chosen ones set."""

from __future__ import annotations

import json


def starter(publication: str, house: str, translated: bool | None) -> str:
    """The file's text."""
    extends = ["core", "claims", "names", *([f"houses/{house.removeprefix('houses/')}"] if house else [])]
    set_house = bool(house)
    lines = [
        "# What auditor checks here. `auditor config PATH` shows what is in force for a file, and why.",
        "",
        "# Who publishes: fills {publication} in house texts.",
        f"publication = {json.dumps(publication, ensure_ascii=False)}"
        if publication
        else '# publication = "The Daily Translation"',
        "",
        "# Rule packs, shipped ones by name, your own by path: ./house.toml",
        f"{'' if set_house else '# '}extends = {json.dumps(extends, ensure_ascii=False)}",
        "",
        "# Families, codes or names: ATT attribution, VER disclaimers, NAM names, SRC sources.",
        '# select = ["ATT", "VER", "NAM", "SRC"]',
        '# ignore = ["SRC031"]',
        "",
        "# The lowest severity that makes exit code 1: error, warning or info.",
        '# fail-on = "warning"',
        "",
        '# exclude = ["drafts/**"]',
        "",
        "# Old articles: what stood there when you began; `auditor baseline create` writes the file and this key.",
        '# baseline = "auditor-baseline.json"',
        "",
        *_assume(translated),
        "",
        "# [severity]",
        '# SRC001 = "warning"',
        "",
        "# Front-matter keys of your own, by role.",
        "# [metadata]",
        '# translator = ["traductor", "credits.translation"]',
        "",
        "# Other settings for some paths; every key above may stand here, later blocks win.",
        "# [[per-path]]",
        '# path = ["wire/**"]',
        '# ignore = ["ATT"]',
    ]
    return "\n".join(lines) + "\n"


def _assume(translated: bool | None) -> list[str]:
    if translated is None:
        return ["# What is known of every article here.", "# [assume]", "# translated = true"]
    return ["# What is known of every article here.", "[assume]", f"translated = {str(translated).lower()}"]
