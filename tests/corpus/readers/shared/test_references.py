import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind, Reference
from corpus.readers.shared.default_names import default_title, same_title, slug
from corpus.readers.shared.references import is_reference_heading, kind_of, reference


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
        4, title="Nobody A. On 1984 cases. J Nothing 2011;2:1"
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
