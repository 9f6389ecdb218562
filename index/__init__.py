"""Retrieval: builds an index of passages and sentences, and ranks them for a query by lexical and dense scores."""
