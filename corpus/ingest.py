"""Ingestion: files and folders into the store, record by record; what is unchanged costs no parsing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.builder import LAYOUT_VERSION
from corpus.document import Document
from corpus.files import files
from corpus.lint import Finding, lint
from corpus.readers import ReadError, Record, Refusal, records
from corpus.readers.source import Limits
from corpus.sentences import SentenceSplitter
from corpus.store import Change, Fingerprint, Store, StoreError

BATCH_DOCUMENTS = 500
BATCH_CHARACTERS = 8_000_000


@dataclass(frozen=True)
class Report:
    """What became of the records: how many by change, the refusals, and the findings of the documents read."""

    changes: Mapping[Change, int]
    refusals: tuple[Refusal, ...]
    findings: Mapping[str, tuple[Finding, ...]]


def ingest(
    paths: Sequence[Path],
    store: Store,
    limits: Limits = Limits(),
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Read the documents of files and folders into the store, and say what became of each record.

    `progress` is called once a record. Nothing a file contains raises: a bad record is a refusal and the
    others are read. An id met twice in one run is refused the second time. Interrupted, it keeps what was
    read so far, whole documents only, and running it again goes on from there.
    """
    run = _Run(store)
    try:
        for found in _records(paths, limits):
            progress()
            run.take(found)
    finally:
        run.write()
    return Report(run.changes, tuple(run.refusals), run.findings)


def _records(paths: Sequence[Path], limits: Limits) -> Iterator[Record | Refusal]:
    splitter = SentenceSplitter()
    for file in files(paths):
        if isinstance(file, Refusal):
            yield file
            continue
        try:
            yield from records(file, splitter, limits)
        except Exception as error:  # noqa: BLE001 (one bad file never stops the rest)
            yield _unforeseen(str(file), error)


@dataclass(frozen=True, slots=True)
class _Read:
    record: Record
    document: Document
    findings: tuple[Finding, ...]


class _Run:
    def __init__(self, store: Store) -> None:
        self.changes: Counter[Change] = Counter()
        self.refusals: list[Refusal] = []
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self._store = store
        self._stored = store.fingerprints()
        self._places: dict[str, str] = {}
        self._batch: list[_Read] = []

    def take(self, found: Record | Refusal) -> None:
        """Count, refuse or read one record; what is read is written a batch at a time."""
        if isinstance(found, Refusal):
            self.refusals.append(found)
        elif found.id in self._places:
            reason = f"its id {found.id!r} is that of {self._places[found.id]}: give one of them another"
            self.refusals.append(Refusal(found.place, reason))
        elif self._stored.get(found.id) == _fingerprint(found):
            self._places[found.id] = found.place
            self.changes[Change.UNCHANGED] += 1
        else:
            self._read(found)

    def write(self) -> None:
        """Write what was read and not yet written, all of it or, when interrupted, nothing."""
        with self._store.transaction():
            outcomes = [self._add(read) for read in self._batch]
        for read, outcome in zip(self._batch, outcomes, strict=True):
            if isinstance(outcome, Refusal):
                self.refusals.append(outcome)
                continue
            self.changes[outcome] += 1
            if read.findings:
                self.findings[read.document.id] = read.findings
        self._batch.clear()

    def _read(self, record: Record) -> None:
        try:
            document = record.parse()
            read = _Read(record, document, lint(document))
        except ReadError as error:
            self.refusals.append(error.refusal)
        except Exception as error:  # noqa: BLE001 (one bad record never stops the rest)
            self.refusals.append(_unforeseen(record.place, error))
        else:
            self._places[record.id] = record.place
            self._batch.append(read)
            if self._is_full():
                self.write()

    def _is_full(self) -> bool:
        characters = sum(len(read.document.text) for read in self._batch)
        return len(self._batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS

    def _add(self, read: _Read) -> Change | Refusal:
        made_of = _fingerprint(read.record)
        # A file name need not be Unicode, and the store holds only that.
        origin = read.record.place.encode(errors="backslashreplace").decode()
        try:
            return self._store.add(
                read.document,
                raw_sha256=made_of.raw_sha256,
                reader=made_of.reader,
                origin=origin,
                findings=read.findings,
            )
        except StoreError as error:
            return Refusal(read.record.place, str(error))


def _unforeseen(place: str, error: Exception) -> Refusal:
    return Refusal(place, f"its reader failed ({type(error).__name__}: {error}): please report this as a bug")


def _fingerprint(record: Record) -> Fingerprint:
    return Fingerprint(record.raw_sha256, f"{record.reader}/{record.reader_version}/{LAYOUT_VERSION}")
