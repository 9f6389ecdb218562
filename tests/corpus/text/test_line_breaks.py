import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Metadata
from corpus.text.boundaries.sentences import SentenceSplitter
from corpus.text.builder import DocumentBuilder
from corpus.text.line_breaks import LINE_BREAK, has_breaks, units
from corpus.text.marked_text import Mark, plain

WORDS = ["Take", "with", "food", "Adults:", "400", "mg", "- warfarin", "2. Rest", "never", "stop.", "or", "", " "]
TEXTS = st.lists(st.sampled_from([*WORDS, LINE_BREAK]), max_size=20).map(" ".join)


def lines(text: str) -> list[tuple[str, bool]]:
    return [(plain(unit.text), unit.is_item) for unit in units(text.replace("/", LINE_BREAK))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults: 400 mg/Children: none", [("Adults: 400 mg", False), ("Children: none", False)]),
        (
            "This may make you/sleepy./Do not drive.",
            [("This may make you sleepy.", False), ("Do not drive.", False)],
        ),
        ("No more than/4 g a day", [("No more than 4 g a day", False)]),
        ("Do not take with/Warfarin/Lithium", [("Do not take with Warfarin Lithium", False)]),
        ("Do not take if:/Gout/Asthma", [("Do not take if:", False), ("Gout", True), ("Asthma", True)]),
        (
            "Do not take with/- warfarin/- lithium/Drink water",
            [("Do not take with", False), ("warfarin", True), ("lithium", True), ("Drink water", False)],
        ),
        (
            "Adults:/400 mg/Children:/200 mg",
            [("Adults:", False), ("400 mg", True), ("Children:", False), ("200 mg", True)],
        ),
        ("//", []),
        (
            "Rest is best.¹/¹ Until the toe is warm./ᵃ In adults.",
            [("Rest is best.¹", False), ("¹ Until the toe is warm.", False), ("ᵃ In adults.", False)],
        ),
        (
            "Two groups help/Éperon salve/β-blockers",
            [("Two groups help", False), ("Éperon salve", False), ("β-blockers", False)],
        ),
        (
            "Contraindications:/Gout/Asthma/Take the tablets with food.",
            [
                ("Contraindications:", False),
                ("Gout", True),
                ("Asthma", True),
                ("Take the tablets with food.", False),
            ],
        ),
        (
            "Do not give to:/People with gout/The drug may be given with ice.",
            [("Do not give to:", False), ("People with gout", True), ("The drug may be given with ice.", False)],
        ),
        (
            "Do not give to:/People with gout/Children who have had a fever.",
            [("Do not give to:", False), ("People with gout", True), ("Children who have had a fever.", True)],
        ),
    ],
)
def test_a_line_is_a_unit_unless_it_goes_on(text: str, expected: list[tuple[str, bool]]) -> None:
    assert lines(text) == expected


def test_marks_stay_in_their_line() -> None:
    first, second = units(["It helps.", Mark("[1]", (1,)), f"{LINE_BREAK}It harms.", Mark("[2]", (2,))])
    assert (plain(first.text), plain(second.text)) == ("It helps.[1]", "It harms.[2]")


def test_only_a_line_break_in_text_is_one() -> None:
    assert has_breaks(f"a{LINE_BREAK}b")
    assert not has_breaks(["a b", Mark(LINE_BREAK, (1,))])


@given(TEXTS)
def test_no_word_is_lost_and_the_first_unit_is_no_item(text: str) -> None:
    found = units(text)
    written = " ".join(plain(unit.text) for unit in found)
    assert written.replace("-", "").split() == text.replace("-", "").split()
    assert not found or not found[0].is_item


def test_an_item_of_lines_keeps_its_stem() -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Leaflet")
    builder.paragraph(LINE_BREAK.join(["Do not take with", "- warfarin", "- lithium"]))
    builder.list_item(LINE_BREAK.join(["Adults: one", "Children: none"]))
    builder.list_item(LINE_BREAK.join(["Rest.", "Ice."]), whole=True)
    document = builder.build(Metadata(id="leaflet", title="Leaflet"))
    stems = [
        document.blocks[block.stem].span.of(document.text) for block in document.blocks if block.stem is not None
    ]
    assert [block.span.of(document.text) for block in document.blocks[2:]] == [
        "warfarin",
        "lithium",
        "Adults: one",
        "Children: none",
        "Rest. Ice.",
    ]
    assert stems == ["Do not take with", "Do not take with", "Do not take with", "Adults: one", "Do not take with"]
    assert document.blocks[1].kind is BlockKind.PARAGRAPH
