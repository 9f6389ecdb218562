"""Paired differences, and the randomisation test of their mean."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from eval.statistics.sample import RESAMPLES, Values, blocks, by_group, finite


def differences(first: Mapping[str, float], second: Mapping[str, float]) -> Values:
    """`second` minus `first` for each question, in the order of the ids.

    Raises ValueError if the two did not score the same questions, since a paired test needs pairs.
    """
    if first.keys() != second.keys():
        odd = sorted(first.keys() ^ second.keys())
        every = len(first.keys() | second.keys())
        raise ValueError(
            f"different questions: {len(odd)} of {every} are in only one of the two, such as {odd[0]!r}; score"
            " both with the same split, --half, --limit and --sample"
        )
    return np.asarray([second[query] - first[query] for query in sorted(first)], dtype=np.float64)


def randomisation_test(
    paired: Sequence[float] | Values,
    permutations: int = RESAMPLES,
    seed: int = 0,
    groups: Sequence[str] | None = None,
) -> float:
    """The two-sided p-value of the hypothesis that the mean of paired differences, (n,), is 0.

    Signs are flipped at random; those of a group, such as the turns of a session, together. All assignments of
    signs are tried if there are at most `permutations`; otherwise that many are drawn, and the observed one is
    added so that p is never 0. For differences of 0, 1 and -1 without groups it is McNemar's exact test. Smucker,
    Allan and Carterette, "A comparison of statistical significance tests for information retrieval evaluation",
    CIKM 2007. Raises ValueError for no values, values that are not finite, and unless there is one group per
    value.
    """
    sample, _ = by_group(finite(paired), groups)
    observed = abs(float(sample.sum()))
    reached = observed - 1e-11 * float(np.abs(sample).sum())
    if 2 ** min(len(sample), 64) <= permutations:
        sums = np.asarray(list(product((-1.0, 1.0), repeat=len(sample)))) @ sample
        return float((np.abs(sums) >= reached).mean())
    random = np.random.default_rng(seed)
    count = 0
    for rows in blocks(permutations, len(sample)):
        signs = random.integers(0, 2, size=(rows, len(sample)), dtype=np.int8)
        sums = 2 * (signs @ sample) - sample.sum()
        count += int((np.abs(sums) >= reached).sum())
    return (count + 1) / (permutations + 1)
