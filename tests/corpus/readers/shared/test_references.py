import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind, Reference
from corpus.readers.shared.default_names import default_title, same_title, slug
from corpus.readers.shared.references import doi_in, is_reference_heading, kind_of, reference

SICI = "10.1234/(SICI)1-2(1997)16:9<98::AID-X1>3.0.CO;2-N"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Guideline", Kind.GUIDELINE),
        (" systematic review: ", Kind.SYSTEMATIC_REVIEW),
        ("Trial", Kind.TRIAL),
        ("Research", Kind.RESEARCH),
        ("Article", Kind.ARTICLE),
        ("Label", Kind.LABEL),
        ("Summary", Kind.SUMMARY),
        ("Other", Kind.OTHER),
        ("Guideline for adults", None),
        ("", None),
    ],
)
def test_labels(label: str, kind: Kind | None) -> None:
    assert kind_of(label) is kind


@pytest.mark.parametrize(
    ("text", "opens"), [("References", True), ("BIBLIOGRAPHY:", True), ("Reference ranges", False)]
)
def test_headings_of_the_list(text: str, opens: bool) -> None:
    assert is_reference_heading(text) is opens


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (", 2025.", Reference(1, title="A title", year=2025)),
        (", 2025. PMID 12", Reference(1, title="A title", year=2025, pmid="12")),
        (
            "pmid:12 doi:10.1234/a.2019 2020",
            Reference(1, title="A title", year=2020, doi="10.1234/a.2019", pmid="12"),
        ),
        (
            "(https://example.org/2018/a_(b)), 1999",
            Reference(1, title="A title", year=1999, url="https://example.org/2018/a_(b))"),
        ),
        (
            "https://doi.org/10.1234/x",
            Reference(1, title="A title", doi="10.1234/x", url="https://doi.org/10.1234/x"),
        ),
        ("12(3):2001-2009", Reference(1, title="A title")),
        ("in press", Reference(1, title="A title")),
    ],
)
def test_what_follows_the_title(tail: str, expected: Reference) -> None:
    assert reference(1, "A title.", tail) == expected


def test_an_entry_without_markup_keeps_its_text_as_title() -> None:
    assert reference(4, "Nobody A. On 1984 cases. J Nothing 2011;2:1") == Reference(
        4, title="Nobody A. On 1984 cases. J Nothing 2011;2:1", year=2011
    )


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_entry_parses(title: str, tail: str) -> None:
    parsed = reference(1, title, tail)
    assert parsed.title == parsed.title.strip()
    assert parsed.year is None or 1500 <= parsed.year <= 2099


@pytest.mark.parametrize(
    ("stem", "id_", "title"),
    [
        ("ALS_overview (v2)", "als-overview-v2", "ALS overview (v2)"),
        ("\u0416\u0430\u0440 1", "\u0436\u0430\u0440-1", "\u0416\u0430\u0440 1"),
        ("---", "document", "Document"),
        ("\udcff", "document", "\ufffd"),
        ("x" * 200, "x" * 80, "X" + "x" * 199),
    ],
)
def test_default_names_from_file_names(stem: str, id_: str, title: str) -> None:
    assert (slug(stem), default_title(stem)) == (id_, title)


def test_titles_are_compared_without_case_and_punctuation() -> None:
    assert same_title("Verdal Fever: a Note", "verdal fever \u2013 a note")
    assert not same_title("Verdal fever", "Verdal fevers")


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        (f"doi:{SICI}.", SICI),
        ("<https://doi.org/10.1234/x>", "10.1234/x"),
        ("(doi: 10.1234/x(1)).", "10.1234/x(1)"),
        ("[10.1234/s0140-6736(05)1-6]", "10.1234/s0140-6736(05)1-6"),
        ("10.1234/x;PMID:12", "10.1234/x"),
        ("10.1234/x. PMID 12", "10.1234/x"),
        ("10.1234/x;2-y,", "10.1234/x;2-y"),
        ("no DOI", None),
    ],
)  # fmt: skip
def test_a_doi_ends_where_it_is_written_to_end(text: str, doi: str | None) -> None:
    assert doi_in(text) == doi


@pytest.mark.parametrize(
    ("entry", "year"),
    [
        ("Doe J. Naps since 1990. Nap J. 2019;3:1-9.", 2019),
        ("Doe J. Naps since 1990. Nap J. 2019 Mar 4;3:1-9.", 2019),
        ("Doe J. (2020a). Naps in 1999. Nap J 3:2001-2009.", 2020),
        ("Doe J. Naps. 2018. Available from: https://example.org/2001", 2018),
        ("Doe J. Naps of 1987 and others", 1987),
        ("Doe J. Naps. In press", None),
    ],
)
def test_the_year_of_an_entry_is_that_of_its_publication(entry: str, year: int | None) -> None:
    assert reference(1, entry).year == year


@pytest.mark.parametrize("about", ["Erratum in:", "Retraction in", "Comment on:", "Corrections in:"])
def test_a_notice_about_the_work_is_not_the_work(about: str) -> None:
    assert reference(1, f"Naps. 2017. doi:10.1234/a. {about} 10.1234/b PMID: 7").doi == "10.1234/a"
    assert reference(1, f"Naps. 2017. {about} Nap J. doi:10.1234/b PMID: 7").doi is None
    assert reference(1, f"Naps. 2017. {about} Nap J. doi:10.1234/b PMID: 7").pmid is None
