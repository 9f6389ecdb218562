"""Quotes keep their meaning: leaning sentences, stems, tables, and the room that an answer has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Metadata
from corpus.text import DocumentBuilder, MarkerStyle, SentenceSplitter
from qa.selection.context import companions
from qa.selection.runs import Run, take

LONG = "Give zorbine by mouth" + ", or in any other way at all" * 24 + "."


@pytest.fixture(scope="module")
def document() -> Document:
    builder = DocumentBuilder(SentenceSplitter(), MarkerStyle.BRACKETS)
    builder.title("Zorbitis")
    builder.paragraph("Zorbine lowers the fever of zorbitis. [1] It should be avoided in pregnancy. [2]")
    builder.heading("Emergencies")
    builder.paragraph("When a crisis is suspected, do not:")
    builder.list_item(f"{LONG} [3]")
    builder.list_item("Wait for the laboratory. [4]")
    builder.list_item("Drive to the hospital. [2, 5]")
    builder.heading("Doses")
    builder.table_row(["Age", "Dose"], header=True)
    builder.table_row(["under 2 years", "5 mg"])
    builder.table_row(["adults", "20 mg"])
    builder.heading("Outlook")
    builder.paragraph("These patients recover.")
    return builder.build(Metadata(id="z", title="Zorbitis"))


def ordinal(document: Document, start: str) -> int:
    return next(
        number
        for number, sentence in enumerate(document.sentences)
        if sentence.span.of(document.text).startswith(start)
    )


def texts(document: Document, runs: tuple[Run, ...] | None) -> list[str]:
    assert runs is not None
    return [run.span(document).of(document.text) for run in runs]


def test_a_sentence_that_stands_alone_is_quoted_alone(document: Document) -> None:
    runs = take(document, (), ordinal(document, "Zorbine"), 0.9, room=5)
    assert texts(document, runs) == ["Zorbine lowers the fever of zorbitis."]
    assert runs is not None
    assert runs[0].references(document) == (1,)


def test_a_leaning_sentence_brings_the_one_before_in_the_same_slice(document: Document) -> None:
    runs = take(document, (), ordinal(document, "It should"), 0.9, room=1)
    assert texts(document, runs) == [
        "Zorbine lowers the fever of zorbitis. [1] It should be avoided in pregnancy."
    ]
    assert runs is not None
    assert runs[0].references(document) == (1, 2)


def test_a_leaning_sentence_with_nothing_before_it_leans_on_its_heading(document: Document) -> None:
    runs = take(document, (), ordinal(document, "These patients"), 0.9, room=1)
    assert texts(document, runs) == ["Outlook\n\nThese patients recover."]


def test_the_first_item_of_a_list_is_one_slice_with_its_stem(document: Document) -> None:
    runs = take(document, (), ordinal(document, "Give zorbine"), 0.9, room=1)
    assert texts(document, runs) == [f"When a crisis is suspected, do not:\n\n- {LONG}"]


def test_an_item_after_long_ones_has_its_stem_as_a_quote_before_it(document: Document) -> None:
    runs = take(document, (), ordinal(document, "Drive"), 0.9, room=2)
    assert texts(document, runs) == ["When a crisis is suspected, do not:", "Drive to the hospital."]


def test_two_items_share_their_stem(document: Document) -> None:
    first = take(document, (), ordinal(document, "Drive"), 0.9, room=5)
    assert first is not None
    both = take(document, first, ordinal(document, "Wait"), 0.8, room=1)
    assert texts(document, both) == [
        "When a crisis is suspected, do not:",
        "Wait for the laboratory.",
        "Drive to the hospital.",
    ]


def lined(*items: str, after: str) -> Document:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.paragraph("Zorbine is given thus:")
    for item in items:
        builder.list_item(item)
    builder.paragraph(after)
    return builder.build(Metadata(id="z", title="Zorbitis"))


def test_an_item_after_short_ones_is_one_slice_with_them_and_the_stem() -> None:
    document = lined("before meals", "at night", "with milk", after="* Half of it in kidney failure.")
    runs = take(document, (), ordinal(document, "with milk"), 0.9, room=5)
    assert texts(document, runs) == ["Zorbine is given thus:\n\n- before meals\n- at night\n- with milk"]


def test_an_item_that_needs_more_than_the_list_does_not_come_for_lying_between() -> None:
    document = lined("5 mg a day*", "with milk", after="* Half of it in kidney failure.")
    runs = take(document, (), ordinal(document, "with milk"), 0.9, room=5)
    assert texts(document, runs) == ["Zorbine is given thus:", "with milk"]


def test_with_room_for_one_quote_an_item_comes_with_the_whole_way_from_its_stem(document: Document) -> None:
    (text,) = texts(document, take(document, (), ordinal(document, "Drive"), 0.9, room=1))
    assert text.startswith("When a crisis is suspected, do not:")
    assert text.endswith("Drive to the hospital.")


def test_an_item_never_comes_without_its_stem(document: Document) -> None:
    other = take(document, (), ordinal(document, "Zorbine"), 0.9, room=1)
    assert other is not None
    assert take(document, other, ordinal(document, "Drive"), 0.8, room=0) is None


def test_a_stem_brings_the_list_that_it_announces(document: Document) -> None:
    (text,) = texts(document, take(document, (), ordinal(document, "When a crisis"), 0.9, room=1))
    assert text.endswith("Drive to the hospital.")


def test_a_table_row_is_one_slice_with_its_header_and_the_rows_between(document: Document) -> None:
    runs = take(document, (), ordinal(document, "adults"), 0.9, room=2)
    assert texts(document, runs) == ["Age | Dose\nunder 2 years | 5 mg\nadults | 20 mg"]
    assert runs is not None
    assert runs[0].section(document) == ("Doses",)


def test_a_row_far_down_a_table_has_its_header_as_a_quote_of_its_own() -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.table_row(["Age", "Dose"], header=True)
    for age in range(99):
        builder.table_row([f"{age} years", "5 mg"])
    document = builder.build(Metadata(id="z", title="Zorbitis"))
    runs = take(document, (), ordinal(document, "98 years"), 0.9, room=2)
    assert texts(document, runs) == ["Age | Dose", "98 years | 5 mg"]


def test_the_first_items_of_a_long_list_come_with_its_stem() -> None:
    document = lined(*[f"{n} mg, {'by mouth, ' * 20}" for n in range(20)], after="It heals.")
    (text,) = texts(document, take(document, (), ordinal(document, "Zorbine is given"), 0.9, room=1))
    assert len(text) <= 1500
    assert text.startswith("Zorbine is given thus:\n\n- 0 mg")
    assert "- 5 mg" in text


def test_a_list_that_announces_a_list_is_not_parted_from_it() -> None:
    document = lined("x" * 1400, "Further:", "y" * 200, after="It heals.")
    (text,) = texts(document, take(document, (), ordinal(document, "Zorbine is given"), 0.9, room=1))
    assert text.endswith("x")


def test_a_sentence_already_quoted_takes_no_room(document: Document) -> None:
    number = ordinal(document, "Drive")
    runs = take(document, (), number, 0.9, room=2)
    assert runs is not None
    again = take(document, runs, number, 0.95, room=0)
    assert texts(document, again) == texts(document, runs)
    assert again is not None
    assert {run.relevance for run in again} == {0.95}


@given(data=st.data())
def test_runs_never_overlap_stay_in_order_and_within_the_room(document: Document, data: st.DataObject) -> None:
    body = [n for n, sentence in enumerate(document.sentences) if document.blocks[sentence.block].level == 0]
    runs: tuple[Run, ...] = ()
    room = data.draw(st.integers(1, 6))
    headings = {n for n, s in enumerate(document.sentences) if document.blocks[s.block].kind is BlockKind.HEADING}
    for number in data.draw(st.lists(st.sampled_from(body), max_size=8)):
        taken = take(document, runs, number, 0.5, room - len(runs))
        if taken is None:
            continue
        runs = taken
        covered = {covered for run in runs for covered in range(run.first, run.last + 1)}
        assert companions(document, number) - headings <= covered
        run = next(run for run in runs if number in run)
        unquoted = companions(document, number) & headings - covered
        paths = {document.blocks[document.sentences[n].block].section for n in unquoted}
        assert all(path == run.section(document)[: len(path)] for path in paths)
    assert len(runs) <= room
    assert all(one.last < other.first for one, other in pairwise(runs))
    assert not any(headings.issuperset(run.ordinals) for run in runs)
