import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.citation_markers import MarkerStyle, expand_numbers, find_markers, unique


def numbers(text: str, style: MarkerStyle) -> list[tuple[int, ...]]:
    return [marker.numbers for marker in find_markers(text, style)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It helps. [1]", [(1,)]),
        ("It helps. [1, 2]", [(1, 2)]),
        ("It helps [3-5].", [(3, 4, 5)]),
        ("It helps [3\u20135].", [(3, 4, 5)]),
        ("It helps [1,3-5;9].", [(1, 3, 4, 5, 9)]),
        ("It helps [ 2 , 1 ].", [(2, 1)]),
        ("It helps. [1] [2]", [(1, 2)]),
        ("It helps.[1],[3]\u2013[5]", [(1, 3, 4, 5)]),
        ("One [1] and two [2].", [(1,), (2,)]),
        ("Old guidance [2015, amended 2022].", []),
        ("Give [10 mg] now.", []),
        ("In [2015] it was new.", []),
        ("A range [9-3] runs backwards.", []),
        ("Zero [0] is no reference.", []),
        ("Far too many [1-999].", []),
        ("The mean was 2 (95% CI [1, 4]).", []),
        ("The median [2-7] was low, as expected [2-7].", [(2, 3, 4, 5, 6, 7)]),
        ("An [18]F-labelled tracer.", []),
        ("Decimals [1.2-3.4] are values.", []),
        ("A footnote [^1] is none.", []),
        ("See refs 3 through 6.", [(3, 4, 5, 6)]),
        ("See references 1, 2 and 4.", [(1, 2, 4)]),
        ("See ref. 7.", [(7,)]),
        ("A reference 2.5 or 10% of it.", []),
    ],
)
def test_brackets(text: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(text, MarkerStyle.BRACKETS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It helps.\u00b9", [(1,)]),
        ("It helps.\u00b9\u00b2 It harms.", [(12,)]),
        ("The disease\u00b9,\u00b2 is rare.", [(1, 2)]),
        ("It helps.\u00b3\u207b\u2075", [(3, 4, 5)]),
        ("A body mass of 30 kg/m\u00b2 or more.", []),
        ("Platelets above 10\u2079/l.", []),
        ("Ca\u00b2\u207a enters the cell.", []),
        ("An area of 3 square metres\u00b2.", []),
    ],
)
def test_superscripts(text: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(text, MarkerStyle.BRACKETS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The onset is slow. 1", [(1,)]),
        ("It is the commonest form of the disease 1, 2", [(1, 2)]),
        ("Few live longer than 10 years 1, 4", [(1, 4)]),
        ("Symptoms follow within two years 3", [(3,)]),
        ("It was licensed in 2017 7, 5", [(7, 5)]),
        ("It affects up to 40% of them (in all) 12", [(12,)]),
        ("The tumour was grade 2", []),
        ("Give it on days 1, 8", []),
        ("It occurs in stages 3, 4", []),
        ("The score ranges from 0 to 4", []),
        ("It needs at least 2", []),
        ("The number needed to treat was 9", []),
        ("The ratio was = 2", []),
        ("The dose (in mg): 5", []),
        ("Three digits 123", []),
        ("In the middle 1 of a line", []),
        ("7", []),
    ],
)
def test_trailing_numbers(text: str, expected: list[tuple[int, ...]]) -> None:
    assert numbers(text, MarkerStyle.TRAILING) == expected


def test_without_a_style_brackets_are_text() -> None:
    assert numbers("It helps. [1] 2", MarkerStyle.NONE) == []


def test_each_number_counts_once_in_order_of_appearance() -> None:
    assert unique([3, 1, 3, 2, 1]) == (3, 1, 2)


@settings(deadline=None)
@given(st.text(alphabet="[]0123456789,-;\u2013 .a\u00b9\u00b2\u207b"), st.sampled_from(MarkerStyle))
def test_markers_are_in_order_apart_and_count_from_one(text: str, style: MarkerStyle) -> None:
    reached = 0
    for marker in find_markers(text, style):
        assert reached <= marker.span.start < marker.span.end <= len(text)
        assert marker.numbers == unique(marker.numbers)
        assert all(1 <= number <= 999 for number in marker.numbers)
        reached = marker.span.end


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("1,3-5", (1, 3, 4, 5)), ("5-3", ()), ("0", ()), ("1-900", ()), ("[1], [3]-[5]", (1, 3, 4, 5))],
)
def test_ranges_are_expanded(written: str, numbers: tuple[int, ...]) -> None:
    assert expand_numbers(written) == numbers
