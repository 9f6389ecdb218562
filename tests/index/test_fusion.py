import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import convex, fuse

RANKINGS = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=12), max_size=4)


def test_the_formula() -> None:
    assert fuse([[7, 3], [3]]) == [(3, 1 / 62 + 1 / 61), (7, 1 / 61)]


def test_ties_are_broken_by_id() -> None:
    assert [item for item, _ in fuse([[5, 2], [2, 5]])] == [2, 5]


@given(RANKINGS)
def test_every_id_occurs_once_and_scores_are_sorted(rankings: list[list[int]]) -> None:
    fused = fuse(rankings)
    assert sorted(item for item, _ in fused) == sorted({item for ranking in rankings for item in ranking})
    assert fused == sorted(fused, key=lambda entry: (-entry[1], entry[0]))


@given(st.lists(st.integers(), unique=True))
def test_one_ranking_keeps_its_order(ranking: list[int]) -> None:
    assert [item for item, _ in fuse([ranking])] == ranking


@given(RANKINGS, st.lists(st.integers(0, 20), unique=True, min_size=2, max_size=8), st.data())
def test_rising_in_a_ranking_never_lowers_the_score(
    others: list[list[int]], ranking: list[int], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(ranking))
    raised = [item, *(other for other in ranking if other != item)]
    assert dict(fuse([*others, raised]))[item] >= dict(fuse([*others, ranking]))[item]


def test_impossible_input_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        fuse([[1, 1]])
    with pytest.raises(ValueError, match="negative"):
        fuse([[1]], k=-1)


def test_a_convex_combination_stretches_each_signal_first() -> None:
    fused = convex([np.array([10, 30, 20], np.float32), np.array([0.5, 0.5, 0.5], np.float32)], [1, 3])
    assert fused.tolist() == pytest.approx([0.75, 1, 0.875])


@given(st.lists(st.tuples(*[st.floats(-5, 5, width=32)] * 2), max_size=9), st.floats(0.125, 8), st.floats(-3, 3))
def test_a_combination_does_not_depend_on_a_signals_unit(
    rows: list[tuple[float, float]], scale: float, shift: float
) -> None:
    first, second = np.array(rows, np.float32).reshape(-1, 2).T
    fused = convex([first, second], [0.5, 0.5])
    assert ((fused >= 0) & (fused <= 1)).all()
    if len(rows) and np.ptp(first) > 0.01:
        assert convex([first * scale + shift, second], [2, 2]) == pytest.approx(fused, abs=1e-3)


@pytest.mark.parametrize("weights", [[1], [1, -1], [0, 0]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        convex([np.array([1], np.float32), np.array([2], np.float32)], weights)
