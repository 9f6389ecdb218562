"""Answers a question in stages: rewrite, search, read, decide, select, cite."""

from qa.answering.outcomes import Framing, abstention, answer_from, explained

__all__ = ["Framing", "abstention", "answer_from", "explained"]
