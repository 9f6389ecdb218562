"""What a reader yields: records that become documents when asked, and refusals that name place and reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document
from corpus.fingerprint import Fingerprint
from corpus.readers.base.source import SourceError, SourceFile
from corpus.text import LAYOUT_VERSION, DecodeError, clean

LONGEST_REASON = 400
_CUT = " ... "


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is not read: where (`file` or `file, line 17`), and why with what to do about it.

    The reason is one line of at most `LONGEST_REASON` characters; the place is as the file is called, which may
    hold anything, and as text (`str`) on one line too.
    """

    place: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", shorten(self.reason))

    def __str__(self) -> str:
        place = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in self.place)
        return f"{place}: {self.reason}"


def shorten(reason: str) -> str:
    """A reason on one line; one that quotes too much of a file loses its middle, not the remedy at its end."""
    line = clean(reason)
    if len(line) <= LONGEST_REASON:
        return line
    half = (LONGEST_REASON - len(_CUT)) // 2
    return line[:half] + _CUT + line[-half:]


class ReadError(ValueError):
    """A record that cannot become a document; `refusal` names place and reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.refusal = Refusal(place, reason)


@dataclass(frozen=True, slots=True)
class Record:
    """One document-to-be. `parse` does the work, so a record whose `fingerprint` is stored costs nothing.

    `id` is the document's id. `raw_sha256` is the SHA-256 of the raw bytes that the document is made of (the
    file, or one line of a JSON Lines file). `make` is the reader's own work; call `parse`.
    """

    id: str
    place: str
    raw_sha256: str
    reader: str
    reader_version: str
    make: Callable[[], Document]

    def parse(self) -> Document:
        """The document; raises `ReadError` for a bad record. Whatever else it raises is a bug of the reader."""
        try:
            return self.make()
        except (DecodeError, SourceError) as error:
            raise ReadError(self.place, str(error)) from error

    @property
    def fingerprint(self) -> Fingerprint:
        """What the document is made of; two records of one id give the same document exactly if it is equal."""
        return Fingerprint(self.raw_sha256, f"{self.reader}/{self.reader_version}/{LAYOUT_VERSION}")


class Reader(Protocol):
    """One input format, chosen by content."""

    @property
    def name(self) -> str:
        """A short name of the format, part of the fingerprint."""

    @property
    def version(self) -> str:
        """Raised when the reader makes other documents of the same bytes."""

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether a file is of this format, by its first bytes (expanded where gzipped); the name breaks ties."""

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's records in order. A bad record is a refusal and does not stop the others.

        What makes the rest of the file unreadable is raised: `SourceError`, `DecodeError`, `OSError`.
        """


def nothing_to_quote(place: str) -> ReadError:
    """What a document is refused with that has a title and no text: titles are never quoted alone."""
    return ReadError(place, "holds no text to quote: add some, or leave it out")
