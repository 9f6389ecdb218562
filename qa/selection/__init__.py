"""Turns candidate sentences into excerpts that keep their meaning."""

from qa.selection.audience_preference import favours
from qa.selection.dose_filter import dose_target, states_dose
from qa.selection.runs import Run, take
from qa.selection.select import Excerpt, Preferences, select

__all__ = ["Excerpt", "Preferences", "Run", "dose_target", "favours", "select", "states_dose", "take"]
