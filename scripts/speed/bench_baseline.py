"""The bare pipeline that the engine is compared with: rank-bm25, a flat FAISS index, and rank fusion."""

import re

import faiss
import numpy as np
from rank_bm25 import BM25Okapi
from sentence_transformers import SentenceTransformer

DEPTH = 100
RRF = 60
DIMENSION = 384


class BarePipeline:
    """Ranks whole documents by words and by one vector per document, and returns ten document numbers.

    The vectors of the documents are random, since only the time to search them is measured.
    """

    def __init__(self, model: SentenceTransformer, texts: list[str]) -> None:
        self._model = model
        self._lexical = BM25Okapi([words(text) for text in texts])
        vectors = np.random.default_rng(0).normal(size=(len(texts), DIMENSION)).astype(np.float32)
        faiss.normalize_L2(vectors)
        self._dense = faiss.IndexFlatIP(DIMENSION)
        self._dense.add(vectors)

    def answer(self, question: str) -> list[int]:
        """The numbers of the ten best documents."""
        scores = self._lexical.get_scores(words(question))
        lexical = np.argsort(-scores)[:DEPTH]
        vector = self._model.encode([question], normalize_embeddings=True)
        _, dense = self._dense.search(vector, DEPTH)
        fused: dict[int, float] = {}
        for ranking in (lexical.tolist(), dense[0].tolist()):
            for rank, number in enumerate(ranking, start=1):
                fused[number] = fused.get(number, 0.0) + 1 / (RRF + rank)
        return sorted(fused, key=lambda number: (-fused[number], number))[:10]


def words(text: str) -> list[str]:
    """The lower-case words of a text."""
    return re.findall(r"\w+", text.lower())
