"""Stores the turns of conversations until they expire."""

from qa.conversation.place import place_in
from qa.conversation.sealing import KeyProblem, Seal
from qa.conversation.store import BusyConversation, Conversation, Conversations, ExpiredConversation
from qa.conversation.turn import Turn, UnknownTurn, past_turn, turns_of

__all__ = [
    "BusyConversation",
    "Conversation",
    "Conversations",
    "ExpiredConversation",
    "KeyProblem",
    "Seal",
    "Turn",
    "UnknownTurn",
    "past_turn",
    "place_in",
    "turns_of",
]
