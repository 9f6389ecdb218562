"""Finds candidates that say the same in other places, so that an answer quotes them once and names all places."""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

import numpy as np

from corpus.document import Document
from index.types import SentenceKey, Vector
from qa.language import fold_name, load_rules
from qa.selection.context import companions

_rules = partial(load_rules, "qa.selection", "duplicates")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[<>≤≥=±%/]")
_ENDING = re.compile(r"(?<=\w\w\w)(?:es|s)\Z")


def copies(
    positions: Sequence[int],
    keys: Sequence[SentenceKey],
    vectors: Vector,
    load: Callable[[SentenceKey], Document],
    twin: float,
) -> dict[int, list[int]]:
    """For each distinct one of n candidates, best first, the later ones that say the same.

    `positions` select the candidates from which distinct ones are taken; any candidate can be a copy. Copies are
    at least `twin` similar, (n, d) normalised vectors, and the same statement with the context that is quoted with
    them.
    """
    found: dict[int, list[int]] = {}
    copied: set[int] = set()
    statement = cache(partial(_statement, keys, load))
    for position in positions:
        if position in copied:
            continue
        near = np.flatnonzero(vectors @ vectors[position] >= twin).tolist()
        found[position] = [
            other
            for other in near
            if other != position
            and other not in found
            and other not in copied
            and statement(other) == statement(position)
        ]
        copied.update(found[position])
    return found


def same_statement(one: str, other: str) -> bool:
    """Whether two texts have the same words and numbers in the same order, except for fillers and endings."""
    return _words(one) == _words(other)


def _statement(keys: Sequence[SentenceKey], load: Callable[[SentenceKey], Document], position: int) -> list[str]:
    document = load(keys[position])
    quoted = sorted(companions(document, keys[position].ordinal))
    return _words(" ".join(document.sentence_text(ordinal) for ordinal in quoted))


def _words(text: str) -> list[str]:
    filler = _rules().words("filler")
    tokens = (fold_name(token) for token in _TOKEN.findall(text))
    return [_ENDING.sub("", token) for token in tokens if token not in filler]
