"""Measures how fast files are read, before anything is embedded, by the worker processes of an ingest."""

import multiprocessing
import os
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
COLUMNS = ("documents/s", "pages/s", "MB/s", "documents/CPU s", "pages/CPU s", "peak MB")


class Pace(NamedTuple):
    """One pass over the files: `wall` seconds, the workers' `cpu` seconds without start-up, `peak` in bytes.

    `peak` is the resident memory of the largest worker.
    """

    documents: int
    pages: int
    megabytes: float
    wall: float
    cpu: float
    peak: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The rates of `COLUMNS`; empty for files without pages."""
        wall = (self.documents / self.wall, self.pages / self.wall, self.megabytes / self.wall)
        cpu = (self.documents / self.cpu, self.pages / self.cpu)
        return (*(f"{rate:.1f}" if rate else "" for rate in (*wall, *cpu)), f"{self.peak / 1e6:.0f}")


def print_speed(data: Path, pages: Sequence[Path]) -> None:
    """Prints the pace of each reader with one worker and with two; `pages` are web pages to read."""
    kinds = {
        "PDF": sorted((data / "who_pdfs").glob("*.pdf")),
        "JATS": [*sorted((data / "plos_jats").glob("*.xml")), *sorted((data / "jats_misc").glob("*.*ml"))],
        "HTML": list(pages),
        "guideline records": [data / "nigeria_stg2022" / "conditions.jsonl.gz"],
    }
    print(f"\nload before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("rates per second of wall time, and per second of the workers' CPU time")
    print(f"| reader | processes | documents | {' | '.join(COLUMNS)} |")
    print("|---|---|---|" + "---|" * len(COLUMNS))
    for name, files in kinds.items():
        for processes in (1, 2):
            taken = pace(files, processes)
            print(f"| {name} | {processes} | {taken.documents} | {' | '.join(taken.cells)} |", flush=True)


def pace(files: Sequence[Path], processes: int) -> Pace:
    """Reads the files with that many warm workers, in a process of its own so that its memory is measured alone.

    The CPU time of one pass is half of what a second and a third pass add to that of the first.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        once = apart.submit(_run, files, processes, 1).result()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        thrice = apart.submit(_run, files, processes, 3).result()
    return thrice._replace(cpu=(thrice.cpu - once.cpu) / 2)


def _run(files: Sequence[Path], processes: int, passes: int) -> Pace:
    orders = WorkerConfig(ReadOptions(Limits(), {}), read, MEMORY_BYTES)
    documents = pages = 0
    with WorkerPool(orders, size=processes, seconds=SECONDS) as workers:
        for number in range(passes):
            if number == min(1, passes - 1):
                started = time.perf_counter()
            found = [one.document for one in workers.read(files) if isinstance(one, ParsedRecord)]
            documents, pages = len(found), sum(len(document.pages) for document in found)
        wall = (time.perf_counter() - started) / max(1, passes - 1)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    return Pace(documents, pages, megabytes, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
