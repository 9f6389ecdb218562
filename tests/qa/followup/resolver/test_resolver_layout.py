"""The resolver's input: every word has its token, and nothing is longer than it may be."""

from hypothesis import given
from hypothesis import strategies as st

from qa.followup import SEGMENTS, Part, PartKind, in_order, words_of
from resolver_data import layout, thread

TEXTS = st.text(st.sampled_from("abc é'-.,?3 "), max_size=60)
PARTS = st.lists(st.builds(Part, st.sampled_from(PartKind), st.integers(0, 40), TEXTS), max_size=6)


def test_titles_come_first_then_questions_then_quotes_the_newest_first() -> None:
    parts = thread("old", "new", quote="shown", title="article")
    assert [part.text for part in parts] == ["article", "new", "old", "shown"]


def test_a_word_has_the_place_of_its_first_token() -> None:
    laid = layout().lay("how much artesunate?", thread("What is malaria?"))
    plain = layout().lay("how much", ())
    assert laid.ids[laid.asked[0]] == plain.ids[1]
    assert laid.asked == (1, 2, 3)
    assert len(laid.parts[0]) == 3
    assert all(laid.segments[place] for place in laid.parts[0])


def test_parts_of_other_kinds_and_ages_have_other_segments() -> None:
    laid = layout().lay("and now?", thread("one", "two", quote="three", title="four"))
    assert len({laid.segments[places[0]] for places in laid.parts}) == 4


def test_what_does_not_fit_is_cut_and_its_words_have_no_place() -> None:
    laid = layout(16).lay("and now?", thread("word " * 30))
    assert len(laid.ids) <= 16
    assert laid.parts[0][0] > 0
    assert laid.parts[0][-1] == -1


@given(TEXTS, PARTS, st.integers(70, 200))
def test_every_input_is_laid_out_within_its_room(question: str, parts: list[Part], most: int) -> None:
    ordered = in_order(parts)
    laid = layout(most).lay(question, ordered)
    assert len(laid.ids) == len(laid.segments) <= most
    assert all(0 <= segment < SEGMENTS for segment in laid.segments)
    assert [len(places) for places in laid.parts] == [len(list(words_of(part.text))) for part in ordered]
    places = [place for row in (laid.asked, *laid.parts) for place in row if place >= 0]
    assert places == sorted(set(places))
    assert all(place < len(laid.ids) for place in places)
