"""What is measured: one measure a file, each with its definition and the paper it comes from."""

from eval.measures.auroc import auroc
from eval.measures.average_precision import AveragePrecision
from eval.measures.calibration_error import Bin, calibration_error, reliability
from eval.measures.containment import Containment, Excerpt
from eval.measures.error_at_coverage import AtCoverage, error_at_coverage, false_answers_at_coverage
from eval.measures.latency import Latency, latency
from eval.measures.measure import Measure, eligible, per_query
from eval.measures.ndcg import NDCG
from eval.measures.precision import Precision
from eval.measures.recall import Recall
from eval.measures.receipts import receipt_validity
from eval.measures.reciprocal_rank import ReciprocalRank
from eval.measures.risk_coverage import RiskCoverage, risk_coverage
from eval.measures.sentence_overlap import (
    Gold,
    SentenceF1,
    SentenceHit,
    SentenceOverlap,
    SentencePrecision,
    SentenceRecall,
)
from eval.measures.success import Success

__all__ = [
    "NDCG",
    "AtCoverage",
    "AveragePrecision",
    "Bin",
    "Containment",
    "Excerpt",
    "Gold",
    "Latency",
    "Measure",
    "Precision",
    "Recall",
    "ReciprocalRank",
    "RiskCoverage",
    "SentenceF1",
    "SentenceHit",
    "SentenceOverlap",
    "SentencePrecision",
    "SentenceRecall",
    "Success",
    "auroc",
    "calibration_error",
    "eligible",
    "error_at_coverage",
    "false_answers_at_coverage",
    "latency",
    "per_query",
    "receipt_validity",
    "reliability",
    "risk_coverage",
]
