"""The one place that writes files: through a temporary file beside the target, renamed when it is whole."""

from __future__ import annotations

import os
import tempfile

from auditor.errors import ConfigError, SourceError
from auditor.source import Source


def write_text(path: str, source: Source, text: str) -> None:
    """Write a changed article in its own encoding, keeping its permissions; raises SourceError.

    Nothing is written through a symbolic link that leads out of the working directory, and a failure leaves the file as it was.
    """
    if _leads_out(path):
        cure = "fix the file that it points to"
        raise SourceError("a symbolic link out of this folder is not written through", path=source.path, cure=cure)
    data = source.encode(text)
    path = os.path.realpath(path)
    try:
        _replace(path, data, os.stat(path).st_mode & 0o7777)
    except OSError as error:
        cure = "nothing was written; make room or mend the permissions"
        raise SourceError((error.strerror or str(error)).lower(), path=source.path, cure=cure) from None


def _leads_out(path: str) -> bool:
    """Whether a link on the way to a file leads out of the working directory."""
    real, here = os.path.realpath(path), os.path.realpath(os.curdir)
    return real != os.path.abspath(path) and os.path.commonpath((real, here)) != here


def refuse_old(path: str, *, force: bool) -> None:
    """Raise ConfigError where a file stands already: what takes long asks before it starts."""
    if os.path.lexists(path) and not force:
        raise ConfigError("a file stands there", path=path.replace(os.sep, "/"), cure="remove it, or --force")


def write_new(path: str, data: bytes, *, force: bool) -> None:
    """Write a file that is not there yet (or replace it with `force`); raises ConfigError."""
    refuse_old(path, force=force)
    shown = path.replace(os.sep, "/")
    try:
        _replace(path, data, 0o644)
    except OSError as error:
        raise ConfigError(
            (error.strerror or str(error)).lower(), path=shown, cure="nothing was written; check the folder"
        ) from None


def rewrite(path: str, data: bytes) -> None:
    """Replace a configuration or a baseline, keeping its permissions; raises ConfigError."""
    real = os.path.realpath(path)
    try:
        _replace(real, data, os.stat(real).st_mode & 0o7777)
    except OSError as error:
        cure = "nothing was written; make room or mend the permissions"
        shown = os.path.relpath(path).replace(os.sep, "/")
        raise ConfigError((error.strerror or str(error)).lower(), path=shown, cure=cure) from None


def refuse_output(path: str) -> None:
    """Raise ConfigError where a report cannot be written: asked before the run, not behind it."""
    shown, folder = path.replace(os.sep, "/"), os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise ConfigError("is a folder", path=shown, cure="name a file for the report")
    if not os.path.isdir(folder):
        raise ConfigError("no such folder for the report", path=shown, cure="make it first")


def write_output(path: str, data: bytes) -> None:
    """Write a report, whole or not at all; what is no regular file (a pipe, a device) is written to as it is. Raises ConfigError."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as file:
                file.write(data)
            return
        real = os.path.realpath(path)
        _replace(real, data, os.stat(real).st_mode & 0o7777 if os.path.exists(real) else 0o644)
    except OSError as error:
        shown, reason = path.replace(os.sep, "/"), (error.strerror or str(error)).lower()
        raise ConfigError(
            reason, path=shown, cure="the report was not written; check the disk and the folder"
        ) from None


def write_entry(path: str, data: bytes) -> None:
    """Write an entry of the cache, whole or not at all, for its owner's eyes; raises OSError. It need not outlive a power cut."""
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _replace(path: str, data: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".auditor-", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
