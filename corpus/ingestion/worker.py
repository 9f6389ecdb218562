"""The worker process: reads files for the parent, so that a crash, hang or memory leak stays contained here."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from corpus.child_process import confine
from corpus.ingestion.file_reader import ReadFunction, ReadOptions, RecordOutcome, unexpected_failure
from corpus.text import SentenceSplitter


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """The configuration of a worker: the read options, the reading function, and the address space in bytes."""

    options: ReadOptions
    read: ReadFunction
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, except the first `skip` records, whose outcomes a lost worker has already sent."""

    path: Path
    skip: int = 0


@dataclass(frozen=True, slots=True)
class TaskDone:
    """The message that all outcomes of a task have been sent."""


def work(connection: Connection, config: WorkerConfig) -> None:
    """Answers each task with its outcomes and then `TaskDone`, until it receives None or the connection closes."""
    splitter = SentenceSplitter()
    try:
        while (task := connection.recv()) is not None:
            for found in _read(task, splitter, config):
                connection.send(found)
            connection.send(TaskDone())
    except (EOFError, OSError):
        return


def _read(task: Task, splitter: SentenceSplitter, config: WorkerConfig) -> Iterator[RecordOutcome]:
    try:
        yield from config.read(task.path, splitter, config.options, task.skip)
    except Exception as error:  # noqa: BLE001 (a bad file must not end the worker)
        yield unexpected_failure(str(task.path), error)


def main() -> NoReturn:
    """Serves the connection whose file descriptor is the command-line argument: configuration, then tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles interrupts
    import_module("corpus.readers.detection")  # before the limits apply, so that no file is blamed for its cost
    connection = Connection(int(sys.argv[1]))
    config: WorkerConfig = connection.recv()
    confine(config.memory_bytes)
    work(connection, config)
    os._exit(0)  # a C library that a hostile file has corrupted may crash in an orderly shutdown
