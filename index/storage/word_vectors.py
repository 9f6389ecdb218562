"""The stored vectors of content words: those of each text, one text after the other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import ArrayLike

from index.storage.arrays import Offsets, concatenate_ranges, memory_map
from index.storage.files import naming, save_array
from index.types import WordVectors


@dataclass(frozen=True)
class StoredWords:
    """The words of n texts: text i has the rows `values[offsets[i]:offsets[i + 1]]` of `values`, (t, k)."""

    values: WordVectors
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def take(self, texts: ArrayLike) -> Self:
        """The words of the given texts, in the given order."""
        picked = np.asarray(texts, dtype=np.int64)
        places, offsets = concatenate_ranges(self.offsets[picked], self.offsets[picked + 1])
        return type(self)(self.values[places], offsets)

    @classmethod
    def open(cls, folder: Path, name: str) -> Self:
        """Opens the array that a writer wrote, memory-mapped."""
        return cls(memory_map(folder / f"{name}.npy"), memory_map(folder / f"{name}_offsets.npy"))


class StoredWordsWriter:
    """Writes `<name>.npy` and `<name>_offsets.npy` text by text, so that a large corpus need not fit in memory.

    The files are complete once the `with` block has ended without an error.
    """

    def __init__(self, folder: Path, name: str, width: int) -> None:
        self._offsets_path = folder / f"{name}_offsets.npy"
        self._path = folder / f"{name}.npy"
        self._file = self._path.open("wb")
        self._width = width
        self._counts: list[Offsets] = []
        self._write_header(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        with naming(self._path), self._file:
            if failure is None:
                offsets = np.cumsum(np.concatenate([[0], *self._counts]), dtype=np.int64)
                self._file.seek(0)
                self._write_header(int(offsets[-1]))
                save_array(self._offsets_path, offsets)

    def append(self, values: WordVectors, counts: ArrayLike) -> None:
        """Adds texts with these numbers of words, (n,), whose vectors are `values`, (sum of n, k)."""
        self._counts.append(np.asarray(counts, dtype=np.int64))
        with naming(self._path):
            self._file.write(np.ascontiguousarray(values, dtype=np.int8).tobytes())

    def _write_header(self, rows: int) -> None:
        """NumPy leaves room in the header for the number of rows to grow, so that it can be replaced."""
        header = {"descr": "|i1", "fortran_order": False, "shape": (rows, self._width)}
        npy.write_array_header_1_0(self._file, header)
