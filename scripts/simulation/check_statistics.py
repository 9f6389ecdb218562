"""Prints the coverage of every interval and the size of every test as a Markdown table."""

import argparse
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from interval_coverage import intervals
from rejection_rates import tests, withdrawn
from settings import Measured, Setting, measured

SIMULATIONS = 2000
FAILED = "**no**"


def main() -> None:
    """Runs all simulations; ends with 1 if any does not hold that is said to hold."""
    options = _options()
    with ProcessPoolExecutor(options.workers) as pool:
        rows = list(pool.map(_measured, ((place, options) for place in range(len(settings(options.only))))))
    print(table(rows))
    raise SystemExit(any(row.verdict == FAILED for row in rows))


class Row(NamedTuple):
    """A line of the table."""

    statistic: str
    sample: str
    kind: str
    nominal: float
    share: float
    simulations: int
    verdict: str

    @classmethod
    def of(cls, found: Measured) -> "Row":
        """What the table shows of a measurement."""
        setting = found.setting
        verdict = "yes" if found.holds else FAILED if setting.claimed else "no, and not claimed"
        return cls(
            setting.statistic,
            setting.sample,
            setting.kind,
            setting.nominal,
            found.share,
            found.simulations,
            verdict,
        )


def settings(only: str = "") -> list[Setting]:
    """All settings whose statistic has `only` in its name, in a fixed order."""
    every = (*intervals(), *tests(), *withdrawn())
    return [setting for setting in every if only.casefold() in setting.statistic.casefold()]


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    head = [
        "| statistic | setting | what | nominal | measured | simulations | holds |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(_line(row) for row in rows)])


def _line(row: Row) -> str:
    cells = (row.statistic, row.sample, row.kind, f"{row.nominal:.2f}", f"{row.share:.3f}", str(row.simulations))
    return f"| {' | '.join((*cells, row.verdict))} |"


def _measured(task: tuple[int, argparse.Namespace]) -> Row:
    place, options = task
    return Row.of(measured(settings(options.only)[place], options.simulations, options.seed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=SIMULATIONS, help="samples drawn for each setting")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="only statistics with this text in their name")
    parser.add_argument("--workers", type=int, default=None, help="processes; default: one per core")
    return parser.parse_args()


if __name__ == "__main__":
    main()
