from corpus.document import Document, Metadata, Reference
from corpus.reference_lint import Code, lint
from corpus.text import DocumentBuilder, MarkerStyle, SentenceSplitter


def document(text: str, *references: Reference) -> Document:
    builder = DocumentBuilder(SentenceSplitter(), MarkerStyle.BRACKETS)
    builder.title("Gout")
    builder.paragraph(text)
    return builder.build(Metadata(id="gout", title="Gout"), references)


def codes(*references: Reference) -> list[tuple[str, int]]:
    text = "It is so. [" + ", ".join(str(reference.number) for reference in references) + "]"
    return [(finding.code, finding.number) for finding in lint(document(text, *references))]


def test_a_clean_list_has_no_findings() -> None:
    assert codes(Reference(1, title="A", year=2001), Reference(2, title="B", year=2001)) == []


def test_dangling_and_unused_numbers_by_number() -> None:
    listed = (Reference(1, title="A", year=2001), Reference(3, title="C", year=2003))
    findings = lint(document("First. [9, 1] Second. [2]", *listed))
    assert [(finding.code, finding.number) for finding in findings] == [
        (Code.DANGLING, 2),
        (Code.UNUSED, 3),
        (Code.DANGLING, 9),
    ]
    assert str(findings[0]) == "reference 2: used in the text and not in the list"


def test_a_document_without_markers_has_no_unused_references() -> None:
    assert lint(document("It is so.", Reference(1, title="A", year=2001))) == ()


def test_incomplete_entries() -> None:
    assert codes(Reference(1, title="A"), Reference(2, year=2001)) == [
        (Code.MISSING_YEAR, 1),
        (Code.MISSING_TITLE, 2),
    ]


def test_the_same_doi_pmid_or_address_is_a_duplicate() -> None:
    assert codes(
        Reference(1, title="A", year=2001, doi="10.1000/X"),
        Reference(2, title="B", year=2002, doi="10.1000/x"),
        Reference(3, title="C", year=2003, pmid="7"),
        Reference(4, title="D", year=2004, pmid="7"),
        Reference(5, title="E", year=2005, url="https://example.org/e"),
        Reference(6, title="F", year=2006, url="https://example.org/e/"),
    ) == [(Code.DUPLICATE, 2), (Code.DUPLICATE, 4), (Code.DUPLICATE, 6)]


def test_the_same_title_is_a_duplicate_in_the_same_year_or_without_years_in_the_same_place() -> None:
    assert codes(
        Reference(1, title="Gout: a review", year=2001, container="One"),
        Reference(2, title="Gout, a Review.", year=2001, container="Two"),
        Reference(3, title="Gout: a review", year=2011),
    ) == [(Code.DUPLICATE, 2)]
    undated = [Reference(1, title="Gout", container="One"), Reference(2, title="Gout", container="Two")]
    assert (Code.DUPLICATE, 2) not in codes(*undated)
    assert (Code.DUPLICATE, 3) in codes(*undated, Reference(3, title="gout", container="two"))
