"""Fits the resolver of follow-ups: prepares examples, trains, exports and measures it."""
