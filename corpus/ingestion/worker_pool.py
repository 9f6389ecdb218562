"""The worker pool: processes that read files in parallel, with outcomes in the order of the files."""

import signal
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from corpus.child_process import start
from corpus.ingestion.file_reader import ParsedRecord, RecordOutcome
from corpus.ingestion.worker import Task, TaskDone, WorkerConfig
from corpus.readers import Refusal

_PROGRAM = "from corpus.ingestion.worker import main; main()"
_MAX_BUFFERED = 2000
_MAX_BUFFERED_CHARACTERS = 16_000_000
_SHUTDOWN_SECONDS = 5.0


@dataclass
class _Job:
    """A file, or a refusal in its place, with the outcomes that have not been passed on yet."""

    path: Path
    found: deque[RecordOutcome] = field(default_factory=deque)
    count: int = 0
    characters: int = 0
    resumed: int = -1
    done: bool = False

    def add(self, found: RecordOutcome) -> None:
        self.found.append(found)
        self.count += 1
        self.characters += _characters(found)

    def pop(self) -> RecordOutcome:
        found = self.found.popleft()
        self.characters -= _characters(found)
        return found

    @property
    def is_full(self) -> bool:
        """Whether its buffer of outcomes is full; memory use must not grow with the file."""
        return len(self.found) >= _MAX_BUFFERED or self.characters >= _MAX_BUFFERED_CHARACTERS


class _Worker:
    """A child process and its current job."""

    def __init__(self, config: WorkerConfig) -> None:
        self._process, self.connection = start(_PROGRAM)
        self.connection.send(config)
        self.job: _Job | None = None
        self.last_heard = 0.0

    def start(self, job: _Job) -> None:
        """Assigns a job; outcomes that it already has are skipped."""
        self.job = job
        self.last_heard = time.monotonic()
        self.connection.send(Task(job.path, job.count))

    def stop(self) -> int:
        """Kills the process and returns its exit status; a negative one is the signal that ended it.

        On a busy machine, or while it waits for a disk, a killed process can take long to end; it is left to that.
        """
        self._process.kill()
        self.connection.close()
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_SHUTDOWN_SECONDS)
        return -signal.SIGKILL

    def exit_status(self) -> int:
        """The exit status of a process that ended by itself."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_SHUTDOWN_SECONDS)
        return self.stop()

    def shut_down(self) -> None:
        """Ends the process: orderly if it is idle, by a kill otherwise."""
        with suppress(OSError):
            self.connection.send(None)
        if self.job is not None:
            self._process.kill()
        self.exit_status()
        self.connection.close()


class WorkerPool:
    """At most `size` worker processes, each started when there is work for it; use it in a `with` statement.

    A worker that sends nothing for `seconds` while it reads a file is killed. A worker that is killed or crashes
    is replaced: the record that it was reading is refused, and its replacement reads the rest of the file.
    """

    def __init__(self, config: WorkerConfig, *, size: int, seconds: float) -> None:
        self._config = config
        self._size = size
        self._seconds = seconds
        self._workers: list[_Worker] = []

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.shut_down()
        self._workers.clear()

    def read(self, files: Iterable[Path | Refusal]) -> Iterator[RecordOutcome]:
        """The outcomes of all records, in the order of the files; a refusal among the files keeps its place."""
        remaining = iter(files)
        jobs: deque[_Job] = deque()
        while True:
            self._assign(remaining, jobs)
            if not jobs:
                return
            head = jobs[0]
            while head.found:
                yield head.pop()
            if head.done:
                jobs.popleft()
            else:
                self._listen()

    def _assign(self, files: Iterator[Path | Refusal], jobs: deque[_Job]) -> None:
        """Gives every idle worker a file while there are files; only a few files are taken in advance."""
        while len(jobs) < 2 * self._size:
            worker = self._idle()
            if worker is None:
                return
            file = next(files, None)
            if file is None:
                return
            if isinstance(file, Refusal):
                jobs.append(_Job(Path(), deque([file]), done=True))
                continue
            job = _Job(file)
            jobs.append(job)
            self._start(worker, job)

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.job is None:
                return worker
        if len(self._workers) < self._size:
            self._workers.append(_Worker(self._config))
            return self._workers[-1]
        return None

    def _start(self, worker: _Worker, job: _Job) -> None:
        try:
            worker.start(job)
        except OSError:
            worker.job = job
            self._crashed(worker)

    def _listen(self) -> None:
        """Receives outcomes from the workers, and replaces workers that timed out or crashed."""
        busy = []
        for worker in self._workers:
            if worker.job is not None and not worker.job.is_full:
                busy.append(worker)
            else:
                worker.last_heard = time.monotonic()
        timeout = max(0.0, min(worker.last_heard for worker in busy) + self._seconds - time.monotonic())
        ready = wait([worker.connection for worker in busy], timeout)
        for worker in busy:
            if worker.connection in ready:
                self._receive(worker)
            elif time.monotonic() >= worker.last_heard + self._seconds:
                self._time_out(worker)

    def _receive(self, worker: _Worker) -> None:
        job = worker.job
        assert job is not None  # noqa: S101 (only busy workers are listened to)
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._crashed(worker)
            return
        worker.last_heard = time.monotonic()
        if isinstance(message, TaskDone):
            job.done, worker.job = True, None
        else:
            job.add(message)

    def _time_out(self, worker: _Worker) -> None:
        worker.stop()
        self._replace(
            worker, f"reading it takes more than {self._seconds:g} seconds: split it, or raise the limit"
        )

    def _crashed(self, worker: _Worker) -> None:
        status = worker.exit_status()
        name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        remedy = "repair or split the file if it is damaged or needs more memory, or report this as a bug"
        self._replace(worker, f"its reader crashed ({name}): {remedy}")

    def _replace(self, worker: _Worker, reason: str) -> None:
        """Refuses the record that a lost worker was reading, and gives the rest of the file to a new worker."""
        self._workers.remove(worker)
        job = worker.job
        assert job is not None  # noqa: S101 (only busy workers are listened to)
        if job.count == job.resumed:  # lost again without another record: the file itself is at fault
            job.done = True
            return
        job.add(Refusal(_place(job), reason))
        job.resumed = job.count
        replacement = _Worker(self._config)
        self._workers.append(replacement)
        self._start(replacement, job)


def _characters(found: RecordOutcome) -> int:
    """The size of an outcome: the characters of its text, and the bytes of its original."""
    return found.size if isinstance(found, ParsedRecord) else 0


def _place(job: _Job) -> str:
    return str(job.path) if job.count == 0 else f"{job.path}, after {job.count} records"
