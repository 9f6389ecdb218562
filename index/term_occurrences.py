"""Where a term is mentioned: sentence rows, and how far into the sentence."""

from typing import NamedTuple

import numpy as np

from index.hybrid import HybridIndex
from index.storage import Mask, spread
from index.types import Filters, Rows

MOST_PASSAGES = 2000


class TermOccurrences(NamedTuple):
    """Body rows that hold a term, sorted; how many terms stand before it; and whether a section begins here.

    All are (n,).
    """

    rows: Rows
    places: Rows
    opens: Mask


def term_occurrences(index: HybridIndex, term: str, filters: Filters) -> TermOccurrences:
    """The sentences in which an analysed term occurs, of documents that may be quoted and pass the filters.

    Looked at are the first 2,000 passages that hold it: in an index where a term has more, everybody knows it.
    """
    tables = index.tables
    allowed = _allowed(index, filters)
    passages = index.lexical.passages(term)
    passages = passages[allowed[tables.passage_documents[passages]]][:MOST_PASSAGES]
    rows, _ = spread(*tables.passages[passages].T)
    held = index.evidence.terms.take(rows)
    (ids,) = index.lexical.ids([term]) or (-1,)
    found = np.flatnonzero(held.values == ids)
    sentence = np.searchsorted(held.offsets, found, side="right") - 1
    sentence, first = np.unique(sentence, return_index=True)
    rows, places = rows[sentence], found[first] - held.offsets[sentence]
    before = np.maximum(rows - 1, 0)
    opens = (before == rows) | ~tables.body[before] | (tables.sections[before] != tables.sections[rows])
    return TermOccurrences(rows, places, opens)


def _allowed(index: HybridIndex, filters: Filters) -> Mask:
    """Documents that the filters let through and that stand; naming a retracted one does not help it."""
    table = index.tables.documents
    masks = [mask for mask in (table.allowed(filters), table.allowed(Filters())) if mask is not None]
    allowed: Mask = np.logical_and.reduce([np.ones(len(table), dtype=np.bool_), *masks])
    return allowed
