import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.boundaries.sentences import SentenceSplitter
from corpus.text.canonical import clean
from corpus.text.citation_markers import MarkerStyle, find_markers
from corpus.text.segments import segment

SPLITTER = SentenceSplitter()
MARKED = st.lists(
    st.sampled_from(
        ["[1]", "[2, 3]", "[4-6].", "It helps", "It harms.", ".", "!", "et al.", "(", ")", "\u00b9", "7", "\u200d"]
    )
    | st.text(max_size=5)
).map(lambda parts: clean(" ".join(parts)))


def segments(text: str, style: MarkerStyle = MarkerStyle.BRACKETS) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.span.of(text), part.references) for part in segment(text, SPLITTER, find_markers(text, style))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It helps. [1] It harms [2].", [("It helps.", (1,)), ("It harms", (2,))]),
        ("It helps.[1,3-5] It harms.", [("It helps.", (1, 3, 4, 5)), ("It harms.", ())]),
        ("It helps [1]. [2] It harms.", [("It helps", (1, 2)), ("It harms.", ())]),
        ("Both A [1] and B [2] help.", [("Both A [1] and B [2] help.", (1, 2))]),
        ("Both A [2] and B help. [1, 2]", [("Both A [2] and B help.", (2, 1))]),
        ("Does it help? [1] Yes! [2]", [("Does it help?", (1,)), ("Yes!", (2,))]),
        ("Give it t.i.d. [1] with food.", [("Give it t.i.d. [1] with food.", (1,))]),
        ("(As shown before [1].) It helps.", [("(As shown before [1].)", (1,)), ("It helps.", ())]),
        ("[1] It helps.", [("It helps.", (1,))]),
        ("It helps.\u00b9 It harms.\u00b2", [("It helps.", (1,)), ("It harms.", (2,))]),
        ("[1].", []),
    ],
)
def test_markers_at_the_end_lie_outside_their_sentence(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert segments(text) == expected


def test_trailing_numbers_go_to_the_last_sentence() -> None:
    assert segments("It is rare. It is mild 1, 2", MarkerStyle.TRAILING) == [
        ("It is rare.", ()),
        ("It is mild", (1, 2)),
    ]


def test_without_a_splitter_the_whole_text_is_one_sentence() -> None:
    text = "Doses. In adults [1]"
    assert [part.span.of(text) for part in segment(text, None, find_markers(text, MarkerStyle.BRACKETS))] == [
        "Doses. In adults"
    ]


@settings(deadline=None)
@given(MARKED, st.sampled_from(MarkerStyle))
def test_sentences_and_marker_zones_tile_the_text(text: str, style: MarkerStyle) -> None:
    markers = find_markers(text, style)
    zones = {at for marker in markers for at in range(marker.span.start, marker.span.end)}
    reached, covered = 0, set(zones)
    for part in segment(text, SPLITTER, find_markers(text, style)):
        assert reached <= part.span.start < part.span.end
        assert part.span.of(text) == part.span.of(text).strip()
        reached = part.span.end
        covered.update(range(part.span.start, part.span.end))
    assert reached <= len(text)
    left = [at for at in range(len(text)) if at not in covered and not text[at].isspace()]
    assert [text[at] for at in left if text[at] not in ".!?\u2026" or at - 1 not in zones] == []


@settings(deadline=None)
@given(MARKED)
def test_no_number_is_lost_while_there_is_a_sentence(text: str) -> None:
    parts = segment(text, SPLITTER, find_markers(text, MarkerStyle.BRACKETS))
    used = {number for part in parts for number in part.references}
    found = {number for marker in find_markers(text, MarkerStyle.BRACKETS) for number in marker.numbers}
    assert used <= found
    assert used == found or len(parts) == 0
