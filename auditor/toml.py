"""Strict TOML: parse, convert table by table, and find the line of whatever was wrong.

Used for packs and for configuration. The line scanner runs only when there is an error to report.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")
_WHERE = re.compile(r" - at `\$?(.*?)`$")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")


class TomlError(ValueError):
    """What is wrong in a TOML text: `line` from 1 (0: unknown), `what`, `cure`."""

    def __init__(self, what: str, line: int, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.cure = cure


def parse(data: bytes) -> dict[str, Any]:
    """The tables of a TOML text; raises TomlError with its line."""
    import tomli

    try:
        return tomli.loads(data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(f"byte 0x{data[error.start]:02x} is not UTF-8", line, "save the file as UTF-8") from None
    except tomli.TOMLDecodeError as error:
        line = getattr(error, "lineno", 0)
        stood = data.decode("utf-8").split("\n")[line - 1].strip() if line else ""
        raise TomlError(
            f"not TOML: {getattr(error, 'msg', error)}" + (f", at `{stood[:60]}`" if stood else ""),
            line,
            "mend the line",
        ) from None
    except RecursionError:
        raise TomlError("tables are nested too deep", 0, "flatten them") from None


def convert(value: Any, kind: type[T], data: bytes, path: tuple[str | int, ...], also: tuple[str, ...] = ()) -> T:
    """A table as a typed Struct; `path` is where it stands, `also` further keys to propose for a misspelt one.

    Raises TomlError naming the line, what stood there and the nearest right key.
    """
    try:
        return msgspec.convert(value, kind, strict=True)
    except (msgspec.ValidationError, RecursionError) as error:
        raise _explained(str(error), value, kind, data, path, also) from None


def line_of(data: bytes, path: tuple[str | int, ...]) -> int:
    """Line of a key or table: ("rule", 2, "when") is the key `when` of the third `[[rule]]`; 0: not found.

    Falls back to the nearest table around it.
    """
    found: dict[tuple[str | int, ...], int] = {}
    for line, place in _places(data.decode("utf-8", "replace")):
        found.setdefault(place, line)
    return next((found[path[:end]] for end in range(len(path), 0, -1) if path[:end] in found), 0)


def nearest(word: str, known: list[str]) -> str:
    """ "did you mean …?" for a word that is misspelt or in another case, or what is known."""
    import difflib

    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{folded[close[0]]}`?"
    return f"known: {', '.join(sorted(known)[:20])}"


def _explained(
    message: str, value: Any, kind: Any, data: bytes, path: tuple[str | int, ...], also: tuple[str, ...]
) -> TomlError:
    inner: tuple[str | int, ...] = ()
    if where := _WHERE.search(message):
        steps = re.findall(r"\.([^.\[]+)|\[(\d+)\]|\[(\.\.\.)\]", where.group(1))
        inner = tuple(int(number) if number else key for key, number, rest in steps if not rest)
        message = message[: where.start()]
        if any(rest for _, _, rest in steps):
            inner = _into_values(value, inner, kind)
    if unknown := _UNKNOWN.match(message):
        key = unknown.group(1)
        fields = _fields_at(kind, inner) + (list(also) if not inner else [])
        return TomlError(f"unknown key `{key}`", line_of(data, (*path, *inner, key)), nearest(key, fields))
    if missing := _MISSING.match(message):
        return TomlError(f"the key `{missing.group(1)}` is missing", line_of(data, (*path, *inner)), "add it")
    stood = value
    for step in inner:
        try:
            stood = stood[step]
        except (KeyError, IndexError, TypeError):
            break
    name = ".".join(str(p) for p in (inner or path[-1:]))
    what = f"`{name}` is {_short(stood)}: {message[:1].lower()}{message[1:]}"
    return TomlError(what, line_of(data, (*path, *inner)), _allowed(kind, inner))


def _into_values(value: Any, inner: tuple[str | int, ...], kind: Any) -> tuple[str | int, ...]:
    """A place, down to the entry of a table of free keys that is at fault: msgspec does not name it."""
    stood = value
    for step in inner:
        try:
            stood = stood[step]
        except (KeyError, IndexError, TypeError):
            return inner
    if not isinstance(stood, dict):
        return inner
    for key, entry in stood.items():
        try:
            msgspec.convert(
                {**value, inner[-1]: {key: entry}} if inner else {key: entry},
                kind,
                strict=True,
            )
        except (msgspec.ValidationError, TypeError, AttributeError):
            return (*inner, key)
    return inner


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _fields_at(kind: Any, inner: tuple[str | int, ...]) -> list[str]:
    """Keys that a Struct knows, at a place inside it."""
    info: Any = msgspec.inspect.type_info(kind)
    for step in inner:
        if isinstance(info, msgspec.inspect.UnionType):
            info = next(
                (t for t in info.types if isinstance(t, msgspec.inspect.StructType | msgspec.inspect.ListType)), info
            )
        if isinstance(info, msgspec.inspect.StructType) and isinstance(step, str):
            info = next((f.type for f in info.fields if f.encode_name == step), info)
        elif isinstance(info, msgspec.inspect.ListType):
            info = info.item_type
        elif isinstance(info, msgspec.inspect.DictType):
            info = info.value_type
    if isinstance(info, msgspec.inspect.UnionType):
        info = next((t for t in info.types if isinstance(t, msgspec.inspect.StructType)), info)
    return [f.encode_name for f in info.fields] if isinstance(info, msgspec.inspect.StructType) else []


def _allowed(kind: Any, inner: tuple[str | int, ...]) -> str:
    """The words that a place takes, where it takes only some."""
    info: Any = msgspec.inspect.type_info(kind)
    for step in inner:
        parts = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
        info = next((p for p in parts if not isinstance(p, msgspec.inspect.NoneType)), info)
        if isinstance(info, msgspec.inspect.StructType):
            info = next((f.type for f in info.fields if f.encode_name == step), None)
        elif isinstance(info, msgspec.inspect.DictType):
            info = info.value_type
        elif isinstance(info, msgspec.inspect.ListType):
            info = info.item_type
    parts = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    words = [str(v) for p in parts if isinstance(p, msgspec.inspect.LiteralType) for v in p.values]
    return f"write one of: {', '.join(words)}" if words else ""


def _places(text: str) -> list[tuple[int, tuple[str | int, ...]]]:
    """Line and path of every header and key; multi-line strings are passed over."""
    found: list[tuple[int, tuple[str | int, ...]]] = []
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    last: dict[tuple[str, ...], tuple[str | int, ...]] = {}
    closing = ""
    for number, line in enumerate(text.split("\n"), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if header := _HEADER.match(line):
            names = tuple(_keys(header.group(2)))
            base: tuple[str | int, ...] = ()
            for length in range(len(names) - 1, 0, -1):
                if names[:length] in last:
                    base = (*last[names[:length]], *names[length:-1])
                    break
            else:
                base = names[:-1]
            table = (*base, names[-1])
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                found.append((number, table))
                table = (*table, counts[table])
            last[names] = table
            found.append((number, table))
        elif key := _KEY.match(line):
            found.append((number, (*table, *_keys(key.group(1)))))
            rest = line[key.end() :].strip()
            for mark in ('"""', "'''"):
                if rest.startswith(mark) and rest.count(mark) == 1:
                    closing = mark
    return found


def _keys(dotted: str) -> list[str]:
    return [k.strip("\"'") for k in re.findall(r""""[^"]*"|'[^']*'|[\w-]+""", dotted)]
