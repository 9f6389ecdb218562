"""Fits the reader: prepares examples, trains, exports and measures it."""
