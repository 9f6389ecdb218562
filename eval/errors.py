"""Errors of an evaluation other than those of its data files. Every message says how to fix the problem."""


class AskingError(Exception):
    """The system under test cannot be asked."""


class CalibrationError(ValueError):
    """The questions are not suitable for a calibration."""


class FittingError(ValueError):
    """The data sets are not sufficient to fit weights."""


class ComparisonError(ValueError):
    """The results cannot be compared."""
