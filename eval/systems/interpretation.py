"""How a system interprets a question in its conversation, in this process or at a URL."""

from dataclasses import dataclass

from eval.systems.asking import Asker, EngineAsker
from qa.conversation import past_turn
from qa.schema import Abstention, Answer, Binding, PastTurn, Question, Reading


@dataclass(frozen=True, slots=True)
class Understood:
    """The rewritten question with its bindings, and whether the system asks back or sees small talk."""

    question: str
    topic: str | None
    bindings: tuple[Binding, ...]
    readings: tuple[Reading, ...]
    asks_back: bool
    small_talk: bool

    def past(self, asked: Question) -> PastTurn:
        """The past turn with this interpretation, without the quotes of an answer."""
        return PastTurn(
            question=asked.question,
            interpreted_question=self.question,
            topic=self.topic,
            document_id=asked.document_id,
        )


def understand(asker: Asker, question: Question) -> Understood:
    """Interprets a question; a service is asked for the whole answer."""
    if not isinstance(asker, EngineAsker):
        return of_outcome(asker.answer(question))
    reading = asker.probe.interpret(question)
    return Understood(
        question=reading.question,
        topic=reading.topic,
        bindings=reading.bindings,
        readings=reading.readings,
        asks_back=reading.unresolved is not None,
        small_talk=reading.remark is not None,
    )


def of_outcome(outcome: Answer | Abstention) -> Understood:
    """The interpretation that an outcome reports."""
    reason = outcome.reason if isinstance(outcome, Abstention) else None
    return Understood(
        question=outcome.interpreted_question,
        topic=outcome.topic,
        bindings=outcome.bindings,
        readings=outcome.readings if isinstance(outcome, Abstention) else (),
        asks_back=reason == "ambiguous_follow_up",
        small_talk=reason == "out_of_scope",
    )


def answered_turn(asker: Asker, asked: Question) -> PastTurn:
    """Asks the question and returns it as a past turn with the quotes of its answer."""
    return past_turn(asked, asker.answer(asked))
