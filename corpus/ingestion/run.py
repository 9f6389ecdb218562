"""Ingestion of files and folders into the store, record by record; unchanged records are not parsed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.ingestion.file_reader import ParsedRecord, ReadOptions, RecordOutcome, UnchangedRecord, read
from corpus.ingestion.files import files
from corpus.ingestion.report import DocumentSummary, Report, Tally, file_of, summarise
from corpus.ingestion.worker import WorkerConfig
from corpus.ingestion.worker_pool import WorkerPool
from corpus.readers import DeclaredMetadata, Limits, Refusal
from corpus.reference_lint import Finding
from corpus.store import Change, Store, StoreError
from corpus.text import SentenceSplitter

__all__ = ["Report", "WorkerLimits", "ingest"]

BATCH_DOCUMENTS = 500
BATCH_SIZE = 8_000_000  # characters of texts and bytes of originals


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """The number of worker processes, and the time without progress and the memory that each may use."""

    workers: int = 2
    seconds: float = 120
    memory_bytes: int = 4 * 1024**3


def ingest(
    paths: Sequence[Path],
    store: Store | None,
    limits: Limits = Limits(),
    progress: Callable[[], None] = lambda: None,
    worker_limits: WorkerLimits | None = None,
    *,
    declared: DeclaredMetadata | None = None,
    keep_originals: bool = False,
) -> Report:
    """Reads the documents of files and folders into the store, and reports the outcome of each record.

    `progress` is called once per record. Bad content never raises: a bad record becomes a refusal and the others
    are read. A second record with the same id in one run is refused. If interrupted, the documents read so far
    are kept, and the next run continues from there. Without `worker_limits`, files are read in this process, and a
    file that crashes or hangs its reader does so here. `declared` metadata apply to every document, but a file's
    sidecar takes precedence. With `keep_originals`, the bytes of PDFs are stored too, to draw their pages.
    Without a store, everything is read and nothing is stored.
    """
    run = _Run(store)
    originals = store.originals() if store and keep_originals else None
    options = ReadOptions(limits, store.fingerprints() if store else {}, declared, originals)
    try:
        for found in _found(paths, options, worker_limits):
            progress()
            run.add(found)
    finally:
        run.write()
    return Report(run.changes, tuple(run.refusals), run.findings, tuple(run.documents), run.files)


def _found(
    paths: Sequence[Path], options: ReadOptions, worker_limits: WorkerLimits | None
) -> Iterator[RecordOutcome]:
    if worker_limits is not None:
        config = WorkerConfig(options, read, worker_limits.memory_bytes)
        with WorkerPool(config, size=worker_limits.workers, seconds=worker_limits.seconds) as pool:
            yield from pool.read(files(paths))
        return
    splitter = SentenceSplitter()
    for file in files(paths):
        if isinstance(file, Refusal):
            yield file
        else:
            yield from read(file, splitter, options)


class _Run:
    def __init__(self, store: Store | None) -> None:
        self.changes: Counter[Change] = Counter()
        self.refusals: list[Refusal] = []
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.documents: list[DocumentSummary] = []
        self.files: defaultdict[str, Tally] = defaultdict(Tally)
        self._store = store
        self._places: dict[str, str] = {}
        self._batch: list[ParsedRecord] = []

    def add(self, found: RecordOutcome) -> None:
        """Counts, refuses or keeps one record; parsed documents are written in batches."""
        if isinstance(found, Refusal):
            self._refuse(found)
        elif found.id in self._places:
            reason = f"its id {found.id!r} is already that of {self._places[found.id]}: change one of them"
            self._refuse(Refusal(found.place, reason))
        else:
            self._places[found.id] = found.place
            self._keep(found)

    def write(self) -> None:
        """Writes the documents of the current batch: all of them or, if interrupted, none."""
        for found, outcome in zip(self._batch, self._added(), strict=True):
            if isinstance(outcome, Refusal):
                self._refuse(outcome)
                continue
            if outcome is not None:
                self.changes[outcome] += 1
            if found.findings:
                self.findings[found.id] = found.findings
            self.documents.append(summarise(found.document, found.place, found.findings))
            self.files[file_of(found.place)].count(self.documents[-1])
        self._batch.clear()

    def _refuse(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)
        self.files[file_of(refusal.place)].refused += 1

    def _added(self) -> list[Change | Refusal | None]:
        """The outcome for each document of the batch; None if there is no store."""
        store = self._store
        if store is None:
            return [None] * len(self._batch)
        with store.transaction():
            return [_add(store, found) for found in self._batch]

    def _keep(self, found: ParsedRecord | UnchangedRecord) -> None:
        if isinstance(found, UnchangedRecord):
            self.changes[Change.UNCHANGED] += 1
            self.files[file_of(found.place)].unchanged += 1
            return
        self._batch.append(found)
        if self._is_full():
            self.write()

    def _is_full(self) -> bool:
        return len(self._batch) >= BATCH_DOCUMENTS or sum(found.size for found in self._batch) >= BATCH_SIZE


def _add(store: Store, found: ParsedRecord) -> Change | Refusal:
    # A file name may be invalid Unicode, which the store cannot hold.
    origin = found.place.encode(errors="backslashreplace").decode()
    try:
        return store.add(
            found.document,
            raw_sha256=found.fingerprint.raw_sha256,
            reader=found.fingerprint.reader,
            origin=origin,
            findings=found.findings,
            original=found.original,
        )
    except StoreError as error:
        return Refusal(found.place, str(error))
