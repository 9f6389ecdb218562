"""The input of measures over many questions: a score and a label for each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def labelled(scores: Sequence[float], labels: Sequence[bool]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Both as arrays, (n,); raises ValueError if lengths differ, they are empty, or a score is not finite."""
    values, flags = np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=np.bool_)
    if values.ndim != 1 or values.shape != flags.shape or not len(values):
        raise ValueError(f"needs one label per score: {values.shape} scores, {flags.shape} labels")
    if not np.isfinite(values).all():
        raise ValueError("a score is not finite")
    return values, flags
