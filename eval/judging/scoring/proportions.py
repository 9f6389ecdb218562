"""Exact intervals of proportions, also of those whose cases come in groups, and the exact test of paired ones."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from eval.statistics import exact_interval


class Proportion(NamedTuple):
    """A share of `cases`, with its 95 % interval."""

    value: float
    low: float
    high: float
    cases: int


class Paired(NamedTuple):
    """Two systems on the same cases: how often only one is right, and the p-value of McNemar's exact test."""

    cases: int
    only_first: int
    only_second: int
    p: float


def proportion(hits: int, cases: int) -> Proportion:
    """The share with the interval of Clopper and Pearson; raises ValueError for no cases.

    Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
    Biometrika 26 (1934).
    """
    if not cases:
        raise ValueError("a share needs at least one case")
    interval = exact_interval(hits, cases)
    return Proportion(hits / cases, interval.low, interval.high, cases)


def grouped_proportion(hits: Sequence[int], cases: Sequence[int]) -> Proportion:
    """The share over all groups, such as answers with several quotes, whose members depend on each other.

    The interval is that of Clopper and Pearson for the number of independent cases that would give the variance
    between the groups, at most the number of cases; if all cases or none are hits, the number of groups.
    Korn and Graubard, "Confidence intervals for proportions with small expected number of positive counts
    estimated from survey data", Survey Methodology 24 (1998). Raises ValueError for no cases.
    """
    hit, size = np.asarray(hits, dtype=np.float64), np.asarray(cases, dtype=np.float64)
    hit, size = hit[size > 0], size[size > 0]
    total, groups = size.sum(), len(size)
    if not groups:
        raise ValueError("a share needs at least one case")
    share = hit.sum() / total
    effective = float(groups)
    if 0 < share < 1 and groups > 1:
        variance = groups / (groups - 1) * ((hit - share * size) ** 2).sum() / total**2
        independent = share * (1 - share) / variance if variance else total
        quantiles = stats.t.ppf(0.975, [total - 1, groups - 1])
        effective = min(float(total), independent * float(quantiles[0] / quantiles[1]) ** 2)
    low, high = _clopper_pearson(share * effective, effective)
    return Proportion(float(share), low, high, int(total))


def _clopper_pearson(hits: float, cases: float) -> tuple[float, float]:
    """The interval, also for numbers of cases that are not whole."""
    low = 0.0 if hits <= 0 else float(stats.beta.ppf(0.025, hits, cases - hits + 1))
    high = 1.0 if hits >= cases else float(stats.beta.ppf(0.975, hits + 1, cases - hits))
    return low, high


def mcnemar(first: Mapping[str, float], second: Mapping[str, float]) -> Paired:
    """Compares what is right, by question id, on the questions that both have.

    McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12 (1947); exact, by the binomial distribution. With no difference at all, p is 1.
    """
    shared = first.keys() & second.keys()
    only_first = sum(first[id_] > second[id_] for id_ in shared)
    only_second = sum(first[id_] < second[id_] for id_ in shared)
    differing = only_first + only_second
    p = float(stats.binomtest(only_first, differing).pvalue) if differing else 1.0
    return Paired(len(shared), only_first, only_second, p)
