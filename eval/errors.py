"""What can go wrong with an evaluation, apart from its data files; every message names the remedy."""


class AskingError(Exception):
    """The system under test could not be asked."""


class CalibrationError(ValueError):
    """The questions do not make a calibration."""


class FittingError(ValueError):
    """The data sets are not enough to fit weights on."""


class ComparisonError(ValueError):
    """The results cannot be compared."""
