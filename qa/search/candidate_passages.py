"""The passages that hold the best candidate sentences, with their titles and headings, to be read as a whole."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from corpus.document import Document
from index.hybrid import HybridIndex
from index.types import Rows, SentenceKey
from qa.reading import Passage

Load = Callable[[SentenceKey], Document]


class CandidatePassage(NamedTuple):
    """A passage and the rows of its sentences."""

    rows: range
    passage: Passage


def candidate_passages(index: HybridIndex, rows: Rows, load: Load, limit: int) -> list[CandidatePassage]:
    """The passages of the first rows, in their order, at most `limit`."""
    starts = index.tables.passages[:, 0]
    numbers = np.searchsorted(starts, rows, side="right") - 1
    chosen = list(dict.fromkeys(numbers.tolist()))[:limit]
    return [_passage(index, range(*index.tables.passages[number].tolist()), load) for number in chosen]


def _passage(index: HybridIndex, rows: range, load: Load) -> CandidatePassage:
    keys = index.locate(np.arange(rows.start, rows.stop))
    document = load(keys[0])
    path = index.tables.section_path(rows.start)
    context = ". ".join(dict.fromkeys((document.metadata.title, *path)))
    return CandidatePassage(rows, Passage(context, tuple(document.sentence_text(key.ordinal) for key in keys)))
