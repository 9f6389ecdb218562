"""Trains the resolver; a folder of checkpoints makes it resumable."""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch.optim import AdamW

from eval.fitting.resolver.network.batches import Batch, Piece, batches
from eval.fitting.resolver.network.losses import Shares, loss_of
from eval.fitting.resolver.network.net import ResolverNet, initial_net

CHECKPOINT = "checkpoint.pt"
_SHARES = Shares()


@dataclass(frozen=True, slots=True)
class Schedule:
    """How training runs: `tokens` bounds a batch, `longest` an example; `frozen` counts lower layers kept fixed.

    The rate rises over `warmup` steps, and falls as a cosine to a tenth at `steps`. `minutes` bounds one call; the
    next continues.
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
    shares: Shares = _SHARES


class Training:
    """A run in a folder."""

    def __init__(self, net: ResolverNet, folder: Path, schedule: Schedule, device: str) -> None:
        self.net, self.folder, self.schedule = net.to(device), folder, schedule
        self.device = torch.device(device)
        self.step = 0
        self._optimizer = AdamW(_groups(net, schedule), weight_decay=schedule.decay, fused=True)
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

    def run(self, pieces: Sequence[Piece], say: Callable[[str], None]) -> None:
        """Trains until the steps or the minutes are used up; saves every so many steps, and says how it goes."""
        started, before = time.monotonic(), self._spent
        for some in self._stream(pieces):
            self._update(some)
            self._spent = before + time.monotonic() - started
            over = time.monotonic() - started > 60 * self.schedule.minutes or self.step >= self.schedule.steps
            if self.step % self.schedule.every == 0 or over:
                self._save()
                say(self._progress())
            if over:
                return

    def _stream(self, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
        """Batches without end; those of a pass depend on the seed and on where the run was continued."""
        while True:
            random = Random(f"{self.schedule.seed} {self.step}")  # noqa: S311 - draws examples
            yield from batches(pieces, self.schedule.tokens, random)

    def _update(self, some: Sequence[Piece]) -> None:
        self.net.train()
        factor = self._factor()
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * factor
        batch = Batch.of(some).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            outputs = self.net(batch.ids, batch.mask, batch.segments, self.schedule.frozen)
        loss = loss_of(outputs, batch, self.schedule.shares)
        self._optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
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
            "schedule": described(self.schedule),
        }
        new = self.folder / f"{CHECKPOINT}.new"
        torch.save(saved, new)
        new.replace(self.folder / CHECKPOINT)

    def _progress(self) -> str:
        recent = self._losses[-self.schedule.every :]
        return f"step {self.step}, {self._spent / 60:.1f} minutes, loss {sum(recent) / max(len(recent), 1):.4f}"


def _groups(net: ResolverNet, schedule: Schedule) -> list[dict[str, Any]]:
    """Parameters with their rates; the fixed ones are left out."""
    fixed = {id(p) for layer in net.encoder.layers[: schedule.frozen] for p in layer.parameters()}
    if schedule.frozen:
        lower = (net.encoder.positions, net.encoder.segments, net.encoder.norm)
        fixed |= {id(parameter) for module in lower for parameter in module.parameters()}
    of_encoder = {id(parameter) for parameter in net.encoder.parameters()}
    encoder = [p for p in net.encoder.parameters() if p.requires_grad and id(p) not in fixed]
    heads = [p for p in net.parameters() if id(p) not in of_encoder]
    return [
        {"params": encoder, "lr": schedule.rate, "base": schedule.rate},
        {"params": heads, "lr": schedule.head_rate, "base": schedule.head_rate},
    ]


def load_net(folder: Path, run: Path, device: str) -> tuple[int, ResolverNet]:
    """The step and the network of the newest checkpoint of a run from a prepared folder."""
    net = initial_net(folder, 0).to(device)
    saved: Mapping[str, Any] = torch.load(run / CHECKPOINT, map_location=device, weights_only=True)
    net.load_state_dict(saved["net"])
    return int(saved["step"]), net


def read_schedule(run: Path) -> Schedule:
    """The schedule of the newest call of a run."""
    saved: Mapping[str, Any] = torch.load(run / CHECKPOINT, map_location="cpu", weights_only=True)
    return Schedule(**{**saved["schedule"], "shares": Shares(**saved["schedule"]["shares"])})


def described(schedule: Schedule) -> Mapping[str, object]:
    """The schedule as it goes into the card."""
    return {**asdict(schedule), "shares": schedule.shares._asdict()}
