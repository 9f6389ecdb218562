"""Fits the packaged weights, and calibrations to an operator's own corpus."""
