"""How small a difference a comparison can find, and how many questions it would need."""

import math

from scipy import stats
from scipy.optimize import brentq

POWER, ALPHA = 0.8, 0.05


def power(difference: float, error: float, freedom: float = math.inf, alpha: float = ALPHA) -> float:
    """The probability that a two-sided t-test at `alpha` finds a true difference with this standard error.

    From the noncentral t distribution; the normal one for infinite `freedom`. Cohen, "Statistical Power Analysis
    for the Behavioral Sciences", 2nd edition (1988); for retrieval, Sakai, "Statistical reform in information
    retrieval?", SIGIR Forum 48 (2014). Raises ValueError for an error that is not positive.
    """
    if not error > 0 or math.isinf(error):
        raise ValueError(f"a standard error must be above 0, not {error}")
    return _power(abs(difference) / error, freedom, alpha)


def minimum_detectable(
    error: float, freedom: float = math.inf, wanted: float = POWER, alpha: float = ALPHA
) -> float:
    """The smallest true difference that the test finds with the probability `wanted`: about 2.8 standard errors.

    Raises ValueError for an error that is not positive, and a probability outside (alpha, 1).
    """
    if not alpha < wanted < 1 or not error > 0:
        raise ValueError(f"needs a power in ({alpha}, 1) and an error above 0, not {wanted} and {error}")
    return error * _noncentrality(freedom, wanted, alpha)


def needed_questions(
    difference: float,
    error: float,
    questions: int,
    freedom: float = math.inf,
    *,
    wanted: float = POWER,
    alpha: float = ALPHA,
) -> int:
    """How many questions of the same kind find a true difference with the probability `wanted`.

    `error` is the standard error with `questions` questions; it shrinks with the root of their number. `freedom`
    grows in proportion, so that sessions and mixes of both kinds are counted as they come. Raises ValueError for a
    difference of 0.
    """
    if not difference:
        raise ValueError("no number of questions finds a difference of 0")
    ratio = error * _noncentrality(math.inf, wanted, alpha) / abs(difference)
    needed = max(2, math.ceil(questions * ratio**2 - 1e-9))
    while True:
        scaled = max(1.0, (freedom + 1) * needed / questions - 1)
        if _power(abs(difference) / (error * math.sqrt(questions / needed)), scaled, alpha) >= wanted - 1e-9:
            return needed
        needed += 1


def _power(noncentrality: float, freedom: float, alpha: float) -> float:
    if freedom > 1e5:  # noqa: PLR2004 (the normal distribution to five digits)
        z = float(stats.norm.ppf(1 - alpha / 2))
        return float(stats.norm.sf(z - noncentrality) + stats.norm.cdf(-z - noncentrality))
    t = float(stats.t.ppf(1 - alpha / 2, freedom))
    lower = float(stats.nct.sf(t, freedom, -noncentrality))
    return float(stats.nct.sf(t, freedom, noncentrality)) + (0.0 if math.isnan(lower) else lower)


def _noncentrality(freedom: float, wanted: float, alpha: float) -> float:
    """The difference in standard errors that has the wanted power."""
    most = 1.0
    while _power(most, freedom, alpha) < wanted:
        most *= 2
    return float(brentq(lambda ratio: _power(ratio, freedom, alpha) - wanted, 0.0, most))
