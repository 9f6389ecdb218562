"""The encoder's network: BERT with six layers of 384 dimensions, and as many segments as its user needs."""

import torch
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
_EPSILON = 1e-12
FAR = -1e4


class _Layer(nn.Module):
    """One encoder layer with plain attention, which is faster than fused attention on a CPU."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.attention_norm, self.output_norm = (nn.LayerNorm(HIDDEN, eps=_EPSILON) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        shape = states.shape
        query, key, value = (
            project(states).view(*shape[:2], HEADS, HIDDEN // HEADS).transpose(1, 2)
            for project in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5 + bias
        attended = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(shape)
        states = self.attention_norm(states + self.dropout(self.mixed(attended)))
        inner = nn.functional.gelu(self.inner(states))
        found: Tensor = self.output_norm(states + self.dropout(self.outer(inner)))
        return found


class Encoder(nn.Module):
    """Token ids, mask and segments, all (b, l), to states, (b, l, 384)."""

    def __init__(self, segments: int, dropout: float, vocabulary: int = VOCABULARY) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segments = nn.Embedding(segments, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor, frozen: int = 0) -> Tensor:
        """The states; no gradient flows through the `frozen` lowest layers and what is below them."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not frozen):
            places = torch.arange(ids.shape[1], device=ids.device)
            states = self.words(ids) + self.positions(places) + self.segments(segments)
            states = self.dropout(self.norm(states))
        bias = (1 - mask[:, None, None, :].to(states.dtype)) * FAR
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= frozen):
                states = layer(states, bias)
        found: Tensor = states
        return found
