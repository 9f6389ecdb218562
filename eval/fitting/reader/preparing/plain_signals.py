"""The log-odds of sentences by the two signals that nothing was fitted for, where no engine gives them.

These are soft coverage and blended cosine, combined as in `qa.ranking`; a set's own passages are the corpus whose
document frequencies weigh the words of questions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import log

import numpy as np

from eval.fitting.reader.examples import Example, LabelledSentences
from index.analysis import Analyser, words_of
from index.dense import Embedder, Encoded, basis_of
from index.types import Vector, WordVectors
from qa.ranking import Relevance

_AT_ONCE = 400
_UNIT = 127.0**2


class PlainSignals:
    """Computes log-odds for questions about passages of one set."""

    def __init__(self, embedder: Embedder, analyser: Analyser, passages: Iterable[LabelledSentences]) -> None:
        self._embedder, self._analyser = embedder, analyser
        self._basis = basis_of(embedder)
        self._combination = Relevance.load().weights.combination
        self._passages = 0
        self._frequencies: Counter[str] = Counter()
        for passage in passages:
            self._passages += 1
            text = "\n".join((passage.context, *passage.sentences))
            self._frequencies.update({word.term for word in words_of(text, analyser)})

    def fill(self, examples: Iterable[Example]) -> Iterator[Example]:
        """The examples with the log-odds of their sentences."""
        left = iter(examples)
        while some := list(islice(left, _AT_ONCE)):
            texts = _Texts(self._embedder, [text for example in some for text in _texts(example)])
            yield from (self._filled(example, texts) for example in some)

    def _filled(self, example: Example, texts: "_Texts") -> Example:
        weights = self._weights(example.question, len(texts.words(example.question)))
        passages = tuple(
            replace(passage, offsets=self._offsets(example.question, passage, weights, texts))
            for passage in example.passages
        )
        return replace(example, passages=passages)

    def _weights(self, question: str, vectors: int) -> Vector:
        """The weight of each word of a question that has a vector."""
        terms = [word.term for word in words_of(question, self._analyser)][:vectors]
        weights: Vector = np.sqrt([self._idf(term) for term in terms]).astype(np.float32)
        return weights

    def _idf(self, term: str) -> float:
        df = self._frequencies[term]
        return log(1 + (self._passages - df + 0.5) / (df + 0.5))

    def _offsets(
        self, question: str, passage: LabelledSentences, weights: Vector, texts: "_Texts"
    ) -> tuple[float, ...]:
        asked = self._basis.quantise(texts.words(question))[: len(weights)]
        context = self._best(asked, texts.words(passage.context))
        own = np.stack([self._best(asked, texts.words(text)) for text in passage.sentences])
        soft = np.maximum(own, context) @ weights / max(float(weights.sum()), 1e-6)
        vectors = np.stack([texts.vector(text) for text in passage.sentences])
        blended = vectors + texts.vector(passage.context)
        blended[1:] += vectors[:-1] / 2
        blended[:-1] += vectors[1:] / 2
        cosine = blended @ texts.vector(question) / np.linalg.norm(blended, axis=1)
        odds = self._combination.scale * (soft + cosine - self._combination.centre)
        return tuple(round(float(each), 4) for each in odds)

    def _best(self, asked: WordVectors, words: Vector) -> Vector:
        """The cosine of each of m words with the most similar one, (m,)."""
        if not len(words) or not len(asked):
            return np.zeros(len(asked), dtype=np.float32)
        products = asked.astype(np.float32) @ self._basis.quantise(words).astype(np.float32).T
        best: Vector = np.clip(products.max(axis=1) / _UNIT, 0, 1)
        return best


class _Texts:
    """The vectors of texts and of their words."""

    def __init__(self, embedder: Embedder, texts: Sequence[str]) -> None:
        distinct = list(dict.fromkeys(texts))
        self._places = {text: place for place, text in enumerate(distinct)}
        self._encoded: Encoded = embedder.encode(distinct)

    def vector(self, text: str) -> Vector:
        vector: Vector = self._encoded.vectors[self._places[text]]
        return vector

    def words(self, text: str) -> Vector:
        start, end = self._encoded.offsets[self._places[text] :][:2]
        return self._encoded.words[start:end]


def _texts(example: Example) -> Iterator[str]:
    yield example.question
    for passage in example.passages:
        yield passage.context
        yield from passage.sentences
