"""Finds what a sentence needs to keep its meaning: stems, header rows, headings, recommendations and footnotes."""

from qa.selection.context.companions import Companions, companions, filled, is_complete, sentences_of
from qa.selection.context.lists import list_around, stems

__all__ = ["Companions", "companions", "filled", "is_complete", "list_around", "sentences_of", "stems"]
