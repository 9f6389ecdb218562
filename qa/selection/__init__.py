"""Selects excerpts from candidate sentences, with the context that they need to keep their meaning."""

from qa.selection.choose import choose
from qa.selection.runs import Run, take
from qa.selection.select import Excerpt, Preferences

__all__ = ["Excerpt", "Preferences", "Run", "choose", "take"]
