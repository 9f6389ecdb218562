"""Finds what a sentence needs to keep its meaning: stems, header rows, headings, recommendations and footnotes."""

from qa.selection.context.companions import Companions, companions, filled, is_complete, sentences_of
from qa.selection.context.lists import list_around, same_list, stems

__all__ = [
    "Companions",
    "companions",
    "filled",
    "is_complete",
    "list_around",
    "same_list",
    "sentences_of",
    "stems",
]
