"""Measures how many rows and cells of printed tables are read, by kind of table and by the program that prints.

The tables have invented text. A row is right if a row of the document has the same cells in the same order, a cell
if it is at its place in the row of the document that is most like its row, and a header if it has each column's
title.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus.document import BlockKind, Document
from corpus.text import SentenceSplitter
from made_tables import KINDS, MadeTable, by_chromium, by_reportlab, made_tables
from measure_reading import document_of


def main() -> None:
    """Prints a table of the shares by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", type=int, default=0, help="number of misses of each kind to print")
    show = parser.parse_args().misses
    print("| kind | program | rows | cells | headers |\n|---|---|---|---|---|")
    splitter = SentenceSplitter()
    for kind, said in KINDS.items():
        made = made_tables(kind)
        for program, data in (("ReportLab", by_reportlab(kind, made)), ("Chromium", by_chromium(kind, made))):
            if data is None:
                continue
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "tables.pdf")
                path.write_bytes(data)
                rows, cells, headers, missed = _compared(made, document_of(path, splitter))
            print(f"| {said} | {program} | {rows:.1%} | {cells:.1%} | {headers:.1%} |", flush=True)
            print("\n".join(f"    {row}" for row in missed[:show]), end="\n" if show and missed else "")


def _compared(made: Sequence[MadeTable], read: Document) -> tuple[float, float, float, list[str]]:
    """The shares of rows, cells and headers that are right, and the rows that are not."""
    found = [
        tuple(cell.strip() for cell in block.span.of(read.text).split(" | "))
        for block in read.blocks
        if block.kind is BlockKind.TABLE_ROW
    ]
    wanted = [row for table in made for row in table.rows]
    missed = [row for row in wanted if row not in found]
    cells = sum(_cells_right(row, found) for row in wanted)
    headers = sum(table.heads in found for table in made)
    shares = 1 - len(missed) / len(wanted), cells / sum(map(len, wanted)), headers / len(made)
    return *shares, [" | ".join(row) for row in missed]


def _cells_right(row: tuple[str, ...], found: Sequence[tuple[str, ...]]) -> int:
    """How many cells of a row are at their place in the row of the document that has most of them."""
    return max((sum(a == b for a, b in zip(row, other, strict=False)) for other in found), default=0)


if __name__ == "__main__":
    main()
