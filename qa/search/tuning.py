"""The figures that decide what is retrieved, ranked, chosen and answered."""

from dataclasses import dataclass, field

from qa.answerability import Calibration
from qa.ranking import Relevance, Reranker
from qa.selection import Preferences


@dataclass(frozen=True, slots=True)
class Tuning:
    """What an engine answers with; `reranked` is how many candidates a reranker reads."""

    candidate_passages: int = 30
    relevance: Relevance = field(default_factory=Relevance.load)
    preferences: Preferences = field(default_factory=Preferences)
    calibration: Calibration = field(default_factory=Calibration.load)
    reranker: Reranker | None = None
    reranked: int = 20
