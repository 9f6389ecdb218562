"""Reading of one file: the outcome of each of its records. This is the part that may crash or hang."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus.document import Document
from corpus.fingerprint import Fingerprint
from corpus.ingestion.sidecar import declared_beside, described
from corpus.readers import Declared, Limits, ReadError, Record, Refusal, records
from corpus.reference_lint import Finding, lint
from corpus.text import SentenceSplitter


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A record that is already stored, from the same bytes by the same reader."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Read:
    """A record that was parsed into a document, with the findings about its references."""

    place: str
    made_of: Fingerprint
    document: Document
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id


Found = Read | Unchanged | Refusal

MOST_REFUSED = 100_000


@dataclass(frozen=True)
class Reading:
    """How to read files: the size limits, and the fingerprints of the records that are already stored.

    `declared` metadata apply to every record; those in a file's sidecar take precedence.
    """

    limits: Limits
    known: Mapping[str, Fingerprint]
    declared: Declared | None = None


Reads = Callable[[Path, SentenceSplitter, Reading, int], Iterator[Found]]


def read(path: Path, splitter: SentenceSplitter, reading: Reading, skip: int = 0) -> Iterator[Found]:
    """The outcome of each record of a file except the first `skip`, in the file's order.

    Bad content never raises, and skipped records are not parsed. Reading stops after `MOST_REFUSED` refusals,
    because a file of a few megabytes could cause a hundred million of them.
    """
    refused = 0
    try:
        its_own = declared_beside(path)
        for record in islice(records(path, splitter, reading.limits), skip, None):
            if isinstance(record, Refusal):
                found: Found = record
            else:
                found = _found(described(record, reading.declared, its_own), reading)
            yield found
            refused += isinstance(found, Refusal)
            if refused >= MOST_REFUSED:
                yield Refusal(
                    str(path), f"{refused} of its records are refused and the rest is not read: fix the file first"
                )
                return
    except ReadError as error:
        yield error.refusal
    except Exception as error:  # noqa: BLE001 (a bad file must not stop the others)
        yield unforeseen(str(path), error)


def unforeseen(place: str, error: Exception) -> Refusal:
    """The refusal of a file or record on which a reader raised an unexpected exception."""
    if isinstance(error, MemoryError):
        return Refusal(place, "reading it needs more memory than the limit allows: split it")
    return Refusal(place, f"its reader failed ({type(error).__name__}: {error}): please report this as a bug")


def _found(record: Record, reading: Reading) -> Found:
    made_of = record.fingerprint
    if reading.known.get(record.id) == made_of:
        return Unchanged(record.id, record.place)
    try:
        document = record.parse()
        return Read(record.place, made_of, document, lint(document))
    except ReadError as error:
        return error.refusal
    except Exception as error:  # noqa: BLE001 (a bad record must not stop the others)
        return unforeseen(record.place, error)
