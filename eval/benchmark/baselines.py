"""Plain systems to compare with: each answers every question with its three best sentences, and never abstains.

They use the index of the engine, so that all systems read the same sentences, and quote with receipts. They lack
what the engine adds: section intent, fitted weights, complete quotes, rewriting of follow-ups, and a decision to
stay silent. A follow-up is searched for together with the earlier questions of its thread.
"""

from typing import Final, Literal
from uuid import uuid4

import numpy as np

from eval.systems import EngineAsker
from index.dense import Mask
from index.fusion import fuse
from index.hybrid import HybridIndex
from index.lexical import top_scoring
from index.types import Query, Rows, SentenceScores, Vector, as_rows
from qa.answerability import Calibration, NamedCalibration
from qa.answering import Framing, abstention, answer_from
from qa.engine import Engine
from qa.followup import Interpretation
from qa.schema import Abstention, Answer, Question
from qa.selection import Excerpt, Run

Plain = Literal["bm25", "embedding", "hybrid"]
QUOTED = 3
PASSAGES = 10
DEPTH = 100
_LEAST = 1e-6


class PlainAsker(EngineAsker):
    """Quotes the best three sentences of the best ten passages by one plain method.

    - bm25: passages and sentences by BM25;
    - embedding: passages and sentences by the cosine of their vectors with the question's;
    - hybrid: passages by reciprocal rank fusion of these two rankings, sentences by the cosine.

    Under an article, only its passages are searched. The confidence is the best sentence's cosine, or s / (1 + s)
    of its BM25 score s, which ranks outcomes alike; every question is answered.
    """

    def __init__(self, engine: Engine, method: Plain) -> None:
        super().__init__(engine)
        self.method: Final = method
        self._threads: dict[str, tuple[str, ...]] = {}

    def answer(self, question: Question) -> Answer | Abstention:
        """The answer; an abstention only if the index has no sentence to quote."""
        index = self.engine.live.current()
        thread = (*self._threads.get(question.conversation_id or "", ()), question.question)
        conversation = question.conversation_id or uuid4().hex
        self._threads[conversation] = thread
        outcome = self._answered(index, question, " ".join(thread))
        return outcome.model_copy(update={"conversation_id": conversation})

    def _answered(self, index: HybridIndex, question: Question, text: str) -> Answer | Abstention:
        query = index.query(text)
        passages = self._passages(index, query, question.document_id)
        rows = as_rows([row for passage in passages for row in range(*index.tables.passages[passage].tolist())])
        framing = self._framing(index, question, text)
        if not len(rows):
            return abstention(framing, "no_evidence", 0.0, ())
        scores = self._sentence_scores(index.score(query, rows))
        best = np.lexsort((rows, -scores))[:QUOTED]
        excerpts = self._excerpts(index, rows[best], scores[best])
        return answer_from(self.engine.store, excerpts, framing, float(scores[best[0]]))

    def _passages(self, index: HybridIndex, query: Query, article: str | None) -> list[int]:
        """The numbers of the best passages, best first."""
        allowed = None if article is None else _passages_of(index, article)
        by_words: list[int] = top_scoring(index.lexical.scores(query.terms), DEPTH, allowed)[0].tolist()
        by_vector: list[int] = index.dense.top(query.vector, DEPTH, allowed)[0].tolist()
        if self.method == "hybrid":
            return [passage for passage, _ in fuse([by_words, by_vector])][:PASSAGES]
        return (by_words if self.method == "bm25" else by_vector)[:PASSAGES]

    def _sentence_scores(self, scores: SentenceScores) -> Vector:
        """The scores of the sentences, in [0, 1)."""
        if self.method == "bm25":
            bm25 = np.maximum(scores.bm25, 0)
            saturated: Vector = bm25 / (1 + bm25)
            return saturated
        cosines: Vector = np.clip(scores.cosine, _LEAST, 1)
        return cosines

    def _excerpts(self, index: HybridIndex, rows: Rows, scores: Vector) -> list[Excerpt]:
        """The sentences as excerpts, one per document, in the order of the best of each document."""
        runs: dict[str, list[Run]] = {}
        versions: dict[str, str] = {}
        for key, score in zip(index.locate(rows), scores.tolist(), strict=True):
            runs.setdefault(key.document_id, []).append(Run(key.ordinal, key.ordinal, score))
            versions[key.document_id] = key.version
        return [
            Excerpt(
                self.engine.store.document(id_, versions[id_]), tuple(found), max(run.relevance for run in found)
            )
            for id_, found in runs.items()
        ]

    def _framing(self, index: HybridIndex, question: Question, text: str) -> Framing:
        always = Calibration.load().model_copy(update={"threshold": _LEAST, "sure": _LEAST})
        return Framing(
            question=question.question,
            interpretation=Interpretation(text),
            generation=index.generation_id,
            calibration=NamedCalibration(self.method, always),
            disclaimer=self.engine.disclaimer(question.audience),
        )


def _passages_of(index: HybridIndex, document_id: str) -> Mask:
    """Which passages belong to a document, (m,)."""
    place = index.tables.documents.number[document_id]
    mask: Mask = index.tables.passage_documents == place
    return mask
