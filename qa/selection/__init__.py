"""Selects excerpts from candidate sentences, with the context that they need to keep their meaning."""

from qa.selection.choose import choose
from qa.selection.draft import Excerpt
from qa.selection.runs import Copy, Run, take
from qa.selection.select import Preferences
from qa.selection.suitability import states_earlier

__all__ = ["Copy", "Excerpt", "Preferences", "Run", "choose", "states_earlier", "take"]
