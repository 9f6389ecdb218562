"""Reads conversations: their questions, and the self-contained questions that people made of these."""

from eval.data.conversations.added_words import added_words
from eval.data.conversations.questions import conversation_questions
from eval.data.conversations.rewritten_turns import EarlierTurn, RewrittenTurn, Understanding, rewritten_turns
from eval.data.conversations.threads import are_threads, thread_turns

__all__ = [
    "EarlierTurn",
    "RewrittenTurn",
    "Understanding",
    "added_words",
    "are_threads",
    "conversation_questions",
    "rewritten_turns",
    "thread_turns",
]
