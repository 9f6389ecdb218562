"""BM25 over passages: bm25s with filter masks and deterministic ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from errno import EIO
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.lexical.bm25_reference import K1, B, lucene_idf
from index.storage import Ints
from index.top_k import top_rows
from index.types import Rows, Vector

LEXICAL = "lexical"
"""The folder of the index in a generation."""


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 over n passages: Lucene's formula with k1 = 1.2 and b = 0.75, with weights computed at build time.

    As in Lucene, the scores lack the constant factor `k1 + 1`; apart from that, they equal those of
    `index.lexical.bm25_reference.LuceneBM25`.
    """

    engine: bm25s.BM25

    @classmethod
    def build(cls, passages: Sequence[Sequence[int]], vocabulary: dict[str, int]) -> Self:
        """Indexes passages given as term ids; `vocabulary` maps terms to ids counted from 0 without gaps."""
        engine = bm25s.BM25(k1=K1, b=B, method="lucene")
        if any(passages):
            engine.index((passages, vocabulary), create_empty_token=False, show_progress=False)
            engine.scores = {name: _plain(value) for name, value in engine.scores.items()}
        else:  # bm25s would divide by a mean passage length of 0
            engine.vocab_dict, engine.nonoccurrence_array = vocabulary, None
            engine.scores = {
                "data": np.empty(0, dtype=np.float32),
                "indices": np.empty(0, dtype=np.int32),
                "indptr": np.zeros(len(vocabulary) + 1, dtype=np.int64),
                "num_docs": len(passages),
            }
        return cls(engine)

    def save(self, folder: Path) -> None:
        """Writes the index to the folder, in the format of bm25s."""
        try:
            self.engine.save(folder, show_progress=False)
        except OSError as error:
            if error.errno is None:  # NumPy's own writes do not say why they failed
                raise OSError(EIO, "could not be written completely", str(folder)) from error
            raise

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Opens the index that `save` wrote, memory-mapped except for the vocabulary."""
        engine = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        engine.scores = {name: _plain(value) for name, value in engine.scores.items()}
        return cls(engine)

    def __len__(self) -> int:
        return int(self.engine.scores["num_docs"])

    @property
    def vocabulary(self) -> dict[str, int]:
        """The terms of the corpus with their ids, 0 to n - 1."""
        vocabulary: dict[str, int] = self.engine.vocab_dict
        return vocabulary

    def ids(self, terms: Sequence[str]) -> list[int]:
        """The ids of the terms that occur in the corpus, in the given order."""
        ids: list[int] = self.engine.get_tokens_ids(terms)
        return ids

    def passages(self, term: str) -> Rows:
        """The passages that contain a term, sorted."""
        return np.sort(self._passages(term)).astype(np.int64)

    def _passages(self, term: str) -> Ints:
        """The passages that contain a term, in the engine's order."""
        starts = self.engine.scores["indptr"]
        held = [self.engine.scores["indices"][starts[i] : starts[i + 1]] for i in self.ids([term])]
        rows: Ints = held[0] if held else np.empty(0, dtype=np.int32)
        return rows

    def df(self, term: str) -> int:
        """The document frequency of a term: the number of passages in which it occurs."""
        return sum(self.frequency(term_id) for term_id in self.ids([term]))

    def frequency(self, term_id: int) -> int:
        """The document frequency of the term with this id."""
        starts = self.engine.scores["indptr"]
        return int(starts[term_id + 1] - starts[term_id])

    def idf(self, term: str) -> float:
        """Lucene's inverse document frequency; largest for terms that occur in no passage."""
        return lucene_idf(self.df(term), len(self))

    def idfs(self, ids: Ints) -> NDArray[np.float64]:
        """The inverse document frequencies of n term ids, (n,)."""
        starts = self.engine.scores["indptr"]
        return np.array([lucene_idf(int(df), len(self)) for df in starts[ids + 1] - starts[ids]])

    def coverage(self, terms: Sequence[str], passages: Rows) -> Vector:
        """The share of the terms' summed inverse document frequency that each of n passages contains, (n,).

        Values are from 0 to 1. A term counts once, however often it is given or occurs.
        """
        weights = {term: self.idf(term) for term in terms}
        held, present = np.zeros(len(passages)), np.zeros(len(self), dtype=bool)
        for term, weight in weights.items():
            having = self._passages(term)
            present[having] = True
            held += weight * present[passages]
            present[having] = False
        return np.asarray(held / (sum(weights.values()) or 1.0), dtype=np.float32)

    def top(self, terms: Sequence[str], k: int, mask: NDArray[np.bool_] | None = None) -> tuple[Rows, Vector]:
        """The k best passages with a term, among those that the mask, (n,), allows, with scores; ties by row."""
        return top_scoring(self.scores(terms), k, mask)

    def scores(self, terms: Sequence[str]) -> Vector:
        """The scores of all passages, (n,); 0 for passages with none of the terms."""
        ids = self.ids(terms)
        if not ids:
            return np.zeros(len(self), dtype=np.float32)
        scores: Vector = self.engine.get_scores_from_ids(ids)
        return scores


def top_scoring(scores: Vector, k: int, mask: NDArray[np.bool_] | None = None) -> tuple[Rows, Vector]:
    """The k best passages with positive scores that the mask, (n,), allows, with their scores; ties by row."""
    found = scores > 0
    rows = top_rows(scores, k, found if mask is None else found & mask)
    return rows, scores[rows]


def _plain(value: object) -> object:
    """A memory map as a plain array, because slices of memmap objects are slow; other values unchanged."""
    return np.asarray(value) if isinstance(value, np.ndarray) else value
