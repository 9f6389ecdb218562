"""Measures of a ranking of documents, as trec_eval defines them."""

from eval.measures.ranking.average_precision import AveragePrecision
from eval.measures.ranking.cutoff import Cutoff
from eval.measures.ranking.measure import Measure, per_query
from eval.measures.ranking.ndcg import NDCG
from eval.measures.ranking.precision import Precision
from eval.measures.ranking.recall import Recall
from eval.measures.ranking.reciprocal_rank import ReciprocalRank
from eval.measures.ranking.success import Success

__all__ = [
    "NDCG",
    "AveragePrecision",
    "Cutoff",
    "Measure",
    "Precision",
    "Recall",
    "ReciprocalRank",
    "Success",
    "per_query",
]
