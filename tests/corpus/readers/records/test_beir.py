import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.document import BlockKind, Document, Kind, ReviewStatus
from corpus.readers import read_records
from corpus.readers.base import Limits, ReadError, Record, Refusal
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()


def line(**fields: Any) -> str:  # noqa: ANN401 - any JSON
    id_ = fields.pop("id", "a")
    return json.dumps({"_id": id_, "title": "Gout", "text": "It hurts.", **fields})


def read(path: Path, *lines: str | bytes, limits: Limits | None = None) -> list[Record | Refusal]:
    raw = b"\n".join(part if isinstance(part, bytes) else part.encode() for part in lines)
    path.write_bytes(raw)
    return list(read_records(path, SPLITTER, limits))


def parse(path: Path, **fields: Any) -> Document:  # noqa: ANN401 - any JSON
    [record] = read(path, line(**fields))
    assert isinstance(record, Record), record
    return record.parse()


def test_one_document_per_line_with_its_id(tmp_path: Path) -> None:
    found = read(tmp_path / "c.jsonl", line(id="b/2 x"), "", "  ", line(id="\u0416-1", title="Other"))
    assert [(record.id, record.place) for record in found if isinstance(record, Record)] == [
        ("b/2 x", f"{tmp_path}/c.jsonl, line 1"),
        ("\u0416-1", f"{tmp_path}/c.jsonl, line 4"),
    ]


def test_gzipped_lines_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + line().encode() + b"\r\n"))
    [record] = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    assert record.parse().text == "Gout\n\nIt hurts."


def test_valid_metadata_are_used_and_other_values_are_kept(tmp_path: Path) -> None:
    metadata = parse(
        tmp_path / "c.jsonl",
        metadata={
            "url": "https://example.org/gout",
            "source": "Invented Institute",
            "focus": "Podagra",
            "year": "2019",
            "doi": "10.1234/gout",
            "pmid": 77,
            "kind": "Systematic review",
            "review_status": "approved",
            "authors": ["A", "B"],
            "language": "",
            "published": "soon",
            "qtype": "symptoms",
            "synonyms": ["a", "b"],
            "nested": {"b": 1, "a": [2]},
            "none": None,
            "copies": ["x" * 2000],
            "title": "not this one",
        },
    ).metadata
    assert (metadata.publisher, metadata.topic, metadata.url) == (
        *("Invented Institute", "Podagra"),
        "https://example.org/gout",
    )
    assert (metadata.year, metadata.doi, metadata.pmid) == (2019, "10.1234/gout", "77")
    assert (metadata.kind, metadata.review_status) == (Kind.SYSTEMATIC_REVIEW, ReviewStatus.APPROVED)
    assert (metadata.authors, metadata.language, metadata.published) == (("A", "B"), None, None)
    assert metadata.extra == {
        "nested": '{"a": [2], "b": 1}',
        "published": "soon",
        "qtype": "symptoms",
        "synonyms": "a; b",
        "title": "not this one",
    }


def test_a_field_under_its_own_name_takes_precedence(tmp_path: Path) -> None:
    metadata = parse(tmp_path / "c.jsonl", metadata={"source": "S", "publisher": "P"}).metadata
    assert (metadata.publisher, metadata.extra) == ("P", {"source": "S"})


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": " ", "metadata": {"focus": "Podagra"}}, "Podagra"),
        ({"title": "", "text": "It hurts."}, "It hurts."),
        ({"title": "", "text": "gout " * 40}, "gout " * 15 + "gout"),
        ({"title": "", "text": "x" * 200}, "x" * 80),
    ],
)
def test_a_record_without_a_title_is_named_after_topic_or_first_words(
    tmp_path: Path, fields: dict[str, Any], title: str
) -> None:
    assert parse(tmp_path / "c.jsonl", **fields).metadata.title == title


def test_brackets_are_text(tmp_path: Path) -> None:
    document = parse(tmp_path / "c.jsonl", text="It hurts [1].")
    assert document.sentences[-1].references == ()
    assert document.text.endswith("It hurts [1].")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"_id": "x", "title"', "the line is not valid JSON: Expecting ':' delimiter"),
        ("[1, 2]", "the line is not an object"),
        ('{"title": "a", "text": "b"}', "'_id' is missing"),
        ('{"_id": "x", "text": "b"}', "'title' is missing: each line needs _id, title and text"),
        ('{"_id": "x", "title": "a"}', "'text' is missing"),
        ('{"_id": 7, "title": "a", "text": "b"}', "'_id' is not a string"),
        ('{"_id": "x", "title": "a", "text": ["b"]}', "'text' is not a string"),
        ('{"_id": "x", "title": "a", "text": "b", "metadata": [1]}', "'metadata' is not an object"),
        ('{"_id": " ", "title": "a", "text": "b"}', "_id: is blank: give the document an id"),
        ('{"_id": "\\ud800", "title": "a", "text": "b"}', "_id: "),
        (json.dumps({"_id": "x" * 501, "title": "a", "text": "b"}), "_id: is longer than 500 characters"),
        (b'{"_id": "x", "title": "a", "text": "caf\xe9"}', "byte 39 of the line is not UTF-8"),
        (line(id="first"), "the id 'first' is already on line 1"),
        ("[" * 100_000, "the line is not valid JSON"),
    ],
)
def test_a_bad_line_is_refused_by_its_number_and_the_others_are_read(
    tmp_path: Path, bad: str | bytes, reason: str
) -> None:
    first, refusal, last = read(tmp_path / "c.jsonl", line(id="first"), bad, line(id="last"))
    assert isinstance(refusal, Refusal)
    assert refusal.place.endswith("c.jsonl, line 2")
    assert refusal.reason.startswith(reason)
    assert [record.id for record in (first, last) if isinstance(record, Record)] == ["first", "last"]


def test_a_line_that_is_too_long_is_refused_and_skipped(tmp_path: Path) -> None:
    long = line(id="long", text="x" * 5000)
    _, refusal, last = read(
        tmp_path / "c.jsonl", line(id="1"), long, line(id="3"), limits=Limits(record_bytes=200)
    )
    assert refusal == Refusal(f"{tmp_path}/c.jsonl, line 2", "the document has more than 200 bytes: split it")
    assert isinstance(last, Record)
    assert last.place.endswith("line 3")


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": " \n", "title": ""}, {"text": "\u200d"}])
def test_only_the_record_without_text_is_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    with pytest.raises(ReadError, match="line 1: the document has no text to quote"):
        parse(tmp_path / "c.jsonl", **fields)


def test_the_fingerprint_is_that_of_the_line(tmp_path: Path) -> None:
    [one, two] = read(tmp_path / "c.jsonl", line(id="1"), line(id="2"))
    [moved] = read(tmp_path / "d.jsonl", "", line(id="2") + " ")
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert isinstance(moved, Record)
    assert moved.fingerprint == two.fingerprint != one.fingerprint


@pytest.mark.real_data
@pytest.mark.parametrize(("folder", "documents"), [("medquad", 16407), ("scifact", 5183)])
def test_whole_collections_are_read(data_dir: Path, folder: str, documents: int) -> None:
    kinds: Counter[BlockKind] = Counter()
    ids = set()
    untitled = 0
    for record in read_records(data_dir / folder / "corpus.jsonl.gz", SPLITTER):
        assert isinstance(record, Record), record
        document = record.parse()
        ids.add(document.id)
        kinds.update(block.kind for block in document.blocks)
        last = document.sentences[-1].span
        byte_start, byte_end = document.byte_span(last)
        assert document.text.encode()[byte_start:byte_end].decode() == last.of(document.text)
        if folder == "medquad":
            assert document.metadata.publisher
            assert document.metadata.url
            untitled += document.metadata.topic is None
    assert len(ids) == documents
    assert untitled == (14 if folder == "medquad" else 0)
    assert folder != "medquad" or kinds[BlockKind.LIST_ITEM] > 20_000
