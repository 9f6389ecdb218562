"""How often each interval holds the true value."""

from collections.abc import Callable, Iterator

from eval.statistics import (
    COVERAGE,
    Interval,
    Resampled,
    area_under_risk,
    auroc_difference,
    auroc_interval,
    bootstrap_interval,
    calibration,
    difference_interval,
    exact_interval,
    mean_interval,
    ratio_interval,
    selective_difference,
    selective_interval,
    wilson_interval,
    wrong_of_answers,
    wrong_of_unanswerable,
)
from populations import BEYOND, DIFFERENCES, MEANS, TURNS, Binormal, Confidence, Random, Values, sessions
from settings import Setting

RESAMPLES = 500
RATIO = 0.9
UNANSWERABLE = wrong_of_unanswerable(COVERAGE)
LEAST = {"mean, score interval": 10, "paired difference": 20, "mean, bootstrap": 50}
"""The smallest number of questions for which an interval of a mean is said to hold."""
Draw = Callable[[Random], Interval]


def intervals() -> Iterator[Setting]:
    """Every interval at several sizes."""
    yield from _proportions()
    yield from _means()
    yield from _grouped()
    yield from _aurocs()
    yield from _selective()
    yield from _calibration()


def _setting(statistic: str, sample: str, draw: Draw, true: float, *, claimed: bool = True) -> Setting:
    def trial(random: Random) -> bool:
        interval = draw(random)
        return interval.low - 1e-9 <= true <= interval.high + 1e-9

    return Setting(statistic, sample, "coverage", trial, claimed=claimed)


def _proportions() -> Iterator[Setting]:
    for n in (20, 50, 200):
        for share in (0.02, 0.1, 0.5, 0.95):
            for name, interval in (("Wilson", wilson_interval), ("exact", exact_interval)):
                yield _proportion(f"proportion, {name}", interval, n, share)


def _proportion(name: str, interval: Callable[[int, int], Interval], n: int, share: float) -> Setting:
    return _setting(name, f"n {n}, p {share}", lambda random: interval(int(random.binomial(n, share)), n), share)


def _means() -> Iterator[Setting]:
    for n in (10, 20, 50, 200):
        for name in MEANS:
            yield _mean("mean, score interval", mean_interval, n, name)
        for name in DIFFERENCES:
            yield _mean("paired difference", difference_interval, n, name)
        for name in BEYOND:
            yield _mean("mean, bootstrap", _bootstrapped, n, name)


def _mean(statistic: str, interval: Callable[[Values], Interval], n: int, name: str) -> Setting:
    population = {**MEANS, **DIFFERENCES, **BEYOND}[name]
    return _setting(
        statistic,
        f"n {n}, {name}",
        lambda random: interval(population.draw(random, n)),
        population.mean,
        claimed=n >= LEAST[statistic],
    )


def _bootstrapped(values: Values) -> Interval:
    return bootstrap_interval(values, resamples=2 * RESAMPLES)


def _grouped() -> Iterator[Setting]:
    for number in (20, 50, 200):
        for share in (0.5, 0.9):
            yield _by_session(number, share)
        yield _difference_by_session(number)
        yield _ratio(number)


def _by_session(number: int, share: float) -> Setting:
    return _setting(
        "mean by session",
        f"{number} sessions of {TURNS}, p {share}",
        lambda random: mean_interval(*sessions(random, number, share)),
        share,
    )


def _difference_by_session(number: int) -> Setting:
    def draw(random: Random) -> Interval:
        (first, groups), (second, _) = (sessions(random, number, share) for share in (0.7, 0.8))
        return difference_interval(second - first, groups)

    return _setting("paired difference by session", f"{number} sessions of {TURNS}, p 0.7 and 0.8", draw, 0.1)


def _ratio(number: int) -> Setting:
    def draw(random: Random) -> Interval:
        below, _ = sessions(random, number, 0.8)
        above = below * (random.random(len(below)) < RATIO)
        upper, lower = (values.reshape(number, TURNS).sum(axis=1) for values in (above, below))
        return ratio_interval(upper, lower, resamples=2 * RESAMPLES)

    return _setting("ratio by session, bootstrap", f"{number} sessions of {TURNS}, ratio {RATIO}", draw, RATIO)


def _aurocs() -> Iterator[Setting]:
    for n in (25, 50, 100, 400):
        for shift in (0.75, 2.0, 3.5):
            yield _auroc(n, Binormal(shift))
        for correlation in (0.0, 0.8):
            yield _auroc_difference(n, Binormal(1.5), correlation)


def _auroc(n: int, population: Binormal) -> Setting:
    return _setting(
        "AUROC, DeLong",
        f"n {n}, AUROC {population.auroc:.3f}",
        lambda random: auroc_interval(*population.sample(random, n)),
        population.auroc,
    )


def _auroc_difference(n: int, population: Binormal, correlation: float) -> Setting:
    def draw(random: Random) -> Interval:
        first, second, labels = population.pair(random, n, correlation)
        return auroc_difference(first, second, labels).interval

    return _setting("AUROC difference, DeLong", f"n {n}, correlation {correlation}", draw, 0.0)


def _selective() -> Iterator[Setting]:
    for n in (50, 100, 400):
        for population in (Binormal(1.0), Binormal(2.0), Binormal(3.5)):
            yield from _at_thresholds(n, population)
        for name, statistic in (("AURC", area_under_risk), ("wrong of unanswerable", UNANSWERABLE)):
            yield _selective_difference(name, statistic, n)


def _at_thresholds(n: int, population: Binormal) -> Iterator[Setting]:
    sample = f"n {n}, AUROC {population.auroc:.3f}"
    of_all, of_answers = population.wrong_of_unanswerable(COVERAGE), population.wrong_of_answers(COVERAGE)
    for name, statistic, together, true in (
        ("wrong of unanswerable", UNANSWERABLE, False, of_all),
        ("wrong of answers", wrong_of_answers(COVERAGE), True, of_answers),
        ("AURC, mix kept", area_under_risk, False, population.aurc),
        ("AURC, mix drawn", area_under_risk, True, population.aurc),
    ):
        yield _setting(name, sample, _kinds(statistic, population, n, together=together), true)


def _kinds(statistic: Resampled, population: Binormal, n: int, *, together: bool) -> Draw:
    def draw(random: Random) -> Interval:
        scores, labels = population.sample(random, n, fixed=not together)
        seed = int(random.integers(1 << 30))
        return selective_interval(statistic, scores, labels, together=together, resamples=RESAMPLES, seed=seed)

    return draw


def _selective_difference(name: str, statistic: Resampled, n: int) -> Setting:
    def draw(random: Random) -> Interval:
        first, second, labels = Binormal(2.0).pair(random, n, 0.5)
        seed = int(random.integers(1 << 30))
        return selective_difference(statistic, first, second, labels, resamples=RESAMPLES, seed=seed).interval

    return _setting(f"{name} difference, bootstrap", f"n {n}, correlation 0.5", draw, 0.0)


def _calibration() -> Iterator[Setting]:
    for name, population in (
        ("calibrated", Confidence()),
        ("overconfident", Confidence(slope=0.5)),
        ("shifted", Confidence(shift=0.6)),
    ):
        for n in (50, 200, 1000):
            yield _calibrated(name, population, n)


def _calibrated(name: str, population: Confidence, n: int) -> Setting:
    def draw(random: Random) -> Interval:
        seed = int(random.integers(1 << 30))
        return calibration(*population.sample(random, n), resamples=RESAMPLES, seed=seed).plain

    return _setting("ECE", f"n {n}, {name}, ECE {population.error:.3f}", draw, population.error)
