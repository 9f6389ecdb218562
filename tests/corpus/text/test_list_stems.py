import pytest

from corpus.document import Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from corpus.text.list_stems import introduces_list


@pytest.mark.parametrize(
    ("sentence", "item", "introduces"),
    [
        ("Never warm a blue toe.", "Stop the heater.", False),
        ("Never warm a blue toe.[1, 2]", "Stop the heater.", False),
        ("Never warm a blue toe.†", "Stop the heater.³", False),
        ("“Never warm a blue toe.”", "Stop the heater!", False),
        ("Never warm a blue toe:", "Stop the heater.", True),
        ("Never warm a toe that is", "Stop the heater.", True),
        ("What should be stopped?", "Stop the heater.", True),
        ("Do all of the following.", "Stop the heater.", True),
        ("Some toes must stay cold.", "blue toes", True),
        ("Some toes must stay cold.", "Blue toes", True),
        ("Some toes must stay cold.", "those that are blue.", True),
    ],
)
def test_a_complete_sentence_introduces_no_complete_items(sentence: str, item: str, introduces: bool) -> None:
    assert introduces_list(sentence, item) is introduces


def test_only_the_last_sentence_before_a_list_counts() -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Toes")
    builder.paragraph("Do as follows: rest. Never warm a blue toe.")
    builder.list_item("Stop the heater.")
    builder.paragraph("Give:")
    builder.list_item("ice")
    blocks = builder.build(Metadata(id="t", title="Toes")).blocks
    assert [block.stem for block in blocks] == [None, None, None, None, 3]


@pytest.mark.parametrize(
    ("before", "stem", "above"),
    [
        ("Never use the salve", "in people with:", 1),
        ("Never use the salve, not even once,", "and not without ice, in:", 1),
        ("Never use the salve.", "in people with:", None),
        ("Never use the salve:[1]", "in people with:", None),
        ("Never use the salve", "People with:", None),
    ],
)
def test_a_stem_over_two_paragraphs_keeps_its_beginning(before: str, stem: str, above: int | None) -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Toes")
    builder.paragraph(before)
    builder.paragraph(stem)
    builder.list_item("gout")
    builder.list_item("fever")
    blocks = builder.build(Metadata(id="t", title="Toes")).blocks
    assert [block.stem for block in blocks] == [None, None, above, 2, 2]


def test_a_stem_does_not_go_on_from_another_section_or_a_list() -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Toes")
    builder.paragraph("Never use the salve")
    builder.heading("More")
    builder.paragraph("in people with:")
    builder.list_item("gout")
    builder.paragraph("or with:")
    builder.list_item("fever")
    blocks = builder.build(Metadata(id="t", title="Toes")).blocks
    assert [block.stem for block in blocks] == [None, None, None, None, 3, None, 5]
