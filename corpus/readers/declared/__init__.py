"""Metadata that an author declares, in front matter, sidecar files or command-line options."""

from corpus.readers.declared.metadata import DeclaredMetadata, explain
from corpus.readers.declared.metadata_yaml import parse_declared

__all__ = ["DeclaredMetadata", "explain", "parse_declared"]
