import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Metadata
from corpus.readers.shared.layout import add_layout, is_heading
from corpus.text import DocumentBuilder, SentenceSplitter

SPLITTER = SentenceSplitter()
SHAPE = {BlockKind.HEADING: "#", BlockKind.PARAGRAPH: "p", BlockKind.LIST_ITEM: "-"}


def laid_out(text: str) -> Document:
    builder = DocumentBuilder(SPLITTER)
    builder.title("Gout")
    add_layout(text, builder)
    return builder.build(Metadata(id="g", title="Gout"))


def shape(text: str) -> list[str]:
    document = laid_out(text)
    return [
        SHAPE[block.kind] * (block.level + 1 if block.kind is BlockKind.LIST_ITEM else 1)
        + " "
        + block.span.of(document.text)
        for block in document.blocks[1:]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hurts.\n\n      It is red.", ["p It hurts.", "p It is red."]),
        ("It hurts and is\nred.", ["p It hurts and is red."]),
        (
            "Signs include:          - redness    - heat    - pain",
            ["p Signs include:", "- redness", "- heat", "- pain"],
        ),
        (
            "Signs:    -  redness    -  heat         No single test shows gout.",
            ["p Signs:", "- redness", "- heat", "p No single test shows gout."],
        ),
        (
            "Tests:          - blood, for:                -  urate      - cells              -   urine",
            ["p Tests:", "- blood, for:", "-- urate", "-- cells", "- urine"],
        ),
        ("It has forms: - dry form - wet form", ["p It has forms:", "- dry form", "- wet form"]),
        ("The long - and painful - attack ends.", ["p The long - and painful - attack ends."]),
        (
            "Most attacks of gout begin\n    - at night  - in the toe",
            ["p Most attacks of gout begin", "- at night", "- in the toe"],
        ),
        ("Key Points\n    - It hurts.    - It ends.", ["# Key Points", "- It hurts.", "- It ends."]),
        ("Outlook\n\nIt ends.", ["# Outlook", "p It ends."]),
        ("It ends.    Treatment    Rest helps.", ["p It ends.", "# Treatment", "p Rest helps."]),
        ("Who gets it?\n\nMen do.", ["# Who gets it?", "p Men do."]),
        (
            "You may:\n\nFeel hot\n\nLimp, at times\n\nThat passes.",
            ["p You may:", "- Feel hot", "- Limp, at times", "p That passes."],
        ),
        ("It hurts.\n\nOutlook", ["p It hurts.", "p Outlook"]),
        ("* one\n* two", ["- one", "- two"]),
        ("", []),
    ],
)
def test_blocks_of_a_laid_out_text(text: str, expected: list[str]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Treatment", True),
        ("2 Diagnosis and staging", True),
        ("What causes it?", True),
        ("It hurts.", False),
        ("Signs are:", False),
        ("lower case", False),
        ("123", False),
        ("The symptoms of gout include", False),
        ("A line of so very many words that nobody would ever head a section with it", False),
        ("", False),
    ],
)
def test_what_looks_like_a_heading(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(" \n\t-*:.aZ?\u2022"), max_size=60) | st.text(max_size=60))
def test_no_word_is_lost(text: str) -> None:
    def letters(value: str) -> str:
        return "".join(character for character in value if character.isalnum())

    document = laid_out(text)
    assert letters(document.text) == letters("Gout" + document.text[4:])
    if text.isascii():
        assert letters(document.text) == "Gout" + letters(text)


@pytest.mark.parametrize("unit", [": - ", "  - a:", " " * 40, "a\n", "- ", " - a"])
def test_long_repetitive_text_is_laid_out(unit: str) -> None:
    text = "a" + unit * 5000 + "b"
    assert laid_out(text).text.count("a") >= 1
