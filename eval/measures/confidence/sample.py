"""The input of measures over many questions: a score for each, and a label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def labelled(scores: Sequence[float], labels: Sequence[bool]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Both as arrays (n,); ValueError unless they are of one length, not empty, and the scores finite."""
    values, flags = np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=np.bool_)
    if values.ndim != 1 or values.shape != flags.shape or not len(values):
        raise ValueError(f"a label for every score is needed: {values.shape} scores, {flags.shape} labels")
    if not np.isfinite(values).all():
        raise ValueError("a score is not finite")
    return values, flags
