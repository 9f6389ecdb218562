from datetime import date
from pathlib import Path

import pytest

from corpus.document import BlockKind, Document, Kind, Reference, ReviewStatus
from corpus.readers import read_records
from corpus.readers.base import ReadError, Record
from corpus.reference_lint import lint
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()

PAGE = """\
What is Verdal Fever (VF)?

Medical Advisory BoardEvery page is looked at by our Medical Advisory Board
Educational purpose only \u2022 Exercise caution as content is pending human review
Article Review Status
Submitted
Under Review
Approved

Last updated: March 4, 2024View editorial policy

Personalize

Help us tailor your experience

Which best describes you? Your choice sets the wording.

What is Verdal Fever (VF)?

Verdal fever is a short illness of lowland farmers that is spread by reed mites. 1

Main Features

  \u2022 It accounts for about 12% of all fevers in the lowlands 1, 2
  \u2022 Most people recover within 10 days 2
      \u2022 Children recover sooner 3
  \u2022 Rash is seen in grade 2

Two forms are known:

  \u2022 The dry form lasts 3-5 days 3, 6

Treatment

Rest is enough in mild disease. Colchin is given t.i.d. in severe disease 2, 7

References

Guideline

Verdal Fever in Practice

Invented Notes: Short Summaries, 2023

Research

Mites and fevers of the reed.

Journal of Invented Medicine, 2011

Research

A Work Without a Place

Professional Medical Disclaimer

This is not advice. Ask someone who knows 1

Have a follow-up question?

Ask us anything.
"""


def parse(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    [record] = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    assert record.reader == "page"
    return record.parse()


def test_the_metadata_of_a_page(tmp_path: Path) -> None:
    metadata = parse(tmp_path / "Verdal fever.txt", PAGE).metadata
    assert (metadata.id, metadata.title) == ("verdal-fever", "What is Verdal Fever (VF)?")
    assert (metadata.kind, metadata.last_updated) == (Kind.ARTICLE, date(2024, 3, 4))
    assert metadata.review_status is ReviewStatus.SUBMITTED


def test_furniture_is_omitted_and_bare_numbers_are_references(tmp_path: Path) -> None:
    document = parse(tmp_path / "page.txt", PAGE)
    assert [(sentence.span.of(document.text), sentence.references) for sentence in document.sentences] == [
        ("What is Verdal Fever (VF)?", ()),
        ("Verdal fever is a short illness of lowland farmers that is spread by reed mites.", (1,)),
        ("Main Features", ()),
        ("It accounts for about 12% of all fevers in the lowlands", (1, 2)),
        ("Most people recover within 10 days", (2,)),
        ("Children recover sooner", (3,)),
        ("Rash is seen in grade 2", ()),
        ("Two forms are known:", ()),
        ("The dry form lasts 3-5 days", (3, 6)),
        ("Treatment", ()),
        ("Rest is enough in mild disease.", ()),
        ("Colchin is given t.i.d. in severe disease", (2, 7)),
    ]


def test_the_stem_of_a_bullet_is_its_introduction_or_its_parent(tmp_path: Path) -> None:
    blocks = parse(tmp_path / "page.txt", PAGE).blocks
    stems = [(block.stem, block.level) for block in blocks if block.kind is BlockKind.LIST_ITEM]
    assert stems == [(None, 0), (None, 0), (4, 1), (None, 0), (7, 0)]


def test_references_are_numbered_in_order(tmp_path: Path) -> None:
    document = parse(tmp_path / "page.txt", PAGE)
    assert document.references == (
        Reference(1, Kind.GUIDELINE, "Verdal Fever in Practice", "Invented Notes: Short Summaries", 2023),
        Reference(2, Kind.RESEARCH, "Mites and fevers of the reed", "Journal of Invented Medicine", 2011),
        Reference(3, Kind.RESEARCH, "A Work Without a Place"),
    )
    assert [(finding.code, finding.number) for finding in lint(document)] == [
        ("missing_year", 3),
        ("dangling", 6),
        ("dangling", 7),
    ]


def test_unstated_page_metadata_stay_unknown(tmp_path: Path) -> None:
    header = "Verdal fever\nReview Status\nApproved\nLast updated: Smarch 41, 2024\n"
    bare = header + "It is a short illness of farmers. 1\n"
    document = parse(tmp_path / "page.txt", bare)
    assert document.metadata.last_updated is None
    assert document.metadata.review_status is None
    assert document.references == ()
    assert document.text == "Verdal fever\n\nIt is a short illness of farmers. 1"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("Review Status\nLast updated: May 1, 2024\nWords are here.\n", "the page has no title"),
        ("Verdal fever\nReview Status\nLast updated: May 1, 2024\n", "the document has no text to quote"),
    ],
)
def test_a_page_without_title_or_text_is_refused(tmp_path: Path, page: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        parse(tmp_path / "page.txt", page)


@pytest.mark.real_data
def test_the_real_page_has_five_references_and_uses_seven(data_dir: Path) -> None:
    [record] = read_records(data_dir / "als_article" / "page.txt", SPLITTER)
    assert isinstance(record, Record)
    document = record.parse()
    assert [entry.number for entry in document.references] == [1, 2, 3, 4, 5]
    assert [(finding.code, finding.number) for finding in lint(document)] == [("dangling", 6), ("dangling", 7)]
    assert document.metadata.last_updated == date(2025, 11, 3)
    assert document.metadata.review_status is ReviewStatus.SUBMITTED
    items = [n for n, block in enumerate(document.blocks) if block.kind is BlockKind.LIST_ITEM]
    assert len(items) == 26
    marked = {sentence.block for sentence in document.sentences if sentence.references}
    assert set(items) <= marked
    assert not any(word in document.text for word in ("Submitted", "Personalize", "Disclaimer", "Oracle"))
