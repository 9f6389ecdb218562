"""The output of readers: records, which are parsed into documents on request, and refusals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document
from corpus.readers.base.source import SourceError, SourceFile
from corpus.stored_version import Fingerprint
from corpus.text import LAYOUT_VERSION, DecodeError, clean

LONGEST_REASON = 400
_CUT = " ... "


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that is not read: its place (`file` or `file, line 17`), the reason, and the remedy.

    `reason` is one line of at most `LONGEST_REASON` characters. `place` contains the file name unchanged, which
    may have any characters; `str()` escapes it so that the whole message is one line.
    """

    place: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", shorten(self.reason))

    def __str__(self) -> str:
        place = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in self.place)
        return f"{place}: {self.reason}"


def shorten(reason: str) -> str:
    """The reason on one line; if it is too long, its middle is cut, so that the remedy at its end remains."""
    line = clean(reason)
    if len(line) <= LONGEST_REASON:
        return line
    half = (LONGEST_REASON - len(_CUT)) // 2
    return line[:half] + _CUT + line[-half:]


class ReadError(ValueError):
    """A record cannot be parsed into a document; `refusal` has the place and the reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.refusal = Refusal(place, reason)


@dataclass(frozen=True, slots=True)
class Record:
    """A document that is not parsed yet. Only `parse` is costly; skip it if the `fingerprint` is already stored.

    `id` is the document's id. `raw_sha256` is the SHA-256 of the document's raw bytes (the file, or one line of a
    JSON Lines file). `make` is the reader's parsing function; call `parse` instead. `original` are the raw bytes
    if pictures of the document's pages can be drawn from them.
    """

    id: str
    place: str
    raw_sha256: str
    reader: str
    reader_version: str
    make: Callable[[], Document]
    original: bytes | None = None

    def parse(self) -> Document:
        """The document; raises `ReadError` for a bad record. Any other exception is a bug in the reader."""
        try:
            return self.make()
        except (DecodeError, SourceError) as error:
            raise ReadError(self.place, str(error)) from error

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint; two records with the same id give the same document exactly if it is equal."""
        return Fingerprint(self.raw_sha256, f"{self.reader}/{self.reader_version}/{LAYOUT_VERSION}")


class Reader(Protocol):
    """The reader of one input format, which is detected from the content."""

    @property
    def name(self) -> str:
        """A short name of the format; it is part of the fingerprint."""

    @property
    def version(self) -> str:
        """The reader's version: increment it when the same bytes give a different document."""

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether a file has this format, by its first bytes (decompressed if gzipped) and, in doubt, its name."""

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's records in order. A bad record yields a refusal and does not stop the others.

        Raises `SourceError`, `DecodeError` or `OSError` if the rest of the file cannot be read.
        """


def nothing_to_quote(place: str) -> ReadError:
    """The error for a document with a title but no text; titles are never quoted on their own."""
    return ReadError(place, "the document has no text to quote: add text, or leave the document out")
