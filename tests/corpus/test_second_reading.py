"""The second opinion on a PDF: what counts as the same order, and that faults of the order are found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document, Metadata
from corpus.readers import Record, read_records
from corpus.second_reading import Compared, SecondReadingError, compared, second_readings
from corpus.text import DocumentBuilder
from pdfs import SPLITTER, column, made, read

WORDS = st.lists(st.text("abcdefg", min_size=2, max_size=6), min_size=3, max_size=12, unique=True)
LEFT = ["Rest the ankle for two days,", "then walk on it every day."]
RIGHT = ["Cool the swelling with ice,", "but never for a whole hour."]
MOST_DIFFERENT = 0.01


def paged(*pages: str) -> Document:
    """A document whose only sentence begins on the first page."""
    builder = DocumentBuilder(SPLITTER)
    builder.title("A title")
    start = 0
    for number, page in enumerate(pages, start=1):
        builder.page(number, start)
        start += len(page) + 1
    builder.paragraph(" ".join(pages))
    return builder.build(Metadata("paged", "A title"))


def verdicts(document: Document, *reading: str) -> list[bool]:
    return [text.agrees for text in compared(document, [list(reading)])]


def test_spaces_hyphens_and_a_few_more_signs_are_no_difference() -> None:
    document = paged("Give the well-known drug twice a day.")
    assert verdicts(document, "givethewellknowndrugtwiceaday") == [True]
    assert verdicts(document, "xyzgivethewellknown12drugtwiceadayxyz") == [True]


def test_words_in_another_order_are_a_difference() -> None:
    document = paged("Give the drug twice a day and never at night.")
    assert verdicts(document, "givethedrugandneveratnighttwiceaday") == [False]
    assert verdicts(document, "givethedrugtwiceadayatnight") == [False]


def test_a_sentence_may_go_on_behind_another_text_of_the_next_page() -> None:
    document = paged("Give the drug twice", "a day and at night.")
    assert verdicts(document, "givethedrugtwicefootoffirst", "headofnextadayandatnight") == [True]
    assert verdicts(document, "givethedrugtwicefootoffirst", "headofnextaday") == [False]
    assert verdicts(paged("It is", "best given at night."), "foritis", "headbestgivenatnight") == [True]


@given(WORDS, st.integers(1, 11))
def test_the_same_order_agrees_whatever_stands_around_it(words: list[str], end: int) -> None:
    document, letters = paged(" ".join(words)), "".join(words)
    assert verdicts(document, f"zzz{letters}zzz") == [True]
    assert verdicts(document, letters[: min(end, len(letters) - 1)]) == [False]


def test_the_columns_of_a_page_agree_and_mixed_columns_do_not(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, x=72)
        column(canvas, RIGHT, x=320)

    document = read(tmp_path, made(paint))
    readings = readings_of(tmp_path / "sample.pdf")
    assert all(text.agrees for text in compared(document, readings))
    mixed = paged(" ".join((LEFT[0], RIGHT[0], LEFT[1], RIGHT[1])))
    assert not all(text.agrees for text in compared(mixed, readings[:1]))


def readings_of(path: Path) -> list[list[str]]:
    """The second readings of a PDF; the test is skipped where there is no second reader."""
    try:
        return [list(reading) for reading in second_readings(path)]
    except SecondReadingError as error:
        if "there is no second reader" not in str(error):
            raise
        pytest.skip(str(error))


def test_without_a_second_reader_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SecondReadingError, match="install Poppler"):
        second_readings(tmp_path / "sample.pdf")


def test_a_file_that_the_second_reader_refuses_is_one_line(tmp_path: Path) -> None:
    readings_of_nothing = tmp_path / "nothing.pdf"
    readings_of_nothing.write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(SecondReadingError, match="pdftotext"):
        second_readings(readings_of_nothing)


@pytest.mark.real_data
def test_both_readings_of_the_guidelines_have_the_same_order(data_dir: Path) -> None:
    found: list[Compared] = []
    for path in sorted((data_dir / "who_pdfs").glob("*.pdf")):
        readings = readings_of(path)
        (record,) = read_records(path, SPLITTER)
        assert isinstance(record, Record)
        found += compared(record.parse(), readings)
    differ = [text for text in found if not text.agrees]
    assert len(found) > 2500
    assert len(differ) <= MOST_DIFFERENT * len(found)
