"""Populations whose true values are known, to draw samples from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Values = NDArray[np.float64]
Labels = NDArray[np.bool_]
Random = np.random.Generator
TURNS = 4


@dataclass(frozen=True)
class Population:
    """Single values: how to draw n of them, and their true mean."""

    draw: Callable[[Random, int], Values]
    mean: float


def _mixed(random: Random, n: int) -> Values:
    kind = random.choice(3, n, p=[0.2, 0.35, 0.45])
    return np.choose(kind, [np.zeros(n), np.ones(n), random.beta(2, 2, n)])


def _ceiling(random: Random, n: int) -> Values:
    return np.where(_drawn(random, n, 0.9), 1.0, random.beta(2, 2, n))


def _differences(random: Random, n: int) -> Values:
    return np.where(_drawn(random, n, 0.7), 0.0, random.uniform(-0.4, 0.6, n))


def _drawn(random: Random, n: int, share: float) -> Labels:
    return random.random(n) < share


MEANS: Mapping[str, Population] = {
    "nDCG-like: 20 % 0, 35 % 1": Population(_mixed, 0.35 + 0.45 / 2),
    "ceiling: 90 % 1": Population(_ceiling, 0.95),
    "skewed: Beta(0.5, 5)": Population(lambda random, n: random.beta(0.5, 5, n), 0.5 / 5.5),
}
DIFFERENCES: Mapping[str, Population] = {
    "70 % equal": Population(_differences, 0.3 * 0.1),
    "0/1 values, 10 % differ": Population(
        lambda random, n: random.choice([-1.0, 0.0, 1.0], n, p=[0.04, 0.9, 0.06]), 0.02
    ),
}
BEYOND: Mapping[str, Population] = {"exponential": Population(lambda random, n: random.exponential(1, n), 1.0)}


def sessions(random: Random, number: int, share: float) -> tuple[Values, list[str]]:
    """Values of 0 and 1 for the turns of sessions, which share a rate (Beta, correlation 0.25 in a session)."""
    rates = random.beta(3 * share, 3 * (1 - share), number)
    values = (random.random((number, TURNS)) < rates[:, None]).astype(np.float64)
    return values.ravel(), [str(session) for session in range(number) for _ in range(TURNS)]


@dataclass(frozen=True)
class Binormal:
    """Scores of right answers from N(shift, 1) and of wrong ones from N(0, 1); `share` of all are right."""

    shift: float
    share: float = 0.6

    def sample(self, random: Random, n: int, *, fixed: bool = True) -> tuple[Values, Labels]:
        """Draws n scores and labels; the mix is exact, or drawn."""
        right = round(n * self.share) if fixed else int(np.clip(random.binomial(n, self.share), 2, n - 2))
        labels = np.arange(n) < right
        return random.standard_normal(n) + self.shift * labels, labels

    def pair(self, random: Random, n: int, correlation: float) -> tuple[Values, Values, Labels]:
        """The scores of two equally good systems, correlated given the label, and the labels."""
        first, labels = self.sample(random, n)
        noise = correlation * (first - self.shift * labels)
        noise = noise + np.sqrt(1 - correlation**2) * random.standard_normal(n)
        return first, noise + self.shift * labels, labels

    @property
    def auroc(self) -> float:
        """The true area."""
        return float(stats.norm.cdf(self.shift / np.sqrt(2)))

    def wrong_of_unanswerable(self, coverage: float) -> float:
        """The true share of wrong ones above the threshold that `coverage` of the right ones reach."""
        return float(stats.norm.sf(self.shift + stats.norm.ppf(1 - coverage)))

    def wrong_of_answers(self, coverage: float) -> float:
        """The true share of wrong ones among all above that threshold."""
        wrong = (1 - self.share) * self.wrong_of_unanswerable(coverage)
        return wrong / (wrong + self.share * coverage)

    @property
    def aurc(self) -> float:
        """The true area under the risk-coverage curve, integrated over thresholds."""
        grid = np.linspace(-9, 9 + self.shift, 40_001)
        right, wrong = (self.share * stats.norm.sf(grid, self.shift), (1 - self.share) * stats.norm.sf(grid))
        answered = right + wrong
        risk = wrong / np.maximum(answered, 1e-300)
        return float(-np.sum((risk[1:] + risk[:-1]) / 2 * np.diff(answered)))


@dataclass(frozen=True)
class Confidence:
    """Confidences whose true probability is the logistic of `slope` times their logit plus `shift`."""

    slope: float = 1.0
    shift: float = 0.0

    def sample(self, random: Random, n: int) -> tuple[Values, Labels]:
        """Draws n confidences, and whether each is right."""
        confidence, probability = self.drawn(random, n)
        return confidence, random.random(n) < probability

    @property
    def error(self) -> float:
        """The true calibration error over ten bins of equal mass; 0 of a calibrated system."""
        return _error(self)

    def drawn(self, random: Random, n: int) -> tuple[Values, Values]:
        """Draws n confidences and their true probabilities."""
        logit = random.normal(0.5, 1.8, n)
        return 1 / (1 + np.exp(-logit)), 1 / (1 + np.exp(-self.slope * logit - self.shift))


@cache
def _error(population: Confidence) -> float:
    confidence, probability = population.drawn(np.random.default_rng(0), 1_000_000)
    order = np.argsort(confidence)
    gaps = np.array_split((probability - confidence)[order], 10)
    return float(np.mean([abs(part.mean()) for part in gaps]))
