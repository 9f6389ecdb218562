"""Candidates in the order in which a reader, added to their relevance, puts them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from corpus.document import Document
from index.hybrid import HybridIndex
from index.types import SentenceKey
from qa.ranking import Candidates
from qa.reading import Reader
from qa.search.candidate_passages import candidate_passages

# So many passages are read.
READ = 6
_LEAST_ODDS = 1e-6


def read_candidates(
    index: HybridIndex,
    question: str,
    candidates: Candidates,
    load: Callable[[SentenceKey], Document],
    reader: Reader,
) -> Candidates:
    """The candidates with the reader's corrections added to the log-odds of those in the best passages.

    The confidence features do not change: confidence is calibrated without a reader.
    """
    found = candidate_passages(index, candidates.rows, load, READ)
    readings = reader.read(question, [each.passage for each in found])
    corrections = {
        row: reader.weight * float(correction)
        for each, reading in zip(found, readings, strict=True)
        for row, correction in zip(each.rows, reading.corrections, strict=True)
    }
    kept = np.clip(candidates.relevance.astype(np.float64), _LEAST_ODDS, 1 - _LEAST_ODDS)
    log_odds = np.log(kept / (1 - kept)) + [corrections.get(row, 0.0) for row in candidates.rows.tolist()]
    order = np.lexsort((candidates.rows, -log_odds))
    relevance = (1 / (1 + np.exp(-log_odds[order]))).astype(np.float32)
    return replace(candidates, rows=candidates.rows[order], relevance=relevance)
