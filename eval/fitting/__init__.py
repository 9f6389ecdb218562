"""Fits the weights and calibrations that Pincite ships or that an operator fits on their own corpus."""
