"""The heads of the reader: from the states of a window's tokens to relevance, corrections and edges of spans."""

import io
from dataclasses import dataclass
from typing import Self

import numpy as np

from index.types import Vector
from qa.reading.layout import Window

_MOST = 4.0


@dataclass(frozen=True, slots=True)
class HeadOutputs:
    """For a window of s sentences and l tokens: log-odds, corrections (s,), and edges (l, 2)."""

    relevance: float
    corrections: Vector
    edges: Vector


@dataclass(frozen=True, slots=True)
class Heads:
    """Weights over states of h dimensions; the last of each are biases.

    `importance`, (h + 1,), weighs the tokens of the question; `sentence`, (2 h + 1,), reads a marker and the mean
    of the sentence's tokens; `coverage`, (1,), weighs late interaction; `relevance` is (h + 1,), and `edges`
    (h + 1, 2).
    """

    importance: Vector
    sentence: Vector
    coverage: Vector
    relevance: Vector
    edges: Vector

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Reads what numpy.savez wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return cls(**{name: arrays[name].astype(np.float32) for name in cls.__slots__})

    def __call__(self, states: Vector, window: Window) -> HeadOutputs:
        """The outputs for the states of a window's tokens, (l, h)."""
        markers = states[list(window.markers)]
        starts = np.array(window.bounds)
        means = np.stack([states[a:b].mean(axis=0) if b > a else np.zeros_like(states[0]) for a, b in starts])
        plain = np.concatenate((markers, means), axis=1) @ self.sentence[:-1] + self.sentence[-1]
        return HeadOutputs(
            relevance=float(states[0] @ self.relevance[:-1] + self.relevance[-1]),
            corrections=(plain + self.coverage[0] * self._covered(states, window)).astype(np.float32),
            edges=states @ self.edges[:-1] + self.edges[-1],
        )

    def _covered(self, states: Vector, window: Window) -> Vector:
        """The weighted mean over the question's tokens of their best cosine in each sentence, (s,)."""
        unit = states / np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-12)
        asked = slice(1, window.question - 1)
        cosines = np.maximum(unit[asked] @ unit.T, 0)
        logits = states[asked] @ self.importance[:-1] + self.importance[-1]
        weights = np.exp(np.clip(logits, -_MOST, _MOST))
        weights = weights / max(float(weights.sum()), 1e-12)
        best = [cosines[:, a:b].max(axis=1) if b > a else np.zeros(len(weights)) for a, b in window.bounds]
        covered: Vector = np.stack(best) @ weights
        return covered
