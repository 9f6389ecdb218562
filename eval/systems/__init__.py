"""The systems under evaluation: an engine in this process, or a service at a URL."""

from eval.systems.asking import Asker, EngineAsker, Held, SentenceRanker, question_of
from eval.systems.interpretation import Understood, answered_turn, understand
from eval.systems.journal import Journal
from eval.systems.progress import Progress, unseen
from eval.systems.provenance import corpus_digest, digest_of
from eval.systems.questions import Asked, Asking, ask_each, timing_of
from eval.systems.session import Session
from eval.systems.stopwatch import Stopwatch

__all__ = [
    "Asked",
    "Asker",
    "Asking",
    "EngineAsker",
    "Held",
    "Journal",
    "Progress",
    "SentenceRanker",
    "Session",
    "Stopwatch",
    "Understood",
    "answered_turn",
    "ask_each",
    "corpus_digest",
    "digest_of",
    "question_of",
    "timing_of",
    "understand",
    "unseen",
]
