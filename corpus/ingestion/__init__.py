"""Ingests files into the store, using worker processes, and reports the outcome of each record."""

from corpus.ingestion.ingest import Confinement, ingest
from corpus.ingestion.report import Report, Tally, Understood
from corpus.ingestion.sidecar import OptionError, declared_by

__all__ = ["Confinement", "OptionError", "Report", "Tally", "Understood", "declared_by", "ingest"]
