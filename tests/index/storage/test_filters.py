from datetime import date
from pathlib import Path

import pytest

from corpus.document import Kind, ReviewStatus, Standing
from factories import make_document
from index.storage.filters import DocumentEntry, DocumentTable
from index.types import Filters

TABLE = DocumentTable(
    tuple(
        DocumentEntry.of(document)
        for document in (
            make_document("a", kind=Kind.GUIDELINE, year=2015, review_status=ReviewStatus.APPROVED),
            make_document("b", kind=Kind.TRIAL, published=date(2020, 1, 1), audience=("clinician", "patient")),
            make_document("c", kind=Kind.TRIAL, last_updated=date(2022, 5, 1), audience=("patient",)),
            make_document("r", standing=Standing.RETRACTED, year=2021),
            make_document("w", standing=Standing.WITHDRAWN),
            make_document("s", standing=Standing.SUPERSEDED, published=date(1999, 1, 1), year=2001),
        )
    )
)


def found(filters: Filters) -> str:
    allowed = TABLE.allowed(filters)
    return "".join(e.id for i, e in enumerate(TABLE.entries) if allowed is None or allowed[i])


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), "abcs"),
        (Filters(kind=(Kind.TRIAL,)), "bc"),
        (Filters(kind=(Kind.TRIAL, Kind.GUIDELINE)), "abc"),
        (Filters(review_status=(ReviewStatus.APPROVED,)), "a"),
        (Filters(audience=("clinician",)), "abs"),
        (Filters(audience=("nobody",)), "as"),
        (Filters(documents=("a", "c", "unknown")), "ac"),
        (Filters(documents=("unknown",)), ""),
        (Filters(year_from=2015), "abc"),
        (Filters(year_to=2015), "as"),
        (Filters(year_from=2016, year_to=2020), "b"),
        (Filters(kind=(Kind.TRIAL,), year_from=2021), "c"),
    ],
)
def test_each_filter_restricts(filters: Filters, ids: str) -> None:
    assert found(filters) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(standing=(Standing.RETRACTED,)), "r"),
        (Filters(standing=(Standing.RETRACTED, Standing.CURRENT)), "abcr"),
        (Filters(documents=("r", "a")), "ar"),
        (Filters(documents=("r", "w"), standing=(Standing.WITHDRAWN,)), "w"),
        (Filters(documents=("r",), year_to=2020), ""),
    ],
)
def test_retracted_and_withdrawn_are_found_only_by_name(filters: Filters, ids: str) -> None:
    assert found(filters) == ids


def test_no_mask_where_everything_is_allowed() -> None:
    assert DocumentTable(TABLE.entries[:3]).allowed(Filters()) is None
    assert DocumentTable(()).allowed(Filters(kind=(Kind.TRIAL,))) is None


def test_it_is_saved_and_opened(tmp_path: Path) -> None:
    TABLE.save(tmp_path)
    assert DocumentTable.open(tmp_path).entries == TABLE.entries
