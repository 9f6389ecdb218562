"""What a search takes and gives: the analysed query, the filters, and the ranked hits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.document import Kind, ReviewStatus, Standing

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Filters:
    """Which documents may be found; an empty tuple or None does not restrict.

    Retracted and withdrawn documents are left out unless `standing` names them or `documents` does.
    """

    kind: tuple[Kind, ...] = ()
    review_status: tuple[ReviewStatus, ...] = ()
    standing: tuple[Standing, ...] = ()
    audience: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True)
class Query:
    """An analysed question: its text, the analyser's terms in order, and its embedding (d,), L2-normalised."""

    text: str
    terms: tuple[str, ...]
    vector: Vector


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage. Scores are comparable within one search only; a rank is None where a ranking missed it.

    `sentences` is the half-open range of sentence rows of the generation that the passage holds.
    """

    passage: int
    document_id: str
    version: str
    section: tuple[str, ...]
    sentences: range
    score: float
    lexical_score: float | None
    lexical_rank: int | None
    dense_score: float | None
    dense_rank: int | None
    sentence_score: float
    sentence_rank: int


@dataclass(frozen=True, slots=True)
class SentenceKey:
    """Where a sentence row of a generation lives in the store."""

    document_id: str
    version: str
    ordinal: int


@dataclass(frozen=True)
class SentenceScores:
    """Evidence of n sentence rows for a query; all vectors are (n,) float32, in the order of the rows asked.

    `headings` are the heading paths of the sections that the rows stand in, and `section`, (n,), says in which of
    these each row is.

    `cosine` is the similarity of embeddings; `centred_cosine` the same after the rows' mean was taken from
    both, and `centrality` the similarity to that mean; `context_cosine` is that of the best of the row's title
    and headings; `aspect` is how much nearer its headings are to what the title leaves of the query than those of
    the document's other sections; `named` is the share of its title's inverse document frequency that the query
    contains; `previous_cosine` and `next_cosine` are those of its neighbours in the section,
    0 where there is none. `bm25` is rank-bm25's score with the corpus' document frequencies, `local_bm25` with
    those among the rows, and `near_bm25` the best of the latter within three sentences before and after.

    `coverage` is the share of the query's inverse document frequency that the sentence, with its title and
    headings, contains; `own_coverage` that of the sentence alone, `coverage_before` with the sentence before
    it, `coverage_near` with two before and one after, `coverage_whole` with these and its title and headings.
    Sentences beside a row count where they are among the rows and in its section. `nearness` is the share of the
    pairs of the query's terms that stand near each other in the sentence. `number`, `time` and `share` are 1
    where it names one, `figures` is the share of its terms that are numbers or letters, `aim` is 1 where it opens
    by naming an aim or a method, `finding` where it reports, `fresh` where it has a term that the query has not.
    `position` runs from 0 to 1 through the document, `length` is the logarithm of 1 + the number of terms.
    `unknown`, one figure for all, is the share of the query's inverse document frequency whose terms the corpus
    lacks.
    """

    rows: Rows
    section: Rows
    headings: tuple[tuple[str, ...], ...]
    cosine: Vector
    centred_cosine: Vector
    centrality: Vector
    context_cosine: Vector
    aspect: Vector
    named: Vector
    previous_cosine: Vector
    next_cosine: Vector
    bm25: Vector
    local_bm25: Vector
    near_bm25: Vector
    coverage: Vector
    own_coverage: Vector
    coverage_before: Vector
    coverage_near: Vector
    coverage_whole: Vector
    nearness: Vector
    figures: Vector
    number: Vector
    time: Vector
    share: Vector
    aim: Vector
    finding: Vector
    fresh: Vector
    position: Vector
    length: Vector
    unknown: float


def no_rows() -> Rows:
    """An empty array of sentence rows."""
    return np.empty(0, dtype=np.int64)


def as_rows(rows: Sequence[int] | range) -> Rows:
    """Sentence rows as an array."""
    return np.asarray(rows, dtype=np.int64)
