"""Term-overlap features of sentences and a query, beyond BM25: coverage, proximity, numbers and cue words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.features.neighbours import Neighbours
from index.features.token_shapes import ADDRESS, LETTER, NUMBER, SHARE, TIME, Shapes, shapes_of
from index.lexical import LexicalIndex
from index.storage import Ints, Ragged
from index.types import Vector

Flags = NDArray[np.bool_]
# Two query terms are near each other if they are at most this many terms apart.
MAX_TERM_DISTANCE = 6
# Stems that begin the parts of an abstract about aims and methods rather than findings.
AIMS = (
    "background", "object", "aim", "method", "design", "set", "particip", "purpos", "import", "context",
    "introduct",
)  # fmt: skip
# Stems that report findings and conclusions.
FINDINGS = (
    "signific", "associ", "increas", "decreas", "reduc", "show", "shown", "found", "find", "demonstr", "reveal",
    "suggest", "indic", "report", "conclus", "conclud", "result",
)  # fmt: skip


@dataclass(frozen=True)
class QuestionTerms:
    """The k distinct terms of a query that occur in the corpus, with their idf weights.

    `total` is the summed idf of all terms of the query; terms that the corpus lacks have the largest idf.
    """

    total: float
    weights: NDArray[np.float64]
    ids: NDArray[np.int32]

    @classmethod
    def of(cls, terms: Sequence[str], lexical: LexicalIndex) -> Self:
        """Looks up the terms of a query."""
        idf = {term: lexical.idf(term) for term in terms}
        ids = {term: found[0] for term in idf if (found := lexical.ids([term]))}
        return cls(
            total=sum(idf.values()) or 1.0,
            weights=np.array([idf[term] for term in ids]),
            ids=np.array(list(ids.values()), dtype=np.int32),
        )

    @property
    def unknown(self) -> float:
        """The share of the query's idf that belongs to terms that the corpus lacks."""
        return max(0.0, 1.0 - float(self.weights.sum()) / self.total)


@dataclass(frozen=True)
class CueTerms:
    """The term ids of cue words for aims and findings, and the shapes of all terms, in one corpus."""

    aims: Ints
    findings: Ints
    shapes: Shapes

    @classmethod
    def of(cls, lexical: LexicalIndex) -> Self:
        """Looks up the cue words and computes the shapes."""
        aims, findings = (np.array(lexical.ids(words), dtype=np.int32) for words in (AIMS, FINDINGS))
        return cls(aims, findings, shapes_of(lexical.vocabulary))


@dataclass(frozen=True)
class Overlap:
    """Overlap features of n sentences, each (n,) float32 from 0 to 1; defined in `index.types.SentenceScores`."""

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

    @classmethod
    def of(
        cls, question: QuestionTerms, cues: CueTerms, sentences: Ragged, in_contexts: Flags, neighbours: Neighbours
    ) -> Self:
        """Computes the features.

        `sentences` are the term ids of n sentences; `in_contexts`, (n, k), flags the terms in their contexts.
        """
        own = present(sentences, question.ids)
        before = own | neighbours.shifted(own, -1)
        near = before | neighbours.shifted(own, -2) | neighbours.shifted(own, 1)
        shapes = cues.shapes[sentences.values]
        lengths = np.maximum(np.diff(sentences.offsets), 1)
        shares = (
            (own | in_contexts) @ question.weights / question.total,
            own @ question.weights / question.total,
            before @ question.weights / question.total,
            near @ question.weights / question.total,
            (near | in_contexts) @ question.weights / question.total,
            _nearness(sentences, question.ids),
            sentences.sums(shapes & (NUMBER | LETTER) > 0) / lengths,
            *(sentences.sums(shapes & kind > 0) > 0 for kind in (NUMBER, TIME, SHARE)),
            _opens_with(sentences, cues.aims),
            present(sentences, cues.findings).any(axis=1),
            sentences.sums(~np.isin(sentences.values, question.ids)) > 0,
        )
        return cls(*(np.asarray(share, dtype=np.float32) for share in shares))


def present(terms: Ragged, ids: Ints) -> Flags:
    """Which of k term ids occur in each of n rows of terms, (n, k)."""
    found: Flags = terms.sums(terms.values[:, None] == ids) > 0
    return found


def opens_with_address(terms: Ragged, shapes: Shapes) -> Flags:
    """Whether each row's first term that is not a number is one that begins web addresses or DOIs, (n,)."""
    kinds = shapes[terms.values]
    begins = np.append(kinds & ADDRESS > 0, False)
    telling = np.append(np.flatnonzero(begins[:-1] | (kinds & NUMBER == 0)), len(kinds))
    first = telling[np.searchsorted(telling, terms.offsets[:-1])]
    opens: Flags = begins[first] & (first < terms.offsets[1:])
    return opens


def _nearness(terms: Ragged, ids: Ints) -> NDArray[np.float64]:
    """The share of the pairs of k different ids that occur near each other in each row, (n,)."""
    k = len(ids)
    if not k:
        return np.zeros(len(terms))
    order = np.argsort(ids)
    guess = order[np.searchsorted(ids, terms.values, sorter=order).clip(max=k - 1)]
    places = np.flatnonzero(ids[guess] == terms.values)
    which = guess[places]
    rows = np.searchsorted(terms.offsets, places, side="right") - 1
    pairs = [np.empty(0, dtype=np.int64)]
    for step in range(1, min(MAX_TERM_DISTANCE, len(places) - 1) + 1):
        near = (rows[step:] == rows[:-step]) & (places[step:] - places[:-step] <= MAX_TERM_DISTANCE)
        low, high = np.sort((which[step:][near], which[:-step][near]), axis=0)
        pairs.append((rows[step:][near] * k + low) * k + high)
    distinct = np.unique(np.concatenate(pairs))
    apart = distinct[distinct // k % k != distinct % k]
    return np.bincount(apart // (k * k), minlength=len(terms)) / max(k * (k - 1) / 2, 1)


def _opens_with(terms: Ragged, ids: Ints) -> Flags:
    """Whether each row's first term is one of the ids, (n,)."""
    opens = np.zeros(len(terms), dtype=np.bool_)
    filled = np.diff(terms.offsets) > 0
    opens[filled] = np.isin(terms.values[terms.offsets[:-1][filled]], ids)
    return opens
