"""Reads files with random changes in worker processes, and counts crashes, hangs, failures and unsound documents.

Each file is one of the data sets or of the samples with up to four changes (tests/support/files/mutations.py). A
file that gives a document is read again in another process and must give the same one. The same seed gives the
same files. Exits with 1 if there was anything but documents and plain refusals.
"""

import argparse
import gzip
import hashlib
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from corpus.document import Document
from corpus.ingestion.file_reader import ParsedRecord, ReadOptions, RecordOutcome, read
from corpus.ingestion.report import file_of
from corpus.ingestion.worker import WorkerConfig
from corpus.ingestion.worker_pool import WorkerPool
from corpus.readers import Limits, Refusal
from eval.data import samples
from mutations import faults, lines_of, mutated

ROOT = Path(__file__).resolve().parents[2]
BATCH = 40
MEBIBYTE = 1024 * 1024
OUTCOMES = ("read", "refused", "failed", "crashed", "hung", "unsound", "differs")
GOOD = ("read", "refused")
FOLDERS = ("plos_jats", "jats_misc", "pdf_robustness", "who_pdfs", "nigeria_stg2022")
SUFFIXES = (".xml", ".nxml", ".pdf", ".html", ".jsonl.gz")
KINDS = (".xml", ".html", ".pdf", ".docx", ".md", ".jsonl")


@dataclass(frozen=True)
class Original:
    """An unchanged file: its name, its kind and its bytes."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True)
class Outcome:
    """The outcome of reading a changed file, and the line to report."""

    kind: str
    said: str = ""


def originals(data: Path, largest: int) -> list[Original]:
    """The files of the data sets and samples of at most `largest` bytes, and a generated Word file."""
    paths = [
        path for folder in FOLDERS for path in sorted((data / folder).glob("*")) if path.name.endswith(SUFFIXES)
    ]
    paths += sorted(samples().glob("*.md"))
    found = [Original(path.name, _kind(path), _bytes(path)) for path in paths if path.stat().st_size <= largest]
    return [*found, Original("made.docx", ".docx", _word())]


def _kind(path: Path) -> str:
    suffix = path.name.removesuffix(".gz").removeprefix(Path(path.name.removesuffix(".gz")).stem)
    return ".xml" if suffix == ".nxml" else suffix


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _word() -> bytes:
    from bombs import docx

    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    item = f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>Ice</w:t></w:r></w:p>"
    cell = "<w:tc><w:p><w:r><w:t>Rest</w:t></w:r></w:p></w:tc>"
    deleted = "<w:del><w:r><w:delText>Heat</w:delText></w:r></w:del>"
    changed = f"<w:p>{deleted}<w:ins><w:r><w:t>Cold helps.</w:t></w:r></w:ins></w:p>"
    head = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Ankles</w:t></w:r></w:p>'
    table = f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 3}</w:tbl>"
    return docx(f"{head}<w:p><w:r><w:t>Rest helps [1]:</w:t></w:r></w:p>{item * 3}{table}{changed}")


def changed(chosen: Sequence[Original], seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Yields names, kinds and bytes of changed files without end: a random kind, a file of it, random changes."""
    kinds = sorted({original.kind for original in chosen})
    for number in range(sys.maxsize):
        random = Random(f"{seed}/{number}")  # noqa: S311 - has to be reproducible, not secret
        kind = random.choice(kinds)
        original = random.choice([one for one in chosen if one.kind == kind])
        data = lines_of(original.data, random) if kind == ".jsonl" else original.data
        yield f"{seed}-{number}{kind}", kind, mutated(data, kind, random)


def outcomes(pool: WorkerPool, files: Sequence[Path]) -> dict[str, list[RecordOutcome]]:
    """What was found in each file, by file name."""
    found: dict[str, list[RecordOutcome]] = defaultdict(list)
    for one in pool.read(files):
        place = one.place
        found[Path(file_of(place)).name].append(one)
    return found


def judged(first: list[RecordOutcome], second: list[RecordOutcome]) -> Outcome:
    """The worst outcome of a file that was read once or twice."""
    refusals = [one.reason for one in (*first, *second) if isinstance(one, Refusal)]
    for kind, words in (
        ("failed", "its reader failed"),
        ("crashed", "its reader crashed"),
        ("hung", "takes more than"),
    ):
        for reason in refusals:
            if words in reason:
                return Outcome(kind, reason)
    documents = [one.document for one in first if isinstance(one, ParsedRecord)]
    wrong = [fault for document in documents for fault in faults(document)]
    if wrong:
        return Outcome("unsound", wrong[0])
    if second and _prints(first) != _prints(second):
        return Outcome("differs", "reading it again gives other documents")
    return Outcome("read" if documents else "refused", refusals[0] if refusals else "")


def _prints(found: Sequence[RecordOutcome]) -> list[str]:
    return [_print(one.document) if isinstance(one, ParsedRecord) else str(one) for one in found]


def _print(document: Document) -> str:
    return hashlib.sha256(repr(document).encode(errors="backslashreplace")).hexdigest()


def fuzz(options: argparse.Namespace) -> Counter[tuple[str, str]]:
    """Reads changed files until the time is up, and counts the outcomes by kind."""
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    chosen = [one for one in originals(data, options.largest) if options.only in (None, one.kind)]
    if not chosen:
        sys.exit(f"no file of that kind at {data}: set PINCITE_DATA to the folder of the data sets")
    config = WorkerConfig(ReadOptions(Limits(), {}), read, options.memory)
    counts: Counter[tuple[str, str]] = Counter()
    endless, end = changed(chosen, options.seed), time.monotonic() + options.seconds
    with (
        tempfile.TemporaryDirectory() as folder,
        WorkerPool(config, size=options.workers, seconds=options.limit) as pool,
        WorkerPool(config, size=1, seconds=options.limit) as other,
    ):
        while time.monotonic() < end:
            batch = {name: (kind, content) for name, kind, content in islice(endless, BATCH)}
            paths = [Path(folder, name) for name in batch]
            for path in paths:
                path.write_bytes(batch[path.name][1])
            first = outcomes(pool, paths)
            again = [path for path in paths if any(isinstance(one, ParsedRecord) for one in first[path.name])]
            second = outcomes(other, again)
            for path in paths:
                outcome = judged(first[path.name], second[path.name])
                counts[batch[path.name][0], outcome.kind] += 1
                if outcome.kind not in GOOD:
                    report(path, outcome, options.keep)
                path.unlink()
    return counts


def report(path: Path, outcome: Outcome, keep: Path | None) -> None:
    """Prints what went wrong, and keeps the file if a folder was named."""
    print(f"{outcome.kind}: {path.name}: {outcome.said}", file=sys.stderr, flush=True)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{outcome.kind}-{path.name}").write_bytes(path.read_bytes())


def table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """A Markdown table with one row per kind of file."""
    yield f"| kind | tried | {' | '.join(OUTCOMES)} |"
    yield f"|---|{'---:|' * (len(OUTCOMES) + 1)}"
    for kind in sorted({kind for kind, _ in counts}):
        row = [counts[kind, outcome] for outcome in OUTCOMES]
        yield f"| {kind} | {sum(row):,} | {' | '.join(f'{count:,}' for count in row)} |"


def main() -> int:
    """Parses the options, reads changed files, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=120, help="duration in seconds (120)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the changes (0)")
    parser.add_argument("--only", choices=KINDS, help="only files of this kind")
    parser.add_argument("--keep", type=Path, help="folder for the files that went wrong")
    parser.add_argument("--workers", type=int, default=2, help="number of worker processes (2)")
    parser.add_argument("--limit", type=float, default=60, help="time limit per file in seconds (60)")
    parser.add_argument(
        "--memory", type=int, default=2048 * MEBIBYTE, help="memory limit per process in bytes (2 GiB)"
    )
    parser.add_argument("--largest", type=int, default=MEBIBYTE, help="largest file to change in bytes (1 MiB)")
    counts = fuzz(parser.parse_args())
    print("\n".join(table(counts)))
    return int(any(outcome not in GOOD for _, outcome in counts))


if __name__ == "__main__":
    sys.exit(main())
