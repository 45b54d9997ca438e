"""Changes to a configuration that somebody wrote by hand: comments, order and line ends stay as they are.

Takes the configuration that governs a path (or the folder where a new one will stand), writes it whole or not at all, and only
if it then says what it said before and the change. Raises ConfigError.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from auditor import toml
from auditor.config import NAME, ConfigFile
from auditor.errors import ConfigError
from auditor.run.write import rewrite, write_new

if TYPE_CHECKING:
    from tomlkit.container import Container
    from tomlkit.items import Table

Entry = dict[str, Any]


def add_accept(config: ConfigFile | None, folder: str, entry: Entry) -> str:
    """Add an `[[accept]]` to a configuration, or to a new one in `folder`; the path of the file as people see it."""

    def change(text: str, prefix: tuple[str, ...]) -> str:
        import tomlkit
        from tomlkit.items import Array

        document = tomlkit.parse(text)
        if isinstance(found := _table(document, prefix).get("accept"), Array):
            inline = tomlkit.inline_table()
            inline.update(entry)
            found.append(inline)
            return document.as_string()
        # At the end: tables that follow would otherwise lose the comments that stand above them.
        header = f"[[{'.'.join((*prefix, 'accept'))}]]"
        above = f"{text.rstrip()}\n\n" if text.strip() else ""
        return f"{above}{header}\n{tomlkit.dumps(entry)}"

    def said(table: Entry) -> None:
        table.setdefault("accept", []).append(entry)

    return _write(config, folder, change, said)


def set_key(config: ConfigFile | None, folder: str, key: str, value: str) -> str:
    """Set a key of a configuration, or of a new one in `folder`; the path of the file as people see it."""

    def change(text: str, prefix: tuple[str, ...]) -> str:
        import tomlkit

        document = tomlkit.parse(text)
        table = _table(document, prefix)
        if not prefix and not any(not isinstance(v, dict | list) for v in table.values()):
            # Tables only: a key must stand above them, and above the comments that belong to the first one.
            return f"{tomlkit.dumps({key: value})}{chr(10) if text.strip() else ''}{text}"
        table[key] = value
        return document.as_string()

    def said(table: Entry) -> None:
        table[key] = value

    return _write(config, folder, change, said)


def _table(document: Any, prefix: tuple[str, ...]) -> Container | Table:
    for key in prefix:
        document = document[key]
    return document  # type: ignore[no-any-return]


def _write(
    config: ConfigFile | None,
    folder: str,
    change: Callable[[str, tuple[str, ...]], str],
    said: Callable[[Entry], None],
) -> str:
    data, prefix = (config.data, config.prefix) if config else (b"", ())
    text = data.decode("utf-8").removeprefix("\ufeff")
    line_end = "\r\n" if "\r\n" in text else "\n"
    changed = change(text.replace("\r\n", "\n"), prefix).rstrip("\n") + "\n"
    _check(data, changed, prefix, said, config.path if config else NAME)
    bom = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    written = (bom + changed.replace("\n", line_end)).encode("utf-8")
    if config is None:
        path = os.path.join(folder, NAME)
        write_new(path, written, force=False)
        return os.path.relpath(path).replace(os.sep, "/")
    rewrite(os.path.join(config.folder, os.path.basename(config.path)), written)
    return config.path


def _check(data: bytes, changed: str, prefix: tuple[str, ...], said: Callable[[Entry], None], path: str) -> None:
    """Nothing else may have changed: a table written in one line cannot be added to, for one."""
    wanted = toml.parse(data)
    table = wanted
    for key in prefix:
        table = table[key]
    said(table)
    try:
        is_right = toml.parse(changed.encode("utf-8")) == wanted
    except UnicodeEncodeError:
        what = "a name or a word that is not UTF-8 cannot stand here"
        raise ConfigError(what, path=path, cure="rename the file, or say it otherwise") from None
    except toml.TomlError:
        is_right = False
    if not is_right:
        cure = f"write its tables with headers, such as [{'.'.join(prefix) or 'severity'}], and try again"
        raise ConfigError("the change does not fit the way in which this file is written", path=path, cure=cure)
