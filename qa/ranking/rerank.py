"""An optional second look at the best candidates: a cross-encoder that reads question and sentence together."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.errors import EmbeddingModelError
from index.types import Vector
from qa.ranking.candidates import Candidates

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """Scores sentences for a question; the same input gives the same scores."""

    def score(self, question: str, sentences: Sequence[str]) -> Vector:
        """How well each of n sentences answers the question, (n,) float32 between 0 and 1."""
        ...


@dataclass(frozen=True)
class CrossEncoderReranker:
    """A sentence-transformers cross-encoder: a folder, or a name that is in the local Hugging Face cache.

    Loaded at the first question and never fetched from a network. Raises EmbeddingModelError, with what to do,
    where the model cannot be loaded.
    """

    model: str
    _loading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    def score(self, question: str, sentences: Sequence[str]) -> Vector:
        """The model's scores through a sigmoid; one after the other for threads, whose tokenizer is shared."""
        if not sentences:
            return np.empty(0, dtype=np.float32)
        import torch  # noqa: PLC0415 - takes seconds

        with self._loading:
            scores = self._encoder.predict(
                [(question, sentence) for sentence in sentences],
                activation_fn=torch.nn.Sigmoid(),
                show_progress_bar=False,
            )
        return np.asarray(scores, dtype=np.float32).reshape(len(sentences))

    @cached_property
    def _encoder(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - takes seconds

        try:
            return CrossEncoder(self.model, device="cpu", num_labels=1, local_files_only=True)
        except (OSError, ValueError) as error:
            raise EmbeddingModelError(
                f"cannot load the cross-encoder {self.model!r}: name the folder of a sentence-transformers "
                "cross-encoder in PINCITE_RERANKER, or unset it"
            ) from error


def reranked(candidates: Candidates, scores: Vector) -> Candidates:
    """The candidates with the first n, (n,) scores given, in the order of the mean of relevance and score.

    The others follow in their order; none of them is left more relevant than the last of the first n. The
    confidence features stay: confidence is calibrated without reranking.
    """
    n = len(scores)
    mixed = (candidates.relevance[:n] + scores) / 2
    order = np.lexsort((candidates.rows[:n], -mixed))
    last = mixed.min() if n else np.float32(1)
    relevance = np.concatenate((mixed[order], np.minimum(candidates.relevance[n:], last)))
    return Candidates(
        np.concatenate((candidates.rows[:n][order], candidates.rows[n:])),
        relevance.astype(np.float32),
        candidates.features,
    )
