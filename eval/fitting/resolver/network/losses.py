"""What training minimises."""

from typing import NamedTuple

from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from eval.fitting.resolver.network.batches import Batch
from eval.fitting.resolver.network.net import Outputs


class Shares(NamedTuple):
    """How much each loss counts."""

    carried: float = 1.0
    fates: float = 0.3
    leaning: float = 0.3


def loss_of(outputs: Outputs, batch: Batch, shares: Shares) -> Tensor:
    """The weighted sum: binary over words of the thread, cross-entropy over the question's and over its class."""
    return (
        shares.carried * _carried(outputs, batch)
        + shares.fates * _classes(outputs.fates.float(), batch.fates)
        + shares.leaning * _classes(outputs.leaning.float(), batch.leaning)
    )


def _carried(outputs: Outputs, batch: Batch) -> Tensor:
    """The mean over examples; in one, words count with the square root of their number."""
    known = batch.carried >= 0
    losses = binary_cross_entropy_with_logits(
        outputs.carried.float(), batch.carried.clamp(min=0).float(), reduction="none"
    )
    return ((losses * known).sum(1) / known.sum(1).clamp(min=1).sqrt()).mean()


def _classes(logits: Tensor, labels: Tensor) -> Tensor:
    known = labels >= 0
    if not bool(known.any()):
        return logits.sum() * 0
    return cross_entropy(logits[known], labels[known])
