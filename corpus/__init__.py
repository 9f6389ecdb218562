"""Turns files into documents: readers, canonical text, sentences, references, and the store that keeps them."""
