import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.ingestion import file_reader as reading
from corpus.ingestion import run as ingestion
from corpus.ingestion.run import Report, WorkerLimits, ingest
from corpus.readers import Limits, Record, Refusal, read_records
from corpus.reference_lint import Code, Finding, lint
from corpus.store import Change, Store
from corpus.text import SentenceSplitter
from pdfs import column, made

ARTICLE = """---
id: {id}
title: {title}
kind: article
---

Rest helps a sprained ankle. [1] Ice helps too. [2]

## References

1. **Guideline** Sprains. *A publisher*, 2020.
"""


def write(path: Path, document_id: str, title: str = "Sprained ankle") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(id=document_id, title=title))
    return path


def line(document_id: str, text: str = "Rest helps.") -> str:
    return json.dumps({"_id": document_id, "title": "Sprain", "text": text}) + "\n"


def refused(report: Report) -> str:
    return "\n".join(str(refusal) for refusal in report.refusals)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home" / "store.db") as opened:
        yield opened


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the records that were parsed, in order."""
    ids: list[str] = []
    real = read_records

    def watched(path: Path, splitter: SentenceSplitter, limits: Limits) -> Iterator[Record | Refusal]:
        for found in real(path, splitter, limits):
            yield watch(found) if isinstance(found, Record) else found

    def watch(record: Record) -> Record:
        def parse() -> Document:
            ids.append(record.id)
            return record.parse()

        return replace(record, make=parse)

    monkeypatch.setattr(reading, "read_records", watched)
    return ids


def test_unchanged_records_are_not_parsed_again(store: Store, tmp_path: Path, parsed: list[str]) -> None:
    write(tmp_path / "in" / "a.md", "a")
    write(tmp_path / "in" / "b.md", "b")
    assert ingest([tmp_path / "in"], store).changes == {Change.ADDED: 2}
    write(tmp_path / "in" / "b.md", "b", title="Sprains")
    parsed.clear()
    report = ingest([tmp_path / "in"], store)
    assert report.changes[Change.UNCHANGED] == 1
    assert sum(report.changes.values()) == 2
    assert parsed == ["b"]
    assert store.metadata("b").title == "Sprains"


def test_a_changed_line_is_a_new_version_and_the_others_are_not_parsed(
    store: Store, tmp_path: Path, parsed: list[str]
) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(line("a") + line("b"))
    ingest([path], store)
    before = store.document("b").version
    path.write_text(line("b", "Ice helps.") + line("a"))
    parsed.clear()
    report = ingest([path], store)
    assert report.changes == {Change.UPDATED: 1, Change.UNCHANGED: 1}
    assert parsed == ["b"]
    assert store.versions("b")[0].version == before


def test_a_bad_record_does_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.md", "a")
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "lines.jsonl").write_text(line("b") + "{not json\n" + line("c"))
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(line("d").encode())[:-6])
    report = ingest([folder, tmp_path / "nope"], store)
    assert store.ids() == ["a", "b", "c"]
    assert report.changes == {Change.ADDED: 3}
    for place in ("broken.md", "picture.png", "lines.jsonl, line 2", "torn.jsonl.gz", "nope"):
        assert place in refused(report)


def test_a_repeated_id_in_one_run_is_refused(store: Store, tmp_path: Path) -> None:
    first = write(tmp_path / "a.md", "same")
    second = write(tmp_path / "b.md", "same", title="Another")
    report = ingest([first, second], store)
    assert report.changes == {Change.ADDED: 1}
    assert f"{second}: its id 'same' is already that of {first}" in refused(report)
    again = ingest([first, second], store)
    assert again.changes == {Change.UNCHANGED: 1}
    assert len(again.refusals) == 1
    assert store.metadata("same").title == "Sprained ankle"


def test_a_refused_record_does_not_claim_its_id(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line("same", text=""))
    (tmp_path / "b.jsonl").write_text(line("same"))
    report = ingest([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], store)
    assert report.changes == {Change.ADDED: 1}
    assert "a.jsonl" in refused(report)


def test_a_failing_reader_does_not_stop_the_others(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_records

    def broken(path: Path, splitter: SentenceSplitter, limits: Limits) -> Iterator[Record | Refusal]:
        def fail() -> Document:
            raise IndexError("out of range")

        (record,) = real(path, splitter, limits)
        assert isinstance(record, Record)
        yield replace(record, make=fail) if path.stem == "a" else record
        if path.stem == "b":
            raise RecursionError("too deep")

    monkeypatch.setattr(reading, "read_records", broken)
    report = ingest([write(tmp_path / f"{name}.md", name) for name in "abc"], store)
    assert store.ids() == ["b", "c"]
    assert [Path(refusal.place).name for refusal in report.refusals] == ["a.md", "b.md"]
    assert "IndexError: out of range" in refused(report)
    assert "RecursionError: too deep" in refused(report)


def test_findings_are_reported_and_stored(store: Store, tmp_path: Path) -> None:
    report = ingest([write(tmp_path / "a.md", "a")], store)
    assert [(finding.code, finding.number) for finding in report.findings["a"]] == [(Code.DANGLING, 2)]
    assert store.findings("a") == report.findings["a"]


def test_only_the_record_that_the_store_cannot_hold_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exaggerated(document: Document) -> tuple[Finding, ...]:
        beyond = (Finding(Code.UNUSED, 2**70, "in the list and never used"),)
        return beyond if document.id == "b" else lint(document)

    monkeypatch.setattr(reading, "lint", exaggerated)
    report = ingest([write(tmp_path / f"{name}.md", name) for name in "abc"], store)
    assert store.ids() == ["a", "c"]
    assert "b.md: document 'b' cannot be stored" in refused(report)


def test_ingesting_its_file_restores_a_removed_document(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "a")
    ingest([path], store)
    store.remove("a")
    assert ingest([path], store).changes == {Change.ADDED: 1}
    assert store.ids() == ["a"]


def test_a_file_name_that_is_not_unicode_is_read(store: Store, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md"))
    write(path, "a")
    report = ingest([path], store)
    assert report.refusals == ()
    assert "caf" in store.versions("a")[0].origin


def test_an_interruption_keeps_what_was_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingestion, "BATCH_DOCUMENTS", 3)
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(line(f"d{number}") for number in range(10)))
    seen = 0

    def interrupt() -> None:
        nonlocal seen
        seen += 1
        if seen == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([path], store, progress=interrupt)
    assert store.ids() == ["d0", "d1", "d2", "d3", "d4"]
    report = ingest([path], store)
    assert report.changes == {Change.UNCHANGED: 5, Change.ADDED: 5}


def test_progress_is_called_for_every_record(store: Store, tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text(line("a") + "{\n" + line("b"))
    calls: list[None] = []
    ingest([tmp_path / "corpus.jsonl"], store, progress=lambda: calls.append(None))
    assert len(calls) == 3


def test_the_originals_of_pdfs_are_kept_if_wanted(store: Store, tmp_path: Path) -> None:
    raw = made(lambda canvas: column(canvas, ["Rest helps a sprained ankle."]))
    (tmp_path / "in" / "sprain.pdf").parent.mkdir()
    (tmp_path / "in" / "sprain.pdf").write_bytes(raw)
    write(tmp_path / "in" / "a.md", "a")

    def run(*, keep: bool) -> tuple[dict[Change, int], int]:
        report = ingest([tmp_path / "in"], store, keep_originals=keep, worker_limits=WorkerLimits())
        return dict(report.changes), store.counts().originals

    assert run(keep=False) == ({Change.ADDED: 2}, 0)
    assert run(keep=True) == ({Change.UNCHANGED: 2}, 1)
    assert store.original("sprain", store.document("sprain").version) == raw
    assert run(keep=True) == ({Change.UNCHANGED: 2}, 1)
    assert store.counts().original_bytes == len(raw)
    assert not store.has_original("a", store.document("a").version)


def test_originals_count_for_the_size_of_a_batch(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingestion, "BATCH_SIZE", 2000)
    sizes: list[int] = []
    real = ingestion._Run.write

    def watched(run: ingestion._Run) -> None:
        sizes.append(len(run._batch))
        real(run)

    monkeypatch.setattr(ingestion._Run, "write", watched)
    for number in range(5):
        data = made(lambda canvas: column(canvas, ["Rest helps a sprained ankle."]), title=f"Sprain {number}")
        (tmp_path / f"n{number}.pdf").write_bytes(data)
    ingest(sorted(tmp_path.glob("*.pdf")), store, keep_originals=True)
    assert store.counts().originals == 5
    assert len(sizes) > 2


@pytest.mark.real_data
def test_medquad_is_stored_and_read_back_unchanged(store: Store, data_dir: Path, tmp_path: Path) -> None:
    with gzip.open(data_dir / "medquad" / "corpus.jsonl.gz", "rb") as whole:
        lines = [next(whole) for _ in range(300)]
    path = tmp_path / "part.jsonl"
    path.write_bytes(b"".join(lines))
    report = ingest([path], store)
    assert report.refusals == ()
    assert report.changes == {Change.ADDED: 300}
    for document in store.documents():
        for sentence in document.sentences:
            assert sentence.span.of(document.text).strip()
    root = store.root()
    assert ingest([path], store).changes == {Change.UNCHANGED: 300}
    assert store.root() == root
