"""One setting of a simulation: what is drawn, and what counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from populations import Random

Kind = Literal["coverage", "size", "power"]
BELOW, ABOVE = 0.02, 0.01
"""How far a coverage may be below its nominal level, and a size above it, beside the error of the simulation."""


@dataclass(frozen=True)
class Setting:
    """A statistic at one size; `trial` says whether the interval holds the true value, or the test rejects.

    `claimed` is false below the smallest size at which the statistic is said to hold.
    """

    statistic: str
    sample: str
    kind: Kind
    trial: Callable[[Random], bool]
    nominal: float = 0.95
    claimed: bool = True


class Measured(NamedTuple):
    """The share of the trials of a setting that held, or rejected."""

    setting: Setting
    share: float
    simulations: int

    @property
    def error(self) -> float:
        """Three standard errors of the simulation at the nominal share."""
        nominal = self.setting.nominal
        return 3 * float(np.sqrt(nominal * (1 - nominal) / self.simulations))

    @property
    def holds(self) -> bool:
        """Whether the coverage is not below the level, the size not above it, or the power near it."""
        nominal = self.setting.nominal
        if self.setting.kind == "coverage":
            return self.share >= nominal - BELOW - self.error
        if self.setting.kind == "size":
            return self.share <= nominal + ABOVE + self.error
        return abs(self.share - nominal) <= 2 * BELOW + self.error


def measured(setting: Setting, simulations: int, seed: int = 0) -> Measured:
    """Runs the trials of a setting; the same for the same seed."""
    random = np.random.default_rng([seed, *f"{setting.statistic} {setting.sample}".encode()])
    held = sum(setting.trial(random) for _ in range(simulations))
    return Measured(setting, held / simulations, simulations)
