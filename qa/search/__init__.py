"""One question's retrieval: its index, filters, article and calibration, and the evidence found."""

from qa.search.evidence import UNQUOTABLE, Evidence, EvidenceFinder, Tuning, filters_of
from qa.search.passages import search_hit
from qa.search.question_search import QuestionSearch, within

__all__ = [
    "UNQUOTABLE",
    "Evidence",
    "EvidenceFinder",
    "QuestionSearch",
    "Tuning",
    "filters_of",
    "search_hit",
    "within",
]
