"""Reads sessions of follow-up questions: each turn with its gold rewrite and its relevant documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from eval.data.gold import Record, file_of, rows_of
from eval.errors import DataError

SESSIONS, SWITCHES = "sessions", "switch_sessions"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn: the question as asked, its gold rewrite, and the ids of the documents that answer it."""

    asked: str
    resolved: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Talk:
    """A session of two or more turns; its id decides its half."""

    id: str
    turns: tuple[Exchange, ...]


class _Turn(Record):
    utterance: str = Field(min_length=1)
    resolved: str = Field(min_length=1)
    relevant: tuple[str, ...]


class _Session(Record):
    session_id: str = Field(min_length=1)
    turns: tuple[_Turn, ...] = Field(min_length=2)


def talks(folder: Path) -> dict[str, tuple[Talk, ...]]:
    """The sessions of a folder by the name of their file; raises DataError if it has neither file."""
    found = {name: tuple(_read(path)) for name in (SESSIONS, SWITCHES) if (path := file_of(folder, name))}
    if not found:
        raise DataError(folder, f"no {SESSIONS}.jsonl or {SWITCHES}.jsonl: is it a data set of this kind?")
    return found


def _read(path: Path) -> Iterator[Talk]:
    for row in rows_of(path, _Session):
        turns = tuple(Exchange(turn.utterance, turn.resolved, frozenset(turn.relevant)) for turn in row.turns)
        yield Talk(row.session_id, turns)
