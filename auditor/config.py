"""Configuration: auditor.toml or [tool.auditor], found upwards from each file, layered, every value with its origin.

`settings_for` is the one door. Every path and glob in a file is relative to that file. Later layers win:
defaults, the file, its `[[per-path]]` blocks in order, the command line.
"""

from __future__ import annotations

import datetime
import os
import re
from functools import cache
from typing import Any, Literal

from msgspec import Struct, field, structs

from auditor import loaded, toml
from auditor.errors import ConfigError
from auditor.packs.tables import Assume, Severity
from auditor.paths import as_text, matches

DEFAULT_EXTENDS = ("core", "claims", "names")
NAME = "auditor.toml"


class Accept(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A violation that an editor has looked at: by code, by the words it marks, by path; until a date."""

    words: str
    reason: str
    code: str = ""
    path: str = ""
    until: datetime.date | None = None


class PerPath(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Settings of some paths: every key of the file may stand here."""

    path: list[str]
    publication: str | None = None
    extends: list[str] | None = None
    select: list[str] | None = None
    extend_select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: Literal["error", "warning", "info"] | None = None
    assume: Assume | None = None
    severity: dict[str, Severity] | None = None
    metadata: dict[str, list[str]] | None = None
    encoding: str | None = None


class ConfigTable(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The keys of auditor.toml (and of [tool.auditor])."""

    required_version: str = ""
    publication: str | None = None
    extends: list[str] | None = None
    select: list[str] | None = None
    extend_select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: Literal["error", "warning", "info"] | None = None
    exclude: list[str] = field(default_factory=list)
    assume: Assume | None = None
    severity: dict[str, Severity] | None = None
    metadata: dict[str, list[str]] | None = None
    encoding: str | None = None
    baseline: str | None = None
    accept: list[Accept] = field(default_factory=list)
    per_path: list[PerPath] = field(default_factory=list)


class ConfigFile(Struct, frozen=True):
    """A loaded configuration: where it stands, its table, and its bytes (for the lines of errors)."""

    path: str
    folder: str
    table: ConfigTable
    data: bytes
    prefix: tuple[str, ...]

    def line(self, *keys: str | int) -> int:
        """Line of a key."""
        return toml.line_of(self.data, (*self.prefix, *keys))


class Settings(Struct, frozen=True):
    """What is in force for one file; `origins` says for each key where its value was written."""

    publication: str = ""
    extends: tuple[str, ...] = DEFAULT_EXTENDS
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    exclude: tuple[str, ...] = ()
    translated: bool | None = None
    severity: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)
    encoding: str = "utf-8"
    baseline: str = ""
    """The absolute path of the file of known violations, "" where there is none."""
    folder: str = ""
    """The folder that paths are relative to: the configuration's, else the working directory."""
    file: str = ""
    """The configuration's path, "" where there is none."""
    origins: dict[str, str] = field(default_factory=dict)


class CommandLine(Struct, frozen=True):
    """What the command line says about settings; it beats every file."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""
    isolated: bool = False
    config: str = ""
    baseline: str = ""


def settings_for(path: str, command: CommandLine) -> Settings:
    """The settings of a file; raises ConfigError or ManyErrors. `path` as given, absolute or relative to the working directory."""
    config = None if command.isolated else config_for(path, command.config)
    if config is None:
        return _settings(None, (), command)
    inside = relative(path, config.folder)
    blocks = tuple(n for n, block in enumerate(config.table.per_path) if matches(inside, block.path))
    return _settings(config.path, blocks, command)


@cache
def _settings(config_path: str | None, blocks: tuple[int, ...], command: CommandLine) -> Settings:
    """Settings by what decides them, so that all files under the same blocks share one."""
    settings = Settings(folder=os.getcwd())
    if config_path is not None:
        config = _loaded[config_path]
        settings = structs.replace(
            settings, folder=config.folder, file=config.path, exclude=tuple(config.table.exclude)
        )
        settings = _layered(settings, config.table, config, ())
        if config.table.baseline:
            origins = {**settings.origins, "baseline": f"{config.path}:{config.line('baseline')}"}
            known = os.path.join(config.folder, config.table.baseline)
            settings = structs.replace(settings, baseline=known, origins=origins)
        for number in blocks:
            settings = _layered(settings, config.table.per_path[number], config, ("per-path", number))
    changes: dict[str, Any] = {}
    origins = dict(settings.origins)
    for key in ("select", "extend_select", "ignore", "fail_on"):
        if value := getattr(command, key):
            changes[key] = value
            origins[key.replace("_", "-")] = "the command line"
    if command.baseline:
        changes["baseline"] = os.path.abspath(command.baseline)
        origins["baseline"] = "the command line"
    return structs.replace(settings, **changes, origins=origins)


_loaded: dict[str, ConfigFile] = {}
"""Configurations by the path that people see."""


def relative(path: str, folder: str) -> str:
    """A path relative to a folder, with `/`; "" for a text that has none."""
    if not path:
        return ""
    return as_text(os.path.relpath(path, folder))


def config_for(path: str, explicit: str = "") -> ConfigFile | None:
    """The configuration that governs a path: the one given, else the nearest one upwards; raises ConfigError."""
    if explicit:
        return _load(os.path.abspath(explicit))
    absolute = os.path.abspath(path)
    return _nearest(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))


def _nearest(folder: str) -> ConfigFile | None:
    """The nearest configuration at or above a folder; a pyproject.toml without our table does not stop the search."""
    own = os.path.join(folder, NAME)
    if os.path.isfile(own):
        return _load(own)
    project = os.path.join(folder, "pyproject.toml")
    if os.path.isfile(project) and (found := _load_project(project)):
        return found
    above = os.path.dirname(folder)
    return None if above == folder else _nearest(above)


@cache
def _load(path: str) -> ConfigFile:
    data = _read(path)
    shown = relative(path, os.getcwd())
    try:
        raw = toml.parse(data)
        return _checked(ConfigFile(shown, os.path.dirname(path), toml.convert(raw, ConfigTable, data, ()), data, ()))
    except toml.TomlError as error:
        raise ConfigError(error.what, path=shown, line=error.line, cure=error.cure) from None


@cache
def _load_project(path: str) -> ConfigFile | None:
    data = _read(path)
    if b"auditor" not in data:
        return None
    shown = relative(path, os.getcwd())
    try:
        tool = toml.parse(data).get("tool", {})
        raw = tool.get("auditor") if isinstance(tool, dict) else None
        if raw is None:
            return None
        prefix = ("tool", "auditor")
        return _checked(
            ConfigFile(shown, os.path.dirname(path), toml.convert(raw, ConfigTable, data, prefix), data, prefix)
        )
    except toml.TomlError as error:
        raise ConfigError(error.what, path=shown, line=error.line, cure=error.cure) from None


def _read(path: str) -> bytes:
    try:
        return loaded.read(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(reason, path=relative(path, os.getcwd()), cure="check the path and its permissions") from None


def _checked(config: ConfigFile) -> ConfigFile:
    """The configuration, if its version and encodings are ones that we know."""
    _loaded[config.path] = config
    from auditor.version import __version__

    wanted = config.table.required_version
    if wanted and not _satisfies(__version__, wanted):
        raise ConfigError(
            f'required-version "{wanted}" is not met by auditor {__version__}',
            path=config.path,
            line=config.line("required-version"),
            cure="install a version that meets it",
        )
    for number, accept in enumerate(config.table.accept):
        if not any(map(str.isalnum, accept.words)) or not accept.reason.strip():
            key = "reason" if any(map(str.isalnum, accept.words)) else "words"
            raise ConfigError(
                f"`{key}` of an [[accept]] is empty",
                path=config.path,
                line=config.line("accept", number, key),
                cure="say it in words",
            )
    for keys, encoding in [
        (("encoding",), config.table.encoding),
        *((("per-path", n, "encoding"), b.encoding) for n, b in enumerate(config.table.per_path)),
    ]:
        try:
            "".encode(encoding or "utf-8")
        except LookupError:
            raise ConfigError(
                f'encoding "{encoding}" is not known',
                path=config.path,
                line=config.line(*keys),
                cure='write one like "utf-8" or "windows-1256"',
            ) from None
    return config


def _satisfies(version: str, wanted: str) -> bool:
    """Whether a version meets comma-separated conditions such as ">=1, <3"; a bare version means exactly that."""
    have = _numbers(version)
    for condition in wanted.split(","):
        match = re.fullmatch(r"\s*(>=|<=|==|!=|>|<|~=)?\s*(\d+(?:\.\d+)*)\s*", condition)
        if not match:
            return False
        need = _numbers(match.group(2))
        length = max(len(have), len(need))
        a, b = have + (0,) * (length - len(have)), need + (0,) * (length - len(need))
        sign = match.group(1) or "=="
        holds = {
            ">=": a >= b,
            "<=": a <= b,
            "==": a == b,
            "!=": a != b,
            ">": a > b,
            "<": a < b,
            "~=": a >= b and a[: len(need) - 1] == b[: len(need) - 1],
        }
        if not holds[sign]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version.split("+")[0])[:3])


def _layered(
    settings: Settings, table: ConfigTable | PerPath, config: ConfigFile, place: tuple[str | int, ...]
) -> Settings:
    """Settings with a table's values laid over them, and where each was written."""
    changes: dict[str, Any] = {}
    origins = dict(settings.origins)

    def take(key: str, value: Any) -> None:
        changes[key] = value
        spelt = key.replace("_", "-")
        origins[spelt] = f"{config.path}:{config.line(*place, spelt)}"

    for key in ("publication", "fail_on", "encoding"):
        if (value := getattr(table, key)) is not None:
            take(key, value)
    for key in ("extends", "select", "extend_select", "ignore"):
        if (words := getattr(table, key)) is not None:
            take(key, tuple(words))
    if table.assume is not None and table.assume.translated is not None:
        changes["translated"] = table.assume.translated
        origins["assume.translated"] = f"{config.path}:{config.line(*place, 'assume')}"
    for key in ("severity", "metadata"):
        for name, value in (getattr(table, key) or {}).items():
            merged = changes.get(key, getattr(settings, key))
            merged = {word: kept for word, kept in merged.items() if word != name}  # what is said later stands last
            changes[key] = {**merged, name: tuple(value) if key == "metadata" else value}
            origins[f"{key}.{name}"] = f"{config.path}:{config.line(*place, key, name)}"
    return structs.replace(settings, **changes, origins=origins)


for _cache in (_settings, _load, _load_project):
    loaded.cached_from_files(_cache.cache_clear)
