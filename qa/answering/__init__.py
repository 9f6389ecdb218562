"""Answers a question in stages: rewrite, search, decide, select, cite, explain."""

from qa.answering.answering import Answering
from qa.answering.outcomes import Framing, abstention, answer_from
from qa.answering.stages import Stages
from qa.answering.timing import Observe, timed, unobserved

__all__ = ["Answering", "Framing", "Observe", "Stages", "abstention", "answer_from", "timed", "unobserved"]
