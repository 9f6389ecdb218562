"""Sources with their cautions, and links that lead to the quoted words."""

from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Metadata, Reference, ReviewStatus, Standing
from qa.citation.receipts import Cut
from qa.citation.sources import bare_source, links_of, text_fragment
from qa.schema import AnswerSpan

SHA = "0" * 64


def test_a_work_that_awaits_review_says_so() -> None:
    assert bare_source(Metadata(id="a", title="A", review_status=ReviewStatus.SUBMITTED)).cautions == (
        "Pending human review.",
    )
    assert bare_source(Metadata(id="a", title="A", review_status=ReviewStatus.APPROVED)).cautions == ()


def test_a_retracted_work_says_when_and_why() -> None:
    metadata = Metadata(
        id="a",
        title="A",
        standing=Standing.RETRACTED,
        standing_date=date(2024, 5, 6),
        standing_notice="the data could not be found.",
    )
    assert bare_source(metadata).cautions == (
        "This work has been retracted (2024-05-06): the data could not be found.",
    )


@pytest.mark.parametrize("standing", [standing for standing in Standing if standing is not Standing.CURRENT])
def test_every_standing_but_current_is_a_caution(standing: Standing) -> None:
    assert bare_source(Metadata(id="a", title="A", standing=standing)).cautions


def test_a_reference_that_is_not_listed_is_shown_as_missing_and_said() -> None:
    source = bare_source(Metadata(id="a", title="A"), [Reference(3, title="T"), Reference(7, missing=True)])
    assert [(reference.number, reference.missing) for reference in source.references] == [(3, False), (7, True)]
    assert source.cautions == ("The source cites references that it does not list: 7.",)


def test_cited_works_that_do_not_stand_are_said() -> None:
    cited = [Reference(3, standing=Standing.RETRACTED), Reference(7, standing=Standing.CORRECTED)]
    source = bare_source(Metadata(id="a", title="A"), cited)
    assert [reference.standing for reference in source.references] == [Standing.RETRACTED, Standing.CORRECTED]
    assert source.cautions == ("Cites a retracted work: reference 3.",)


def test_a_document_may_bring_a_caution_of_its_own() -> None:
    assert bare_source(Metadata(id="a", title="A", extra={"caution": "A copy."})).cautions == ("A copy.",)


def test_the_year_is_taken_from_the_dates_where_it_is_not_given() -> None:
    assert bare_source(Metadata(id="a", title="A", last_updated=date(2020, 1, 2))).year == 2020
    assert bare_source(Metadata(id="a", title="A", year=2019, published=date(2020, 1, 2))).year == 2019
    assert bare_source(Metadata(id="a", title="A")).year is None


def test_the_reader_link_names_id_version_and_bytes() -> None:
    links = links_of(Metadata(id="a/b é", title="A"), SHA, Cut("Text.", 5, 10, SHA))
    assert links.reader == f"/read/a%2Fb%20%C3%A9?version={SHA}#q=5-10"
    span = AnswerSpan(byte_start=6, byte_end=8)
    marked = links_of(Metadata(id="a/b é", title="A"), SHA, Cut("Text.", 5, 10, SHA), span)
    assert marked.reader == f"{links.reader}&a=6-8"
    assert links.original is None


def test_the_original_link_carries_a_text_fragment() -> None:
    cut = Cut("Pain-free, by & large.", 0, 22, SHA)
    plain = links_of(Metadata(id="a", title="A", url="https://example.org/x"), SHA, cut)
    assert plain.original == "https://example.org/x#:~:text=Pain%2Dfree%2C%20by%20%26%20large."
    anchored = links_of(Metadata(id="a", title="A", url="https://example.org/x#part"), SHA, cut)
    assert anchored.original is not None
    assert anchored.original.startswith("https://example.org/x#part:~:text=")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "data:text/html,x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert links_of(Metadata(id="a", title="A", url=url), SHA, Cut("x", 0, 1, SHA)).original is None


def test_a_long_quote_is_found_by_its_ends() -> None:
    text = " ".join(f"word{number}" for number in range(60))
    start, end = text_fragment(text).removeprefix("text=").split(",")
    assert text.startswith(unquote(start))
    assert text.endswith(unquote(end))


@given(st.text(min_size=1).filter(str.strip))
def test_a_fragment_holds_no_separators_of_its_own(text: str) -> None:
    directive = text_fragment(text).removeprefix("text=")
    assert directive.count(",") <= 1
    assert not set("&-#") & set(directive)
