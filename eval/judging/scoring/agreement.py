"""How far judges agree: raw agreement, Cohen's kappa for each pair, and Krippendorff's alpha with an interval."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score

Level = Literal["nominal", "ordinal"]
Ratings = Mapping[str, Mapping[str, str]]
"""The label of each unit, by judge and unit. Units without a label are missing."""
RESAMPLES = 1000


class Pair(NamedTuple):
    """Two judges: the units that both labelled, the share on which they agree, and Cohen's kappa.

    `kappa` is None where it is not defined: both gave one and the same label throughout.
    """

    first: str
    second: str
    units: int
    agreement: float
    kappa: float | None


class Alpha(NamedTuple):
    """Krippendorff's alpha with its 95 % interval."""

    value: float
    low: float
    high: float


class Agreement(NamedTuple):
    """The agreement of all judges on the `units` that at least two of them labelled.

    `raw` is the share of equal labels among all pairs of labels of one unit. `alpha` is None where it is not
    defined, since all labels are the same.
    """

    units: int
    raw: float
    pairs: tuple[Pair, ...]
    alpha: Alpha | None


def agreement(
    ratings: Ratings, domain: Sequence[str], level: Level = "nominal", seed: int = 0
) -> Agreement | None:
    """The agreement on labels from `domain`, which is in order for the ordinal level; None if no unit is shared.

    Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
    Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), for missing labels and any number of judges.
    """
    counted: dict[str, Counter[str]] = {}
    for labels in ratings.values():
        for unit, label in labels.items():
            counted.setdefault(unit, Counter())[label] += 1
    shared = {unit: counts for unit, counts in sorted(counted.items()) if counts.total() > 1}
    if not shared:
        return None
    pairs = (_pair(first, second, ratings) for first, second in combinations(ratings, 2))
    return Agreement(
        units=len(shared),
        raw=_raw(shared.values()),
        pairs=tuple(pair for pair in pairs if pair),
        alpha=_alpha(shared, domain, level, seed),
    )


def _raw(counted: Iterable[Counter[str]]) -> float:
    equal = total = 0
    for counts in counted:
        equal += sum(count * (count - 1) for count in counts.values())
        total += counts.total() * (counts.total() - 1)
    return equal / total


def _pair(first: str, second: str, ratings: Ratings) -> Pair | None:
    units = sorted(ratings[first].keys() & ratings[second].keys())
    if not units:
        return None
    ones, others = ([ratings[judge][unit] for unit in units] for judge in (first, second))
    equal = sum(one == other for one, other in zip(ones, others, strict=True))
    kappa = None if len({*ones, *others}) == 1 else float(cohen_kappa_score(ones, others))
    return Pair(first, second, len(units), equal / len(units), kappa)


def _alpha(shared: Mapping[str, Counter[str]], domain: Sequence[str], level: Level, seed: int) -> Alpha | None:
    """Alpha with the middle 95 % of its values over resampled questions.

    A question's outcomes, and an answer's quotes, stay together, since they are not independent.
    """
    counts = np.asarray([[labels[name] for name in domain] for labels in shared.values()])
    value = _value(counts, level)
    if value is None:
        return None
    questions: dict[str, list[int]] = {}
    for row, unit in enumerate(shared):
        questions.setdefault(unit.partition("-")[0], []).append(row)
    rows = [np.asarray(some) for some in questions.values()]
    random = np.random.default_rng(seed)
    drawn = (random.integers(0, len(rows), len(rows)) for _ in range(RESAMPLES))
    values = (_value(counts[np.concatenate([rows[place] for place in places])], level) for places in drawn)
    low, high = np.quantile([each for each in values if each is not None], [0.025, 0.975])
    return Alpha(value, float(low), float(high))


def _value(counts: NDArray[np.int_], level: Level) -> float | None:
    """Alpha of label counts, (units, labels); None if fewer than two labels occur."""
    if (counts.sum(axis=0) > 0).sum() < 2:  # noqa: PLR2004 (two labels can differ)
        return None
    weights = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidences = counts.T @ weights - np.diag(weights.sum(axis=0))
    totals = coincidences.sum(axis=0)
    distances = _distances(totals, level)
    expected = (np.outer(totals, totals) * distances).sum() / (totals.sum() - 1)
    return float(1 - (coincidences * distances).sum() / expected)


def _distances(totals: NDArray[np.float64], level: Level) -> NDArray[np.float64]:
    """The squared distance of any two labels: 1, or, ordinal, the labels given between them."""
    if level == "nominal":
        return 1 - np.eye(len(totals))
    middle = np.cumsum(totals) - totals / 2
    return np.square(middle[:, None] - middle[None, :])
