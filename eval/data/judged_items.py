"""Reads questions with the passages that answer them, or with the statement that silence is right."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from eval.data.gold import Record, rows_of
from eval.errors import DataError
from qa.schema import Audience, Body

ABSTAIN: Literal["abstain"] = "abstain"
Digest16 = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(
            f"{pattern!r} is not a regular expression ({error}): escape its special characters"
        ) from None
    return pattern


class Place(Body):
    """A passage of a document without its text, so that data sets need not contain the words of others.

    `start` and `end` are UTF-8 byte offsets in the canonical text. `letters` and `sha256` are the number of
    letters and digits of the passage, and the first 16 hexadecimal digits of the SHA-256 over them in UTF-8, so
    that the passage can be checked, and found again where another version of a reader has moved it.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    letters: int = Field(ge=1)
    sha256: Digest16

    def has_letters_of(self, text: str) -> bool:
        """Whether the passage and a text have the same letters and digits, wherever both stand."""
        squeezed = "".join(filter(str.isalnum, text))
        return len(squeezed) == self.letters and hashlib.sha256(squeezed.encode()).hexdigest()[:16] == self.sha256


class Expected(Body):
    """The passages of one document, or of several, each of which answers the question by itself.

    `doc` is a regular expression that is searched for in the ids and titles of documents, regardless of case;
    empty, it means any document. A passage is given by a part of its text (`any`) or by its place (`places`, which
    need a `doc` that is the whole id of one document).
    """

    doc: Annotated[str, AfterValidator(_compiles)] = ""
    any: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    places: tuple[Place, ...] = ()

    @model_validator(mode="after")
    def _names_passages(self) -> Self:
        if not (self.any or self.places):
            raise ValueError('needs "any", a list of passages, or "places"')
        if self.places and not self.doc:
            raise ValueError('"places" need the id of their document in "doc"')
        return self


class Nugget(Expected):
    """A statement that a full answer has to contain, in any of the ways in which the documents put it."""

    name: str = ""


class JudgedItem(Record):
    """A question and what is right: the passages that answer it, or silence.

    `cls` is the class that figures are divided by. `thread` holds the earlier questions of the same conversation.
    `differs` says, for a question that resembles what the corpus holds, what it exchanges, such as the population.
    Items of one `group` must not be divided between tuning and reporting; by default, an item belongs to the
    document that it names.
    """

    id: str = Field(min_length=1)
    cls: str = Field(default="question", min_length=1)
    question: str = Field(min_length=1)
    thread: tuple[str, ...] = ()
    document_id: str | None = None
    audience: Audience | None = None
    gold: Literal["abstain"] | tuple[Expected, ...]
    must: tuple[Nugget, ...] = ()
    differs: str | None = None
    group: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_expectation_is_a_list(cls, fields: object) -> object:
        if isinstance(fields, dict) and isinstance(fields.get("gold"), dict):
            return {**fields, "gold": [fields["gold"]]}
        return fields

    @model_validator(mode="after")
    def _right_is_stated(self) -> Self:
        if not self.gold:
            raise ValueError('"gold" is empty: write "abstain" if no document answers the question')
        if self.abstain and self.must:
            raise ValueError('"must" needs a gold answer, but "gold" is "abstain"')
        return self

    @property
    def abstain(self) -> bool:
        """Whether silence is right."""
        return self.gold == ABSTAIN

    @property
    def expected(self) -> tuple[Expected, ...]:
        """The passages that answer; empty if silence is right."""
        return () if isinstance(self.gold, str) else self.gold

    @property
    def unit(self) -> str:
        """What halves and folds keep together: the group, else the document, else the item."""
        named = next((expected.doc for expected in self.expected if expected.places), "")
        return self.group or self.document_id or named or self.id


def judged_items(path: Path) -> tuple[JudgedItem, ...]:
    """The items of a JSON Lines file; raises DataError for a malformed line, a repeated id and an empty file."""
    items = tuple(_distinct(path, rows_of(path, JudgedItem)))
    if not items:
        raise DataError(path, "has no questions: add one per line")
    return items


def _distinct(path: Path, items: Iterator[JudgedItem] | Sequence[JudgedItem]) -> Iterator[JudgedItem]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise DataError(path, f"the id {item.id!r} is used twice: give each line its own id")
        seen.add(item.id)
        yield item
