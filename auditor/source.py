"""The one place that decodes bytes and knows lines.

Takes the bytes of a file, gives a `Source`: decoded text and where its lines start. Every offset elsewhere
counts code points of `Source.text`, which has no byte-order mark and keeps line ends as they are in the file.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from bisect import bisect_right
from functools import cached_property

from auditor.errors import SourceError

MAX_BYTES = 16 * 1024 * 1024
"""Larger files are refused: no news article is one, and a log or dump would only burn time."""

_LINE_END = re.compile(r"\r\n?|\n")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Source:
    """The decoded text of one file, with its path, its encoding and its byte-order mark.

    `path` is shown to people as it is, with `/`. Offsets are code points of `text`, from 0.
    """

    __slots__ = ("__dict__", "bom", "encoding", "path", "text")

    def __init__(self, text: str, path: str = "", encoding: str = "utf-8", bom: bytes = b"") -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.bom = bom

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line; lines end at LF, CRLF or a lone CR, nowhere else."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The words of a line (from 1), without its line end."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")

    def utf8_column(self, offset: int) -> int:
        """Column of an offset in UTF-8 bytes, from 1."""
        start = self.line_starts[bisect_right(self.line_starts, offset) - 1]
        return len(self.text[start:offset].encode("utf-8")) + 1

    def utf16_column(self, offset: int) -> int:
        """Column of an offset in UTF-16 code units, from 0."""
        start = self.line_starts[bisect_right(self.line_starts, offset) - 1]
        return len(self.text[start:offset].encode("utf-16-le")) // 2

    def encode(self, text: str) -> bytes:
        """Bytes of a changed text in this source's own encoding, its byte-order mark kept.

        Raises SourceError where the encoding has no bytes for a character.
        """
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise SourceError(
                f"{text[error.start]!r} cannot be written in {self.encoding}",
                path=self.path,
                cure="save the file as UTF-8 first",
            ) from None


def decode(data: bytes, path: str = "", encoding: str = "utf-8") -> Source:
    """The Source of a file's bytes: by its byte-order mark, else in the given encoding.

    Raises SourceError for a binary and for bytes that the encoding does not know.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Source(_text(data[len(bom) :], path, name), path, name, bom)
    if b"\0" in data[:8192]:
        raise SourceError(
            "not a text: it holds NUL bytes", path=path, cure="leave it out with `exclude`, or name the article itself"
        )
    return Source(_text(data, path, encoding), path, encoding)


def _text(data: bytes, path: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"byte 0x{data[error.start]:02x} at offset {error.start} is not {encoding.upper()}",
            path=path,
            line=line,
            cure='save the file as UTF-8, or set `encoding = "…"` in auditor.toml',
        ) from None


def read(path: str, shown: str = "", encoding: str = "utf-8") -> Source:
    """Read and decode a file; `shown` is the path that people see.

    Raises SourceError: as `read_bytes` does, and for what is binary or undecodable.
    """
    shown = shown or path.replace(os.sep, "/")
    return decode(read_bytes(path, shown), shown, encoding)


def read_bytes(path: str, shown: str) -> bytes:
    """The bytes of an article; raises SourceError: missing, unreadable, no regular file, larger than MAX_BYTES."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise SourceError(_reason(error), path=shown, cure="check the path and its permissions") from None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise SourceError("not a regular file", path=shown, cure="name an article or a folder")
        if facts.st_size > MAX_BYTES:
            raise SourceError(
                f"{facts.st_size / 1e6:.0f} MB is larger than an article can be ({MAX_BYTES // 2**20} MiB)",
                path=shown,
                cure="leave it out with `exclude`",
            )
        data = b""
        while piece := os.read(handle, facts.st_size + 1 - len(data) if len(data) <= facts.st_size else 65536):
            data += piece
            if len(data) > MAX_BYTES:
                raise SourceError(
                    "the file grew while it was read", path=shown, cure="check it again when it is at rest"
                )
    except OSError as error:
        raise SourceError(_reason(error), path=shown, cure="check the file") from None
    finally:
        os.close(handle)
    return data


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "not readable"
    return (error.strerror or str(error)).lower()
