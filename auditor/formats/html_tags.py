"""What the names of HTML elements mean to a reader of articles: tables shared by all formats that hold HTML."""

from __future__ import annotations

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
KINDS = {
    "p": "",
    "li": "item",
    "dd": "cell",
    "dt": "cell",
    "td": "cell",
    "th": "cell",
    "pre": "code",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    **dict.fromkeys(HEADINGS, "heading"),
}
"""Kinds of the blocks that elements begin; "": of the kind of what they stand in."""
BREAKS = frozenset(
    (
        "address article aside blockquote body caption center details dialog dir div dl fieldset figcaption figure footer form"
        " header hgroup hr html legend listing main menu nav ol optgroup option search section summary table tbody tfoot"
        " thead tr ul"
    ).split()
)
"""Elements that part what stands before and behind them."""
BLOCKS = BREAKS | KINDS.keys()
UNREAD = frozenset(
    (
        "head nav script style template svg iframe object noscript noembed noframes textarea select datalist button"
        " audio video canvas del rt rp"
    ).split()
)
"""Elements whose content is no part of the text: not shown, or a control of the page; <del> is what no longer holds."""
VOID = frozenset(
    ("area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen").split()
)
HEAD = frozenset(("base basefont bgsound link meta noframes noscript script style template title head").split())
"""What may stand in <head>; anything else ends it."""
TABLE = frozenset(("table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th"))
BARRIERS = frozenset(("table", "caption", "td", "th", "template", "object", "svg"))
"""Elements out of which an end tag of something else does not reach."""
CLOSE_P = frozenset(
    (
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4"
        " h5 h6 header hgroup hr li dd dt listing main menu nav ol p pre search section summary table ul"
    ).split()
)
"""Elements that end an open paragraph."""
