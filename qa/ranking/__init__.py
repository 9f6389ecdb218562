"""Ranks candidate sentences by the question's type and the sentences' features."""

from qa.ranking.candidates import Candidates, rank_candidates
from qa.ranking.question_type import QuestionType, agent_of
from qa.ranking.relevance import Combination, Features, Model, Relevance, Weight, Weights, features_of
from qa.ranking.rerank import CrossEncoderReranker, Reranker, reranked

__all__ = [
    "Candidates",
    "Combination",
    "CrossEncoderReranker",
    "Features",
    "Model",
    "QuestionType",
    "Relevance",
    "Reranker",
    "Weight",
    "Weights",
    "agent_of",
    "features_of",
    "rank_candidates",
    "reranked",
]
