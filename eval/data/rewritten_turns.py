"""Turns of conversations with the self-contained question that a person made of each, one JSON object a line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from pydantic import Field

from eval.data.gold import Record, rows_of


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A turn before: its question as asked, as rewritten if the set has that, and the answer or nothing."""

    question: str
    rewrite: str
    answer: str


@dataclass(frozen=True, slots=True)
class RewrittenTurn:
    """A question with the turns before it, oldest first, and its gold rewrite; one `group` is one conversation."""

    id: str
    group: str
    history: tuple[EarlierTurn, ...]
    question: str
    rewrite: str
    title: str


class _Earlier(Record):
    question: str = ""
    answer: str | None = None


class _Meta(Record):
    group: str
    title: str | None = None


class _Row(Record):
    id: str = Field(min_length=1)
    history: tuple[_Earlier, ...]
    question: str = Field(min_length=1)
    rewrite: str = Field(min_length=1)
    meta: _Meta


def rewritten_turns(path: Path) -> Iterator[RewrittenTurn]:
    """The turns of a file; raises DataError for a file of another kind."""
    for _, rows in groupby(rows_of(path, _Row), key=lambda row: row.meta.group):
        yield from _with_rewrites([_turn(row) for row in rows])


def _turn(row: _Row) -> RewrittenTurn:
    history = tuple(
        EarlierTurn(each.question, each.question, each.answer or "")
        for each in row.history
        if each.question.strip()
    )
    return RewrittenTurn(row.id, row.meta.group, history, row.question, row.rewrite, row.meta.title or "")


def _with_rewrites(turns: list[RewrittenTurn]) -> Iterator[RewrittenTurn]:
    """The turns of a conversation, their earlier turns with the rewrites that the set has of these."""
    known = {(len(turn.history), turn.question): turn.rewrite for turn in turns}
    for turn in turns:
        history = tuple(
            replace(each, rewrite=known.get((number, each.question), each.question))
            for number, each in enumerate(turn.history)
        )
        yield replace(turn, history=history)
