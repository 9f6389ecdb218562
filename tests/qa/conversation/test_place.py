"""The place of a question in its conversation, stored here or sent by the caller."""

from pathlib import Path

import pytest

from qa.conversation import Conversations, ExpiredConversation, UnknownTurn
from qa.conversation.place import place_in
from qa.schema import PastTurn, Question


@pytest.fixture
def conversations(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "conversations.db")


def test_a_question_without_a_conversation_is_the_first(conversations: Conversations) -> None:
    assert place_in(conversations, Question(question="why?")) == (1, ())


def test_a_question_in_a_conversation_follows_the_turns_stored_here(conversations: Conversations) -> None:
    thread = conversations.append(None, PastTurn(question="one?"))
    conversations.append(thread, PastTurn(question="two?"))
    number, turns = place_in(conversations, Question(question="why?", conversation_id=thread))
    assert number == 3
    assert [turn.question for turn in turns] == ["one?", "two?"]


def test_a_question_with_a_history_follows_the_turns_of_the_caller(conversations: Conversations) -> None:
    history = (PastTurn(question="one?", number=4), PastTurn(question="two?"))
    number, turns = place_in(conversations, Question(question="why?", history=history))
    assert number == 6
    assert [(turn.number, turn.question) for turn in turns] == [(4, "one?"), (5, "two?")]


def test_a_question_that_replaces_a_turn_follows_the_turns_before_that(conversations: Conversations) -> None:
    thread = conversations.append(None, PastTurn(question="one?"))
    conversations.append(thread, PastTurn(question="two?"))
    again = Question(question="why?", conversation_id=thread, replaces=2)
    number, turns = place_in(conversations, again)
    assert number == 2
    assert [turn.question for turn in turns] == ["one?"]
    with pytest.raises(UnknownTurn):
        place_in(conversations, again.model_copy(update={"replaces": 9}))


def test_the_place_in_an_unknown_conversation_is_an_error(conversations: Conversations) -> None:
    with pytest.raises(ExpiredConversation):
        place_in(conversations, Question(question="why?", conversation_id="never"))
