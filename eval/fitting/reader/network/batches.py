"""Examples as tensors: a batch is some questions with some of their passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple, Self

import torch
from torch import Tensor

from eval.fitting.reader.examples import Example, LabelledSentences
from eval.fitting.reader.network.net import Inputs
from qa.reading import Layout, Passage, Window

# Batches are made of questions of similar length among so many.
_SORTED = 256


@dataclass(frozen=True, slots=True)
class Piece:
    """A window over passage number `passage`, with the labels and offsets of its sentences.

    `edges` are the places of the first and the last token of a span that answers, or -1.
    """

    passage: int
    window: Window
    answers: tuple[bool, ...]
    offsets: tuple[float, ...]
    edges: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """The pieces of an example; `listed` as in `Example`."""

    listed: bool
    pieces: tuple[Piece, ...]

    @property
    def longest(self) -> int:
        """The tokens of its longest piece."""
        return max(len(piece.window.ids) for piece in self.pieces)

    def fewer(self, most: int, random: Random) -> "Question":
        """The question with at most so many pieces, one of which does not answer: of the best, or any."""
        if len(self.pieces) <= most:
            return self
        right = [piece for piece in self.pieces if any(piece.answers)]
        wrong = [piece for piece in self.pieces if not any(piece.answers)]
        kept = random.sample(right, min(len(right), max(most - 1, 1) if wrong else most))
        left = most - len(kept)
        others = wrong[:left] if random.random() < 1 / 2 else random.sample(wrong, min(left, len(wrong)))
        return replace(self, pieces=(*kept, *others))


class Batch(NamedTuple):
    """Tensors of b pieces of q questions; see `net.Inputs`.

    `offsets`, `answers` and `real`, which sentences there are, are (b, s). `edges`, (b, 2), is -1 without a span.
    `asked`, (b,), has the question of each piece, and `listed`, (q,), says whether its sentences compete.
    """

    inputs: Inputs
    offsets: Tensor
    answers: Tensor
    real: Tensor
    edges: Tensor
    asked: Tensor
    listed: Tensor

    @classmethod
    def of(cls, questions: Sequence[Question]) -> Self:
        """The tensors of some questions."""
        pieces = [piece for question in questions for piece in question.pieces]
        windows = [piece.window for piece in pieces]
        length = max(len(window.ids) for window in windows)
        most = max(len(window.markers) for window in windows)
        return cls(
            inputs=Inputs(
                ids=_padded([window.ids for window in windows], length),
                mask=_padded([[1] * len(window.ids) for window in windows], length),
                segments=_padded([_segments(window) for window in windows], length),
                owner=_padded([_owners(window) for window in windows], length, -1),
                markers=_padded([window.markers for window in windows], most),
                question=torch.tensor([window.question for window in windows]),
            ),
            offsets=_padded([piece.offsets for piece in pieces], most, dtype=torch.float32),
            answers=_padded([piece.answers for piece in pieces], most, dtype=torch.float32),
            real=_padded([[1] * len(window.markers) for window in windows], most, dtype=torch.bool),
            edges=torch.tensor([piece.edges for piece in pieces]),
            asked=torch.tensor([number for number, each in enumerate(questions) for _ in each.pieces]),
            listed=torch.tensor([question.listed for question in questions]),
        )

    def to(self, device: torch.device) -> "Batch":
        """The batch on a device."""
        inputs, *others = self
        return Batch(Inputs(*(each.to(device) for each in inputs)), *(each.to(device) for each in others))


def tokenised(example: Example, layout: Layout) -> Question:
    """The example in windows."""
    pieces = tuple(
        _piece(number, passage, window)
        for number, passage in enumerate(example.passages)
        for window in layout.windows(example.question, Passage(passage.context, passage.sentences))
    )
    return Question(example.listed, pieces)


def batches(questions: Sequence[Question], tokens: int, passages: int, random: Random) -> Iterator[list[Question]]:
    """All questions once, in random order, in batches of about `tokens` tokens with what fills them up.

    At most `passages` pieces of a question are taken.
    """
    drawn = [question.fewer(passages, random) for question in questions]
    random.shuffle(drawn)
    for start in range(0, len(drawn), _SORTED):
        made: list[list[Question]] = [[]]
        for question in sorted(drawn[start : start + _SORTED], key=lambda each: each.longest):
            pieces = sum(len(each.pieces) for each in (*made[-1], question))
            if made[-1] and question.longest * pieces > tokens:
                made.append([])
            made[-1].append(question)
        random.shuffle(made)
        yield from made


def _piece(number: int, passage: LabelledSentences, window: Window) -> Piece:
    part = slice(window.first, window.first + len(window.markers))
    return Piece(number, window, passage.answers[part], passage.offsets[part], _edges(window, passage))


def _edges(window: Window, passage: LabelledSentences) -> tuple[int, int]:
    """The first and last token of the first mark that lies in the window."""
    for mark in passage.marks:
        number = mark.sentence - window.first
        if 0 <= number < len(window.markers):
            places = [
                place
                for place in range(*window.bounds[number])
                if (span := window.spans[place]) is not None and span.start < mark.end and mark.start < span.end
            ]
            if places:
                return places[0], places[-1]
    return -1, -1


def _segments(window: Window) -> list[int]:
    return [0] * window.question + [1] * (len(window.ids) - window.question)


def _owners(window: Window) -> list[int]:
    owners = [-1] * len(window.ids)
    for number, (start, end) in enumerate(window.bounds):
        owners[start:end] = [number] * (end - start)
    return owners


def _padded(
    rows: Sequence[Sequence[float]], width: int, filling: int = 0, dtype: torch.dtype = torch.int64
) -> Tensor:
    return torch.tensor([[*row, *[filling] * (width - len(row))] for row in rows], dtype=dtype)
