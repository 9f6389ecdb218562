"""Trains the resolver."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor

from eval.fitting.encoder import CHECKPOINT, EncoderSchedule, EncoderTraining, load_into
from eval.fitting.resolver.network.batches import Batch, Piece, batches
from eval.fitting.resolver.network.losses import Shares, loss_of
from eval.fitting.resolver.network.net import ResolverNet, initial_net

_SHARES = Shares()


@dataclass(frozen=True, slots=True)
class Schedule(EncoderSchedule):
    """How training runs, and how much each loss counts."""

    shares: Shares = _SHARES


class Training(EncoderTraining[Piece]):
    """A run in a folder."""

    def __init__(self, net: ResolverNet, folder: Path, schedule: Schedule, device: str) -> None:
        super().__init__(net, net.encoder, folder, schedule, device)
        self.net, self.schedule = net, schedule

    def batches(self, items: Sequence[Piece], random: Random) -> Iterable[list[Piece]]:
        """One pass over the examples."""
        return batches(items, self.schedule.tokens, random)

    def loss(self, some: Sequence[Piece]) -> Tensor:
        """The loss of a batch."""
        batch = Batch.of(some).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            outputs = self.net(batch.ids, batch.mask, batch.segments, self.schedule.frozen)
        return loss_of(outputs, batch, self.schedule.shares)


def load_net(folder: Path, run: Path, device: str) -> tuple[int, ResolverNet]:
    """The step and the network of the newest checkpoint of a run from a prepared folder."""
    net = initial_net(folder, 0).to(device)
    return load_into(net, run, device), net


def read_schedule(run: Path) -> Schedule:
    """The schedule of the newest call of a run."""
    saved: Mapping[str, Any] = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    return Schedule(**{**saved["schedule"], "shares": Shares(**saved["schedule"]["shares"])})
