"""Rewrites a question with what its mentions were resolved to."""

from qa.followup.rewrite.cases import ThreadedQuestion
from qa.followup.rewrite.user_bindings import rebound

__all__ = ["ThreadedQuestion", "rebound"]
