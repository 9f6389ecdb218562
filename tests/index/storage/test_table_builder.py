from pathlib import Path

import numpy as np
import pytest

from factories import make_document
from index.errors import UnknownDocumentError
from index.storage.passages import Packing
from index.storage.table_builder import TableBuilder
from index.storage.tables import Tables
from index.types import SentenceKey, as_rows

B = make_document("b", "Second", {"": ["Opening."], "Signs": ["One.", "Two."]})
A = make_document("a", "First", {"Signs": ["Three."]})


def assembled() -> TableBuilder:
    return TableBuilder.of([B, A], Packing())


def test_rows_are_sentences_by_document_id_in_document_order() -> None:
    assembly = assembled()
    assert assembly.texts == ["First", "Signs", "Three.", "Second", "Opening.", "Signs", "One.", "Two."]
    assert assembly.tables().body.tolist() == [False, False, True, False, True, False, True, True]


@pytest.fixture(params=["built", "opened"])
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> Tables:
    built = assembled().tables()
    if request.param == "built":
        return built
    built.save(tmp_path)
    return Tables.open(tmp_path)


def test_passages_name_body_rows_and_documents(tables: Tables) -> None:
    assert tables.passages.tolist() == [[2, 3], [4, 5], [6, 8]]
    assert tables.passage_documents.tolist() == [0, 1, 1]


def test_titles_and_headings_are_contexts(tables: Tables) -> None:
    assert tables.contexts == ("First", "Signs", "Second")
    assert tables.section_path(2) == ("Signs",)
    assert tables.section_path(4) == ()
    over = tables.section_contexts.row(tables.sections[6])
    assert [tables.contexts[context] for context in over] == ["Second", "Signs"]


def test_rows_are_located(tables: Tables) -> None:
    assert tables.locate(as_rows([7, 0, 3])) == [
        SentenceKey("b", B.version, 4),
        SentenceKey("a", A.version, 0),
        SentenceKey("b", B.version, 0),
    ]


def test_the_rows_of_a_document_are_its_body(tables: Tables) -> None:
    assert tables.document_rows("b").tolist() == [4, 6, 7]
    with pytest.raises(UnknownDocumentError, match=r"no document 'z'.*pincite documents"):
        tables.document_rows("z")


def test_two_versions_of_a_document_are_refused() -> None:
    with pytest.raises(ValueError, match="'a' occurs twice"):
        TableBuilder.of([A, B, A], Packing())


def test_no_documents_no_rows() -> None:
    tables = TableBuilder.of([], Packing()).tables()
    assert tables.sentences == 0
    assert tables.passages.shape == (0, 2)
    assert np.array_equal(tables.document_starts, [0])
