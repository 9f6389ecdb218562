"""What sentences share with a question's terms, beyond BM25: coverage, neighbouring words, numbers, negation."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.arrays import Ints, Ragged
from index.hit import Vector
from index.lexical import LexicalIndex

Flags = NDArray[np.bool_]
NEGATIONS = ("no", "not", "without", "never", "neither", "nor", "lack", "absenc", "absent", "fail", "unabl")
# The stems with which the parts of an abstract open that say what was asked or done, not what was found.
AIMS = (
    "background", "object", "aim", "method", "design", "set", "particip", "purpos", "import", "context",
    "introduct",
)  # fmt: skip
# The stems with which findings and conclusions are reported.
FINDINGS = (
    "signific", "associ", "increas", "decreas", "reduc", "show", "shown", "found", "find", "demonstr", "reveal",
    "suggest", "indic", "report", "conclus", "conclud", "result",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question's k distinct terms that the corpus has, weighed by idf, and what else of them is compared.

    `total` is the idf of all its terms; those that the corpus lacks count with the largest.
    """

    total: float
    weights: NDArray[np.float64]
    ids: NDArray[np.int32]
    numbers: Flags
    pairs: NDArray[np.int64]
    negated: bool

    @classmethod
    def of(cls, terms: Sequence[str], lexical: LexicalIndex) -> Self:
        """Looks the terms up."""
        idf = {term: lexical.idf(term) for term in terms}
        ids = {term: found[0] for term in idf if (found := lexical.ids([term]))}
        pairs = {_pair(ids[one], ids[other]) for one, other in pairwise(terms) if one in ids and other in ids}
        return cls(
            total=sum(idf.values()) or 1.0,
            weights=np.array([idf[term] for term in ids]),
            ids=np.array(list(ids.values()), dtype=np.int32),
            numbers=np.array([term[:1].isdigit() for term in ids], dtype=np.bool_),
            pairs=np.array(sorted(pairs), dtype=np.int64),
            negated=not idf.keys().isdisjoint(NEGATIONS),
        )

    @property
    def unknown(self) -> float:
        """The share of the idf whose terms the corpus lacks."""
        return max(0.0, 1.0 - float(self.weights.sum()) / self.total)


@dataclass(frozen=True)
class Cues:
    """The ids of the words that mark negations, aims and findings, in one corpus."""

    negations: Ints
    aims: Ints
    findings: Ints

    @classmethod
    def of(cls, lexical: LexicalIndex) -> Self:
        """Looks the words up."""
        return cls(*(np.array(lexical.ids(words), dtype=np.int32) for words in (NEGATIONS, AIMS, FINDINGS)))


@dataclass(frozen=True)
class Overlap:
    """What n sentences share with a question, (n,) float32 from 0 to 1 each; see `index.hit.SentenceScores`."""

    coverage: Vector
    own_coverage: Vector
    novel_coverage: Vector
    pairs: Vector
    numbers: Vector
    negation: Vector
    aim: Vector
    finding: Vector

    @classmethod
    def of(cls, asked: Asked, cues: Cues, sentences: Ragged, over: Flags) -> Self:
        """`sentences` are the term ids of n sentences, `over` (n, k) which asked terms their contexts hold."""
        own = present(sentences, asked.ids)
        numbers = own[:, asked.numbers].mean(axis=1) if asked.numbers.any() else np.zeros(len(own))
        negated = present(sentences, cues.negations).any(axis=1)
        shares = (
            (own | over) @ asked.weights / asked.total,
            own @ asked.weights / asked.total,
            (own & ~over) @ asked.weights / asked.total,
            _pair_shares(sentences, asked.pairs),
            numbers,
            negated == asked.negated,
            _opens_with(sentences, cues.aims),
            present(sentences, cues.findings).any(axis=1),
        )
        return cls(*(np.asarray(share, dtype=np.float32) for share in shares))


def present(terms: Ragged, ids: Ints) -> Flags:
    """Which of k ids occur in which of n rows of terms, (n, k)."""
    found = np.concatenate(
        (np.zeros((1, len(ids)), dtype=np.int64), np.cumsum(terms.values[:, None] == ids, axis=0))
    )
    return found[terms.offsets[1:]] > found[terms.offsets[:-1]]


def _pair(one: int, other: int) -> int:
    return (one << 32) | other


def _pair_shares(terms: Ragged, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """The share of the asked neighbours that are neighbours in the sentence."""
    values = terms.values.astype(np.int64)
    rows = np.repeat(np.arange(len(terms)), np.diff(terms.offsets))
    coded = (values[:-1] << 32) | values[1:]
    within = rows[:-1] == rows[1:]
    hits = np.bincount(rows[:-1][within & np.isin(coded, pairs)], minlength=len(terms))
    return np.minimum(hits / max(len(pairs), 1), 1.0)


def _opens_with(terms: Ragged, ids: Ints) -> Flags:
    """Whether a row's first term is one of the ids."""
    opens = np.zeros(len(terms), dtype=np.bool_)
    filled = np.diff(terms.offsets) > 0
    opens[filled] = np.isin(terms.values[terms.offsets[:-1][filled]], ids)
    return opens
