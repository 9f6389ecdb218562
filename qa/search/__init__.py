"""Retrieves the evidence for one question from the live index, under its filters and article."""

from qa.search.candidate_passages import CandidatePassage, candidate_passages
from qa.search.evidence import EvidenceFinder
from qa.search.on_live_index import on_live_index
from qa.search.passages import search_hit
from qa.search.question_search import Evidence, QuestionSearch, current_hits, filters_of, standard_form
from qa.search.reading_order import READ, read_candidates
from qa.search.slot_agreement import Load, SlotComparison
from qa.search.tuning import Tuning

__all__ = [
    "READ",
    "CandidatePassage",
    "Evidence",
    "EvidenceFinder",
    "Load",
    "QuestionSearch",
    "SlotComparison",
    "Tuning",
    "candidate_passages",
    "current_hits",
    "filters_of",
    "on_live_index",
    "read_candidates",
    "search_hit",
    "standard_form",
]
