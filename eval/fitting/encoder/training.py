"""Trains a network over an encoder; a folder of checkpoints makes it resumable."""

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn
from torch.optim import AdamW

from eval.fitting.encoder.net import Encoder

CHECKPOINT = "checkpoint.pt"
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class EncoderSchedule:
    """How training runs: `tokens` bounds a batch, `longest` an example; `frozen` counts lower layers kept fixed.

    The rate rises over `warmup` steps, and falls as a cosine to a tenth at `steps`. `minutes` bounds one call; the
    next continues. A checkpoint is saved every `every` steps.
    """

    steps: int
    minutes: float
    tokens: int = 4096
    longest: int = 256
    frozen: int = 0
    rate: float = 5e-5
    head_rate: float = 5e-4
    decay: float = 0.01
    warmup: int = 200
    seed: int = 0
    every: int = 100


class EncoderTraining(ABC, Generic[Item]):
    """A run in a folder; a subclass says how items are put into batches and what is minimised."""

    def __init__(
        self, net: nn.Module, encoder: Encoder, folder: Path, schedule: EncoderSchedule, device: str
    ) -> None:
        self._net, self._folder, self._schedule = net.to(device), folder, schedule
        self.device = torch.device(device)
        self.step = 0
        self._optimizer = AdamW(_groups(net, encoder, schedule), weight_decay=schedule.decay, fused=True)
        self._spent = 0.0
        self._losses: list[float] = []
        folder.mkdir(parents=True, exist_ok=True)

    @abstractmethod
    def batches(self, items: Sequence[Item], random: Random) -> Iterable[list[Item]]:
        """One pass over the items."""

    @abstractmethod
    def loss(self, some: Sequence[Item]) -> Tensor:
        """The loss of a batch."""

    def resume(self) -> bool:
        """Continues from the checkpoint in the folder, if there is one."""
        path = self._folder / CHECKPOINT
        if not path.exists():
            return False
        saved: Mapping[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
        self._net.load_state_dict(saved["net"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self.step, self._spent = saved["step"], saved["spent"]
        return True

    def run(self, items: Sequence[Item], say: Callable[[str], None]) -> None:
        """Trains until the steps or the minutes are used up; saves every so many steps, and says how it goes."""
        started, before = time.monotonic(), self._spent
        for some in self._stream(items):
            self._update(some)
            self._spent = before + time.monotonic() - started
            over = time.monotonic() - started > 60 * self._schedule.minutes or self.step >= self._schedule.steps
            if self.step % self._schedule.every == 0 or over:
                self._save()
                say(self._progress())
            if over:
                return

    def _stream(self, items: Sequence[Item]) -> Iterator[list[Item]]:
        """Batches without end; those of a pass depend on the seed and on where the run was continued."""
        while True:
            yield from self.batches(items, Random(f"{self._schedule.seed} {self.step}"))  # noqa: S311 (draws examples)

    def _update(self, some: Sequence[Item]) -> None:
        self._net.train()
        factor = self._factor()
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * factor
        loss = self.loss(some)
        self._optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
        self._optimizer.step()
        self.step += 1
        self._losses.append(float(loss.detach()))

    def _factor(self) -> float:
        warm = min(1.0, (self.step + 1) / self._schedule.warmup)
        share = min(1.0, self.step / max(self._schedule.steps, 1))
        return warm * (0.1 + 0.9 * (1 + math.cos(math.pi * share)) / 2)

    def _save(self) -> None:
        saved = {
            "net": self._net.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self.step,
            "spent": self._spent,
            "schedule": described(self._schedule),
        }
        new = self._folder / f"{CHECKPOINT}.new"
        torch.save(saved, new)
        new.replace(self._folder / CHECKPOINT)

    def _progress(self) -> str:
        recent = self._losses[-self._schedule.every :]
        return f"step {self.step}, {self._spent / 60:.1f} minutes, loss {sum(recent) / max(len(recent), 1):.4f}"


def described(schedule: EncoderSchedule) -> dict[str, Any]:
    """The schedule as it goes into a checkpoint and a card: the shares of the losses by name."""
    fields = asdict(schedule)
    return {name: each._asdict() if hasattr(each, "_asdict") else each for name, each in fields.items()}


def load_into(net: nn.Module, run: Path, device: str) -> int:
    """Loads the newest checkpoint of a run into a network; the step that it was saved at."""
    saved: Mapping[str, Any] = torch.load(run / CHECKPOINT, map_location=device, weights_only=True)
    net.load_state_dict(saved["net"])
    return int(saved["step"])


def _groups(net: nn.Module, encoder: Encoder, schedule: EncoderSchedule) -> list[dict[str, Any]]:
    """Parameters with their rates; the fixed ones are left out."""
    fixed = {id(p) for layer in encoder.layers[: schedule.frozen] for p in layer.parameters()}
    if schedule.frozen:
        lower = (encoder.positions, encoder.segments, encoder.norm)
        fixed |= {id(parameter) for module in lower for parameter in module.parameters()}
    of_encoder = {id(parameter) for parameter in encoder.parameters()}
    upper = [p for p in encoder.parameters() if p.requires_grad and id(p) not in fixed]
    heads = [p for p in net.parameters() if id(p) not in of_encoder]
    return [
        {"params": upper, "lr": schedule.rate, "base": schedule.rate},
        {"params": heads, "lr": schedule.head_rate, "base": schedule.head_rate},
    ]
