"""Evaluates retrieval, quotes, follow-ups, abstention and receipts, and fits weights and calibrations."""
