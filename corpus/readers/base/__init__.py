"""What every reader is given, a source file, and what it gives back: records and refusals."""

from corpus.readers.base.record import Reader, ReadError, Record, Refusal, nothing_to_quote
from corpus.readers.base.source import MEBIBYTE, Limits, SourceError, SourceFile, peek

__all__ = [
    "MEBIBYTE",
    "Limits",
    "ReadError",
    "Reader",
    "Record",
    "Refusal",
    "SourceError",
    "SourceFile",
    "nothing_to_quote",
    "peek",
]
