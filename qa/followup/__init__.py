"""Conversational query rewriting: a question and its earlier turns become a self-contained question."""

from qa.followup.interpretation import Fit, Interpretation
from qa.followup.rewriter import FollowUps

__all__ = ["Fit", "FollowUps", "Interpretation"]
