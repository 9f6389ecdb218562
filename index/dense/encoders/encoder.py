"""The protocol of a loaded model."""

from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Protocol

from index.dense.encoders.token_words import Words
from index.types import Vector

Prompt = Literal["document", "query"]


class Forwarded(NamedTuple):
    """What the model gives for n texts: their vectors, (n, d), and their words, or None without token vectors."""

    vectors: Vector
    words: list[Words] | None


class TextEncoder(Protocol):
    """A loaded model; thread-safe."""

    @property
    def dimension(self) -> int:
        """The length d of a vector."""
        ...

    @property
    def threads(self) -> int:
        """The number of threads that should call `forward` with batches of their own."""
        ...

    def forward(self, texts: list[str], prompt: Prompt) -> Forwarded:
        """Embeds one batch, each text after the model's prompt of that name if it has one; L2-normalised."""
        ...

    def on_one_core(self) -> AbstractContextManager[None]:
        """Limits what the calling thread computes to one core."""
        ...
