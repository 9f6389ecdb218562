"""AUROC: how well a score separates answerable questions from unanswerable ones."""

from collections.abc import Sequence

import numpy as np

from eval.measures.confidence.sample import labelled


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The probability that a random positive scores higher than a random negative; a tie counts half.

    The area under the receiver operating characteristic, computed as the Mann-Whitney statistic:

        (sum of the positives' ranks - p (p + 1) / 2) / (p n)

    for p positives and n negatives, where tied scores share their mean rank. 0.5 is chance, 1 is perfect.
    Raises ValueError if there are no positives or no negatives.

    Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC)
    curve", Radiology 143 (1982).
    """
    values, labels = labelled(scores, positive)
    positives, negatives = int(labels.sum()), int((~labels).sum())
    if not positives or not negatives:
        raise ValueError(f"{positives} positives and {negatives} negatives: AUROC needs both")
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    mean_ranks = np.cumsum(sizes) - (sizes - 1) / 2
    ranks = float(mean_ranks[group][labels].sum())
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)
