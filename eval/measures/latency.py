"""Latency: how long people wait, at the median and in the tail."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Latency(NamedTuple):
    """Milliseconds, of so many calls: the mean, percentiles, and the slowest."""

    calls: int
    mean: float
    p50: float
    p90: float
    p95: float
    p99: float
    slowest: float


def latency(milliseconds: Sequence[float]) -> Latency:
    """The summary of measured times; ValueError for none, and for one that is negative or not finite.

    A percentile between two times is interpolated linearly: definition 7 of Hyndman and Fan, "Sample quantiles
    in statistical packages", The American Statistician 50 (1996). Why the tail is shown beside the median:
    Dean and Barroso, "The tail at scale", Communications of the ACM 56 (2013).
    """
    times = np.asarray(milliseconds, dtype=np.float64)
    if times.ndim != 1 or not len(times) or not np.isfinite(times).all() or times.min() < 0:
        raise ValueError("a list of times in milliseconds is needed, none negative, at least one")
    p50, p90, p95, p99 = (float(value) for value in np.percentile(times, [50, 90, 95, 99]))
    return Latency(len(times), float(times.mean()), p50, p90, p95, p99, float(times.max()))
