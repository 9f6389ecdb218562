"""Conversation sets: questions with the questions before them, one JSON object a line."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from eval.data.gold import GoldQuestion, Record, rows_of


class _Earlier(Record):
    question: str = ""


class _Row(Record):
    id: str = Field(min_length=1)
    history: tuple[_Earlier, ...]
    question: str = Field(min_length=1)


def conversation_questions(path: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a file, each with those before it; DataError for a file of another kind."""
    return tuple(_read(path))


def _read(path: Path) -> Iterator[GoldQuestion]:
    for row in rows_of(path, _Row):
        before = tuple(each.question for each in row.history if each.question.strip())
        yield GoldQuestion(row.id, row.question, before)
