"""Metadata that an author declares, in front matter, sidecar files or command-line options."""

from corpus.readers.declared.metadata import DeclaredMetadata, explain
from corpus.readers.declared.metadata_yaml import parse_declared
from corpus.readers.declared.standing import most_serious, standing_of_status, standing_of_text

__all__ = [
    "DeclaredMetadata",
    "explain",
    "most_serious",
    "parse_declared",
    "standing_of_status",
    "standing_of_text",
]
