"""Reading functions that misbehave, for tests of the worker processes."""

import os
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus.ingestion.file_reader import ReadOptions, RecordOutcome, read
from corpus.readers import Refusal
from corpus.text import SentenceSplitter


def reads(path: Path, splitter: SentenceSplitter, reading: ReadOptions, skip: int) -> Iterator[RecordOutcome]:
    """Executes the instruction on each line of the file, except the skipped lines."""
    del splitter, reading
    if path.name == "stuck":
        time.sleep(60)
    for number, line in islice(enumerate(path.read_text().splitlines(), start=1), skip, None):
        if line == "hang":
            time.sleep(60)
        elif line == "crash":
            os.abort()
        elif line == "leave":
            os._exit(3)
        elif line == "swell":
            bytearray(8 * 1024**3)
        elif line == "raise":
            raise RuntimeError("raised")
        elif line == "print":
            sys.stdout.write("to nobody")
        yield Refusal(f"{path.name}:{number}", line)


def reads_or_waits(
    path: Path, splitter: SentenceSplitter, reading: ReadOptions, skip: int
) -> Iterator[RecordOutcome]:
    """Reads files normally, except one called `slow`, whose lines take a while each."""
    if path.name != "slow":
        yield from read(path, splitter, reading, skip)
        return
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        time.sleep(0.1)
        yield Refusal(f"slow:{number}", line)
