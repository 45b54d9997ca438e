"""What came of a file, remembered by the content of everything that decides it; an answer is never older than its article.

A key covers the article's bytes, its path and sibling editions, the settings and the configuration's bytes, every pack's bytes, the day, and
the code, rules, libraries and Python that made the answer. An entry that cannot be read counts as none. Two runs at once write
the same bytes to the same name. Nothing is remembered of a file that could not be wholly checked.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sys
import time
from contextlib import suppress
from functools import cache

import msgspec
from msgspec import structs

from auditor.config import CommandLine, Settings, config_for, relative
from auditor.errors import AuditorError, ConfigError
from auditor.formats import format_of
from auditor.kinds import code_of
from auditor.packs.closure import outside_packs
from auditor.run.project import project_for
from auditor.run.siblings import original_beside
from auditor.run.write import write_entry
from auditor.source import Source
from auditor.toml import TomlError
from auditor.version import __version__
from auditor.violation import FileReport

FORMAT = 1
"""Raised when an entry's own form changes."""
KEPT = 7 * 86400
"""Seconds after which a generation that nobody used goes, when a new one begins."""
_GENERATION = re.compile("[0-9a-f]{24}")


_REPORT = msgspec.msgpack.Decoder(FileReport)
"""An entry is a FileReport without its source and path, which a reader of the article has."""


def cache_folder() -> str:
    """Where entries are kept: AUDITOR_CACHE_DIR, else the user's cache folder."""
    if own := os.environ.get("AUDITOR_CACHE_DIR"):
        return os.path.abspath(own)
    from platformdirs import user_cache_dir

    return user_cache_dir("auditor", appauthor=False)


def key_of(data: bytes, path: str, shown: str, settings: Settings, command: CommandLine, today: datetime.date) -> str:
    """The name of a file's entry; "" where something that decides the answer cannot be read."""
    try:
        decided = _decided(path, settings, command)
    except (AuditorError, TomlError, KeyError):  # KeyError: a kind that nobody brings
        return ""
    beside = original_beside(path) if format_of(path) != "text" else ""
    parts = (decided, shown, relative(path, settings.folder), beside, today.isoformat())
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape"))
    digest.update(b"\0" + data)
    return digest.hexdigest()


def look_up(key: str, source: Source) -> FileReport | None:
    """The report under a key, None where there is no whole entry."""
    try:
        with open(_entry_path(key), "rb") as file:
            stored = file.read()
        if hashlib.sha256(stored[32:]).digest() != stored[:32]:
            return None
        report = _REPORT.decode(stored[32:])
    except (OSError, msgspec.MsgspecError):
        return None
    report.source, report.path = source, source.path
    return report


def store(key: str, report: FileReport, settings: Settings) -> None:
    """Remember a report, if it is whole and the packs that made it are those that the key was made of."""
    if report.failures or report.source is None:
        return
    loaded = {pack.path: _digest(pack.data) for pack in project_for(settings).packs}
    if any(loaded.get(shown) != digest for shown, digest in _packs(settings)):
        return
    try:
        payload = msgspec.msgpack.encode(structs.replace(report, source=None, path=""))
        write_entry(_entry_path(key), hashlib.sha256(payload).digest() + payload)
    except (OSError, UnicodeEncodeError):
        return  # a full disk, a folder that is not ours, a name that is no text: nothing is remembered, no more


def clear() -> tuple[int, int]:
    """Remove every entry: how many there were, and their bytes. Nothing else in the folder is touched.

    What another run removes at the same time is none of ours. Raises ConfigError where an entry has to stay.
    """
    import shutil

    entries = size = 0
    for folder in _generations():
        for here, _, names in os.walk(folder, topdown=False):
            for name in names:
                if (removed := _remove(os.path.join(here, name))) is not None:
                    entries, size = entries + 1, size + removed
        shutil.rmtree(folder, ignore_errors=True)  # only folders are left, and what came in meanwhile
    return entries, size


def _remove(path: str) -> int | None:
    """Remove an entry: its bytes, or None where it is gone already."""
    try:
        size = os.path.getsize(path)
        os.unlink(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        cure = "mend the folder's permissions, or name another with AUDITOR_CACHE_DIR"
        raise ConfigError((error.strerror or str(error)).lower(), path=cache_folder(), cure=cure) from None
    return size


def begin() -> None:
    """Make this generation's folder; the first time, generations that nobody used for a week go."""
    folder = _generation_folder()
    if os.path.isdir(folder):
        return
    import shutil

    try:
        old = time.time() - KEPT
        for other in _generations():
            if os.stat(other).st_mtime < old:
                shutil.rmtree(other, ignore_errors=True)
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError:
        return  # no folder, no cache


def _generations() -> list[str]:
    root = cache_folder()
    try:
        return [os.path.join(root, name) for name in sorted(os.listdir(root)) if _GENERATION.fullmatch(name)]
    except OSError:
        return []


@cache
def _generation_folder() -> str:
    return os.path.join(cache_folder(), generation())


def _entry_path(key: str) -> str:
    return os.path.join(_generation_folder(), key[:2], key[2:])


@cache
def generation() -> str:
    """What all entries of this program share: its code and rules, the libraries beside it, Python."""
    package = os.path.dirname(os.path.dirname(__file__))
    trees = (package, os.path.join(os.path.dirname(package), "rules"))  # in a wheel, the rules stand in the package
    known = [str(FORMAT), __version__, sys.version, sys.platform, *_installed()]
    for tree in trees:
        known += _states(tree)
    return _digest("\0".join(known).encode("utf-8", "surrogateescape"))[:24]


def _installed() -> list[str]:
    """Names and versions of what is installed on the path: the folders that installers leave."""
    found = []
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        found += sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
    return found


def _states(folder: str) -> list[str]:
    """Name, size and time of a file, of every file below a folder, or of the archive that it stands in."""
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    if os.path.isfile(folder):
        facts = os.stat(folder)
        return [f"{folder}:{facts.st_size}:{facts.st_mtime_ns}"]
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with suppress(FileNotFoundError):  # an editor's lock is a link to nothing
                facts = os.stat(os.path.join(here, name))
                found.append(f"{here}/{name}:{facts.st_size}:{facts.st_mtime_ns}")
    return found


_digests: dict[int, tuple[Settings, str, list[tuple[str, str]]]] = {}
"""By identity, as files under the same settings share one: the settings, what they come to, their packs."""


def _decided(path: str, settings: Settings, command: CommandLine) -> str:
    """A digest of the settings, the configuration's bytes and all packs."""
    known = _digests.get(id(settings))
    if known is None or known[0] is not settings:
        config = config_for(path, command.config) if settings.file else None
        outside = outside_packs(settings.extends, settings.folder, settings.file)
        packs = [(located.shown, _digest(located.data)) for located in outside.packs]
        code = [state for kind in outside.kinds for state in _states(code_of(kind))]
        outer = repr((settings, packs, code)).encode("utf-8", "surrogatepass")
        parts = [outer, config.data if config else b""]
        known = _digests[id(settings)] = (settings, _digest(b"\0".join(parts)), packs)
    return known[1]


def _packs(settings: Settings) -> list[tuple[str, str]]:
    return _digests[id(settings)][2]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
