"""Where a question stands in its conversation."""

from qa.conversation.store import Conversations
from qa.conversation.turn import Turn, place_of, turns_of
from qa.schema import Question


def place_in(conversations: Conversations, question: Question) -> tuple[int, tuple[Turn, ...]]:
    """The number that a question has in its conversation, kept here or by the caller, and the turns before it."""
    if question.conversation_id is not None:
        return place_of(question, conversations.turns(question.conversation_id))
    return place_of(question, turns_of(question.history))
