"""A source file: access to its bytes and lines, decompressed if gzipped, within size limits."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from corpus.text import DecodeError, decode

GZIP = b"\x1f\x8b"
HEAD_BYTES = 64 * 1024
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The size limits of input: bytes of a file, decompressed and per record, and pages of a PDF.

    `expansion` is the largest allowed ratio of decompressed to compressed size.
    """

    file_bytes: int = 512 * MEBIBYTE
    expanded_bytes: int = 4096 * MEBIBYTE
    expansion: int = 200
    record_bytes: int = 32 * MEBIBYTE
    pages: int = 5000


class SourceError(ValueError):
    """The file cannot be read to its end, because it is too large or damaged; the message names the remedy."""


class PageMissing(SourceError):
    """The file has no page of this number."""


@dataclass(frozen=True)
class SourceFile:
    """One file on disk."""

    path: Path
    limits: Limits = field(default_factory=Limits)

    @property
    def name(self) -> str:
        """The file's name without a `.gz` suffix."""
        return self.path.name.removesuffix(".gz")

    @property
    def stem(self) -> str:
        """The file's name without its suffix."""
        return Path(self.name).stem

    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes, decompressed; raises `SourceError` for a file over the size limit."""
        size = self.path.stat().st_size
        if size > self.limits.file_bytes:
            raise SourceError(
                f"the file has {size} bytes, more than the limit of {self.limits.file_bytes}: split it"
            )
        with self._open() as stream:
            return self._read(stream, HEAD_BYTES)

    def read(self) -> bytes:
        """The whole file as one record; raises `SourceError` if it exceeds the limit for a record."""
        limit = self.limits.record_bytes
        with self._open() as stream:
            data = self._read(stream, min(limit, self._expanded_limit()) + 1)
        if len(data) > self._expanded_limit():
            raise SourceError(self._bomb())
        if len(data) > limit:
            raise SourceError(f"the document has more than {limit} bytes: split the file")
        return data

    def lines(self) -> Iterator[bytes]:
        """The lines with their line ends; a line over `record_bytes` is cut to `record_bytes + 1` bytes."""
        limit, left = self.limits.record_bytes, self._expanded_limit()
        with self._open() as stream:
            while line := self._read_line(stream, limit + 1):
                rest = line
                while len(rest) > limit and not rest.endswith(b"\n"):
                    left -= len(rest)
                    self._check_expansion(left)
                    rest = self._read_line(stream, limit + 1)
                left -= len(rest)
                self._check_expansion(left)
                yield line

    def _open(self) -> BinaryIO:
        with self.path.open("rb") as stream:
            gzipped = stream.read(len(GZIP)) == GZIP
        return cast("BinaryIO", gzip.open(self.path)) if gzipped else self.path.open("rb")

    def _expanded_limit(self) -> int:
        by_ratio = max(MEBIBYTE, self.path.stat().st_size * self.limits.expansion)
        return min(self.limits.expanded_bytes, by_ratio)

    def _check_expansion(self, left: int) -> None:
        if left < 0:
            raise SourceError(self._bomb())

    def _bomb(self) -> str:
        return f"decompresses to more than {self._expanded_limit()} bytes: decompress it yourself and split it"

    def _read(self, stream: BinaryIO, size: int) -> bytes:
        with _intact():
            return stream.read(size)

    def _read_line(self, stream: BinaryIO, size: int) -> bytes:
        with _intact():
            return stream.readline(size)


@contextmanager
def _intact() -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(f"the gzip data is damaged ({error}): download the file again") from error


def peek(head: bytes) -> str:
    """The first bytes as text, for format detection; undecodable bytes become U+FFFD."""
    try:
        return decode(head)
    except DecodeError:
        return head.decode(errors="replace")
