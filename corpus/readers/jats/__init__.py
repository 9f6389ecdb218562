"""Reads journal articles in JATS XML."""

from corpus.readers.jats.reader import JatsReader
from corpus.readers.jats.signature import is_jats

__all__ = ["JatsReader", "is_jats"]
