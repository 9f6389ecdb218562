"""Reads threads of follow-up questions over documents, with gold rewrites and the places of what was shown."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pydantic import Field

from eval.data.conversations.rewritten_turns import EarlierTurn, RewrittenTurn, Understanding
from eval.data.gold import Record, rows_of
from eval.data.judged_items import Place
from eval.data.lines import numbered

_UNDERSTOOD: dict[str, Understanding] = {
    "first": "kept",
    "complete": "kept",
    "outside": "kept",
    "cannot": "asked back",
    "chat": "small talk",
}


class _Shown(Place):
    doc: str = Field(min_length=1)
    sentence: int


class _Rewrite(Record):
    text: str = Field(min_length=1)


class _Turn(Record):
    question: str = Field(min_length=1)
    kinds: tuple[str, ...] = Field(min_length=1)
    rewrites: tuple[_Rewrite, ...]
    answer: tuple[_Shown, ...] | str | None


class _Thread(Record):
    id: str = Field(min_length=1)
    docs: tuple[str, ...] = Field(min_length=1)
    page: bool
    turns: tuple[_Turn, ...] = Field(min_length=1)


def are_threads(path: Path) -> bool:
    """Whether a file holds threads, and not single turns with what was before them."""
    return any('"turns"' in text for _, text in islice(numbered(path), 1))


def thread_turns(path: Path) -> Iterator[RewrittenTurn]:
    """The turns of the threads of a file, each after the gold rewrites of the turns before it."""
    for thread in rows_of(path, _Thread):
        history: list[EarlierTurn] = []
        for number, turn in enumerate(thread.turns, start=1):
            rewrite = _rewrite(turn)
            yield RewrittenTurn(
                id=f"{thread.id}/{number}",
                group=thread.id,
                history=tuple(history),
                question=turn.question,
                rewrite=rewrite,
                wanted=_wanted(turn, rewrite),
                kinds=turn.kinds,
                document=thread.docs[0] if thread.page else None,
            )
            history.append(EarlierTurn(turn.question, rewrite, shown=_shown(turn)))


def _rewrite(turn: _Turn) -> str:
    """The gold rewrite; that of two questions in one has both, and what cannot be resolved stays as asked."""
    if "cannot" in turn.kinds or not turn.rewrites:
        return turn.question
    return " ".join(rewrite.text for rewrite in turn.rewrites)


def _wanted(turn: _Turn, rewrite: str) -> Understanding:
    told = next((_UNDERSTOOD[kind] for kind in turn.kinds if kind in _UNDERSTOOD), None)
    return told or ("kept" if rewrite == turn.question else "rewritten")


def _shown(turn: _Turn) -> tuple[tuple[str, Place], ...]:
    if not isinstance(turn.answer, tuple):
        return ()
    return tuple((each.doc, Place(**each.model_dump(exclude={"doc", "sentence"}))) for each in turn.answer)
