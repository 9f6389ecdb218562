"""Suggests further questions that the corpus can answer."""

from qa.suggestion.suggestions import Suggestions

__all__ = ["Suggestions"]
