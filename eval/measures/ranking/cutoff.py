"""The cutoff of a measure, and the name that it makes with it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Cutoff:
    """A measure of the first `k` of a list, or of all of it where `k` is None; ValueError for a k below 1."""

    k: int | None = None
    label: ClassVar[str]

    def __post_init__(self) -> None:
        if self.k is not None and self.k < 1:
            raise ValueError(f"{self.label} needs a cutoff of at least 1, not {self.k}")

    @property
    def name(self) -> str:
        """Such as "nDCG@10", or "MAP" without a cutoff."""
        return self.label if self.k is None else f"{self.label}@{self.k}"
