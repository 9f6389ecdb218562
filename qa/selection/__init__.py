"""Turns candidate sentences into excerpts that keep their meaning."""

from qa.selection.audience_preference import favours
from qa.selection.dose_filter import dosed, tells_dose
from qa.selection.runs import Run, take
from qa.selection.select import Excerpt, Preferences, select

__all__ = ["Excerpt", "Preferences", "Run", "dosed", "favours", "select", "take", "tells_dose"]
