"""The learned reader: reads a question with passages, by ONNX Runtime."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

import numpy as np
from tokenizers import Tokenizer

from corpus.document import Span
from index.types import Vector
from qa.reading.heads import HeadOutputs, Heads
from qa.reading.layout import TOKENIZER, Layout, Passage, Window
from qa.reading.weights import HEADS, ReaderError, ReaderFiles

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# An answering span has at most so many tokens.
_LONGEST_SPAN = 30


class Reading(NamedTuple):
    """What a reader says of a passage of s sentences.

    `relevance`, added to the best log-odds of its sentences without a reader, are the log-odds that it answers;
    `corrections`, (s,), are added to those of the sentences. `spans` has each sentence's likeliest span, or None.
    """

    relevance: float
    corrections: Vector
    spans: tuple[Span | None, ...]


class Reader(Protocol):
    """Reads passages, deterministically."""

    @property
    def digest(self) -> str:
        """Identifies the weights."""
        ...

    @property
    def weight(self) -> float:
        """The share of the corrections to add to the log-odds of sentences."""
        ...

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """The readings of the passages, in their order."""
        ...


class OnnxReader:
    """A reader whose weights are in a folder. Thread-safe."""

    def __init__(self, files: ReaderFiles) -> None:
        self.digest, self.weight = files.digest, files.card.weight
        self._layout = Layout(Tokenizer.from_str(files[TOKENIZER].decode()))
        self._heads = Heads.of(files[HEADS])
        self._session = _session(files)
        self._tokenising = Lock()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Checks and loads the weights; raises ReaderError, with a remedy, if they are missing or altered."""
        return cls(ReaderFiles.open(folder))

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """The readings of the passages, in their order."""
        with self._tokenising:
            laid = [list(self._layout.windows(question, passage)) for passage in passages]
        return [_reading(some, [self._outputs(window) for window in some]) for some in laid]

    def _outputs(self, window: Window) -> HeadOutputs:
        """Windows are read one by one: a batch with filling takes longer on one core."""
        length = len(window.ids)
        (states,) = self._session.run(
            None,
            {
                "ids": np.array([window.ids], dtype=np.int64),
                "segments": (np.arange(length) >= window.question).astype(np.int64)[None],
                "positions": np.arange(length, dtype=np.int64),
            },
        )
        return self._heads(states[0], window)


def _reading(windows: Sequence[Window], outputs: Sequence[HeadOutputs]) -> Reading:
    if not windows:
        return Reading(0.0, np.empty(0, dtype=np.float32), ())
    return Reading(
        max(each.relevance for each in outputs),
        np.concatenate([each.corrections for each in outputs]),
        tuple(
            _span(window, number, each.edges)
            for window, each in zip(windows, outputs, strict=True)
            for number in range(len(window.markers))
        ),
    )


def _span(window: Window, number: int, edges: Vector) -> Span | None:
    """The likeliest span within a sentence: the best sum of its edges' log-odds."""
    start, end = window.bounds[number]
    if end <= start:
        return None
    sums = edges[start:end, 0][:, None] + edges[start:end, 1][None, :]
    places = np.arange(end - start)
    length = places[None, :] - places[:, None]
    first, last = np.unravel_index(
        np.where((length >= 0) & (length < _LONGEST_SPAN), sums, -np.inf).argmax(), sums.shape
    )
    opening, closing = window.spans[start + int(first)], window.spans[start + int(last)]
    return None if opening is None or closing is None else Span(opening.start, closing.end)


def _session(files: ReaderFiles) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415 (not needed without a reader)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(files.encoder, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common class
        raise ReaderError(f"{files.folder} has no ONNX model that can be run: {error}") from error
