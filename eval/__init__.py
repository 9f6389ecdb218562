"""Scores the rooms below it: retrieval, quotes, follow-ups, abstention, receipts."""
