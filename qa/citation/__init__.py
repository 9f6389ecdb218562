"""Cuts quotes from stored texts, hashes and verifies them, and describes their sources."""

from qa.citation.receipts import Cut, ReceiptMismatch, cut, verify
from qa.citation.sources import bare_source, links_of, pictured_page, source_of

__all__ = ["Cut", "ReceiptMismatch", "bare_source", "cut", "links_of", "pictured_page", "source_of", "verify"]
