"""Sentences that a person read off pictures of the guidelines' pages, and whether they are in what was read."""

from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.document import Block, BlockKind, Document, Metadata, Page, Sentence, Span
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from repository import TESTS
from who_sentences import Copied, copied, folded, is_in_row, is_sentence

LISTED = TESTS / "data" / "who_sentences.yaml"
SPLITTER = SentenceSplitter()
FLOOR, FLOOR_WITH_ROWS = 53, 57


@cache
def guideline(path: Path) -> Document:
    (record,) = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    return record.parse()


def small(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """A document of one sentence, on page 7."""
    span = Span(0, len(text))
    return Document(
        Metadata("small", "Small"), text, (Block(span, kind),), (Sentence(span, 0),), pages=(Page(7, span),)
    )


def wanted(text: str, page: int = 7) -> Copied:
    plain = folded(text)
    return Copied("small", page, "text", len(plain), sha256(plain.encode()).hexdigest())


def test_there_are_sixty_of_twenty_a_guideline_and_two_a_page() -> None:
    found = copied(LISTED)
    assert Counter(Counter(one.file for one in found).values()) == {20: 3}
    assert set(Counter((one.file, one.page) for one in found).values()) == {2}
    assert len({one.sha256 for one in found}) == 60


def test_a_sentence_is_found_on_its_page_and_on_no_other() -> None:
    assert is_sentence(wanted("Give it – “slowly”."), small('Give  it - "slowly".'))
    assert not is_sentence(wanted("Give it.", page=8), small("Give it."))
    assert not is_sentence(wanted("Give it."), small("Give it. Then wait."))


def test_a_sentence_is_found_in_a_cell_and_not_across_cells() -> None:
    row = small("Dose | Give it. Then wait.", BlockKind.TABLE_ROW)
    assert is_in_row(wanted("Give it."), row)
    assert is_in_row(wanted("Then wait."), row)
    assert not is_in_row(wanted("Dose | Give it."), row)
    assert not is_in_row(wanted("en wait."), row)
    assert not is_in_row(wanted("Give it."), small("Dose: Give it."))


@pytest.mark.real_data
def test_nearly_all_are_single_exact_correctly_paged_sentences(data_dir: Path) -> None:
    folder = data_dir / "who_pdfs"
    exact: list[Copied] = []
    in_row: list[Copied] = []
    missed: list[Copied] = []
    for one in copied(LISTED):
        document = guideline(folder / f"{one.file}.pdf")
        kind = exact if is_sentence(one, document) else in_row if is_in_row(one, document) else missed
        kind.append(one)
    assert len(exact) >= FLOOR, missed
    assert len(exact) + len(in_row) >= FLOOR_WITH_ROWS, missed
