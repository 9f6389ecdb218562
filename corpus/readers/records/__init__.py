"""Reads files of many records, one document each: BEIR JSON Lines and structured treatment guidelines."""

from corpus.readers.records.beir import BeirReader
from corpus.readers.records.treatment_records import TreatmentReader

__all__ = ["BeirReader", "TreatmentReader"]
