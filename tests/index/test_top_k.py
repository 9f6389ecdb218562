import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.top_k import top_rows

SCORES = st.lists(st.integers(0, 3), max_size=30)


@given(SCORES, st.integers(0, 35), st.data())
def test_the_best_rows_equal_those_of_a_full_sort(values: list[int], k: int, data: st.DataObject) -> None:
    scores = np.array(values, dtype=np.float32)
    eligible = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values))), dtype=np.bool_
    )
    expected = sorted((row for row in range(len(values)) if eligible[row]), key=lambda row: (-values[row], row))[
        :k
    ]
    assert top_rows(scores, k, eligible).tolist() == expected


@given(SCORES, st.integers(0, 35))
def test_all_rows_are_eligible_by_default(values: list[int], k: int) -> None:
    scores = np.array(values, dtype=np.float32)
    assert top_rows(scores, k).tolist() == top_rows(scores, k, np.ones(len(values), dtype=np.bool_)).tolist()
