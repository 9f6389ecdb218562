"""The input and output types of search: the analysed query, the filters, ranked hits and sentence features."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.document import Kind, ReviewStatus, Standing

Vector = NDArray[np.float32]
HalfVectors = NDArray[np.float16]
WordVectors = NDArray[np.int8]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Filters:
    """Which documents a search may find; an empty tuple or None means no restriction.

    Retracted and withdrawn documents are left out unless `standing` or `documents` names them, those in `excluded`
    always.
    """

    kind: tuple[Kind, ...] = ()
    review_status: tuple[ReviewStatus, ...] = ()
    standing: tuple[Standing, ...] = ()
    audience: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueryWords:
    """The m content words of a question: their texts, vectors, (m, k), and weights, (m,).

    A vector is 127 times the unit vector of the word, rounded. Weights are square roots of inverse document
    frequencies.
    """

    texts: tuple[str, ...] = ()
    vectors: WordVectors = field(default_factory=lambda: np.empty((0, 0), dtype=np.int8))
    weights: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class Query:
    """An analysed question: its text, the analyser's terms in order, its embedding (d,), and its content words.

    The embedding is L2-normalised.
    """

    text: str
    terms: tuple[str, ...]
    vector: Vector
    words: QueryWords = field(default_factory=QueryWords)


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage. Scores are comparable only within one search; a rank is None if the ranking lacks it.

    `sentences` is the half-open range of the passage's sentence rows in the generation.
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
    """The place of a sentence row in the store."""

    document_id: str
    version: str
    ordinal: int


@dataclass(frozen=True)
class SentenceScores:
    """Features of n sentence rows for a query; all vectors are (n,) float32, in the order of the given rows.

    `headings` are the heading paths of the rows' sections, and `section`, (n,), is the index in `headings` of each
    row's section.

    Embeddings: `cosine` is the similarity of sentence and query; `centred_cosine` is the same after subtracting
    the rows' mean from both, and `centrality` is the similarity of the sentence to that mean. `context_cosine` is
    the query's similarity to the best of the row's title and headings. `aspect` is how much more similar its
    headings are than those of the document's other sections to the part of the query that the title leaves open.
    `previous_cosine` and `next_cosine` are the similarities of the adjacent sentences in the section, or 0.
    `blended_cosine` is the similarity of the query to the sentence in its surroundings: to the sum of its vector,
    the mean vector of its title and headings, and half of the vectors of the adjacent sentences.

    BM25: `bm25` is rank-bm25's score with the document frequencies of the corpus, `local_bm25` the score with
    those among the rows, and `near_bm25` the best `local_bm25` within three sentences before and after.

    Shares of the query's summed inverse document frequency (idf) that a text contains: `own_coverage` for the
    sentence alone, `coverage` with its title and headings, `coverage_before` with the sentence before it,
    `coverage_near` with two sentences before and one after it, and `coverage_whole` with these and its title and
    headings. Adjacent sentences count only if they are among the rows and in the same section. `named` is the
    share of the title's idf that the query contains. `unknown`, one number for all rows, is the share of the
    query's idf whose terms the corpus lacks.

    Soft coverage, from 0 to 1, compares the content words of the query with those of a text by the encoder's
    vectors of the words; each word of the query gets the cosine of the most similar word of the text, or 0 if the
    text has none. `soft_own` is the weighted mean of these cosines for the sentence alone, `soft_coverage` with
    its title and headings, and `soft_near` with these, two sentences before and one after it. `soft_least` is the
    smallest of the cosines, and `soft_missing` the weighted share of words with a cosine below 0.55, both with
    title and headings. If the query has no content words, all five are 0.

    Terms: `nearness` is the share of the pairs of query terms that are near each other in the sentence. `number`,
    `time` and `share` are 1 if the sentence contains such a term; `figures` is the share of its terms that are
    numbers or single letters. `aim` is 1 if the sentence begins by stating an aim or method, `finding` if it
    reports a finding, and `fresh` if it has a term that is not in the query. `position` runs from 0 to 1 through
    the document, and `length` is the logarithm of 1 + the number of terms.
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
    blended_cosine: Vector
    bm25: Vector
    local_bm25: Vector
    near_bm25: Vector
    coverage: Vector
    own_coverage: Vector
    coverage_before: Vector
    coverage_near: Vector
    coverage_whole: Vector
    soft_coverage: Vector
    soft_own: Vector
    soft_near: Vector
    soft_least: Vector
    soft_missing: Vector
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
