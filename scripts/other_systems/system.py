"""What every other system offers here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from exchange import Asked, Quoted, Sentence


class System(Protocol):
    """Another project's system over the sentences that it was built from."""

    @property
    def name(self) -> str:
        """The project, its version and how it was put together."""
        ...

    def answer(self, question: Asked) -> Sequence[Quoted]:
        """The quotes, best first; none if it finds nothing."""
        ...


class Build(Protocol):
    """Builds a system; `vectors` is the file that keeps the vectors of these sentences."""

    def __call__(self, sentences: Sequence[Sentence], vectors: Path) -> System:
        """The system, ready to answer."""
        ...
