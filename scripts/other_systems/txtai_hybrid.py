"""txtai: a hybrid index of sentences, which adds normalised BM25 scores and cosines."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from exchange import QUOTED, Asked, Quoted, Sentence
from vectors import Vectors, embed, kept_vectors

if TYPE_CHECKING:
    from txtai import Embeddings

# By default, txtai searches only a part of more than 5,000 vectors, and may then find nothing in an article.
_EXACT = {"components": "IDMap,Flat"}
_ANYWHERE = "select id, score from txtai where similar(:question)"
_IN_ARTICLE = "select id, score from txtai where similar(:question, {rows}) and document = :document"


class TxtaiHybrid:
    """An embeddings database with `hybrid`, `content` and an exact search; all else is txtai's default."""

    def __init__(self, sentences: Sequence[Sentence], vectors: Path) -> None:
        self.name = f"txtai {version('txtai')}: hybrid index of sentences"
        self._sentences = sentences
        self._index = _index(sentences, vectors)

    def answer(self, question: Asked) -> list[Quoted]:
        """The three best sentences with txtai's scores.

        Under an article all sentences are candidates, because txtai filters after it has ranked.
        """
        parameters = {"question": question.text}
        query = _ANYWHERE
        if question.document_id:
            query = _IN_ARTICLE.format(rows=len(self._sentences))
            parameters["document"] = question.document_id
        found = self._index.search(query, limit=QUOTED, parameters=parameters)
        rows = [(self._sentences[int(hit["id"])], hit["score"]) for hit in found]
        return [Quoted(sentence.document_id, sentence.text, score) for sentence, score in rows]


def _index(sentences: Sequence[Sentence], vectors: Path) -> Embeddings:
    """The index of the sentences under their headings; a text that has no kept vector, a question, is embedded."""
    from txtai import Embeddings

    texts = [sentence.in_context for sentence in sentences]
    known = dict(zip(texts, kept_vectors(texts, vectors), strict=True))

    def transform(data: list[str]) -> Vectors | list[Vectors]:
        return [known[text] for text in data] if all(text in known for text in data) else embed(data)

    index = Embeddings(method="external", transform=transform, hybrid=True, content=True, faiss=_EXACT)
    index.index(
        (row, {"text": text, "document": sentence.document_id})
        for row, (sentence, text) in enumerate(zip(sentences, texts, strict=True))
    )
    return index
