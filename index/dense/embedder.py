"""The embedder protocol: texts to vectors of the texts and of their content words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from index.types import Rows, Vector

Progress = Callable[[int, int], None]
BasisKind = Literal["none", "packaged", "fitted"]


@dataclass(frozen=True)
class Encoded:
    """The vectors of n texts, and of the t content words in them; all are float32 and L2-normalised.

    `vectors` is (n, d) and `words` is (t, e): those of text i are `words[offsets[i]:offsets[i + 1]]`, in the order
    of the text. Usually e is d. Words beyond the model's maximum length have no vector.
    """

    vectors: Vector
    words: Vector
    offsets: Rows


@dataclass(frozen=True)
class EncodedQuery:
    """The vector of a query, (d,), and the spans and vectors, (m, e), of its m content words."""

    vector: Vector
    spans: tuple[tuple[int, int], ...]
    words: Vector


class Embedder(Protocol):
    """Maps texts to vectors. Embedders with equal fingerprints give equal vectors (up to rounding)."""

    @property
    def fingerprint(self) -> str:
        """Identifies model and method; computed without loading the model."""
        ...

    @property
    def dimension(self) -> int:
        """The length d of a text's vector."""
        ...

    @property
    def word_basis(self) -> BasisKind:
        """Whether word vectors are stored as they are, or projected to the packaged basis or to a fitted one."""
        ...

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Encoded:
        """The vectors of texts to be indexed and of their words; `progress(done, total)` counts texts."""
        ...

    def encode_query(self, text: str) -> EncodedQuery:
        """The vectors of a query and of its words."""
        ...
