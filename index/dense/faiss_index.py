"""Exact dense search over passage vectors, filtered during the search: FAISS, and a NumPy reference."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.storage import writing
from index.top_k import top_rows
from index.types import Rows, Vector, no_rows

FILE = "dense.faiss"
Mask = NDArray[np.bool_]


class DenseIndex(Protocol):
    """Passage vectors that can be searched by inner product."""

    def __len__(self) -> int:
        """The number of vectors."""
        ...

    def top(self, vector: Vector, k: int, mask: Mask | None = None) -> tuple[Rows, Vector]:
        """The k best rows that the mask, (n,), allows, with their scores; ties are broken by row number."""
        ...


@dataclass(frozen=True)
class NumpyIndex:
    """The reference implementation: compares all half-precision vectors, (n, d)."""

    vectors: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.vectors)

    def top(self, vector: Vector, k: int, mask: Mask | None = None) -> tuple[Rows, Vector]:
        """Scores every row in single precision."""
        scores = np.einsum("nd,d->n", self.vectors.astype(np.float32), vector)
        rows = top_rows(scores, k, mask)
        return rows, scores[rows]


class _Output:
    """Writes what FAISS passes to a callback; keeps the first error, because FAISS would lose its number."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, content: bytes) -> None:
        if self.error is None:
            try:
                self._file.write(content)
            except OSError as error:
                self.error = error


@dataclass(frozen=True)
class FaissIndex:
    """FAISS's exact scan over half-precision vectors (`IndexScalarQuantizer`, QT_fp16, inner product)."""

    index: faiss.IndexScalarQuantizer

    @classmethod
    def build(cls, vectors: Vector) -> Self:
        """Stores the vectors, (n, d) float32, in half precision."""
        quantiser = faiss.ScalarQuantizer.QT_fp16
        index = faiss.IndexScalarQuantizer(vectors.shape[1], quantiser, faiss.METRIC_INNER_PRODUCT)
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    def save(self, folder: Path) -> None:
        """Writes `dense.faiss`."""
        with writing(folder / FILE) as file:
            output = _Output(file)
            faiss.write_index(self.index, faiss.PyCallbackIOWriter(output.write))
            if output.error:
                raise output.error

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Opens the index that `save` wrote, memory-mapped."""
        return cls(faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC))

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def top(self, vector: Vector, k: int, mask: Mask | None = None) -> tuple[Rows, Vector]:
        """Scans the allowed rows.

        FAISS breaks ties in an unspecified order. Therefore more than k rows are requested until the tie at the
        cut-off is complete, and the rows are sorted here.
        """
        eligible = len(self) if mask is None else int(mask.sum())
        k = min(k, eligible)
        wanted = k
        while wanted:
            wanted = min(2 * wanted, eligible)
            rows, scores = self._search(vector, wanted, mask)
            if wanted == eligible or scores[-1] < scores[k - 1]:
                order = np.lexsort((rows, -scores))[:k]
                return rows[order], scores[order]
        return no_rows(), np.empty(0, dtype=np.float32)

    def _search(self, vector: Vector, k: int, mask: Mask | None) -> tuple[Rows, Vector]:
        selector = None if mask is None else faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        parameters = faiss.SearchParameters(sel=selector) if selector else None
        faiss.omp_set_num_threads(1)  # for this thread only: a query is a single scan, which threads cannot share
        scores, rows = self.index.search(np.asarray(vector, dtype=np.float32)[None], k, params=parameters)
        return rows[0], scores[0]
