"""The public guidelines and unusual files: checks of facts, counts and offsets, without quoting them."""

from functools import cache
from pathlib import Path

import pytest

from corpus.document import BlockKind, Document, Kind, Sentence
from corpus.readers import read_records
from corpus.readers.base import Record
from corpus.reference_lint import Code, lint
from corpus.text import SentenceSplitter

pytestmark = pytest.mark.real_data
SPLITTER = SentenceSplitter()
GUIDELINES = {
    "Lenacapavir_for_HIV_prevention_and_testing_strategies": (61, 98),
    "Management_of_asymptomatic_sexually_transmitted_infections": (62, 53),
    "Treatment_of_patients_with_cystic_echinococcosis": (48, 32),
}


@cache
def guideline(folder: Path, name: str) -> Document:
    (record,) = read_records(folder / "who_pdfs" / f"{name}.pdf", SPLITTER)
    assert isinstance(record, Record)
    return record.parse()


@pytest.fixture(params=sorted(GUIDELINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_metadata_are_those_that_the_document_states(data_dir: Path, name: str) -> None:
    metadata = guideline(data_dir, name).metadata
    assert "guideline" in metadata.title.lower()
    assert (metadata.kind, metadata.publisher, metadata.year) == (
        Kind.GUIDELINE,
        "World Health Organization",
        2025,
    )
    assert metadata.licence == "CC BY-NC-SA 3.0 IGO"
    assert metadata.extra["isbn"].startswith("978-92-4-")


def test_all_pages_are_read(data_dir: Path, name: str) -> None:
    document = guideline(data_dir, name)
    pages = [page.number for page in document.pages]
    assert 0 < min(pages) <= max(pages) <= GUIDELINES[name][0]
    assert len(set(pages)) > 0.75 * GUIDELINES[name][0]


def test_references_are_all_listed_and_nearly_all_used(data_dir: Path, name: str) -> None:
    document = guideline(data_dir, name)
    assert [reference.number for reference in document.references] == list(range(1, GUIDELINES[name][1] + 1))
    findings = [finding for finding in lint(document) if finding.code in (Code.DANGLING, Code.UNUSED)]
    assert len(findings) <= 2


def test_running_heads_and_contents_are_removed(data_dir: Path, name: str) -> None:
    document = guideline(data_dir, name)
    assert "....." not in document.text
    repeated = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert repeated.count(document.metadata.title) <= 1


def test_paragraphs_begin_and_end_like_sentences(data_dir: Path, name: str) -> None:
    document = guideline(data_dir, name)
    long = [
        text
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH and len((text := block.span.of(document.text)).split()) > 25
    ]
    whole = [text for text in long if not text[0].islower() and text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇ")[-1:] in ".:;?)”"]
    assert len(whole) >= 0.98 * len(long)


def test_sections_are_numbered_as_printed(data_dir: Path) -> None:
    document = guideline(data_dir, "Management_of_asymptomatic_sexually_transmitted_infections")
    levels: dict[str, int] = {}
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            levels.setdefault(block.span.of(document.text).split()[0], block.level)
    assert {"2.": 2, "2.1": 3, "2.4.1.": 4, "5.10": 3, "6.2": 3}.items() <= levels.items()


def test_a_row_of_prose_has_its_label_as_heading(data_dir: Path) -> None:
    document = guideline(data_dir, "Treatment_of_patients_with_cystic_echinococcosis")
    under: dict[int | None, list[Sentence]] = {}
    for sentence in document.sentences:
        section = document.blocks[sentence.block].section
        if section and section[-1] == "Implementation considerations":
            under.setdefault(document.page_of(sentence.span), []).append(sentence)
    assert {23, 25, 28, 30, 33, 35} <= under.keys()
    assert all(document.blocks[s.block].section[-2].startswith("3.") for s in under[35])


def test_unusual_files_become_documents_or_are_refused_with_a_reason(data_dir: Path) -> None:
    read, refused = [], []
    for path in sorted((data_dir / "pdf_robustness").glob("*.pdf")):
        (record,) = read_records(path, SPLITTER)
        assert isinstance(record, Record)
        try:
            read.append(record.parse())
        except ValueError as error:
            refused.append(str(error))
    assert (len(read), len(refused)) == (18, 9)
    assert sum("run OCR" in reason for reason in refused) == 7
    assert all("\n" not in reason for reason in refused)
