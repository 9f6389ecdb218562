"""How often each test rejects: a true hypothesis at p < 0.05, a family of them, and one that is false."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from eval.statistics import (
    COVERAGE,
    area_under_risk,
    auroc_difference,
    calibration,
    holm,
    minimum_detectable,
    placements,
    randomisation_test,
    selective_difference,
    wrong_of_answers,
    wrong_of_unanswerable,
)
from populations import Binormal, Confidence, Random, sessions
from settings import Kind, Setting

ALPHA, POWER = 0.05, 0.8
RESAMPLES = 500
FAMILY = 6
SELECTIVE = {
    "AURC": area_under_risk,
    "wrong of unanswerable": wrong_of_unanswerable(COVERAGE),
    "wrong of answers": wrong_of_answers(COVERAGE),
}


def tests() -> Iterator[Setting]:
    """Every test at several sizes, on equal systems; then Holm's family, and the power at its stated size."""
    for n in (10, 20, 50, 200):
        yield _setting("randomisation test", f"n {n}, 70 % equal", partial(_randomised, n=n))
        yield _setting("randomisation test", f"n {n}, 0/1 values", partial(_of_shares, n=n))
    for number in (20, 50):
        sample = f"{number} sessions of 4"
        yield _setting("randomisation by session", sample, partial(_by_session, number=number))
    for n in (25, 50, 100, 400):
        for shift in (0.75, 2.0):
            for correlation in (0.0, 0.8):
                yield _delong(n, Binormal(shift), correlation)
    for n in (50, 100, 400):
        for name in SELECTIVE:
            yield _selective(name, n)
        yield _setting("ECE, calibrated", f"n {n}", partial(_calibrated, n=n))
        yield _setting(f"Holm, {FAMILY} figures, any rejection", f"n {n}", partial(_any_of_family, n=n))
    for n in (20, 50, 200):
        sample = f"n {n}, normal differences"
        yield _setting(
            "power at the detectable difference", sample, partial(_found, n=n), kind="power", nominal=POWER
        )


def withdrawn() -> Iterator[Setting]:
    """The former test of AUROC, which permuted the placements of the answerable questions alone."""
    for n, share in ((50, 0.6), (400, 0.6), (400, 0.9)):
        yield _setting(
            "AUROC, answerable alone (withdrawn)",
            f"n {n}, {share:.0%} answerable",
            partial(_of_placements, n=n, share=share),
            claimed=False,
        )


def _setting(
    statistic: str,
    sample: str,
    p: Callable[[Random], float],
    *,
    kind: Kind = "size",
    nominal: float = ALPHA,
    claimed: bool = True,
) -> Setting:
    return Setting(statistic, sample, kind, lambda random: p(random) < ALPHA, nominal, claimed)


def _randomised(random: Random, n: int) -> float:
    values = random.choice([0.0, 1.0], n, p=[0.7, 0.3]) * random.uniform(-0.5, 0.5, n)
    return randomisation_test(values, 2 * RESAMPLES, seed=int(random.integers(1 << 30)))


def _of_shares(random: Random, n: int) -> float:
    values = random.choice([-1.0, 0.0, 1.0], n, p=[0.2, 0.6, 0.2])
    return randomisation_test(values, 2 * RESAMPLES, seed=int(random.integers(1 << 30)))


def _by_session(random: Random, number: int) -> float:
    (first, groups), (second, _) = sessions(random, number, 0.7), sessions(random, number, 0.7)
    seed = int(random.integers(1 << 30))
    return randomisation_test(second - first, 2 * RESAMPLES, seed=seed, groups=groups)


def _delong(n: int, population: Binormal, correlation: float) -> Setting:
    sample = f"n {n}, AUROC {population.auroc:.3f}, correlation {correlation}"
    return _setting(
        "AUROC, DeLong", sample, lambda random: auroc_difference(*population.pair(random, n, correlation)).p
    )


def _selective(name: str, n: int) -> Setting:
    def p(random: Random) -> float:
        first, second, labels = Binormal(2.0).pair(random, n, 0.5)
        seed = int(random.integers(1 << 30))
        return selective_difference(SELECTIVE[name], first, second, labels, resamples=RESAMPLES, seed=seed).p

    return _setting(f"{name}, bootstrap", f"n {n}, AUROC {Binormal(2.0).auroc:.3f}, correlation 0.5", p)


def _calibrated(random: Random, n: int) -> float:
    seed = int(random.integers(1 << 30))
    return calibration(*Confidence().sample(random, n), resamples=RESAMPLES, seed=seed).p


def _any_of_family(random: Random, n: int) -> float:
    """The smallest adjusted p of figures that depend on each other, as nDCG and MRR do."""
    common = random.standard_normal(n)
    p_values = {
        str(figure): randomisation_test(
            common + random.standard_normal(n), 2 * RESAMPLES, seed=int(random.integers(1 << 30))
        )
        for figure in range(FAMILY)
    }
    return min(holm(p_values).values())


def _found(random: Random, n: int) -> float:
    true = minimum_detectable(1 / np.sqrt(n), n - 1)
    return randomisation_test(random.normal(true, 1, n), 2 * RESAMPLES, seed=int(random.integers(1 << 30)))


def _of_placements(random: Random, n: int, share: float) -> float:
    first, second, labels = Binormal(1.0, share).pair(random, n, 0.5)
    before, after = (placements(scores, labels).positives for scores in (first, second))
    return randomisation_test(after - before, 2 * RESAMPLES, seed=int(random.integers(1 << 30)))
