"""Metadata that an author declares, in front matter, sidecar files or command-line options."""

from corpus.readers.declared.fields import declared_in
from corpus.readers.declared.metadata import Declared, explain

__all__ = ["Declared", "declared_in", "explain"]
