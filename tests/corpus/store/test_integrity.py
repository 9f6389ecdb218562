"""Alterations of the stored rows are noticed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Standing
from corpus.store import Store
from factories import make_document

SET_METADATA = "UPDATE version SET metadata = json_set(metadata, '$.{}', '{}') WHERE document_id = 'a'"
ALTERATIONS = {
    "title": SET_METADATA.format("title", "Something else"),
    "doi": SET_METADATA.format("doi", "10.5555/else"),
    "standing": SET_METADATA.format("standing", "retracted"),
    "kind": SET_METADATA.format("kind", "no such kind"),
    "metadata": "UPDATE version SET metadata = '{' WHERE document_id = 'a'",
    "sentence": "UPDATE sentence SET end_char = end_char - 1 WHERE ordinal = 1",
    "lost sentence": "DELETE FROM sentence WHERE ordinal = 2",
    "heading": "UPDATE block SET section = '[\"Elsewhere\"]' WHERE ordinal = 1",
    "digest": "UPDATE version SET digest = '00' WHERE document_id = 'a'",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "corpus.db") as store:
        for number in "ab":
            document = make_document(
                number, f"Gout {number}", {"Treatment": ["Colchicine helps.", "So does rest."]}
            )
            store.add(document, raw_sha256=document.version, reader="test 1", origin="test")
        yield store


def change(store: Store, sql: str) -> None:
    with store._database.transaction() as connection:
        connection.execute(sql)


def test_a_sound_store_has_no_problems(store: Store) -> None:
    assert store.problems() == []


@pytest.mark.parametrize("sql", ALTERATIONS.values(), ids=list(ALTERATIONS))
def test_an_altered_part_is_noticed(store: Store, sql: str) -> None:
    change(store, sql)
    assert "a: its metadata, spans or references have been altered" in store.problems()


def test_an_altered_text_is_noticed_in_old_versions_too(store: Store) -> None:
    newer = make_document("a", "Gout", {"Treatment": ["Colchicine does not help."]})
    store.add(newer, raw_sha256=newer.version, reader="test 1", origin="test")
    change(
        store, "UPDATE version SET text = replace(text, 'Colchicine helps', 'Colchicine harms') WHERE NOT current"
    )
    (problem,) = store.problems()
    assert problem.startswith("a: the text of version ")


def test_a_notice_in_another_document_is_no_alteration(store: Store) -> None:
    cited = make_document("c", "Cited", {"": ["A claim."]}, doi="10.5555/c")
    other = make_document("d", "Cited", {"": ["A copy."]}, doi="10.5555/c", standing=Standing.RETRACTED)
    for document in (cited, other):
        store.add(document, raw_sha256=document.version, reader="test 1", origin="test")
    assert store.metadata("c").standing is Standing.RETRACTED
    assert store.problems() == []
