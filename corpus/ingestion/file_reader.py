"""What becomes of a file: each of its records read, known already, or refused. The part that may crash or hang."""

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
    """A record that is stored already, made of the same bytes by the same reader."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Read:
    """A record that became a document, with the findings about its references."""

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
    """How files are read: within which limits, which records are known by which fingerprints.

    What is `declared` is so for every record; what stands beside a file goes before it.
    """

    limits: Limits
    known: Mapping[str, Fingerprint]
    declared: Declared | None = None


Reads = Callable[[Path, SentenceSplitter, Reading, int], Iterator[Found]]


def read(path: Path, splitter: SentenceSplitter, reading: Reading, skip: int = 0) -> Iterator[Found]:
    """What becomes of each record of a file but the first `skip`, in the file's order.

    Nothing that a file contains raises, and what is skipped is not parsed. After `MOST_REFUSED` refusals the file
    is given up: one of some megabytes could have them by the hundred million.
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
                    str(path), f"{refused} of its records are refused: the rest is not read, mend it first"
                )
                return
    except ReadError as error:
        yield error.refusal
    except Exception as error:  # noqa: BLE001 (one bad file never stops the rest)
        yield unforeseen(str(path), error)


def unforeseen(place: str, error: Exception) -> Refusal:
    """The refusal of what a reader failed on without saying why."""
    if isinstance(error, MemoryError):
        return Refusal(place, "reading it takes more memory than the limit: split it")
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
    except Exception as error:  # noqa: BLE001 (one bad record never stops the rest)
        return unforeseen(record.place, error)
