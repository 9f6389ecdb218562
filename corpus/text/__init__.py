"""Builds a document's canonical text, with blocks, sentences and citation markers at fixed offsets."""

from corpus.text.boundaries import SentenceSplitter
from corpus.text.builder import LAYOUT_VERSION, DocumentBuilder
from corpus.text.canonical import DecodeError, clean, decode, is_visible, lines
from corpus.text.citation_markers import (
    BRACKETED,
    LONGEST_RANGE,
    NUMBERS,
    MarkerStyle,
    expand_numbers,
    find_markers,
    unique,
)
from corpus.text.line_breaks import LINE_BREAK
from corpus.text.marked_text import Mark, RichText, plain

__all__ = [
    "BRACKETED",
    "LAYOUT_VERSION",
    "LINE_BREAK",
    "LONGEST_RANGE",
    "NUMBERS",
    "DecodeError",
    "DocumentBuilder",
    "Mark",
    "MarkerStyle",
    "RichText",
    "SentenceSplitter",
    "clean",
    "decode",
    "expand_numbers",
    "find_markers",
    "is_visible",
    "lines",
    "plain",
    "unique",
]
