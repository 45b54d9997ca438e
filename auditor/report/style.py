"""How a report looks to people: marks, colours and links, by the terminal and what the environment says."""

from __future__ import annotations

import os
from typing import TextIO

from msgspec import Struct

_LINKING_PROGRAMS = frozenset(("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"))
_LINKING_TERMS = ("xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty")
_LINKING_VARIABLES = frozenset(("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION"))


class Style(Struct, frozen=True):
    """How people see it: `marks` shows source lines, `colour` uses terminal colours, `links` links a code to its rule."""

    marks: bool = False
    colour: bool = False
    links: bool = False
    quiet: bool = False
    """Violations alone, without the closing line."""

    def paint(self, words: str, code: str) -> str:
        """Words in a colour, where colours are on."""
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour else words


def style_for(stream: TextIO, *, quiet: bool = False) -> Style:
    """Marks, colours and links on a terminal; FORCE_COLOR gives colours elsewhere too, NO_COLOR takes them away."""
    terminal = stream.isatty()
    able = terminal and os.environ.get("TERM") != "dumb"
    colour = (able or bool(os.environ.get("FORCE_COLOR"))) and not os.environ.get("NO_COLOR")
    return Style(marks=terminal, colour=colour, links=able and takes_links(), quiet=quiet)


def takes_links() -> bool:
    """Whether the terminal is one that shows OSC 8 hyperlinks; FORCE_HYPERLINK says so for any other."""
    env = os.environ
    if "FORCE_HYPERLINK" in env:
        return env["FORCE_HYPERLINK"] not in ("", "0")
    vte = env.get("VTE_VERSION", "")
    named = env.get("TERM_PROGRAM") in _LINKING_PROGRAMS or env.get("TERM", "").startswith(_LINKING_TERMS)
    return named or (vte.isdigit() and int(vte) >= 5000) or bool(_LINKING_VARIABLES & env.keys())
