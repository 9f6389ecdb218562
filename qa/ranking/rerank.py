"""Optional reranking of the best candidates by a cross-encoder, which reads question and sentence together."""

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
    """Scores sentences for a question, deterministically."""

    @property
    def model(self) -> str:
        """The folder or the name of the model."""
        ...

    def score(self, question: str, sentences: Sequence[str]) -> Vector:
        """How well each of n sentences answers the question, (n,) float32 in [0, 1]."""
        ...


@dataclass(frozen=True)
class CrossEncoderReranker:
    """A sentence-transformers cross-encoder: a folder, or the name of a model in the local Hugging Face cache.

    It is loaded at the first question and never downloaded.
    """

    model: str
    _loading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    def score(self, question: str, sentences: Sequence[str]) -> Vector:
        """The sigmoid of the model's scores, (n,) float32.

        Threads take turns, because they share a tokenizer. Raises EmbeddingModelError if the model cannot be
        loaded.
        """
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
    """The candidates with the first n reordered by the mean of their relevance and `scores`, (n,).

    The others keep their order, and their relevance is capped at the lowest of the first n. The confidence
    features do not change: confidence is calibrated without reranking.
    """
    n = len(scores)
    means = (candidates.relevance[:n] + scores) / 2
    order = np.lexsort((candidates.rows[:n], -means))
    lowest = means.min() if n else np.float32(1)
    relevance = np.concatenate((means[order], np.minimum(candidates.relevance[n:], lowest)))
    return Candidates(
        np.concatenate((candidates.rows[:n][order], candidates.rows[n:])),
        relevance.astype(np.float32),
        candidates.features,
    )
