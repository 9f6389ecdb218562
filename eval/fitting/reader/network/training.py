"""Trains the reader; a folder of checkpoints makes it resumable."""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch.optim import AdamW

from eval.fitting.reader.network.batches import Batch, Question, batches
from eval.fitting.reader.network.initial import initial_net
from eval.fitting.reader.network.losses import Shares, loss_of
from eval.fitting.reader.network.net import ReaderNet

CHECKPOINT = "checkpoint.pt"
_SHARES = Shares()


@dataclass(frozen=True, slots=True)
class Schedule:
    """How training runs: `tokens` and `passages` bound a batch, `longest` a window.

    The `frozen` lowest layers of the encoder stay as they are. The rate rises over `warmup` steps, and falls as a
    cosine to a tenth at `steps`. `minutes` bounds one call; the next continues. A checkpoint is saved every
    `every` steps.
    """

    steps: int
    minutes: float
    tokens: int = 4096
    passages: int = 4
    longest: int = 192
    frozen: int = 3
    rate: float = 5e-5
    head_rate: float = 5e-4
    decay: float = 0.01
    warmup: int = 200
    seed: int = 0
    every: int = 200
    shares: Shares = _SHARES


class Training:
    """A run in a folder."""

    def __init__(self, net: ReaderNet, folder: Path, schedule: Schedule, device: str) -> None:
        self.net, self.folder, self.schedule = net.to(device), folder, schedule
        self.device = torch.device(device)
        self.step = 0
        self._optimizer = AdamW(_groups(net, schedule), weight_decay=schedule.decay)
        self._spent = 0.0
        self._losses: list[float] = []
        folder.mkdir(parents=True, exist_ok=True)

    def resume(self) -> bool:
        """Continues from the checkpoint in the folder, if there is one."""
        path = self.folder / CHECKPOINT
        if not path.exists():
            return False
        saved: Mapping[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
        self.net.load_state_dict(saved["net"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self.step, self._spent = saved["step"], saved["spent"]
        return True

    def run(self, questions: Sequence[Question], say: Callable[[str], None]) -> None:
        """Trains until the steps or the minutes are used up; saves every so many steps, and says how it goes."""
        started, before = time.monotonic(), self._spent
        for some in self._stream(questions):
            self._update(some)
            self._spent = before + time.monotonic() - started
            over = time.monotonic() - started > 60 * self.schedule.minutes or self.step >= self.schedule.steps
            if self.step % self.schedule.every == 0 or over:
                self._save()
                say(self._progress())
            if over:
                return

    def _stream(self, questions: Sequence[Question]) -> Iterator[list[Question]]:
        """Batches without end; those of a pass depend on the seed and on where the run was continued."""
        while True:
            random = Random(f"{self.schedule.seed} {self.step}")  # noqa: S311 (draws examples)
            yield from batches(questions, self.schedule.tokens, self.schedule.passages, random)

    def _update(self, some: Sequence[Question]) -> None:
        self.net.train()
        for layer in self.net.encoder.layers[: self.schedule.frozen]:
            layer.eval()
        factor = self._factor()
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * factor
        batch = Batch.of(some).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            outputs = self.net(batch.inputs, self.schedule.frozen)
        loss = loss_of(self.net, outputs, batch, self.schedule.shares)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self._optimizer.step()
        self.step += 1
        self._losses.append(float(loss.detach()))

    def _factor(self) -> float:
        warm = min(1.0, (self.step + 1) / self.schedule.warmup)
        share = min(1.0, self.step / max(self.schedule.steps, 1))
        return warm * (0.1 + 0.9 * (1 + math.cos(math.pi * share)) / 2)

    def _save(self) -> None:
        saved = {
            "net": self.net.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self.step,
            "spent": self._spent,
        }
        new = self.folder / f"{CHECKPOINT}.new"
        torch.save(saved, new)
        new.replace(self.folder / CHECKPOINT)

    def _progress(self) -> str:
        recent = self._losses[-self.schedule.every :]
        return f"step {self.step}, {self._spent / 60:.1f} minutes, loss {sum(recent) / max(len(recent), 1):.4f}"


def _groups(net: ReaderNet, schedule: Schedule) -> list[dict[str, Any]]:
    """Parameters with their rates; the fixed ones are left out."""
    frozen = {
        id(parameter)
        for module in (net.encoder.positions, net.encoder.segments, net.encoder.norm)
        for parameter in module.parameters()
        if schedule.frozen
    }
    frozen |= {id(p) for layer in net.encoder.layers[: schedule.frozen] for p in layer.parameters()}
    of_encoder = {id(parameter) for parameter in net.encoder.parameters()}
    lower = [p for p in net.encoder.parameters() if p.requires_grad and id(p) not in frozen]
    heads = [p for p in net.parameters() if id(p) not in of_encoder]
    return [
        {"params": lower, "lr": schedule.rate, "base": schedule.rate},
        {"params": heads, "lr": schedule.head_rate, "base": schedule.head_rate},
    ]


def load_net(folder: Path, run: Path, device: str) -> tuple[int, ReaderNet]:
    """The step and the network of the newest checkpoint of a run from a prepared folder."""
    net = initial_net(folder, 0).to(device)
    saved: Mapping[str, Any] = torch.load(run / CHECKPOINT, map_location=device, weights_only=True)
    net.load_state_dict(saved["net"])
    return int(saved["step"]), net


def described(schedule: Schedule) -> Mapping[str, object]:
    """The schedule as it goes into the card."""
    return {**asdict(schedule), "shares": schedule.shares._asdict()}
