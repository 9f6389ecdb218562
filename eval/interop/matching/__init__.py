"""Finds passages that people wrote down in the stored documents, and says how sure each match is."""

from eval.interop.matching.agreement import Differences, differences
from eval.interop.matching.folding import Folded, fold
from eval.interop.matching.library import Library, LibraryDocument, library_of
from eval.interop.matching.matcher import Match, Matcher, Status, Thresholds

__all__ = [
    "Differences",
    "Folded",
    "Library",
    "LibraryDocument",
    "Match",
    "Matcher",
    "Status",
    "Thresholds",
    "differences",
    "fold",
    "library_of",
]
