"""The learned resolver, run by ONNX Runtime: one pass over a question and its thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from qa.followup.resolver.layout import Laid, Layout
from qa.followup.resolver.thread_parts import Part
from qa.followup.resolver.weights import PIECE, TOKENIZER, ResolverCard, ResolverError, read_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = NDArray[np.float32]


class Leaning(IntEnum):
    """What a question is to its thread."""

    COMPLETE = 0
    LEANS = 1
    CORRECTION = 2
    RETURN = 3
    UNRESOLVABLE = 4
    SMALL_TALK = 5
    OUTSIDE = 6


class Fate(IntEnum):
    """What becomes of a word of the question in its rewrite."""

    KEPT = 0
    REPLACED = 1
    DROPPED = 2


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a resolver says of a question.

    `carried` has the probability of each word of each part of the thread that the question needs it; `fates` are
    those of the question's words; `leanings` has the probability of each `Leaning`.
    """

    carried: tuple[tuple[float, ...], ...]
    fates: tuple[Fate, ...]
    leanings: tuple[float, ...]

    @property
    def leaning(self) -> Leaning:
        """The likeliest class."""
        return Leaning(max(range(len(self.leanings)), key=self.leanings.__getitem__))


class OnnxResolver:
    """A resolver whose weights are in a folder. Thread-safe."""

    def __init__(self, card: ResolverCard, layout: Layout, session: "InferenceSession") -> None:
        self.card = card
        self._layout = layout
        self._session = session
        self._tokenising = Lock()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Checks and loads the weights; raises ResolverError, with a remedy, if they are missing or altered."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - not needed without a resolver

        card, files = read_weights(folder)
        if TOKENIZER not in files:
            raise ResolverError(f"the card in {folder} lists no {TOKENIZER}: copy the folder again")
        return cls(card, Layout(Tokenizer.from_str(files[TOKENIZER].decode())), _session(folder, files))

    def resolve(self, question: str, parts: Sequence[Part]) -> Resolution:
        """What the question needs of the parts of its thread, which are in reading order."""
        with self._tokenising:
            laid = self._layout.lay(question, parts)
        (outputs,) = self._session.run(None, _inputs(laid))
        return _resolution(laid, outputs[0])


def _inputs(laid: Laid) -> dict[str, NDArray[np.generic]]:
    return {
        "ids": np.array([laid.ids], dtype=np.int64),
        "segments": np.array([laid.segments], dtype=np.int64),
        "mask": np.ones((1, len(laid.ids)), dtype=np.float32),
        "positions": np.arange(len(laid.ids)),
    }


def _resolution(laid: Laid, outputs: Scores) -> Resolution:
    """The outputs are (l, 1 + fates + leanings): log-odds, then logits; leanings are those of the first token."""
    shares = 1 / (1 + np.exp(-outputs[:, 0]))
    fates = outputs[:, 1 : 1 + len(Fate)].argmax(-1)
    logits = outputs[0, 1 + len(Fate) :]
    leanings = np.exp(logits - logits.max())
    return Resolution(
        tuple(tuple(float(shares[place]) if place >= 0 else 0.0 for place in row) for row in laid.parts),
        tuple(Fate(int(fates[place])) if place >= 0 else Fate.KEPT for place in laid.asked),
        tuple(map(float, leanings / leanings.sum())),
    )


def _session(folder: Path, files: Mapping[str, bytes]) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415 - not needed without a resolver

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = b"".join(files[name] for name in sorted(files) if name.startswith(PIECE))
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common class
        raise ResolverError(f"{folder} has no ONNX model that can be run: {error}") from error
