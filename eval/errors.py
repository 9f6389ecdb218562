"""The errors of an evaluation. Every message says how to fix the problem."""

from pathlib import Path


class DataError(ValueError):
    """A data file that cannot be used. The message names the file, the line if there is one, and the remedy."""

    def __init__(self, path: Path, problem: str, line: int | None = None) -> None:
        super().__init__(f"{path}: {problem}" if line is None else f"{path}, line {line}: {problem}")


class AskingError(Exception):
    """The system under test cannot be asked."""


class CalibrationError(ValueError):
    """The questions are not suitable for a calibration."""


class FittingError(ValueError):
    """The data sets are not sufficient to fit weights."""


class ComparisonError(ValueError):
    """The results cannot be compared."""
