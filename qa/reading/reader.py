"""The learned reader: reads a question with passages, several windows at once, by ONNX Runtime."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.document import Span
from index.types import Vector
from qa.reading.heads import HeadOutputs, Heads
from qa.reading.layout import TOKENIZER, Layout, Passage, Window
from qa.reading.weights import HEADS, ReaderError, ReaderFiles

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Ids = NDArray[np.int64]
_AT_ONCE = 8
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
        windows = [window for some in laid for window in some]
        order = sorted(range(len(windows)), key=lambda place: len(windows[place].ids))
        outputs: dict[int, HeadOutputs] = {}
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            outputs |= zip(places, self._outputs([windows[place] for place in places]), strict=True)
        found, first = [], 0
        for some in laid:
            mine = [outputs[first + place] for place in range(len(some))]
            found.append(_reading(some, mine))
            first += len(some)
        return found

    def _outputs(self, windows: Sequence[Window]) -> list[HeadOutputs]:
        ids, segments, mask = _inputs(windows)
        places = np.arange(ids.shape[1])
        fed = {"ids": ids, "segments": segments, "mask": mask, "positions": places}
        (states,) = self._session.run(None, fed)
        return [
            self._heads(state[: len(window.ids)], window) for state, window in zip(states, windows, strict=True)
        ]


def _inputs(windows: Sequence[Window]) -> tuple[Ids, Ids, Vector]:
    """Tokens, segments and mask of b windows of at most l tokens, each (b, l), filled up with 0."""
    shape = len(windows), max(len(window.ids) for window in windows)
    ids, segments = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.float32)
    for number, window in enumerate(windows):
        length = len(window.ids)
        ids[number, :length] = window.ids
        segments[number, window.question : length] = 1
        mask[number, :length] = 1
    return ids, segments, mask


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
