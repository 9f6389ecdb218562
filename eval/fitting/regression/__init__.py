"""Regressions, small enough to fit with NumPy alone: logistic, and conditional logit."""

from eval.fitting.regression.conditional_logit import Choices
from eval.fitting.regression.conditional_logit import fit as fit_conditional_logit
from eval.fitting.regression.logistic import Logistic
from eval.fitting.regression.logistic import fit as fit_logistic

__all__ = ["Choices", "Logistic", "fit_conditional_logit", "fit_logistic"]
