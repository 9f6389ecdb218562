from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.storage.word_vectors import StoredWords, StoredWordsWriter
from index.types import WordVectors


def rows(count: int) -> WordVectors:
    return np.random.default_rng(count).integers(-127, 128, size=(count, 3), dtype=np.int8)


@given(st.lists(st.lists(st.integers(0, 4), max_size=4), max_size=4))
def test_what_was_written_text_by_text_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[int]]
) -> None:
    folder = tmp_path_factory.mktemp("words")
    with StoredWordsWriter(folder, "words", 3) as writer:
        for counts in batches:
            writer.append(rows(sum(counts)), counts)
    stored = StoredWords.open(folder, "words")
    every = [count for counts in batches for count in counts]
    assert len(stored) == len(every)
    assert np.diff(stored.offsets).tolist() == every
    assert stored.values.dtype == np.int8
    assert stored.values.shape == (sum(every), 3)
    assert np.array_equal(stored.values, np.concatenate([rows(0), *(rows(sum(counts)) for counts in batches)]))
    assert np.array_equal(np.load(folder / "words.npy"), stored.values)


def test_the_header_grows_with_the_number_of_words(tmp_path: Path) -> None:
    with StoredWordsWriter(tmp_path, "words", 3) as writer:
        for _ in range(3):
            writer.append(rows(50_000), [50_000])
    assert StoredWords.open(tmp_path, "words").values.shape == (150_000, 3)


def test_rows_are_taken_in_the_order_asked(tmp_path: Path) -> None:
    with StoredWordsWriter(tmp_path, "words", 3) as writer:
        writer.append(rows(6), [1, 0, 2, 3])
    taken = StoredWords.open(tmp_path, "words").take([3, 1, 0, 3])
    assert taken.offsets.tolist() == [0, 3, 3, 4, 7]
    assert np.array_equal(taken.values, rows(6)[[3, 4, 5, 0, 3, 4, 5]])


def test_an_interrupted_file_is_not_completed(tmp_path: Path) -> None:
    def interrupted() -> None:
        with StoredWordsWriter(tmp_path, "words", 3) as writer:
            writer.append(rows(6), [6])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(np.load(tmp_path / "words.npy")) == 0
    assert not (tmp_path / "words_offsets.npy").exists()
