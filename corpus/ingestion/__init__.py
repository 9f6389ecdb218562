"""Ingests files into the store, using worker processes, and reports the outcome of each record."""

from corpus.ingestion.report import DocumentSummary, Report, Tally
from corpus.ingestion.run import WorkerLimits, ingest
from corpus.ingestion.sidecar import OptionError, declared_by_options

__all__ = ["DocumentSummary", "OptionError", "Report", "Tally", "WorkerLimits", "declared_by_options", "ingest"]
