"""Passages and sentences become ranked hits: analysis, lexical, dense, fusion, generations."""
