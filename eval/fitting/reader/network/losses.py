"""What training minimises."""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from eval.fitting.encoder import FAR
from eval.fitting.reader.network.batches import Batch
from eval.fitting.reader.network.net import Outputs, ReaderNet


class Shares(NamedTuple):
    """How much each loss counts."""

    listwise: float = 1.0
    sentence: float = 0.5
    relevance: float = 0.5
    span: float = 0.2


def loss_of(net: ReaderNet, outputs: Outputs, batch: Batch, shares: Shares) -> Tensor:
    """The weighted sum of the losses of a batch.

    Listwise over the sentences of a question's passages, binary for each sentence, binary for whether a passage
    answers, and cross-entropy over the edges of spans. The log-odds of sentences without a reader are offsets:
    only what these lack is learned.
    """
    scores = batch.offsets + outputs.sentences.float()
    return (
        shares.listwise * _listwise(scores, batch)
        + shares.sentence * _binary(scores, batch)
        + shares.relevance * _relevance(net, outputs, batch)
        + shares.span * _spans(outputs, batch)
    )


def _listwise(scores: Tensor, batch: Batch) -> Tensor:
    """Minus the log-probability that a sentence that answers comes first, for questions with such sentences."""
    count = len(batch.listed)
    asked = batch.asked[:, None].expand_as(scores)[batch.real]
    values, right = scores[batch.real], batch.answers[batch.real] > 0
    lost = _log_sums(values, asked, count) - _log_sums(values.masked_fill(~right, FAR), asked, count)
    has = torch.zeros(count, device=scores.device).index_add(0, asked, right.float()) > 0
    kept = has & batch.listed
    return lost[kept].sum() / kept.sum().clamp(min=1)


def _log_sums(values: Tensor, groups: Tensor, count: int) -> Tensor:
    """The logarithm of the sum of exponentials of the values of each group, (count,)."""
    top = torch.full((count,), FAR, device=values.device).scatter_reduce(0, groups, values.detach(), "amax")
    sums = torch.zeros(count, device=values.device).index_add(0, groups, torch.exp(values - top[groups]))
    return torch.log(sums.clamp(min=torch.finfo(sums.dtype).tiny)) + top


def _binary(scores: Tensor, batch: Batch) -> Tensor:
    """Over sentences; a piece counts with the square root of their number."""
    losses = binary_cross_entropy_with_logits(scores, batch.answers, reduction="none")
    return ((losses * batch.real).sum(1) / batch.real.sum(1).sqrt()).mean()


def _relevance(net: ReaderNet, outputs: Outputs, batch: Batch) -> Tensor:
    best = batch.offsets.masked_fill(~batch.real, FAR).amax(1)
    logits = outputs.relevance.float() + net.share * best + net.centre
    return binary_cross_entropy_with_logits(logits, batch.answers.amax(1))


def _spans(outputs: Outputs, batch: Batch) -> Tensor:
    """The first and the last token of the span, each among the tokens of sentences."""
    known = batch.edges[:, 0] >= 0
    if not bool(known.any()):
        return outputs.edges.sum() * 0
    outside = batch.inputs.owner[known] < 0
    edges = outputs.edges[known].float().masked_fill(outside[:, :, None], FAR)
    sides = [cross_entropy(edges[..., side], batch.edges[known, side]) for side in (0, 1)]
    return (sides[0] + sides[1]) / 2
