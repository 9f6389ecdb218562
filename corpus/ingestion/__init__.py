"""Reads files into the store, in worker processes, and reports what became of each."""

from corpus.ingestion.ingest import Confinement, ingest
from corpus.ingestion.report import Report, Tally, Understood
from corpus.ingestion.sidecar import OptionError, declared_by

__all__ = ["Confinement", "OptionError", "Report", "Tally", "Understood", "declared_by", "ingest"]
