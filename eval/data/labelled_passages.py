"""Reads questions with labelled passages from JSON Lines; a part of every file is reserved for regression tests.

The reserved part is neither fitted on nor reported, so that the regression tests score data that the system has
never seen. There is no way to read both parts at once. See docs/decisions/regression-data.md.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from eval.data.gold import GoldQuestion, Record, rows_of
from eval.errors import DataError

Part = Literal["fitting", "regression"]
_SALT = "regression"
_ONE_IN = 10


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A question and the sentences of a passage; `answers` are the numbers, from 0, of those that answer.

    There are none if the passage does not answer. What is of one group, an article or the questions about one
    passage, must not be divided between fitting and testing.
    """

    question: GoldQuestion
    sentences: tuple[str, ...]
    answers: frozenset[int]


class _Meta(Record):
    group: str = Field(min_length=1)


class _Row(Record):
    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    passage: str = Field(min_length=1)
    sentences: tuple[tuple[int, int], ...] = Field(min_length=1)
    labels: tuple[int, ...]
    meta: _Meta


def labelled_passages(path: Path, part: Part) -> tuple[LabelledPassage, ...]:
    """One part of a file; the regression part has one group in ten, by the salted hash of its name.

    Raises DataError for a line of another form, labels that do not fit the sentences, and an empty part.
    """
    found = tuple(_read(path, part))
    if not found:
        raise DataError(path, f"nothing of it is in the part for {part}: name a larger file")
    return found


def is_reserved(group: str) -> bool:
    """Whether a group belongs to the regression part; the same on every machine."""
    return int.from_bytes(hashlib.sha256(f"{_SALT}\n{group}".encode()).digest()) % _ONE_IN == 0


def _read(path: Path, part: Part) -> Iterator[LabelledPassage]:
    for row in rows_of(path, _Row):
        if len(row.labels) != len(row.sentences):
            raise DataError(path, f"{row.id} has {len(row.labels)} labels for {len(row.sentences)} sentences")
        if is_reserved(row.meta.group) is (part == "regression"):
            yield LabelledPassage(
                GoldQuestion(row.id, row.question, group=row.meta.group),
                tuple(row.passage[start:end] for start, end in row.sentences),
                frozenset(number for number, label in enumerate(row.labels) if label),
            )
