"""One question's retrieval: its index, filters, article and calibration, and the evidence found."""

from qa.search.evidence import EvidenceFinder
from qa.search.on_live_index import on_live_index
from qa.search.passages import search_hit
from qa.search.question_search import Evidence, QuestionSearch, filters_of
from qa.search.tuning import Tuning

__all__ = [
    "Evidence",
    "EvidenceFinder",
    "QuestionSearch",
    "Tuning",
    "filters_of",
    "on_live_index",
    "search_hit",
]
