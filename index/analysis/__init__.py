"""Analyses text into the terms that questions and passages are compared by."""

from index.analysis.analyser import Analyser, fold
from index.analysis.us_spelling import to_american

__all__ = ["Analyser", "fold", "to_american"]
