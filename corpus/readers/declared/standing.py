"""The standing that a work states for itself, in its metadata or at the start of its text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from corpus.document import Standing

LONGEST_STATEMENT = 400
MOST_BLOCKS = 12

Stated = tuple[Standing, str | None]
CURRENT: Stated = (Standing.CURRENT, None)


def standing_of_status(written: Iterable[str]) -> Standing:
    """The most serious standing that words of a status name, such as "Superseded"; CURRENT for other words."""
    named = (_statuses().get(re.sub(r"[\s_-]+", " ", text).strip(" .").casefold()) for text in written)
    return max((standing for standing in named if standing), key=_severity, default=Standing.CURRENT)


def standing_of_text(blocks: Sequence[str]) -> Stated:
    """The standing that one of the first blocks states for the work ("This page has been replaced"), and it.

    A long block is text about something else. CURRENT if there is no such statement.
    """
    found = [
        (standing, block)
        for block in blocks[:MOST_BLOCKS]
        if len(block) <= LONGEST_STATEMENT
        for standing, pattern in _statements()
        if pattern.search(block)
    ]
    return max(found, key=lambda stated: stated[0].severity, default=CURRENT)


def most_serious(*stated: Stated) -> Stated:
    """The most serious of several standings, the first of equals that says more."""
    return max(stated, key=lambda one: (one[0].severity, one[1] is not None))


def _severity(standing: Standing) -> int:
    return standing.severity


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(
        files("corpus.readers.declared").joinpath("standing.yaml").read_text("utf-8")
    )
    return data


@cache
def _statuses() -> Mapping[str, Standing]:
    return {word: Standing(name) for name, words in _data()["status"].items() for word in words}


@cache
def _statements() -> tuple[tuple[Standing, re.Pattern[str]], ...]:
    work = rf"\b{_data()['work']}"
    return tuple(
        (Standing(name), re.compile(pattern.replace("<work>", work), re.IGNORECASE))
        for name, patterns in _data()["statements"].items()
        for pattern in patterns
    )
