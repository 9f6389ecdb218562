"""Reading of one file: the outcome of each of its records. This is the part that may crash or hang."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus.document import Document
from corpus.ingestion.sidecar import read_sidecar, with_declared
from corpus.readers import DeclaredMetadata, Limits, ReadError, Record, Refusal, read_records
from corpus.reference_lint import Finding, lint
from corpus.stored_version import Fingerprint
from corpus.text import SentenceSplitter


@dataclass(frozen=True, slots=True)
class UnchangedRecord:
    """A record that is already stored, from the same bytes by the same reader."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """A record that was parsed into a document, with the findings about its references.

    `original` are the bytes that it was read from, if they are to be kept.
    """

    place: str
    fingerprint: Fingerprint
    document: Document
    findings: tuple[Finding, ...]
    original: bytes | None = None

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def size(self) -> int:
        """The characters of its text and the bytes of its original."""
        return len(self.document.text) + len(self.original or b"")


RecordOutcome = ParsedRecord | UnchangedRecord | Refusal

MAX_REFUSALS = 100_000


@dataclass(frozen=True)
class ReadOptions:
    """How to read files: the size limits, and the fingerprints of the records that are already stored.

    `declared` metadata apply to every record; those in a file's sidecar take precedence. `originals` are the
    digests of the originals that are already stored, or None if originals are not to be kept.
    """

    limits: Limits
    known: Mapping[str, Fingerprint]
    declared: DeclaredMetadata | None = None
    originals: AbstractSet[str] | None = None


ReadFunction = Callable[[Path, SentenceSplitter, ReadOptions, int], Iterator[RecordOutcome]]


def read(path: Path, splitter: SentenceSplitter, options: ReadOptions, skip: int = 0) -> Iterator[RecordOutcome]:
    """The outcome of each record of a file except the first `skip`, in the file's order.

    Bad content never raises, and skipped records are not parsed. Reading stops after `MAX_REFUSALS` refusals,
    because a file of a few megabytes could cause a hundred million of them.
    """
    refused = 0
    try:
        sidecar = read_sidecar(path)
        for record in islice(read_records(path, splitter, options.limits), skip, None):
            if isinstance(record, Refusal):
                found: RecordOutcome = record
            else:
                found = _found(with_declared(record, options.declared, sidecar), options)
            yield found
            refused += isinstance(found, Refusal)
            if refused >= MAX_REFUSALS:
                yield Refusal(
                    str(path), f"{refused} of its records are refused and the rest is not read: fix the file first"
                )
                return
    except ReadError as error:
        yield error.refusal
    except Exception as error:  # noqa: BLE001 (a bad file must not stop the others)
        yield unexpected_failure(str(path), error)


def unexpected_failure(place: str, error: Exception) -> Refusal:
    """The refusal of a file or record on which a reader raised an unexpected exception."""
    if isinstance(error, MemoryError):
        return Refusal(place, "reading it needs more memory than the limit allows: split it")
    return Refusal(place, f"its reader failed ({type(error).__name__}: {error}): please report this as a bug")


def _found(record: Record, options: ReadOptions) -> RecordOutcome:
    fingerprint = record.fingerprint
    original = record.original if options.originals is not None else None
    if original is not None and options.originals is not None and record.raw_sha256 in options.originals:
        original = None
    if options.known.get(record.id) == fingerprint and original is None:
        return UnchangedRecord(record.id, record.place)
    try:
        document = record.parse()
        return ParsedRecord(record.place, fingerprint, document, lint(document), original)
    except ReadError as error:
        return error.refusal
    except Exception as error:  # noqa: BLE001 (a bad record must not stop the others)
        return unexpected_failure(record.place, error)
