"""Threads for tests: a small vocabulary, an interpreter over it, and a corpus that finds what it is told to."""

from collections.abc import Mapping, Sequence

from qa.conversation import Turn
from qa.followup import Fit, Interpretation
from qa.followup.discourse.entities import Discourse
from qa.followup.entities.gazetteer import Gazetteer
from qa.followup.entities.spelling import Spelling
from qa.followup.interpreter import Interpreter
from qa.schema import Receipt

VOCABULARY = Gazetteer(
    ["Amyotrophic Lateral Sclerosis (ALS)", "Kennedy's disease", "Pain", "Gout (podagra): a guide", "Malaria"],
    headings=["Bulbar-onset ALS", "Drug treatment"],
)
KNOWN = frozenset({"riluzole", "edaravone", "warfarin", "zorbine"})
INTERPRETER = Interpreter(VOCABULARY, Spelling(VOCABULARY.words, KNOWN.__contains__))
NOTHING = Fit(0.0, found=False, places=())
QUOTE = Receipt(document_id="d", version="0" * 64, byte_start=0, byte_end=1, sha256="0" * 64)


def thread(
    *questions: str, article: str | None = None, section: str | None = None, vocabulary: Gazetteer = VOCABULARY
) -> Discourse:
    """A thread of questions that were understood as they stand."""
    turns = tuple(Turn(number, text, text) for number, text in enumerate(questions, start=1))
    return Discourse(turns, vocabulary, lambda _: None, (article,) if article else (), section)


def quoting(text: str, question: str) -> Discourse:
    """A thread of one question, whose answer is one quote."""
    turn = Turn(1, question, question, quotes=(QUOTE,))
    return Discourse((turn,), VOCABULARY, lambda _: text)


class Corpus:
    """Finds what it is told to, by wording, and counts how often it is asked; `apart` is nowhere near."""

    def __init__(
        self, found: Mapping[str, Fit] | None = None, otherwise: Fit = NOTHING, apart: frozenset[str] = frozenset()
    ) -> None:
        self.found = found or {}
        self.otherwise = otherwise
        self.apart = apart
        self.asked: list[str] = []

    def together(self, name: str, topics: Sequence[str]) -> bool | None:
        """False for names that it has apart from all topics."""
        assert topics
        return False if name in self.apart else None

    def fit(self, question: str) -> Fit:
        """The fit of a wording."""
        self.asked.append(question)
        return self.found.get(question, self.otherwise)


def at(document: str, confidence: float = 0.9) -> Fit:
    """Evidence in one document."""
    return Fit(confidence, found=True, places=((document, 0),))


def understood(
    question: str, *before: str, article: str | None = None, section: str | None = None
) -> Interpretation:
    """What a question means after others, where the corpus tells nothing."""
    return INTERPRETER.interpret(question, thread(*before, article=article, section=section), Corpus())


def told(interpretation: Interpretation) -> Sequence[tuple[str, str]]:
    """The mentions of an interpretation, each with what it was bound to."""
    return [(binding.mention, binding.resolved_to) for binding in interpretation.bindings]
