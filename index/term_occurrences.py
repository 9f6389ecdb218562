"""Lookup of a term's occurrences: the sentence rows, and the position in each sentence."""

from typing import NamedTuple

import numpy as np

from index.hybrid import HybridIndex
from index.storage import Mask, concatenate_ranges
from index.types import Filters, Rows

MAX_PASSAGES = 2000


class TermOccurrences(NamedTuple):
    """The occurrences of a term in n body rows.

    `rows`, (n,), is sorted; `places`, (n,), is the number of terms before the first occurrence in the sentence;
    `opens`, (n,), tells whether the sentence is the first of its section.
    """

    rows: Rows
    places: Rows
    opens: Mask


def term_occurrences(index: HybridIndex, term: str, filters: Filters) -> TermOccurrences:
    """The sentences in which an analysed term occurs, in quotable documents that pass the filters.

    Only the first `MAX_PASSAGES` passages with the term are searched: a more frequent term is common knowledge.
    """
    tables = index.tables
    allowed = _allowed(index, filters)
    passages = index.lexical.passages(term)
    passages = passages[allowed[tables.passage_documents[passages]]][:MAX_PASSAGES]
    rows, _ = concatenate_ranges(*tables.passages[passages].T)
    held = index.scorer.terms.take(rows)
    (ids,) = index.lexical.ids([term]) or (-1,)
    found = np.flatnonzero(held.values == ids)
    sentence = np.searchsorted(held.offsets, found, side="right") - 1
    sentence, first = np.unique(sentence, return_index=True)
    rows, places = rows[sentence], found[first] - held.offsets[sentence]
    before = np.maximum(rows - 1, 0)
    opens = (before == rows) | ~tables.body[before] | (tables.sections[before] != tables.sections[rows])
    return TermOccurrences(rows, places, opens)


def _allowed(index: HybridIndex, filters: Filters) -> Mask:
    """The documents that pass the filters, without retracted and withdrawn ones even if the filters name them."""
    table = index.tables.documents
    masks = [mask for mask in (table.allowed(filters), table.allowed(Filters())) if mask is not None]
    allowed: Mask = np.logical_and.reduce([np.ones(len(table), dtype=np.bool_), *masks])
    return allowed
