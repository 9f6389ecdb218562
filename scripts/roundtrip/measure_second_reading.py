"""Measures how many sentences and table cells of PDFs a second reader, Poppler, has in another order."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from corpus.readers import ReadError, Record, read_records
from corpus.second_reading import Compared, compared, second_readings
from corpus.text import SentenceSplitter


def main() -> None:
    """Print a row for each file that can be read, and one for all."""
    options = _options()
    splitter, every = SentenceSplitter(), list[Compared]()
    print("| file | sentences that differ | cells that differ |\n|---|---|---|")
    for path in options.files:
        found = _compared(path, splitter)
        every += found
        _print_row(path.name, found)
        for text in [text for text in found if not text.agrees][: options.list]:
            print(f"    page {text.page}: {text.text}")
    _print_row("all", every)


def _compared(path: Path, splitter: SentenceSplitter) -> list[Compared]:
    """The texts of a file, none if it is refused."""
    (record,) = read_records(path, splitter)
    try:
        return list(compared(record.parse(), second_readings(path))) if isinstance(record, Record) else []
    except ReadError:
        return []


def _print_row(name: str, found: Iterable[Compared]) -> None:
    counts = [[text.agrees for text in found if text.is_cell is is_cell] for is_cell in (False, True)]
    shown = (f"{agrees.count(False)} of {len(agrees)}" for agrees in counts)
    print(f"| {name} | {' | '.join(shown)} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="PDF files")
    parser.add_argument("--list", type=int, default=0, help="number of texts to list per file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
