from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.storage.arrays import Ragged, concatenate_ranges, memory_map

ROWS = st.lists(st.lists(st.integers(-5, 5), max_size=4), max_size=8)


@given(ROWS, st.data())
def test_rows_are_taken_in_the_order_asked(rows: list[list[int]], data: st.DataObject) -> None:
    ragged = Ragged.of(rows)
    picked = data.draw(st.lists(st.integers(0, len(rows) - 1)) if rows else st.just([]))
    taken = ragged.take(picked)
    assert len(ragged) == len(rows)
    assert [taken.row(i) for i in range(len(taken))] == [rows[i] for i in picked]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), max_size=6))
def test_ranges_are_concatenated(ranges: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in ranges], dtype=np.int64)
    stops = starts + np.array([length for _, length in ranges], dtype=np.int64)
    places, offsets = concatenate_ranges(starts, stops)
    assert places.tolist() == [n for start, length in ranges for n in range(start, start + length)]
    assert np.diff(offsets).tolist() == [length for _, length in ranges]


@pytest.mark.parametrize("rows", [[[1, 2], [], [3]], [], [[]]])
def test_rows_are_saved_and_opened(tmp_path: Path, rows: list[list[int]]) -> None:
    Ragged.of(rows).save(tmp_path, "rows")
    opened = Ragged.open(tmp_path, "rows")
    assert [opened.row(i) for i in range(len(opened))] == rows


def test_a_mapped_array_cannot_be_written(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.arange(3))
    array = memory_map(tmp_path / "a.npy")
    assert type(array) is np.ndarray
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1
