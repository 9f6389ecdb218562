"""Selects questions of a data set, a half or a sample, in the same way on every machine."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.data.gold import GoldQuestion

Half = Literal["even", "odd"]


@dataclass(frozen=True, slots=True)
class Selection:
    """A half, selected by the hash of the id, and at most `limit` questions of it, drawn with `seed`.

    Questions of the same group (the documents of a claim, the turns of a conversation) are in the same half.
    """

    half: Half | None = None
    limit: int | None = None
    seed: int = 0

    def of(self, questions: Sequence[GoldQuestion]) -> frozenset[str]:
        """The ids of the selected questions."""
        kept = [asked for asked in questions if self.half is None or half_of(asked.unit) == self.half]
        return frozenset(drawn((asked.id for asked in kept), self.limit, self.seed))

    @property
    def words(self) -> tuple[str, ...]:
        """The selection in words."""
        half = (f"{self.half} half",) if self.half else ()
        return (*half, f"sample of {self.limit}, seed {self.seed}") if self.limit else half


def half_of(unit: str) -> Half:
    """The half of a unit. The hash is salted because some data sets are a part selected by the plain hash."""
    return "odd" if _hash("half", unit) % 2 else "even"


def fold_of(unit: str, folds: int) -> int:
    """The fold, from 0 to `folds` - 1, of a unit in a cross-validation; the same on every machine."""
    return int.from_bytes(hashlib.sha256(unit.encode()).digest()) % folds


def drawn(ids: Iterable[str], limit: int | None, seed: int) -> list[str]:
    """The ids with the lowest salted hashes, or all without a limit. A larger sample contains the smaller."""
    return sorted(ids, key=lambda id_: _hash(f"sample {seed}", id_))[:limit]


def _hash(salt: str, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt}\n{text}".encode()).digest())
