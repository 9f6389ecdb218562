"""The worker pool: processes that read files in parallel, with outcomes in the order of the files."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from corpus.ingestion.file_reader import Found, Read
from corpus.ingestion.worker import Done, Orders, Task
from corpus.readers import Refusal

_PROGRAM = "from corpus.ingestion.worker import main; main()"
_AHEAD = 2000
_CHARACTERS_AHEAD = 16_000_000
_GOODBYE = 5.0


@dataclass
class _Job:
    """A file, or a refusal in its place, with the outcomes that have not been passed on yet."""

    path: Path
    found: deque[Found] = field(default_factory=deque)
    count: int = 0
    characters: int = 0
    resumed: int = -1
    done: bool = False

    def take(self, found: Found) -> None:
        self.found.append(found)
        self.count += 1
        self.characters += _characters(found)

    def give(self) -> Found:
        found = self.found.popleft()
        self.characters -= _characters(found)
        return found

    @property
    def is_far_ahead(self) -> bool:
        """Whether its buffer of outcomes is full; memory use must not grow with the file."""
        return len(self.found) >= _AHEAD or self.characters >= _CHARACTERS_AHEAD


class _Worker:
    """A child process and its current job."""

    def __init__(self, orders: Orders) -> None:
        mine, its = socket.socketpair()
        with its:
            self._process = subprocess.Popen(  # noqa: S603 (this interpreter, running our own code)
                [sys.executable, "-P", "-c", _PROGRAM, str(its.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(its.fileno(),),
                env=os.environ | {"OMP_NUM_THREADS": "1"},
            )
        self.connection = Connection(mine.detach())
        self.connection.send(orders)
        self.job: _Job | None = None
        self.since = 0.0

    def start(self, job: _Job) -> None:
        """Assigns a job; outcomes that it already has are skipped."""
        self.job = job
        self.since = time.monotonic()
        self.connection.send(Task(job.path, job.count))

    def stop(self) -> int:
        """Kills the process and returns its exit status; a negative one is the signal that ended it."""
        self._process.kill()
        status = self._process.wait(_GOODBYE)
        self.connection.close()
        return status

    def ended(self) -> int:
        """The exit status of a process that ended by itself."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_GOODBYE)
        return self.stop()

    def dismiss(self) -> None:
        """Ends the process: orderly if it is idle, by a kill otherwise."""
        with suppress(OSError):
            self.connection.send(None)
        if self.job is not None:
            self._process.kill()
        try:
            self._process.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(_GOODBYE)
        self.connection.close()


class WorkerPool:
    """At most `size` worker processes, each started when there is work for it; use it in a `with` statement.

    A worker that sends nothing for `seconds` while it reads a file is killed. A worker that is killed or crashes
    is replaced: the record that it was reading is refused, and its replacement reads the rest of the file.
    """

    def __init__(self, orders: Orders, *, size: int, seconds: float) -> None:
        self._orders = orders
        self._size = size
        self._seconds = seconds
        self._workers: list[_Worker] = []

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.dismiss()
        self._workers.clear()

    def read(self, files: Iterable[Path | Refusal]) -> Iterator[Found]:
        """The outcomes of all records, in the order of the files; a refusal among the files keeps its place."""
        coming = iter(files)
        jobs: deque[_Job] = deque()
        while True:
            self._assign(coming, jobs)
            if not jobs:
                return
            head = jobs[0]
            while head.found:
                yield head.give()
            if head.done:
                jobs.popleft()
            else:
                self._listen()

    def _assign(self, coming: Iterator[Path | Refusal], jobs: deque[_Job]) -> None:
        """Gives every idle worker a file while there are files; only a few files are taken in advance."""
        while len(jobs) < 2 * self._size:
            worker = self._idle()
            if worker is None:
                return
            file = next(coming, None)
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
            self._workers.append(_Worker(self._orders))
            return self._workers[-1]
        return None

    def _start(self, worker: _Worker, job: _Job) -> None:
        try:
            worker.start(job)
        except OSError:
            worker.job = job
            self._lost(worker)

    def _listen(self) -> None:
        """Receives outcomes from the workers, and replaces workers that timed out or crashed."""
        busy = []
        for worker in self._workers:
            if worker.job is not None and not worker.job.is_far_ahead:
                busy.append(worker)
            else:
                worker.since = time.monotonic()
        patience = max(0.0, min(worker.since for worker in busy) + self._seconds - time.monotonic())
        ready = wait([worker.connection for worker in busy], patience)
        for worker in busy:
            if worker.connection in ready:
                self._hear(worker)
            elif time.monotonic() >= worker.since + self._seconds:
                self._overdue(worker)

    def _hear(self, worker: _Worker) -> None:
        job = worker.job
        assert job is not None  # noqa: S101 (only busy workers are listened to)
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        worker.since = time.monotonic()
        if isinstance(said, Done):
            job.done, worker.job = True, None
        else:
            job.take(said)

    def _overdue(self, worker: _Worker) -> None:
        worker.stop()
        self._replace(
            worker, f"reading it takes more than {self._seconds:g} seconds: split it, or raise the limit"
        )

    def _lost(self, worker: _Worker) -> None:
        status = worker.ended()
        name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        remedy = "repair or split the file if it is damaged or too large, else report this as a bug"
        self._replace(worker, f"its reader crashed ({name}): {remedy}")

    def _replace(self, worker: _Worker, reason: str) -> None:
        """Refuses the record that a lost worker was reading, and gives the rest of the file to a new worker."""
        self._workers.remove(worker)
        job = worker.job
        assert job is not None  # noqa: S101 (only busy workers are listened to)
        if job.count == job.resumed:  # lost again without another record: the file itself is at fault
            job.done = True
            return
        job.take(Refusal(_place(job), reason))
        job.resumed = job.count
        successor = _Worker(self._orders)
        self._workers.append(successor)
        self._start(successor, job)


def _characters(found: Found) -> int:
    return len(found.document.text) if isinstance(found, Read) else 0


def _place(job: _Job) -> str:
    return str(job.path) if job.count == 0 else f"{job.path}, after {job.count} records"
