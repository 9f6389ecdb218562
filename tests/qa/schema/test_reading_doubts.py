"""Reading doubts in words, and as passages of a document."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Doubt, DoubtKind, Metadata, Page, Sentence, Span
from qa.schema import DOUBTS, DoubtfulPassage, describe, reading_doubts

TEXT = "Café rests. Ice helps. Heat does not."
FIRST, SECOND, THIRD = Span(0, 11), Span(12, 22), Span(23, 37)


def document(*doubts: Doubt, pages: tuple[Page, ...] = ()) -> Document:
    sentences = tuple(Sentence(span, 0) for span in (FIRST, SECOND, THIRD))
    block = Block(Span(0, len(TEXT)), BlockKind.PARAGRAPH)
    return Document(Metadata("d", "D"), TEXT, (block,), sentences, pages=pages, doubts=tuple(sorted(doubts)))


def test_every_kind_of_doubt_has_its_words() -> None:
    assert set(DOUBTS) == set(DoubtKind)


def test_a_caution_names_the_page_of_the_doubt() -> None:
    pages = (Page(6, Span(0, 12)), Page(7, Span(12, 37)))
    doubtful = document(Doubt(SECOND, DoubtKind.TABLE), Doubt(Span(13, 14), DoubtKind.BORDER), pages=pages)
    (border, table) = reading_doubts(doubtful, Span(0, 30))
    assert (border.kind, table.kind) == (DoubtKind.BORDER, DoubtKind.TABLE)
    assert border.caution.startswith("Check page 7: the text crosses a drawn border")
    assert table.caution == f"Check page 7: {DOUBTS[DoubtKind.TABLE]}."
    assert reading_doubts(doubtful, FIRST) == reading_doubts(doubtful, THIRD) == ()


def test_without_pages_the_source_is_to_be_checked() -> None:
    (doubt,) = reading_doubts(document(Doubt(FIRST, DoubtKind.UNMAPPED)), FIRST)
    assert doubt.caution.startswith("Check the source: ")


def test_a_description_lists_the_doubtful_passages_in_bytes() -> None:
    described = describe(document(Doubt(SECOND, DoubtKind.TABLE)), (), ())
    (passage,) = described.doubts
    assert TEXT.encode()[passage.byte_start : passage.byte_end].decode() == "Ice helps."
    assert (passage.kind, passage.page) == (DoubtKind.TABLE, None)


@given(st.sets(st.builds(Doubt, st.sampled_from([FIRST, SECOND, THIRD]), st.sampled_from(DoubtKind))))
def test_passages_are_the_doubts_in_order(doubts: set[Doubt]) -> None:
    made = document(*doubts)
    encoded = TEXT.encode()
    found = [(p.kind, encoded[p.byte_start : p.byte_end].decode()) for p in DoubtfulPassage.all_of(made)]
    assert found == [(doubt.kind, doubt.span.of(TEXT)) for doubt in made.doubts]
