import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Metadata, Page, Reference, Span
from corpus.text.boundaries.sentences import SentenceSplitter
from corpus.text.builder import DocumentBuilder
from corpus.text.canonical import clean, is_visible
from corpus.text.citation_markers import MarkerStyle, find_markers

SPLITTER = SentenceSplitter()
METADATA = Metadata(id="d", title="Gout")


def start(style: MarkerStyle = MarkerStyle.BRACKETS) -> DocumentBuilder:
    builder = DocumentBuilder(SPLITTER, style)
    builder.title("Gout")
    return builder


def quotes(document: Document) -> list[str]:
    return [sentence.span.of(document.text) for sentence in document.sentences]


def test_the_layout_of_the_canonical_text() -> None:
    builder = start()
    builder.heading("Treatment")
    builder.paragraph("Treat early. [1] Use one of:")
    builder.list_item("colchicine. [2]")
    builder.list_item("an NSAID:")
    builder.list_item("naproxen", depth=1)
    builder.table_row(["Drug", "Dose"], header=True)
    builder.table_row(["Naproxen", "500 mg b.i.d. [3]"])
    builder.caption("Table 1. Doses.")
    document = builder.build(METADATA, [Reference(1, title="A")])
    assert document.text == (
        "Gout\n\nTreatment\n\nTreat early. [1] Use one of:\n\n- colchicine. [2]\n- an NSAID:\n  - naproxen\n\n"
        "Drug | Dose\nNaproxen | 500 mg b.i.d. [3]\n\nTable 1. Doses."
    )
    assert quotes(document) == [
        *("Gout", "Treatment", "Treat early.", "Use one of:", "colchicine.", "an NSAID:", "naproxen"),
        *("Drug | Dose", "Naproxen | 500 mg b.i.d.", "Table 1. Doses."),
    ]
    assert [sentence.references for sentence in document.sentences if sentence.references] == [(1,), (2,), (3,)]
    assert document.references == (Reference(1, title="A"),)


def test_the_title_is_a_heading_of_level_1_without_a_section() -> None:
    block = start().build(METADATA).blocks[0]
    assert (block.kind, block.level, block.section) == (BlockKind.HEADING, 1, ())


def test_sections_are_paths_of_headings_without_markers() -> None:
    builder = start()
    for text, level in (("Drugs", 2), ("Acute [1]", 3), ("Doses", 4), ("Chronic", 3), ("Diet", 1)):
        builder.heading(text, level)
        builder.paragraph("A statement.")
    paths = [block.section for block in builder.build(METADATA).blocks if block.kind is BlockKind.PARAGRAPH]
    assert paths == [
        ("Drugs",),
        ("Drugs", "Acute"),
        ("Drugs", "Acute", "Doses"),
        ("Drugs", "Chronic"),
        ("Diet",),
    ]


def test_the_stems_of_list_items() -> None:
    builder = start()
    builder.paragraph("Avoid:")  # 1
    builder.list_item("beer")  # 2
    builder.list_item("these meats:", 0)  # 3
    builder.list_item("liver", 1)  # 4
    builder.list_item("kidney", 7)  # 5, moved up under liver
    builder.list_item("fructose", 0)  # 6
    builder.heading("Diet")  # 7
    builder.list_item("water", 3)  # 8, no paragraph introduces it
    document = builder.build(METADATA)
    assert [(block.stem, block.level) for block in document.blocks[2:9]] == [
        *((1, 0), (1, 0), (3, 1), (4, 2), (1, 0)),
        *((None, 2), (None, 0)),
    ]


def test_the_stem_of_a_row_is_the_header_of_its_own_table() -> None:
    builder = start()
    builder.table_row(["Drug", "Dose"], header=True)
    builder.table_row(["Naproxen", "500 mg"])
    builder.table_row(["Joint", "Share"], header=True)
    builder.table_row(["Toe", "70%"])
    builder.paragraph("And so on.")
    builder.table_row(["no", "header"])
    assert [block.stem for block in builder.build(METADATA).blocks] == [None, None, 1, None, 3, None, None]


def test_blank_blocks_are_left_out() -> None:
    builder = start()
    builder.heading("\u200d ")
    builder.paragraph(" \n ")
    builder.list_item("\ufeff")
    builder.table_row(["", " "])
    assert not builder.is_quotable
    assert builder.build(METADATA).text == "Gout"


def test_pages_are_spans_of_the_text() -> None:
    builder = DocumentBuilder(SPLITTER)
    builder.page(7)
    builder.title("Gout")
    builder.paragraph("On seven.")
    builder.page(8)
    builder.page(9)
    builder.paragraph("On nine.")
    builder.page(10)
    document = builder.build(METADATA)
    assert document.pages == (
        *(Page(7, Span(0, 17)), Page(8, Span(17, 17)), Page(9, Span(17, 25))),
        Page(10, Span(25, 25)),
    )
    assert [document.page_of(sentence.span) for sentence in document.sentences] == [7, 7, 9]


def test_a_title_is_added_once_and_first() -> None:
    with pytest.raises(ValueError, match="once"):
        start().title("Again")
    with pytest.raises(ValueError, match="needs a title"):
        DocumentBuilder(SPLITTER).title(" \u200d")
    builder = DocumentBuilder(SPLITTER)
    builder.paragraph("Nothing above.")
    with pytest.raises(ValueError, match="call `title` first"):
        builder.build(METADATA)


def test_a_block_of_markers_alone_has_no_sentence() -> None:
    builder = start()
    builder.paragraph("[1, 2]")
    assert quotes(builder.build(METADATA)) == ["Gout"]


def steps() -> st.SearchStrategy[list[tuple[str, str, int]]]:
    text = st.text(st.characters(exclude_categories=())) | st.sampled_from(
        [
            "It helps. [1] It harms [2, 3].",
            "Cafe\u0301 t.i.d.\r\nwith food.\u00b2",
            "\u05d4\u05d5\u05d0 \u05d1\u05d0. \u202b\u05d4\u05d9\u05d0 \u05d4\u05dc\u05db\u05d4.\u202c [4]",
            "\U0001f9ec\u200d\U0001f52c. Next\ufeff. 5, 6",
            "\u0301\u0301 [1].",
        ]
    )
    kinds = st.sampled_from(["heading", "paragraph", "item", "row", "caption", "page"])
    return st.lists(st.tuples(kinds, text, st.integers(-1, 4)), max_size=8)


def built(style: MarkerStyle, plan: list[tuple[str, str, int]]) -> Document:
    builder = start(style)
    for kind, text, number in plan:
        match kind:
            case "heading":
                builder.heading(text, number)
            case "item":
                builder.list_item(text, number)
            case "row":
                builder.table_row([text, "cell"], header=number == 0)
            case "caption":
                builder.caption(text)
            case "page":
                builder.page(number)
            case _:
                builder.paragraph(text)
    return builder.build(METADATA)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MarkerStyle), steps())
def test_any_text_becomes_a_document_whose_sentences_tile_their_blocks(
    style: MarkerStyle, plan: list[tuple[str, str, int]]
) -> None:
    document = built(style, plan)
    assert unicodedata.is_normalized("NFC", document.text)
    encoded = document.text.encode()
    covered: set[int] = set()
    for sentence in document.sentences:
        quote = sentence.span.of(document.text)
        assert quote == quote.strip() != ""
        byte_start, byte_end = document.byte_span(sentence.span)
        assert encoded[byte_start:byte_end].decode() == quote
        covered.update(range(sentence.span.start, sentence.span.end))
    for block in document.blocks:
        text = block.span.of(document.text)
        assert text == clean(text) != ""
        zone = {at for marker in find_markers(text, style) for at in range(marker.span.start, marker.span.end)}
        left = [at for at in range(len(text)) if block.span.start + at not in covered and not text[at].isspace()]
        assert all(at in zone or (at - 1 in zone and text[at] in ".!?\u2026") for at in left)
    assert built(style, plan).version == document.version


@settings(deadline=None)
@given(st.lists(st.text().map(clean).filter(is_visible), min_size=1, max_size=5))
def test_every_paragraph_is_at_its_span(paragraphs: list[str]) -> None:
    builder = start(MarkerStyle.NONE)
    for paragraph in paragraphs:
        builder.paragraph(paragraph)
    document = builder.build(METADATA)
    assert [block.span.of(document.text) for block in document.blocks[1:]] == paragraphs


def test_a_whole_item_is_one_sentence() -> None:
    builder = start()
    builder.list_item("Zorbine: 5 mg daily. Then 2 mg daily. [1]", whole=True)
    builder.list_item("Rest. Ice.")
    assert quotes(builder.build(METADATA))[1:] == ["Zorbine: 5 mg daily. Then 2 mg daily.", "Rest.", "Ice."]


def test_a_section_can_be_left() -> None:
    builder = start()
    builder.heading("Abstract")
    builder.heading("Aim", 3)
    builder.leave(3)
    builder.paragraph("One.")
    builder.leave()
    builder.paragraph("Two.")
    assert [block.section for block in builder.build(METADATA).blocks[3:]] == [("Abstract",), ()]


def test_a_page_can_begin_within_a_block() -> None:
    builder = start()
    builder.page(4)
    builder.page(5, within=12)
    builder.paragraph("Treat early. Rest helps.")
    builder.page(6)
    document = builder.build(METADATA)
    spans = [sentence.span for sentence in document.sentences[1:]]
    assert [document.page_of(span) for span in spans] == [4, 5]
    assert document.pages[-1] == Page(6, Span(len(document.text), len(document.text)))


def test_a_page_that_begins_in_a_blank_block_begins_in_the_next() -> None:
    builder = start()
    builder.page(5, within=12)
    builder.paragraph(" ")
    builder.paragraph("Treat early.")
    assert builder.build(METADATA).page_of(Span(6, 7)) == 5


def test_a_closed_section_gets_no_more_blocks() -> None:
    builder = start()
    builder.heading("Treatment", 2)
    builder.heading("Box 1", 6)
    builder.paragraph("In the box.")
    builder.leave(6)
    builder.paragraph("After the box.")
    builder.leave(1)
    builder.paragraph("After all.")
    sections = [block.section for block in builder.build(METADATA).blocks if block.kind is BlockKind.PARAGRAPH]
    assert sections == [("Treatment", "Box 1"), ("Treatment",), ()]


def test_a_new_list_after_another_has_not_its_introduction() -> None:
    builder = start()
    builder.paragraph("Do not warm:")
    builder.list_item("blue toes", first=True)
    builder.list_item("old toes")
    builder.list_item("Rest all toes", first=True)
    builder.list_item("the left one", 1)
    stems = [block.stem for block in builder.build(METADATA).blocks]
    assert stems == [None, None, 1, 1, None, 4]
