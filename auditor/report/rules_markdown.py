"""Rules as pages for people: one page a pack in Markdown, and one that lists them all. Made from the TOML; nothing is written by hand.

Takes packs as loaded, gives the words of pages; where they are kept is `docs/build_rules.py`'s business.
"""

from __future__ import annotations

import re

from auditor.packs.load import Pack
from auditor.rulebook import Case, Rule

HEAD = "<!-- Made by docs/build_rules.py from rules/: change the rules, not this page. -->"


def page_name(pack: Pack) -> str:
    """The file of a pack's page."""
    return f"{pack.key.replace('/', '-')}.md"


def index(packs: list[Pack]) -> str:
    """The list of all rules, pack by pack."""
    lines = [
        HEAD,
        "",
        "# Rules",
        "",
        "Every rule that ships, by pack; `auditor rule CODE` shows the same in a terminal.",
    ]
    for pack in packs:
        lines += ["", f"## [{pack.key}]({page_name(pack)})", "", *_summary(pack)]
        lines += ["| code | name | severity | what it asks |", "|---|---|---|---|"]
        lines += [
            f"| [{r.code}]({page_name(pack)}#{_anchor(r)}) | {r.name} | {r.severity} | {_cell(r.summary)} |"
            for r in sorted(pack.rules, key=lambda r: r.code)
        ]
    return "\n".join(lines) + "\n"


def page(pack: Pack) -> str:
    """A pack's rules in full."""
    lines = [HEAD, "", f"# {pack.key}", "", *_summary(pack)]
    if pack.head.extends:
        lines += [f"Builds on: {', '.join(f'`{name}`' for name in pack.head.extends)}.", ""]
    for rule in sorted(pack.rules, key=lambda r: r.code):
        lines += _rule(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _summary(pack: Pack) -> list[str]:
    return [_words(pack.head.summary), ""] if pack.head.summary else []


def _rule(rule: Rule) -> list[str]:
    lines = [f"## {rule.code} {rule.name}", "", f"{_words(rule.summary)} (`{rule.severity}`)", ""]
    for words in (
        rule.why,
        rule.standard and f"Asked for by: {rule.standard}",
        rule.measured and f"Measured: {rule.measured}",
    ):
        if words:
            lines += [_words(words), ""]
    lines += [f"Message: {_code(rule.message)}", ""]
    facts = [f"kind `{rule.kind}`", f"fault `{rule.fault}`"]
    facts += [f"looks in {', '.join(f'`{z}`' for z in rule.zone)}"] if rule.zone else []
    facts += [f"fix: {'safe' if rule.fix.safe else 'unsafe'}, {_code(rule.fix.words)}"] if rule.fix is not None else []
    facts += [f"formerly {', '.join(f'`{f}`' for f in rule.formerly)}"] if rule.formerly else []
    lines += [f"{'; '.join(facts)}.", ""]
    for title, cases in (("Caught:", rule.bad), ("Clean:", rule.good)):
        if cases:
            lines += [title, "", *_case(cases[0]), ""]
    return lines


def _case(case: Case) -> list[str]:
    """A case as an indented block: no fence that its own words could close."""
    return [f"    {line}".rstrip() for line in case.text.strip().splitlines()]


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def _words(words: str) -> str:
    """One paragraph, in which no sign of the words is markup."""
    return "".join(f"\\{c}" if c in "\\<*_[" else c for c in " ".join(words.split()))


def _cell(words: str) -> str:
    return _words(words).replace("|", "\\|")


def _code(words: str) -> str:
    """Words as code, whatever backticks they hold."""
    longest = max(map(len, re.findall("`+", words)), default=0)
    ticks = "`" * (longest + 1)
    return f"{ticks} {words} {ticks}" if longest else f"`{words}`"
