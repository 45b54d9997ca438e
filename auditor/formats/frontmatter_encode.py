"""New words inside a value of the front matter, in the form that the value has: quoted or plain.

Takes the words, the place, and the values with their places; gives the words as they must be written, or None.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.article import Value
from auditor.patterns import late_re

_CONTROL = late_re(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_PLAIN = late_re(r":(?:\s|$)|(?:^|\s)#|[\[\]{}]|^[-?:](?:\s|$)|^[,&*!|>'\"%@`]|^\s|\s$")


def encode(words: str, text: str, place: int, values: Iterable[Value], fence: str) -> str | None:
    """`words` as they must stand at `place`; None outside of every value and where the value's form cannot hold them."""
    value = next((v for v in values if v.start <= place <= v.end), None)
    if value is None or _CONTROL.search(words):
        return None
    if text[value.start : value.end] != value.text:
        return None
    quote = text[value.start - 1 : value.start]
    if quote in ("'", '"') and text[value.end : value.end + 1] == quote:
        return _quoted(words, quote, fence)
    if fence == "+++" or _NOT_PLAIN.search(words) or ("," in words and value.key[-1:].isdigit()):
        return None
    return f" {words}" if not value.text and text[place - 1 : place] in (":", "-") else words


def _quoted(words: str, quote: str, fence: str) -> str | None:
    if quote == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    if fence == "+++":
        return None if quote in words else words
    return words.replace("'", "''")
