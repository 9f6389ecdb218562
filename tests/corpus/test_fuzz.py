"""A short run of `scripts/fuzz` on randomly changed files, and its checks of documents."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jats
from corpus.document import Document, Page, Span
from corpus.ingestion import ingest
from corpus.ingestion.file_reader import ParsedRecord, ReadOptions, read
from corpus.ingestion.run import WorkerLimits
from corpus.readers import Limits
from corpus.store import Store
from corpus.text import SentenceSplitter
from factories import make_document
from mutations import faults, mutated
from specimens import WHOLE

EACH = 60
SOUND = {suffix: data for suffix, data in WHOLE.items() if not suffix.endswith(".gz")} | {
    ".xml": jats.article(
        "<sec><title>T</title><p>Toes <xref ref-type='bibr' rid='r1'>1</xref> hurt.</p></sec>"
    ).encode()
}
SPLITTER = SentenceSplitter()
QUIET = (".md", ".jsonl", ".xml")  # nothing that they are read with can take this process with it


@pytest.fixture
def originals(samples_dir: Path) -> dict[str, bytes]:
    return SOUND | {".md": min(samples_dir.glob("*.md")).read_bytes()}


def test_changed_files_become_sound_documents_or_are_refused(tmp_path: Path, originals: dict[str, bytes]) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(EACH):
        for suffix, data in originals.items():
            changed = mutated(data, suffix, Random(f"{suffix}{number}"))
            (folder / f"{suffix[1:]}-{number}{suffix}").write_bytes(changed)

    with Store(tmp_path / "store.db") as store:
        report = ingest([folder], store, worker_limits=WorkerLimits(2, 120, 1024**3))
        documents = list(store.documents())

    assert len(report.documents) == len(documents) > EACH
    assert len(report.files) == EACH * len(originals)
    assert [refusal for refusal in report.refusals if "bug" in refusal.reason] == []
    assert [(document.id, fault) for document in documents for fault in faults(document)] == []


@settings(max_examples=60)
@given(st.sampled_from(QUIET), st.integers(min_value=0))
def test_any_change_gives_the_same_outcome_twice(suffix: str, seed: int) -> None:
    changed = mutated(SOUND[suffix], suffix, Random(seed))

    assert changed == mutated(SOUND[suffix], suffix, Random(seed))
    first, second = list(outcomes(suffix, changed)), list(outcomes(suffix, changed))
    assert first == second
    assert [text for text in first if isinstance(text, str) and "bug" in text] == []


def outcomes(suffix: str, data: bytes) -> Iterator[Document | str]:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        for found in read(path, SPLITTER, ReadOptions(Limits(), {})):
            yield found.document if isinstance(found, ParsedRecord) else str(found).replace(folder, "")


def test_faults_are_found() -> None:
    sound = make_document("a", sections={"Toes": ["Rest helps."]})
    assert faults(sound) == []
    assert faults(replace(sound, metadata=replace(sound.metadata, publisher="\ud800"))) != []
    assert faults(replace(sound, sentences=sound.sentences[:1])) == ["it has no sentence to quote"]
    assert faults(replace(sound, pages=(Page(1, Span(0, 999)),))) == ["a page leaves its text"]
    last = sound.sentences[-1]
    cut = replace(last, span=Span(last.span.start, last.span.start + len("Rest ")))
    assert "is blank or not trimmed" in faults(replace(sound, sentences=(*sound.sentences[:-1], cut)))[0]
    hanging = replace(sound.blocks[-1], stem=9)
    assert "is not above it" in faults(replace(sound, blocks=(*sound.blocks[:-1], hanging)))[0]
