"""Reads the lines of a data file with their numbers, so that every error can name its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from corpus.readers import SourceError, SourceFile
from corpus.text import DecodeError, decode
from eval.errors import DataError


class Digest(Protocol):
    """Receives the bytes of a file as they are read, such as a hash of `hashlib`."""

    def update(self, data: bytes, /) -> None:
        """Adds bytes."""
        ...


def numbered(path: Path, digest: Digest | None = None) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without line ends, numbered from 1; gzipped files are decompressed.

    `digest` receives the decompressed bytes, so that a file and its gzipped copy have the same hash. Raises
    DataError for a file that is missing, damaged or not UTF-8.
    """
    number = 0
    try:
        for number, line in enumerate(SourceFile(path).lines(), start=1):
            if digest is not None:
                digest.update(line)
            text = decode(line).rstrip("\r\n")
            if text.strip():
                yield number, text
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from error
    except SourceError as error:
        raise DataError(path, str(error)) from error
    except DecodeError as error:
        raise DataError(path, str(error), number) from error
