"""Answers a question in stages: rewrite, search, decide, read, select, cite, explain."""

from qa.answering.answering import Answering
from qa.answering.stages import Stages
from qa.answering.timing import Observe, timed, unobserved

__all__ = ["Answering", "Observe", "Stages", "timed", "unobserved"]
