"""The network of the resolver: a BERT encoder over a question and its thread, and a linear head for each decision.

Each word of the thread is classified as needed or not, after QuReTeC (Voskarides et al., SIGIR 2020).
"""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from eval.fitting.encoder import HIDDEN, Encoder, load_start
from qa.followup import SEGMENTS, Fate, Leaning


class Outputs(NamedTuple):
    """Log-odds: `carried`, (b, l), of each token's word; `fates`, (b, l, 3); `leaning`, (b, 7)."""

    carried: Tensor
    fates: Tensor
    leaning: Tensor


class ResolverNet(nn.Module):
    """The encoder with the heads, which start at zero."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(SEGMENTS, dropout)
        self.carried = nn.Linear(HIDDEN, 1)
        self.fates = nn.Linear(HIDDEN, len(Fate))
        self.leaning = nn.Linear(HIDDEN, len(Leaning))
        self.dropout = nn.Dropout(dropout)
        for head in (self.carried, self.fates, self.leaning):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor, frozen: int = 0) -> Outputs:
        """The outputs; no gradient flows through the `frozen` lowest layers."""
        states = self.dropout(self.encoder(ids, mask, segments, frozen))
        return Outputs(self.carried(states)[..., 0], self.fates(states), self.leaning(states[:, 0]))


def initial_net(folder: Path, seed: int, dropout: float = 0.1) -> ResolverNet:
    """A resolver with the weights of the prepared folder; its segments differ by a little noise."""
    torch.manual_seed(seed)
    net = ResolverNet(dropout)
    load_start(net.encoder, folder)
    with torch.no_grad():
        net.encoder.segments.weight.add_(torch.randn_like(net.encoder.segments.weight) * 0.01)
    return net
