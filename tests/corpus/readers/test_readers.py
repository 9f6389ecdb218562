import gzip
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.readers import read_records
from corpus.readers.base import Limits, ReadError, Record, Refusal, SourceError
from corpus.readers.unsupported import unsupported_reason
from corpus.text import SentenceSplitter
from jats import article

SPLITTER = SentenceSplitter()


def read(path: Path, content: bytes | str, limits: Limits | None = None) -> list[Record | Refusal]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_records(path, SPLITTER, limits))


def only(found: list[Record | Refusal]) -> Record:
    [record] = found
    assert isinstance(record, Record), record
    return record


def reasons(found: list[Record | Refusal]) -> list[str]:
    return [found.reason for found in found if isinstance(found, Refusal)]


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("a.md", "Some words.", "article"),
        ("a.txt", "---\nid: a\n---\nSome words.", "article"),
        ("a.txt", "# One\n\nWords.\n\n## Two\n\nWords.", "article"),
        ("a.md", "A page\n\nReview Status\nSubmitted\n\nLast updated: May 1, 2025\n\nWords are here.", "page"),
        ("a.dat", '{"_id": "1", "title": "", "text": "Words."}\n', "beir"),
        ("a.html", "<p>Words.</p>", "html"),
        ("a.jsonl", '{"_id": "1", "title": "", "text": "Words."}', "beir"),
        ("a.dat", '{"file": "a", "condition_name": "A", "treatment": {}, "prognosis": ["Good."]}', "stg"),
        ("a", article("<p>Words.</p>"), "jats"),
        ("a", "Just words, and a second line\nof them.", "plain"),
        ("a.txt", "[1] is how it begins, with words.", "plain"),
        ("a.txt", "\ufeffWords with a mark.", "plain"),
    ],
)
def test_the_reader_is_chosen_by_content(tmp_path: Path, name: str, content: str, reader: str) -> None:
    record = only(read(tmp_path / name, content))
    assert record.reader == reader
    assert isinstance(record.parse(), Document)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "content", ["# Fi\u00e8vre\n\n## Cause\n\nA na\u00efve cell.", "A na\u00efve cell.\r\n\r\nAnother."]
)
def test_marked_encodings_are_read(tmp_path: Path, content: str, encoding: str) -> None:
    assert "na\u00efve" in only(read(tmp_path / "a.txt", content.encode(encoding))).parse().text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<?xml version="1.0"?><article/>', "XML other than JATS is not read"),
        (b"PK\x03\x04rest", "export the document as DOCX, Markdown or plain text"),
        (b"\x89PNG\r\n\x1a\n", "images are not read"),
        (b"words\x00with nulls", "binary data"),
        (b"x" * 257 + b"ustar", "unpack the archive"),
        (b"", "the file has no text"),
        (" \n\u200d".encode(), "the file has no text"),
        (b'[{"_id": "1"}]', "JSON is read only as JSON Lines"),
        (b'{\n "_id": "1"\n}', "JSON is read only as JSON Lines"),
        ("caf\xe9".encode("latin-1"), "byte 3 is not UTF-8: convert the file to UTF-8"),
    ],
)
def test_unsupported_files_are_refused_with_a_remedy(tmp_path: Path, content: bytes, reason: str) -> None:
    [refusal] = read(tmp_path / "thing", content)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert str(refusal) == f"{tmp_path / 'thing'}: {refusal.reason}"


def test_tables_of_values_are_refused_by_their_suffix() -> None:
    assert "JSON Lines" in (unsupported_reason(b"a\tb\n1\t2", "qrels.tsv") or "")
    assert unsupported_reason(b"a\tb\n1\t2", "a.txt") is None


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert reasons(list(read_records(tmp_path / "none.md", SPLITTER))) == [
        "cannot be read (No such file or directory): check that it exists and that you may read it"
    ]
    assert reasons(list(read_records(tmp_path, SPLITTER))) == [
        "cannot be read (Is a directory): check that it exists and that you may read it"
    ]


def test_gzipped_files_are_read_whatever_their_name(tmp_path: Path) -> None:
    record = only(read(tmp_path / "note.txt.gz", gzip.compress(b"Some words.")))
    assert (record.reader, record.id) == ("plain", "note")
    assert only(read(tmp_path / "other", gzip.compress(b"# A\n\n# B\n\nWords."))).reader == "article"


def test_files_over_the_limits_are_refused(tmp_path: Path) -> None:
    text = b"Some words. " * 100
    assert reasons(read(tmp_path / "a", text, Limits(file_bytes=1000))) == [
        "the file has 1200 bytes, more than the limit of 1000: split it"
    ]
    assert reasons(read(tmp_path / "b", text, Limits(record_bytes=1000))) == [
        "the document has more than 1000 bytes: split the file"
    ]


@pytest.mark.parametrize("start", [b"Words. ", b'{"_id": "1", "title": "a", "text": "b"}\n'])
def test_a_gzip_bomb_is_refused(tmp_path: Path, start: bytes) -> None:
    bomb = gzip.compress(start + b"0" * 4_000_000)
    found = read(tmp_path / "bomb.gz", bomb, Limits(expansion=100))
    assert reasons(found) == ["decompresses to more than 1048576 bytes: decompress it yourself and split it"]


@pytest.mark.parametrize("start", [b"Words. ", b'{"_id": "1", "title": "a", "text": "b"}\n'])
def test_damaged_gzip_data_are_refused_and_what_came_before_is_read(tmp_path: Path, start: bytes) -> None:
    noise = bytes(range(32, 127)) * 2000
    damaged = gzip.compress(start + noise, compresslevel=0)[:-2000]
    *before, last = read(tmp_path / "cut.gz", damaged)
    assert len(before) == (1 if start.startswith(b"{") else 0)
    assert isinstance(last, Refusal)
    assert "damaged" in last.reason


def test_a_file_with_only_a_gzip_signature_is_refused(tmp_path: Path) -> None:
    assert "damaged" in reasons(read(tmp_path / "a.gz", b"\x1f\x8bnothing like it"))[0]


def test_id_and_fingerprint_follow_name_bytes_and_reader(tmp_path: Path) -> None:
    one = only(read(tmp_path / "one.txt", "Some words."))
    again = only(read(tmp_path / "one.txt", "Some words."))
    edited = only(read(tmp_path / "one.txt", "Other words."))
    renamed = only(read(tmp_path / "two.txt", "Some words."))
    as_article = only(read(tmp_path / "one.md", "Some words."))
    assert (again.id, again.fingerprint) == (one.id, one.fingerprint)
    assert again.raw_sha256 == renamed.raw_sha256 == as_article.raw_sha256 != edited.raw_sha256
    assert len({(record.id, record.fingerprint) for record in (one, edited, renamed, as_article)}) == 4


def test_an_error_about_the_source_names_the_place() -> None:
    def fail() -> Document:
        raise SourceError("no good")

    with pytest.raises(ReadError) as caught:
        Record("a", "a.txt, line 3", "", "plain", "1", fail).parse()
    assert caught.value.refusal == Refusal("a.txt, line 3", "no good")


@pytest.mark.real_data
def test_hard_pages_are_read_or_refused_and_never_fail(data_dir: Path) -> None:
    for path in sorted((data_dir / "pdf_robustness").glob("*.html")):
        record = only(list(read_records(path, SPLITTER)))
        try:
            assert record.parse().sentences
        except ReadError as error:
            if "no text to quote" not in error.refusal.reason:
                raise
