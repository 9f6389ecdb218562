"""The heading aspect: the section that a query asks for, whatever words its sentences use."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.features.heading_aspect import aspect_cosines
from index.storage import Ragged

GOUT, TREATMENT, OUTLOOK = np.eye(3, dtype=np.float32)
CONTEXTS = np.stack([GOUT, TREATMENT, OUTLOOK, GOUT])


def sections(*listed: list[int]) -> Ragged:
    lengths = np.cumsum([0, *map(len, listed)])
    return Ragged(np.array([context for section in listed for context in section], dtype=np.int32), lengths)


def cosines(listed: Ragged, works: list[int], query: list[float]) -> list[float]:
    vector = np.array(query, dtype=np.float32)
    vector /= np.linalg.norm(vector)
    vectors = CONTEXTS[listed.values]
    return [round(float(value), 4) for value in aspect_cosines(vectors, listed, np.array(works), vector)]


def test_the_heading_closest_to_the_rest_of_the_query_scores_highest() -> None:
    treatment, outlook, bare = cosines(sections([0, 1], [0, 2], [0]), [0, 0, 0], [3, 2, 1])

    assert treatment > 0 > outlook
    assert treatment == -outlook
    assert bare == 0


def test_sections_are_compared_only_within_their_document() -> None:
    alone = cosines(sections([0, 1], [0, 2], [3, 1]), [0, 0, 1], [1, 1, 0])

    assert alone[2] == 0
    assert alone[0] > alone[1]


def test_a_question_that_is_the_title_asks_for_no_section() -> None:
    assert cosines(sections([0, 1], [0, 2]), [0, 0], [1, 0, 0]) == [0, 0]


def test_without_headings_or_without_sections_there_is_nothing_to_compare() -> None:
    assert cosines(sections([0], [3]), [0, 1], [1, 1, 0]) == [0, 0]
    assert cosines(sections(), [], [1, 0, 0]) == []


@given(st.lists(st.lists(st.integers(1, 3), max_size=3), min_size=1, max_size=6), st.data())
@settings(max_examples=50)
def test_the_aspects_of_a_document_are_bounded_and_sum_to_zero(
    headings: list[list[int]], data: st.DataObject
) -> None:
    works = data.draw(st.lists(st.integers(0, 2), min_size=len(headings), max_size=len(headings)))
    listed = sections(*([0, *section] for section in headings))
    found = np.array(cosines(listed, works, [1, 2, 3]))

    assert np.all(np.abs(found) <= 2)
    for work in set(works):
        headed = [number for number, section in enumerate(headings) if section and works[number] == work]
        assert abs(found[headed].sum()) < 0.01
