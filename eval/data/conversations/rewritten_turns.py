"""Turns of conversations with the self-contained question that a person made of each, one JSON object a line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

from pydantic import Field

from eval.data.gold import Record, rows_of
from eval.data.judged_items import Place

Understanding = Literal["kept", "rewritten", "asked back", "small talk"]


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A turn before: its question as asked, and as rewritten if the set has that.

    `answer` is its answer if the set has the text; `shown` are the places of the sentences that answered it.
    """

    question: str
    rewrite: str
    answer: str = ""
    shown: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class RewrittenTurn:
    """A question with the turns before it, oldest first, and its gold rewrite; one `group` is one conversation.

    `wanted` says how it should be understood, and `kinds` what kind of follow-up it is, if the set says that.
    `document` is the article that it is asked under.
    """

    id: str
    group: str
    history: tuple[EarlierTurn, ...]
    question: str
    rewrite: str
    wanted: Understanding
    title: str = ""
    kinds: tuple[str, ...] = ()
    document: str | None = None


class _Earlier(Record):
    question: str = ""
    answer: str | None = None


class _Meta(Record):
    group: str
    title: str | None = None
    changed: bool


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
    asked = [each for each in row.history if each.question.strip()]
    return RewrittenTurn(
        id=row.id,
        group=row.meta.group,
        history=tuple(EarlierTurn(each.question, each.question, each.answer or "") for each in asked),
        question=row.question,
        rewrite=row.rewrite,
        wanted="rewritten" if row.meta.changed else "kept",
        title=row.meta.title or "",
    )


def _with_rewrites(turns: list[RewrittenTurn]) -> Iterator[RewrittenTurn]:
    """The turns of a conversation, their earlier turns with the rewrites that the set has of these."""
    known = {(len(turn.history), turn.question): turn.rewrite for turn in turns}
    for turn in turns:
        history = tuple(
            replace(each, rewrite=known.get((number, each.question), each.question))
            for number, each in enumerate(turn.history)
        )
        yield replace(turn, history=history)
