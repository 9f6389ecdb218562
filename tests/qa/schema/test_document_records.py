"""What is told of a document: the byte range of each section, and its references."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Metadata, Span
from qa.schema.document import describe

BLOCKS = st.lists(st.tuples(st.text("aé🌡 \n", min_size=1, max_size=12), st.integers(0, 4)), max_size=12)


def made(blocks: list[tuple[str, int]]) -> Document:
    """A block for each text: a heading of that level, with a path, or a paragraph where it is 0."""
    placed, text = [], ""
    for number, (written, level) in enumerate(blocks):
        span = Span(len(text), len(text) + len(written))
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        placed.append(Block(span, kind, (f"Section {number}",) if level else (), level))
        text += written
    return Document(Metadata(id="d", title="D"), text, tuple(placed), ())


@given(BLOCKS)
@settings(max_examples=80, deadline=None)
def test_a_section_reaches_from_its_heading_to_the_next_one_that_is_not_below_it(
    blocks: list[tuple[str, int]],
) -> None:
    document = made(blocks)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    expected = []
    for place, heading in enumerate(headings):
        after = [later.span.start for later in headings[place + 1 :] if later.level <= heading.level]
        end = after[0] if after else len(document.text)
        expected.append((heading.section, *document.byte_span(Span(heading.span.start, end))))
    sections = describe(document, (), ()).sections
    assert [(section.path, section.byte_start, section.byte_end) for section in sections] == expected
