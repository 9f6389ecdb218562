"""Hostile and broken files: each becomes a document or is refused in one line; nothing half-read is stored."""

import os
import re
import socket
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bombs import SECRET
from corpus.document import Document
from corpus.ingestion import Report, ingest
from corpus.ingestion import file_reader as reading
from corpus.ingestion.file_reader import ParsedRecord, ReadOptions, RecordOutcome, read
from corpus.ingestion.files import files
from corpus.ingestion.report import file_of
from corpus.ingestion.run import WorkerLimits
from corpus.readers import Limits, Refusal, SourceFile
from corpus.readers.base.record import LONGEST_REASON
from corpus.store import Store
from corpus.text import SentenceSplitter
from mutations import faults
from specimens import SAID, line, specimens

LIMITS = Limits(pages=50)
WITHIN = WorkerLimits(workers=2, seconds=120, memory_bytes=1024**3)
EXPECTED = {name: expected for name, (_, expected) in specimens(port=1).items()}


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of the specimens, documents and refusals by file name, and whether the network was used."""

    documents: dict[str, list[Document]]
    refusals: dict[str, list[Refusal]]
    calls: int


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """All specimens ingested in one run."""
    folder, home = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("home")
    with socket.create_server(("127.0.0.1", 0)) as listening, Store(home / "store.db") as store:
        listening.setblocking(False)
        for number, (name, (data, _)) in enumerate(specimens(listening.getsockname()[1]).items()):
            (folder / f"{number:03}-{name}").write_bytes(data)
        report = ingest([folder], store, LIMITS, worker_limits=WITHIN)
        found = Outcomes(stored_by_name(report, store), refused_by_name(report), calls(listening))
    assert sum(map(len, found.documents.values())) == len(report.documents)
    with sqlite3.connect(home / "store.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return found


def calls(listening: socket.socket) -> int:
    try:
        listening.accept()[0].close()
    except BlockingIOError:
        return 0
    return 1


def name_of(place: str) -> str:
    return Path(file_of(place)).name[4:]


def stored_by_name(report: Report, store: Store) -> dict[str, list[Document]]:
    found = defaultdict(list)
    places = {document.id: document.place for document in report.documents}
    for document in store.documents():
        found[name_of(places[document.id])].append(document)
    return found


def refused_by_name(report: Report) -> dict[str, list[Refusal]]:
    found = defaultdict(list)
    for refusal in report.refusals:
        found[name_of(refusal.place)].append(refusal)
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_a_document_or_refused_in_one_line(outcomes: Outcomes, name: str) -> None:
    expected = EXPECTED[name]
    documents, refusals = outcomes.documents.get(name, []), outcomes.refusals.get(name, [])

    assert len(documents) + len(refusals) == 1, (len(documents), refusals)
    for refusal in refusals:
        assert expected is not None, refusal
        assert re.search(expected, refusal.reason)
        assert str(refusal).isprintable()
        assert "reader failed" not in refusal.reason
    for document in documents:
        assert not expected, "was read"
        assert faults(document) == []
        assert SECRET not in document.text
        assert "root:" not in document.text
        assert not re.search("[\u202d\u202e\U000e0000-\U000e007f]", document.text)


def test_no_file_causes_a_network_request(outcomes: Outcomes) -> None:
    assert outcomes.calls == 0


def test_a_pdf_with_another_suffix_is_the_same_document(outcomes: Outcomes) -> None:
    (document,) = outcomes.documents["pdf.html"]

    assert {document.page_of(sentence.span) for sentence in document.sentences} >= {1, 2, 3}


def test_text_omitted_from_a_pdf_is_counted(outcomes: Outcomes) -> None:
    (document,) = outcomes.documents["hidden-white.pdf"]

    assert int(document.metadata.extra["hidden characters left out"]) == len(SECRET.replace(" ", ""))


def ingested(paths: Sequence[Path]) -> tuple[list[str], list[str]]:
    """The titles read and the lines refused."""
    report = ingest(paths, None, LIMITS, worker_limits=WITHIN)
    return [document.title for document in report.documents], [str(refusal) for refusal in report.refusals]


def test_paths_that_are_not_files_are_refused_or_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    (tmp_path / "a.pdf" / "within.txt").write_text(SAID)
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.md")

    titles, refused = ingested([tmp_path])
    assert titles == ["Within"]
    assert [line.rpartition("/")[2] for line in refused] == [
        f"{name}: this link is broken: repair or remove it" for name in ("gone.md", "loop.md")
    ]
    named = [tmp_path / name for name in ("loop.md", "gone.md", "pipe.md")]
    titles, refused = ingested([*named, Path("/dev/zero")])
    assert titles == []
    assert [line.partition(": ")[2].partition(":")[0] for line in refused] == [
        "no such file or folder",
        "no such file or folder",
        "this is neither a file nor a folder",
        "this is neither a file nor a folder",
    ]


def test_the_same_file_by_two_names_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(SAID)
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")

    assert ingested([tmp_path]) == (["One"], [])


@pytest.mark.parametrize(
    "name", [b"new\nline.md", b"not-utf-8-\xff.md", b"\x1b[2Jclear.md", b"--help.md", "\u202efdp.md".encode()]
)
def test_a_file_can_have_any_name(tmp_path: Path, name: bytes) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    for folder, text in ((good, SAID.encode()), (bad, b"\0")):
        folder.mkdir()
        (folder / os.fsdecode(name)).write_bytes(text)

    with Store(tmp_path / "store.db") as store:
        report = ingest([good, bad], store, LIMITS, worker_limits=WITHIN)
        (document,) = store.documents()
        (version,) = store.versions(document.id)

    assert faults(document) == []
    version.origin.encode()
    (refusal,) = report.refusals
    assert refusal.place == str(bad / os.fsdecode(name))
    assert str(refusal).isprintable()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Drops root's privileges, if the tests run as root."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


@pytest.mark.parametrize(("what", "mode"), [("file", 0o000), ("folder", 0o000), ("folder", 0o444)])
def test_unreadable_files_are_refused_and_the_others_are_read(what: str, mode: int) -> None:
    splitter, reading = SentenceSplitter(), ReadOptions(Limits(), {})

    def found(path: Path) -> tuple[list[str], list[str]]:
        outcomes: list[RecordOutcome] = []
        for file in files([path]):
            outcomes += [file] if isinstance(file, Refusal) else read(file, splitter, reading)
        read_ones = [outcome.id for outcome in outcomes if isinstance(outcome, ParsedRecord)]
        return read_ones, [str(outcome) for outcome in outcomes if isinstance(outcome, Refusal)]

    with TemporaryDirectory() as place:
        folder, file = Path(place, "kept"), Path(place, "kept", "a.md")
        folder.mkdir()
        file.write_text(SAID)
        Path(place, "open.txt").write_text(SAID)
        assert found(Path(place, "open.txt")) == (["open"], [])  # loads what nobody in particular may not
        Path(place).chmod(0o755)
        (file if what == "file" else folder).chmod(mode)
        with as_nobody():
            outcomes = [found(Path(place)), found(folder), found(file)]
        folder.chmod(0o700)

    assert [documents for documents, _ in outcomes] == [["open"], [], []]
    for _, refusals in outcomes:
        assert len(refusals) == 1
        assert "(Permission denied): check" in refusals[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.unlink(), "cannot be read (No such file or directory)"),
        (lambda path: path.write_bytes(b"x" * 5000), "the document has more than 4000 bytes"),
        (lambda path: path.write_bytes(b""), "the document has no text to quote"),
    ],
)
def test_a_file_that_changes_while_it_is_read_is_read_in_one_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text(SAID)
    head = SourceFile.head

    def looked_at(source: SourceFile) -> bytes:
        found = head(source)
        change(source.path)
        return found

    monkeypatch.setattr(SourceFile, "head", looked_at)
    (outcome,) = read(path, SentenceSplitter(), ReadOptions(Limits(record_bytes=4000), {}))

    assert isinstance(outcome, Refusal)
    assert reason in outcome.reason


def test_a_refusal_is_one_line_that_ends_with_the_remedy() -> None:
    refusal = Refusal("new\nline \udcff.md", "holds <" + "x\n" * 5000 + ">: fetch it again")

    assert len(refusal.reason) in (LONGEST_REASON - 1, LONGEST_REASON)  # no space at a seam
    assert refusal.reason.endswith("x >: fetch it again")
    assert str(refusal).startswith("new\\nline \\udcff.md: holds <x x x")


@pytest.mark.parametrize("place", ["a.pdf", "a.pdf, line 3", "a.pdf, page 12", "a.pdf, after 7 records"])
def test_a_place_is_counted_under_its_file(place: str) -> None:
    assert file_of(place) == "a.pdf"


def test_reading_stops_after_too_many_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(id_="first") + b"{}\n" * 9 + line(id_="last"))
    monkeypatch.setattr(reading, "MAX_REFUSALS", 4)

    outcomes = list(read(path, SentenceSplitter(), ReadOptions(Limits(), {})))

    assert [isinstance(outcome, Refusal) for outcome in outcomes] == [False] + [True] * 5
    assert (
        str(outcomes[-1]) == f"{path}: 4 of its records are refused and the rest is not read: fix the file first"
    )


@pytest.mark.real_data
def test_unusual_real_files_become_documents_or_are_refused(data_dir: Path, tmp_path: Path) -> None:
    folder = data_dir / "pdf_robustness"
    with Store(tmp_path / "store.db") as store:
        report = ingest([folder], store, worker_limits=WITHIN)
        documents = list(store.documents())

    assert len(documents) + len(report.refusals) == len(list(folder.glob("*.pdf"))) + len(
        list(folder.glob("*.html"))
    )
    assert [fault for document in documents for fault in faults(document)] == []
    assert [
        refusal for refusal in report.refusals if "failed" in refusal.reason or "crash" in refusal.reason
    ] == []
