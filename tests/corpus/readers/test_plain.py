from pathlib import Path

import pytest

from corpus.document import BlockKind, Document, Reference
from corpus.readers import read_records
from corpus.readers.base import ReadError, Record
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()


def parse(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    [record] = read_records(path, SPLITTER)
    assert isinstance(record, Record), record
    return record.parse()


NOTE = """\
Verdal fever: a note

CAUSE

Verdal fever is spread by reed mites, which live
in the lowlands [1]. It is rare [2, 3].

Diagnosis
---------
Look for these signs:
  - a dry rash
    on the hands
    - or the feet
  - fever
1. late sign

Treatment

Rest is enough.

* * *

Ask again after a week.

References

[1] Nobody A. Mites of the reed. 2011.
    doi:10.1234/mites
[2] https://example.org/vf

3. Verdal fever, 2020
"""


def test_a_note_becomes_a_document(tmp_path: Path) -> None:
    document = parse(tmp_path / "note.txt", NOTE)
    assert (document.id, document.metadata.title) == ("note", "Verdal fever: a note")
    assert [(s.span.of(document.text), s.references) for s in document.sentences] == [
        ("Verdal fever: a note", ()),
        ("CAUSE", ()),
        ("Verdal fever is spread by reed mites, which live in the lowlands", (1,)),
        ("It is rare", (2, 3)),
        ("Diagnosis", ()),
        ("Look for these signs:", ()),
        ("a dry rash on the hands", ()),
        ("or the feet", ()),
        ("fever", ()),
        ("late sign", ()),
        ("Treatment", ()),
        ("Rest is enough.", ()),
        ("Ask again after a week.", ()),
    ]
    items = [(block.level, block.stem) for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert items == [(0, 4), (1, 5), (0, 4), (0, 4)]
    assert document.blocks[-1].section == ("Treatment",)
    assert document.references == (
        Reference(1, title="Nobody A. Mites of the reed", year=2011, doi="10.1234/mites"),
        Reference(2, url="https://example.org/vf"),
        Reference(3, title="Verdal fever", year=2020),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Verdal fever\n============\nIt is rare.", "Verdal fever"),
        ("It is rare.\n\nIt is mild.", "Some note"),
        ("It is rare\nand mild.", "Some note"),
        ("- It is rare", "Some note"),
        ("It is rare", "Some note"),
    ],
)
def test_the_title_is_the_first_line_or_the_name_of_the_file(tmp_path: Path, text: str, title: str) -> None:
    assert parse(tmp_path / "some_note.txt", text).metadata.title == title


@pytest.mark.parametrize(
    "ending",
    ["", "\n\nReferences\n\nNone were used.", "\n\nReferences\n\n[1] A\n[1] B", "\n\nReferences"],
)
def test_without_a_proper_list_brackets_are_text(tmp_path: Path, ending: str) -> None:
    document = parse(tmp_path / "a.txt", "A title\n\nIt is rare [1]. It is mild." + ending)
    assert document.references == ()
    assert document.sentences[1].span.of(document.text) == "It is rare [1]."
    assert document.sentences[1].references == ()


def test_a_title_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="the document has no text to quote"):
        parse(tmp_path / "a.txt", "Just a title\n------------\n")
    with pytest.raises(ReadError, match="the document has no text to quote"):
        parse(tmp_path / "a.txt", "* * *\n")


def test_headings_are_taken_conservatively(tmp_path: Path) -> None:
    lines = [
        "Notes",
        "Causes\n------",
        "1. One cause",
        "It is a long line without any stop at its end",
        "Mites",
        "It bites.",
    ]
    document = parse(tmp_path / "a.txt", "\n\n".join(lines))
    headings = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["Notes", "Causes", "Mites"]
