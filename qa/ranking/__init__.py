"""Scores candidate sentences by the type of the question and their features."""

from qa.ranking.candidates import Candidates, weigh
from qa.ranking.question_type import is_open
from qa.ranking.relevance import Relevance
from qa.ranking.rerank import CrossEncoderReranker, Reranker, reranked

__all__ = ["Candidates", "CrossEncoderReranker", "Relevance", "Reranker", "is_open", "reranked", "weigh"]
