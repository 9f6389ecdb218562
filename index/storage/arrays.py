"""The arrays of a generation: ragged arrays, and memory-mapped NumPy files."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.storage.files import save_array

Ints = NDArray[np.int32]
Offsets = NDArray[np.int64]


@dataclass(frozen=True)
class Ragged:
    """Rows of different lengths: row i is `values[offsets[i]:offsets[i + 1]]`."""

    values: Ints
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> Self:
        """Packs rows of integers."""
        values = array("i")
        offsets = [0]
        for row in rows:
            values.extend(row)
            offsets.append(len(values))
        return cls(np.array(values, dtype=np.int32), np.array(offsets, dtype=np.int64))

    def row(self, index: int) -> list[int]:
        """The values of one row."""
        values: list[int] = self.values[self.offsets[index] : self.offsets[index + 1]].tolist()
        return values

    def take(self, rows: ArrayLike) -> Self:
        """The given rows, in the given order."""
        picked = np.asarray(rows, dtype=np.int64)
        places, offsets = concatenate_ranges(self.offsets[picked], self.offsets[picked + 1])
        return type(self)(self.values[places], offsets)

    def only(self, values: Ints) -> Self:
        """The rows, reduced to entries that are among `values`."""
        kept = np.isin(self.values, values)
        return type(self)(self.values[kept], np.concatenate(([0], np.cumsum(self.sums(kept)))))

    def sums(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """The sums over each row, (n,) or (n, k), of `numbers`, which has 1 or k numbers per entry of `values`."""
        totals = np.cumsum(numbers, axis=0)
        totals = np.concatenate((np.zeros_like(totals, shape=(1, *totals.shape[1:])), totals))
        sums: NDArray[Any] = totals[self.offsets[1:]] - totals[self.offsets[:-1]]
        return sums

    def save(self, folder: Path, name: str) -> None:
        """Writes `<name>.npy` and `<name>_offsets.npy`."""
        save_array(folder / f"{name}.npy", self.values)
        save_array(folder / f"{name}_offsets.npy", self.offsets)

    @classmethod
    def open(cls, folder: Path, name: str) -> Self:
        """Opens the array that `save` wrote, memory-mapped."""
        return cls(memory_map(folder / f"{name}.npy"), memory_map(folder / f"{name}_offsets.npy"))


def concatenate_ranges(starts: Offsets, stops: Offsets) -> tuple[Offsets, Offsets]:
    """The concatenated numbers of n ranges, and the offsets, (n + 1,), at which each range begins and ends."""
    offsets = np.concatenate(([0], np.cumsum(stops - starts)))
    return np.repeat(starts - offsets[:-1], np.diff(offsets)) + np.arange(offsets[-1]), offsets


def memory_map(path: Path) -> NDArray[Any]:
    """The array in a .npy file, memory-mapped and read-only."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
