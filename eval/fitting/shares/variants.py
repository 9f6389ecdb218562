"""The pipeline with some of its parts: which order of sentences, and which features for the confidence."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Rows, SentenceScores
from qa.answerability import FEATURES
from qa.ranking import Combination, Relevance
from qa.reading import Reader
from qa.search import EvidenceFinder, Load, SlotComparison, Tuning
from qa.slots import Agreement, Judgement

_MEANING = ("soft_coverage", "soft_missing", "blended_cosine", "soft_own", "soft_least")


@dataclass(frozen=True)
class Variant:
    """Some of the parts: slots, soft coverage with blended cosine, a reader; and the features that they give."""

    name: str
    slots: bool = False
    meaning: bool = False
    reader: Reader | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The confidence features that do not come from a part that is left out."""
        return tuple(
            name
            for name in FEATURES
            if (self.meaning or name not in _MEANING)
            and (self.slots or not name.endswith(("_silent", "_contradicts")))
        )

    def finder(self, store: Store, comparison: SlotComparison) -> EvidenceFinder:
        """Ranks sentences with these parts, slots by the comparison; a reader is not asked by it."""
        return EvidenceFinder(
            store,
            Tuning(relevance=Relevance.load() if self.meaning else _without_meaning()),
            comparison if self.slots else _NoComparison(),
        )


def variants(reader: Reader | None) -> tuple[Variant, ...]:
    """The features alone, with each part, and with all."""
    both = partial(Variant, slots=True, meaning=True)
    found = (
        Variant("features alone"),
        Variant("with slots", slots=True),
        Variant("with soft coverage", meaning=True),
        both("with both"),
    )
    return (*found, both("with all and the reader", reader=reader)) if reader else found


class _Fitted(Combination):
    """The fitted log-odds, as they were before soft coverage was added."""

    def __call__(self, scores: SentenceScores, fitted: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ARG002
        """The fitted log-odds as they are."""
        return fitted


class _NoComparison(SlotComparison):
    """Says of every sentence that the question names nothing."""

    def agreements(self, index: HybridIndex, question: str, rows: Rows, load: Load) -> list[Agreement]:  # noqa: ARG002
        """An agreement for each row."""
        return [Agreement(*[Judgement()] * 4)] * len(rows)


def _without_meaning() -> Relevance:
    weights = Relevance.load().weights
    fitted = _Fitted(**weights.combination.model_dump())
    return Relevance(weights.model_copy(update={"combination": fitted}))
