import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Reference
from corpus.readers.shared.citation import is_reference_like, parse_reference
from corpus.readers.shared.inline import StyledRun


def by(text: str) -> Reference:
    return parse_reference(1, [StyledRun(text)])


@pytest.mark.parametrize(
    ("text", "title", "container", "year"),
    [
        ("Doe J. Rest. J Sprains. 2001;4(2):10-5.", "Rest", "J Sprains", 2001),
        ("Doe J, van der Roe RB, et al. Rest. J Sprains 2001;4:1.", "Rest", "J Sprains", 2001),
        ("Doe JA, Roe-Poe R and Poe E: Rest at home. J Sprains (2001) 4, 1.", "Rest at home", "J Sprains", 2001),
        ("Doe J. Rest.", "Rest.", None, None),
        ("Doe J Jr, Roe R. Rest. J Sprains. 2001.", "Rest", "J Sprains", 2001),
        ("Doe, J., & Roe, R. (2001). Rest. J Sprains.", "Rest", None, 2001),
        ("Office of Walking. Rest at home. 2001.", "Office of Walking. Rest at home", None, 2001),
        ("Walking in 1999 and later", "Walking in 1999 and later", None, None),
        ("Rest", "Rest", None, None),
        ("", "", None, None),
    ],
)
def test_an_entry_is_parsed_by_its_order(text: str, title: str, container: str | None, year: int | None) -> None:
    found = by(text)
    assert (found.title, found.container, found.year) == (title.removesuffix("."), container, year)


def test_italics_are_the_container_and_a_year_may_come_first() -> None:
    found = parse_reference(
        2, [StyledRun("Doe J (2001). Rest at home. "), StyledRun("J Sprains", "em"), StyledRun(", 4.")]
    )
    assert (found.number, found.container, found.year) == (2, "J Sprains", 2001)
    assert parse_reference(1, [StyledRun("Rest", "em"), StyledRun(". 2001.")]).title == "Rest"


def test_a_marked_title_takes_precedence() -> None:
    found = parse_reference(
        1,
        [
            StyledRun("Doe J. "),
            StyledRun("Rest", "title"),
            StyledRun(" in "),
            StyledRun("J Sprains", "em"),
            StyledRun(" 2001"),
        ],
    )
    assert (found.title, found.container, found.year) == ("Rest", "J Sprains", 2001)


def test_a_bold_label_is_the_kind() -> None:
    assert parse_reference(1, [StyledRun("Guideline", "strong"), StyledRun(" Rest. 2001")]).kind == "guideline"
    assert parse_reference(1, [StyledRun("Rest", "strong"), StyledRun(" 2001")]).kind == "other"


def test_links_name_the_work() -> None:
    links = [
        "https://scholar.google.com/x",
        "https://doi.org/10.1234/a.b",
        "https://pubmed.ncbi.nlm.nih.gov/12/",
        "https://example.org/a",
    ]
    found = parse_reference(1, [StyledRun("Rest. 2001. "), *(StyledRun("link", "", link) for link in links)])
    assert (found.doi, found.pmid, found.url) == ("10.1234/a.b", "12", "https://example.org/a")
    assert by("Rest. https://scholar.google.com/x").url is None
    assert by("Rest. 2001. doi:10.1234/x. pmid: 34").doi == "10.1234/x"


def test_a_reference_has_a_year_or_an_address() -> None:
    assert is_reference_like("Doe 1999")
    assert is_reference_like("see https://example.org")
    assert not is_reference_like("Not when it bleeds, in 12 of 100.")


@given(
    st.lists(
        st.builds(StyledRun, st.text(max_size=20), st.sampled_from(["", "em", "strong", "title"])), max_size=5
    )
)
def test_any_entry_is_a_reference(runs: list[StyledRun]) -> None:
    assert parse_reference(7, runs).number == 7
