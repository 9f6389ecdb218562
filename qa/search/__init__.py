"""Retrieves the evidence for one question from the live index, under its filters and article."""

from qa.search.evidence import EvidenceFinder
from qa.search.on_live_index import on_live_index
from qa.search.passages import search_hit
from qa.search.question_search import Evidence, QuestionSearch, current_hits, filters_of, standard_form
from qa.search.tuning import Tuning

__all__ = [
    "Evidence",
    "EvidenceFinder",
    "QuestionSearch",
    "Tuning",
    "current_hits",
    "filters_of",
    "on_live_index",
    "search_hit",
    "standard_form",
]
