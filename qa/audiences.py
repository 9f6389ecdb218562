"""Who asks, and what that changes: a table kept as data beside this module."""

import math
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import get_args

import numpy as np
import yaml
from pydantic import Field

from index.hit import SentenceKey, Vector
from qa.answer import MAX_QUOTES, Body
from qa.question import Audience
from qa.readability import grade


class Reader(Body):
    """What suits one audience; `audiences.yaml` says what each field is for, and why it is as it is."""

    disclaimer: str = Field(min_length=1)
    quotes: int = Field(ge=1, le=MAX_QUOTES)
    longest: int | None = Field(default=None, ge=1)
    reach: float = Field(default=0, ge=0, le=0.2)
    plain: float = Field(default=0, ge=0, le=1)
    documents: tuple[str, ...] = ()
    glossary: bool = False

    def favour(self, meant_for: tuple[str, ...], grade: float) -> float:
        """How much a sentence of that school grade, of a document meant for those, is favoured: 0 to `reach`."""
        here = not set(self.documents).isdisjoint(meant_for)
        return self.reach * (self.plain * ease(grade) + (1 - self.plain) * here)


ANYONE = Reader(disclaimer="default", quotes=5)
EASY_GRADE, HARD_GRADE = 8.0, 16.0


def ease(grade: float) -> float:
    """Whether a school grade is easy to read, from 1 (the eighth and below) to 0 (university)."""
    return min(1.0, max(0.0, (HARD_GRADE - grade) / (HARD_GRADE - EASY_GRADE)))


def load_audiences() -> Mapping[Audience, Reader]:
    """The reader of every audience; an error if the data file lacks one of them."""
    table = yaml.safe_load(files("qa").joinpath("audiences.yaml").read_text(encoding="utf-8"))
    return {name: Reader.model_validate(table[_name_of(table, name)]) for name in get_args(Audience)}


def favours(
    reader: Reader,
    keys: Sequence[SentenceKey],
    *,
    meant_for: Callable[[str], tuple[str, ...]],
    text: Callable[[SentenceKey], str],
    read: int,
) -> Vector:
    """How much each sentence is favoured, (n,), less what all have in common; only the first `read` are read.

    Where nobody is preferred, all are exactly 0.
    """
    found = np.array(
        [
            reader.favour(
                meant_for(key.document_id), grade(text(key)) if reader.plain and place < read else math.inf
            )
            for place, key in enumerate(keys)
        ],
        dtype=np.float32,
    )
    return found - found.min() if len(found) else found


def _name_of(table: Mapping[str, Mapping[str, str]], audience: str) -> str:
    return table[audience].get("same_as", audience)
