"""Metadata that an author declares: front matter, sidecar files and command-line options."""

from corpus.readers.declared.fields import declared_in
from corpus.readers.declared.metadata import Declared, explain

__all__ = ["Declared", "declared_in", "explain"]
