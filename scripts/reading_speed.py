"""How fast files are read before anything is embedded, by the worker processes that read them in an ingest."""

import multiprocessing
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from corpus.ingestion.file_reader import ParsedRecord, ReadOptions, read
from corpus.ingestion.worker import WorkerConfig
from corpus.ingestion.worker_pool import WorkerPool
from corpus.readers import Limits

MEMORY_BYTES = 4 * 1024**3
SECONDS = 300.0


class Pace(NamedTuple):
    """What reading files once took: `cpu` the workers' time without start-up, `peak` the bytes of the largest."""

    documents: int
    pages: int
    megabytes: float
    wall: float
    cpu: float
    peak: int


def pace(files: Sequence[Path], processes: int) -> Pace:
    """Reads the files with so many workers that are warm; apart in a process, so that its memory is its own.

    The CPU time of one pass is what a second and third pass add to that of the first.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        once = apart.submit(_run, files, processes, 1).result()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        thrice = apart.submit(_run, files, processes, 3).result()
    return thrice._replace(cpu=(thrice.cpu - once.cpu) / 2)


def _run(files: Sequence[Path], processes: int, passes: int) -> Pace:
    config = WorkerConfig(ReadOptions(Limits(), {}), read, MEMORY_BYTES)
    documents = pages = 0
    with WorkerPool(config, size=processes, seconds=SECONDS) as pool:
        for number in range(passes):
            if number == min(1, passes - 1):
                started = time.perf_counter()
            found = [one.document for one in pool.read(files) if isinstance(one, ParsedRecord)]
            documents, pages = len(found), sum(len(document.pages) for document in found)
        wall = (time.perf_counter() - started) / max(1, passes - 1)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    return Pace(documents, pages, megabytes, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
