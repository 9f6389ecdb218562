"""Trains the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from eval.fitting.encoder import EncoderSchedule, EncoderTraining, load_into
from eval.fitting.reader.network.batches import Batch, Question, batches
from eval.fitting.reader.network.initial import initial_net
from eval.fitting.reader.network.losses import Shares, loss_of
from eval.fitting.reader.network.net import ReaderNet

_SHARES = Shares()


@dataclass(frozen=True, slots=True)
class Schedule(EncoderSchedule):
    """How training runs; at most `passages` of a question are in a batch."""

    passages: int = 4
    longest: int = 192
    frozen: int = 3
    every: int = 200
    shares: Shares = _SHARES


class Training(EncoderTraining[Question]):
    """A run in a folder."""

    def __init__(self, net: ReaderNet, folder: Path, schedule: Schedule, device: str) -> None:
        super().__init__(net, net.encoder, folder, schedule, device)
        self.net, self.schedule = net, schedule

    def batches(self, items: Sequence[Question], random: Random) -> Iterable[list[Question]]:
        """One pass over the questions."""
        return batches(items, self.schedule.tokens, self.schedule.passages, random)

    def loss(self, some: Sequence[Question]) -> Tensor:
        """The loss of a batch; the frozen layers drop nothing out."""
        for layer in self.net.encoder.layers[: self.schedule.frozen]:
            layer.eval()
        batch = Batch.of(some).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            outputs = self.net(batch.inputs, self.schedule.frozen)
        return loss_of(self.net, outputs, batch, self.schedule.shares)


def load_net(folder: Path, run: Path, device: str) -> tuple[int, ReaderNet]:
    """The step and the network of the newest checkpoint of a run from a prepared folder."""
    net = initial_net(folder, 0).to(device)
    return load_into(net, run, device), net
