"""Scores candidate sentences by the type of the question and their features."""

from qa.ranking.candidates import Candidates, weigh
from qa.ranking.question_type import is_claim, is_open
from qa.ranking.relevance import Features, Model, Relevance, Weight, Weights, features_of
from qa.ranking.rerank import CrossEncoderReranker, Reranker, reranked

__all__ = [
    "Candidates",
    "CrossEncoderReranker",
    "Features",
    "Model",
    "Relevance",
    "Reranker",
    "Weight",
    "Weights",
    "features_of",
    "is_claim",
    "is_open",
    "reranked",
    "weigh",
]
