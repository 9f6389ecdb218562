"""A list directly after another has not the introduction of the first."""

from pathlib import Path

from corpus.readers import read_records
from corpus.readers.base import Record
from corpus.text import SentenceSplitter


def test_a_list_with_other_bullets_is_a_new_list(tmp_path: Path) -> None:
    path = tmp_path / "toes.md"
    path.write_text("# Toes\n\nDo not warm:\n\n- blue toes\n- old toes\n\n1. Rest.\n2. Wait.\n", encoding="utf-8")
    (record,) = read_records(path, SentenceSplitter())
    assert isinstance(record, Record)
    document = record.parse()
    items = [block for block in document.blocks if block.kind.value == "list_item"]
    assert [block.stem for block in items] == [1, 1, None, None]
