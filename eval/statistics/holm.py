"""The correction for testing several hypotheses at once."""

from collections.abc import Mapping


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p-values by name, each to be compared with the level of the whole family of tests.

    The i-th smallest of m is multiplied by m - i + 1, but is at least the one before and at most 1. The chance of
    any false rejection in the family is then at most the level, however the tests depend on each other. Holm, "A
    simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
    """
    adjusted: dict[str, float] = {}
    floor = 0.0
    for position, name in enumerate(sorted(p_values, key=lambda name: p_values[name])):
        floor = min(1.0, max(floor, p_values[name] * (len(p_values) - position)))
        adjusted[name] = floor
    return {name: adjusted[name] for name in p_values}
