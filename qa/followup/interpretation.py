"""What a question was taken to mean in its thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.hybrid import HybridIndex
from qa.schema import Binding, Reading


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question that stands on its own, how it came about, and what could not be resolved.

    `documents` are those of the quotes that it speaks of, `remark` what is said to small talk, and `readings`
    the ways to understand a question that can be understood in several, best first.
    """

    question: str
    topic: str | None = None
    bindings: tuple[Binding, ...] = ()
    unresolved: str | None = None
    readings: tuple[Reading, ...] = ()
    documents: tuple[str, ...] = ()
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What the corpus holds for a question: how sure that is evidence, and the places found, nearest first."""

    confidence: float
    found: bool
    places: tuple[tuple[str, int], ...]


class Corpus(Protocol):
    """What a corpus is asked in order to understand a question."""

    def fit(self, question: str) -> Fit:
        """How well a wording fits the corpus: a search."""
        ...

    def together(self, name: str, topics: Sequence[str]) -> bool | None:
        """Whether a document with a word of the name has one of the topics; None where none has such a word."""
        ...


class IndexedCorpus(Corpus, Protocol):
    """A corpus with the index that it is searched by."""

    @property
    def index(self) -> HybridIndex:
        """The live index."""
        ...
