"""Scores candidate sentences by the type of the question and their features."""

from qa.ranking.candidates import Candidates, weigh
from qa.ranking.question_type import QuestionType
from qa.ranking.relevance import Features, Model, Relevance, Weight, Weights, features_of
from qa.ranking.rerank import CrossEncoderReranker, Reranker, reranked

__all__ = [
    "Candidates",
    "CrossEncoderReranker",
    "Features",
    "Model",
    "QuestionType",
    "Relevance",
    "Reranker",
    "Weight",
    "Weights",
    "features_of",
    "reranked",
    "weigh",
]
