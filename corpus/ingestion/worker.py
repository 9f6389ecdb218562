"""The process that reads files on behalf of another, so that a file can crash, hang or swell only in here."""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from corpus.ingestion.file_reader import Found, Reading, Reads, unforeseen
from corpus.text import SentenceSplitter


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is to do: how to read, by which function, and within how many bytes of address space."""

    reading: Reading
    reads: Reads
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, leaving out the records whose outcomes came before the last worker was lost."""

    path: Path
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """Everything of the task was sent."""


def work(connection: Connection, orders: Orders) -> None:
    """Answer tasks with what is found, then `Done`, until None or the end of the connection."""
    splitter = SentenceSplitter()
    try:
        while (task := connection.recv()) is not None:
            for found in _read(task, splitter, orders):
                connection.send(found)
            connection.send(Done())
    except (EOFError, OSError):
        return


def _read(task: Task, splitter: SentenceSplitter, orders: Orders) -> Iterator[Found]:
    try:
        yield from orders.reads(task.path, splitter, orders.reading, task.skip)
    except Exception as error:  # noqa: BLE001 (the worker outlives what it reads)
        yield unforeseen(str(task.path), error)


def confine(memory_bytes: int) -> None:
    """Let this process have no more address space than that, and leave no core file."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> NoReturn:
    """Work on the connection whose file descriptor is named on the command line: orders first, then tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    import_module("corpus.readers.detection")  # before the limits hold: no file answers for it
    connection = Connection(int(sys.argv[1]))
    orders: Orders = connection.recv()
    confine(orders.memory_bytes)
    work(connection, orders)
    os._exit(0)  # a C library that a hostile file has confused may not survive an orderly end
