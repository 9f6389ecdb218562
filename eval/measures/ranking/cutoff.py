"""The cutoff of a measure, and its name with the cutoff."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Cutoff:
    """A measure of the first `k` items of a list, or of all if `k` is None; ValueError for a k below 1."""

    k: int | None = None
    label: ClassVar[str]

    def __post_init__(self) -> None:
        if self.k is not None and self.k < 1:
            raise ValueError(f"{self.label} needs a cutoff of at least 1, not {self.k}")

    @property
    def name(self) -> str:
        """The label with the cutoff, such as "nDCG@10", or "MAP" without one."""
        return self.label if self.k is None else f"{self.label}@{self.k}"
