"""The parameters of retrieval, ranking, selection and confidence."""

from dataclasses import dataclass, field

from qa.answerability import Calibration
from qa.ranking import Relevance, Reranker
from qa.reading import Reader
from qa.selection import Preferences


@dataclass(frozen=True, slots=True)
class Tuning:
    """The parameters of an engine.

    `candidate_passages` is the number of passages whose sentences become candidates; `reranked` is the number of
    candidates that the reranker scores. A reader is asked before the reranker.
    """

    candidate_passages: int = 30
    relevance: Relevance = field(default_factory=Relevance.load)
    preferences: Preferences = field(default_factory=Preferences)
    calibration: Calibration = field(default_factory=Calibration.load)
    reader: Reader | None = None
    reranker: Reranker | None = None
    reranked: int = 20
