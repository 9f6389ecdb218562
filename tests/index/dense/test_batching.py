from hypothesis import given
from hypothesis import strategies as st

from index.dense.batching import BATCH_CHARACTERS, BATCH_TEXTS, batches


@given(st.lists(st.integers(0, 6000), max_size=200))
def test_batches_hold_every_text_once_and_fit(lengths: list[int]) -> None:
    found = list(batches(["x" * length for length in lengths]))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) <= BATCH_TEXTS
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= BATCH_CHARACTERS
