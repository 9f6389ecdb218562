"""The reference implementation of BM25: rank-bm25 with Lucene's inverse document frequency."""

from collections.abc import Hashable, Mapping, Sequence
from math import log
from typing import Any

from rank_bm25 import BM25Okapi

K1 = 1.2
B = 0.75


def lucene_idf(frequency: int, documents: int) -> float:
    """Lucene's inverse document frequency, `log(1 + (N - df + 0.5) / (df + 0.5))`; never negative."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    """BM25 of n tokenised texts with Lucene's term weights.

    `get_scores(query)` returns (n,) float64. Scores include the constant factor `k1 + 1`, which Lucene and the
    passage index omit. With `frequencies`, the document frequencies of terms in a corpus of `documents` texts,
    terms are weighted as in that corpus, and other terms have weight 0. With `lengths`, the numbers of terms of
    the texts, the texts need only contain the terms of later queries. Raises ValueError for an empty list of
    texts. Kamphuis et al., "Which BM25 do you mean?", ECIR 2020.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[Hashable]],
        *,
        k1: float = K1,
        b: float = B,
        frequencies: Mapping[Any, int] | None = None,
        documents: int | None = None,
        lengths: Sequence[int] | None = None,
    ) -> None:
        if not texts:
            raise ValueError("BM25 needs at least one text")
        self._lengths = lengths
        super().__init__(texts, k1=k1, b=b)
        if frequencies is not None:
            self.weigh(frequencies, self.corpus_size if documents is None else documents)

    def weigh(self, frequencies: Mapping[Any, int], documents: int) -> None:
        """Sets the weights of terms by their document frequencies in a corpus of `documents` texts."""
        self.idf = {term: lucene_idf(frequency, documents) for term, frequency in frequencies.items()}

    def _initialize(self, corpus: Sequence[Sequence[Hashable]]) -> dict[Hashable, int]:
        """Counts term frequencies; avoids a mean length of 0, by which the scoring would divide."""
        counts: dict[Hashable, int] = super()._initialize(corpus)
        if self._lengths is not None:
            self.doc_len = list(self._lengths)
        self.avgdl: float = sum(self.doc_len) / len(self.doc_len) or 1.0
        return counts

    def _calc_idf(self, nd: Mapping[Hashable, int]) -> None:
        """Replaces rank-bm25's weights, which are negative for terms in more than half of the texts."""
        self.weigh(nd, self.corpus_size)
