"""Rows with another number of cells than their table has columns carry a reading doubt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import BlockKind, Document, DoubtKind
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from jats import article

SPLITTER = SentenceSplitter()
PROSE = "Rest is enough for most people, and it helps within two days. Ice helps as well."


def read(path: Path) -> Document:
    (record,) = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    return record.parse()


def markup(rows: list[list[str]], head: str = "th") -> str:
    first, *rest = rows
    lines = ["".join(f"<{head}>{cell}</{head}>" for cell in first)]
    lines += ["".join(f"<td>{cell}</td>" for cell in row) for row in rest]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def from_html(folder: Path, rows: list[list[str]]) -> Document:
    path = folder / "a.html"
    path.write_text(f"<html><body><h1>Toes</h1><p>{PROSE}</p>{markup(rows)}<p>{PROSE}</p></body></html>")
    return read(path)


def from_jats(folder: Path, rows: list[list[str]]) -> Document:
    path = folder / "a.xml"
    wrap = f"<table-wrap>{markup(rows)}</table-wrap>"
    path.write_text(article(body=f"<sec><title>Care</title><p>{PROSE}</p>{wrap}</sec>"))
    return read(path)


READERS = [from_html, from_jats]


@pytest.mark.parametrize("made", READERS)
def test_only_a_row_with_another_number_of_cells_is_doubtful(
    made: Callable[[Path, list[list[str]]], Document], tmp_path: Path
) -> None:
    rows = [["Drug", "Adult", "Child"], ["Aone", "5 mg", "2 mg"], ["Btwo", "7 mg"], ["Cthree", "9 mg", "4 mg"]]
    document = made(tmp_path, rows)
    doubtful = [(doubt.kind, doubt.span.of(document.text)) for doubt in document.doubts]
    assert doubtful == [(DoubtKind.TABLE, "Btwo | 7 mg")]


@pytest.mark.parametrize("made", READERS)
def test_a_label_of_rows_and_even_rows_are_certain(
    made: Callable[[Path, list[list[str]]], Document], tmp_path: Path
) -> None:
    document = made(tmp_path, [["Drug", "Dose"], ["Tablets"], ["Aone", "5 mg"], ["Btwo", "7 mg"]])
    assert sum(block.kind is BlockKind.TABLE_ROW for block in document.blocks) == 4
    assert document.doubts == ()
