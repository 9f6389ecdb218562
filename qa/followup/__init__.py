"""Conversational query rewriting: a question and its earlier turns become a self-contained question."""

from qa.followup.interpretation import Fit, Interpretation
from qa.followup.rewriter import Threads

__all__ = ["Fit", "Interpretation", "Threads"]
