"""The interface of all readers: a source file as input, records and refusals as output."""

from corpus.readers.base.record import Reader, ReadError, Record, Refusal, nothing_to_quote
from corpus.readers.base.source import MEBIBYTE, Limits, PageMissing, SourceError, SourceFile, peek

__all__ = [
    "MEBIBYTE",
    "Limits",
    "PageMissing",
    "ReadError",
    "Reader",
    "Record",
    "Refusal",
    "SourceError",
    "SourceFile",
    "nothing_to_quote",
    "peek",
]
