"""The network of the reader: a BERT encoder over question and passage, and small heads.

The heads start at zero, so that an untrained reader changes no order. A sentence's correction comes from its
marker, from the mean of its tokens, and from late interaction: how well its tokens, encoded beside the question,
cover the tokens of the question (Khattab and Zaharia, SIGIR 2020). One model gives the relevance of passages and
of sentences, as in Provence (Chirkova et al., ICLR 2025).
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from eval.fitting.encoder import HIDDEN, VOCABULARY, Encoder

SEGMENTS = 2
_EPSILON = 1e-12


class Inputs(NamedTuple):
    """b windows of l tokens with at most s sentences.

    `ids`, `mask` and `segments` are (b, l); `owner`, (b, l), has the sentence of each token, or -1. `markers`,
    (b, s), has the places of the markers, 0 where there is no sentence, and `question`, (b,), the first place
    after the question.
    """

    ids: Tensor
    mask: Tensor
    segments: Tensor
    owner: Tensor
    markers: Tensor
    question: Tensor


class Outputs(NamedTuple):
    """Log-odds: of the windows, (b,); corrections of the sentences, (b, s); `edges`, (b, l, 2), of spans."""

    relevance: Tensor
    sentences: Tensor
    edges: Tensor


class ReaderNet(nn.Module):
    """The encoder with the heads."""

    def __init__(self, dropout: float = 0.1, vocabulary: int = VOCABULARY) -> None:
        super().__init__()
        self.encoder = Encoder(SEGMENTS, dropout, vocabulary)
        self.importance = nn.Linear(HIDDEN, 1)
        self.sentence = nn.Linear(2 * HIDDEN, 1)
        self.coverage = nn.Parameter(torch.zeros(1))
        self.relevance = nn.Linear(HIDDEN, 1)
        self.edges = nn.Linear(HIDDEN, 2)
        self.dropout = nn.Dropout(dropout)
        # Shares of the log-odds without a reader in the relevance of a window.
        self.share, self.centre = nn.Parameter(torch.ones(1)), nn.Parameter(torch.zeros(1))
        for head in (self.importance, self.sentence, self.relevance, self.edges):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, inputs: Inputs, frozen: int = 0) -> Outputs:
        """The outputs; no gradient flows through the `frozen` lowest layers."""
        states = self.encoder(inputs.ids, inputs.mask, inputs.segments, frozen)
        dropped = self.dropout(states)
        return Outputs(
            self.relevance(dropped[:, 0])[:, 0],
            self._corrections(states, dropped, inputs),
            self.edges(dropped),
        )

    def _corrections(self, states: Tensor, dropped: Tensor, inputs: Inputs) -> Tensor:
        count = inputs.markers.shape[1]
        owned = inputs.owner[:, None, :] == torch.arange(count, device=states.device)[None, :, None]
        member = owned.to(dropped.dtype)
        means = member @ dropped / member.sum(-1, keepdim=True).clamp(min=1)
        marked = dropped.gather(1, inputs.markers[:, :, None].expand(-1, -1, HIDDEN))
        plain: Tensor = self.sentence(torch.cat((marked, means), -1))[..., 0]
        return plain + self.coverage * self._covered(states, owned, inputs.question)

    def _covered(self, states: Tensor, owned: Tensor, question: Tensor) -> Tensor:
        """The weighted mean over the question's tokens of their best cosine in each sentence, (b, s)."""
        places = torch.arange(states.shape[1], device=states.device)
        longest = int(question.max())
        asked = ((places >= 1) & (places < question[:, None] - 1))[:, :longest]
        unit = nn.functional.normalize(states.float(), dim=-1)
        cosines = unit[:, :longest] @ unit.transpose(1, 2)
        best = (cosines[:, :, None, :] + (~owned[:, None].expand(-1, longest, -1, -1)).float() * -2).amax(-1)
        weights = torch.exp(self.importance(states[:, :longest])[..., 0].float().clamp(-4, 4)) * asked
        weights = weights / weights.sum(-1, keepdim=True).clamp(min=_EPSILON)
        return (weights[:, :, None] * best.clamp(min=0)).sum(1)
