"""Files of a generation: complete, or an error that has a number and names the file."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from index.storage import reserve_array, save_array, writing

LIMITED = """
import resource, sys
from pathlib import Path
import numpy as np
from index.storage import reserve_array, save_array
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    {call}
except OSError as error:
    print(error.errno, error.filename)
"""


@given(arrays.arrays(st.sampled_from([np.int32, np.int64, np.float16, np.bool_]), arrays.array_shapes(max_dims=2)))
def test_a_saved_array_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, values: np.ndarray
) -> None:
    path = tmp_path_factory.mktemp("array") / "a.npy"
    save_array(path, values)
    assert np.load(path).tobytes() == values.tobytes()


def test_a_reserved_array_occupies_its_disk_space_before_it_is_filled(tmp_path: Path) -> None:
    out = reserve_array(tmp_path / "a.npy", np.float16, (1000, 384))
    assert (tmp_path / "a.npy").stat().st_blocks * 512 >= out.nbytes
    out[:] = 1
    assert np.load(tmp_path / "a.npy").sum(dtype=np.float32) == out.size


@pytest.mark.parametrize(
    "call",
    ["save_array(Path(sys.argv[1]), np.ones(4000))", "reserve_array(Path(sys.argv[1]), np.float16, (9, 999))"],
)
def test_a_file_that_does_not_fit_is_an_error_that_names_it(tmp_path: Path, call: str) -> None:
    path = tmp_path / "a.npy"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(call=call), str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(errno.EFBIG), str(path)]


def test_an_error_of_the_last_flush_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: '.*a'"), writing(tmp_path / "a") as file:
        file.write(b"text")
