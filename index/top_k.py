"""Top-k selection of rows by score, with ties broken by row number."""

import numpy as np
from numpy.typing import NDArray

from index.types import Rows, Vector


def top_rows(scores: Vector, k: int, eligible: NDArray[np.bool_] | None = None) -> Rows:
    """The k best eligible rows, best first.

    Ties are broken by row number, at the cut-off too, so that the same scores always give the same rows. `scores`
    and `eligible` are (n,); if `eligible` is None, all rows are.
    """
    rows = np.arange(len(scores)) if eligible is None else np.flatnonzero(eligible)
    if k < len(rows):
        picked = scores[rows]
        threshold = np.partition(picked, len(rows) - k)[len(rows) - k] if k > 0 else np.inf
        rows = rows[picked >= threshold]
    order = np.argsort(-scores[rows], kind="stable")[: max(k, 0)]
    return rows[order].astype(np.int64)
