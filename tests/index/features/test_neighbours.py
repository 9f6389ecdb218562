"""Neighbouring rows, compared with a simple computation."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.features.neighbours import MAX_STEP, Neighbours


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[int], dict[int, int]]:
    """Distinct rows in any order, and the section of each."""
    rows = draw(st.lists(st.integers(0, 12), unique=True, max_size=10))
    return rows, {row: draw(st.integers(0, 2)) for row in rows}


@given(asked())
def test_a_neighbour_is_at_the_step_in_the_same_section(found: tuple[list[int], dict[int, int]]) -> None:
    rows, sections = found
    values = np.array([row + 1 for row in rows], dtype=np.float32)
    beside = Neighbours.of(
        np.array(rows, dtype=np.int64), np.array([sections[row] for row in rows], dtype=np.int32)
    )
    largest = beside.largest(values).tolist()
    for place, row in enumerate(rows):
        near = {
            step: row + step + 1 if sections.get(row + step) == sections[row] else 0
            for step in range(-MAX_STEP, MAX_STEP + 1)
            if step
        }
        assert {step: beside.shifted(values, step)[place] for step in near} == near
        assert largest[place] == max(near.values())


def test_flags_are_shifted_row_by_row() -> None:
    flags = np.array([[True, False], [False, True], [True, True]])
    beside = Neighbours.of(np.array([4, 5, 6]), np.array([1, 1, 2], dtype=np.int32))
    assert beside.shifted(flags, -1).tolist() == [[False, False], [True, False], [False, False]]
