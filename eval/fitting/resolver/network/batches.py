"""Examples as tensors, and batches of those of similar length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, Self

import torch
from torch import Tensor

from eval.fitting.resolver.examples import UNKNOWN, Example
from qa.followup import Laid, Layout

# Batches are made of examples of similar length among so many.
_SORTED = 512


@dataclass(frozen=True, slots=True)
class Piece:
    """An example as tokens: the label of each token, `UNKNOWN` but for the first of a labelled word."""

    source: str
    laid: Laid
    carried: tuple[int, ...]
    fates: tuple[int, ...]
    leaning: int


class Batch(NamedTuple):
    """Tensors of b examples of at most l tokens: (b, l), but `leaning`, (b,)."""

    ids: Tensor
    mask: Tensor
    segments: Tensor
    carried: Tensor
    fates: Tensor
    leaning: Tensor

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Self:
        """The tensors of some examples."""
        length = max(len(piece.laid.ids) for piece in pieces)
        return cls(
            _padded([piece.laid.ids for piece in pieces], length, 0),
            _padded([(1,) * len(piece.laid.ids) for piece in pieces], length, 0),
            _padded([piece.laid.segments for piece in pieces], length, 0),
            _padded([piece.carried for piece in pieces], length, UNKNOWN),
            _padded([piece.fates for piece in pieces], length, UNKNOWN),
            torch.tensor([piece.leaning for piece in pieces]),
        )

    def to(self, device: torch.device) -> "Batch":
        """The batch on a device."""
        return Batch(*(each.to(device) for each in self))


def tokenised(example: Example, layout: Layout) -> Piece:
    """The example as tokens with labels."""
    laid = layout.lay(example.question, example.parts)
    carried, fates = [UNKNOWN] * len(laid.ids), [UNKNOWN] * len(laid.ids)
    for places, labels in zip(laid.parts, example.carried, strict=True):
        _put(carried, places, labels)
    _put(fates, laid.asked, example.fates)
    return Piece(example.source, laid, tuple(carried), tuple(fates), example.leaning)


def batches(pieces: Sequence[Piece], tokens: int, random: Random) -> Iterator[list[Piece]]:
    """All pieces once, in random order, in batches of about `tokens` tokens with what fills them up."""
    drawn = random.sample(pieces, len(pieces))
    for start in range(0, len(drawn), _SORTED):
        made: list[list[Piece]] = [[]]
        for piece in sorted(drawn[start : start + _SORTED], key=lambda each: len(each.laid.ids)):
            if made[-1] and len(piece.laid.ids) * (len(made[-1]) + 1) > tokens:
                made.append([])
            made[-1].append(piece)
        random.shuffle(made)
        yield from made


def _put(labels: list[int], places: Sequence[int], values: Sequence[int]) -> None:
    for place, value in zip(places, values, strict=True):
        if place >= 0:
            labels[place] = value


def _padded(rows: Sequence[Sequence[int]], length: int, filling: int) -> Tensor:
    return torch.tensor([[*row, *(filling,) * (length - len(row))] for row in rows])
