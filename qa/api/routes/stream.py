"""An outcome as server-sent events: `interpretation`, each `source`, each `quote`, then `done`.

The outcome is complete before the first event, so that a failure has its usual HTTP status. `done` contains the
complete body, byte for byte as the plain call returns it.
"""

from collections.abc import Iterator

from fastapi.sse import ServerSentEvent
from pydantic import Field

from qa.schema import Abstention, Answer, Binding, Body, Notice


class Interpretation(Body):
    """How the question was interpreted, and the notice to show above everything else."""

    notice: Notice | None = None
    question: str
    interpreted_question: str
    bindings: tuple[Binding, ...] = ()
    conversation_id: str | None = Field(default=None, description="Send it with the next question.")
    turn: int


def events(outcome: Answer | Abstention) -> Iterator[ServerSentEvent]:
    """The events of an outcome, in order; an abstention has no `source` or `quote` events."""
    yield ServerSentEvent(
        event="interpretation",
        data=Interpretation(
            notice=outcome.notice,
            question=outcome.question,
            interpreted_question=outcome.interpreted_question,
            bindings=outcome.bindings,
            conversation_id=outcome.conversation_id,
            turn=outcome.turn,
        ),
    )
    if isinstance(outcome, Answer):
        for source in outcome.sources:
            yield ServerSentEvent(event="source", data=source)
        for quote in outcome.quotes:
            yield ServerSentEvent(event="quote", data=quote)
    yield ServerSentEvent(event="done", data=outcome)
