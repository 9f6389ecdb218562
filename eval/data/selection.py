"""Which questions of a data set are asked: a half of it, a sample; the same on every machine."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.data.gold import GoldQuestion

Half = Literal["even", "odd"]


@dataclass(frozen=True, slots=True)
class Selection:
    """A half, chosen by the hash of the id, and at most `limit` questions of it, drawn by `seed`.

    What belongs together (the documents of one claim, the turns of one conversation) stays in one half.
    """

    half: Half | None = None
    limit: int | None = None
    seed: int = 0

    def of(self, questions: Sequence[GoldQuestion]) -> frozenset[str]:
        """The ids of the questions that are asked."""
        kept = [asked for asked in questions if self.half is None or half_of(asked.unit) == self.half]
        return frozenset(drawn((asked.id for asked in kept), self.limit, self.seed))

    @property
    def words(self) -> tuple[str, ...]:
        """The selection in words, for the record."""
        half = (f"{self.half} half",) if self.half else ()
        return (*half, f"sample of {self.limit}, seed {self.seed}") if self.limit else half


def half_of(unit: str) -> Half:
    """The half in which a question is; salted, because data sets are handed out in parts by the plain hash."""
    return "odd" if _hash("half", unit) % 2 else "even"


def fold_of(unit: str, folds: int) -> int:
    """The fold, from 0, of a cross-validation in which a unit is; the same on every machine."""
    return int.from_bytes(hashlib.sha256(unit.encode()).digest()) % folds


def drawn(ids: Iterable[str], limit: int | None, seed: int) -> list[str]:
    """The ids with the lowest salted hashes; all where no limit is set. A larger sample holds the smaller."""
    return sorted(ids, key=lambda id_: _hash(f"sample {seed}", id_))[:limit]


def _hash(salt: str, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt}\n{text}".encode()).digest())
