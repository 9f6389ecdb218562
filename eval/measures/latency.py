"""Latency: how long an answer takes, at the median and in the tail."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Latency(NamedTuple):
    """The number of calls, and the mean, the percentiles and the maximum in milliseconds."""

    calls: int
    mean: float
    p50: float
    p90: float
    p95: float
    p99: float
    slowest: float


def latency(milliseconds: Sequence[float]) -> Latency:
    """Summarises times in milliseconds; raises ValueError for none, or for a negative or infinite one.

    Percentiles are interpolated linearly: definition 7 of Hyndman and Fan, "Sample quantiles in statistical
    packages", The American Statistician 50 (1996). On why the tail matters: Dean and Barroso, "The tail at scale",
    Communications of the ACM 56 (2013).
    """
    times = np.asarray(milliseconds, dtype=np.float64)
    if times.ndim != 1 or not len(times) or not np.isfinite(times).all() or times.min() < 0:
        raise ValueError("needs at least one time in milliseconds, none of them negative")
    p50, p90, p95, p99 = (float(value) for value in np.percentile(times, [50, 90, 95, 99]))
    return Latency(len(times), float(times.mean()), p50, p90, p95, p99, float(times.max()))
