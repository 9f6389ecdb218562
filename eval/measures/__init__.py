"""Measures of retrieval, quotes and confidence, each with its definition and its source."""

from eval.measures.confidence import (
    auroc,
    bin_places,
    calibration_error,
    false_answers_at_coverage,
    reliability,
    risk_coverage,
)
from eval.measures.latency import Latency, latency
from eval.measures.quotes import Containment, Excerpt, SentenceF1, SentenceHit, receipt_validity
from eval.measures.ranking import (
    NDCG,
    AveragePrecision,
    Measure,
    Precision,
    Recall,
    ReciprocalRank,
    Success,
    per_query,
)

__all__ = [
    "NDCG",
    "AveragePrecision",
    "Containment",
    "Excerpt",
    "Latency",
    "Measure",
    "Precision",
    "Recall",
    "ReciprocalRank",
    "SentenceF1",
    "SentenceHit",
    "Success",
    "auroc",
    "bin_places",
    "calibration_error",
    "false_answers_at_coverage",
    "latency",
    "per_query",
    "receipt_validity",
    "reliability",
    "risk_coverage",
]
