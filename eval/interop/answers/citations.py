"""Sentences with the documents that they cite, also from running text with citations in brackets."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpus.text import SentenceSplitter, clean

_BRACKETS = re.compile(r"\s*\[([^\[\]]+)\]")
_PARTS = re.compile(r"\s*[,;]\s*")
_NUMBERED = re.compile(r"(?:PMID:?\s*)?(\d+)", re.IGNORECASE)
_LEAST_DIGITS = 4


class CitedSentence(NamedTuple):
    """A sentence of an answer, and the documents that it cites, as the answer names them."""

    text: str
    citations: tuple[str, ...] = ()


def cited_sentences(text: str, references: Sequence[str] = ()) -> tuple[CitedSentence, ...]:
    """The sentences of an answer, without the citations in brackets that each has or that follow it.

    A part of a bracket that is one of the references is a citation. So is a number that counts the references
    from 1, or that has four digits or more, as PMIDs do. A bracket with anything else stays in the text.
    """
    plain, cited = _without_citations(clean(text), references)
    spans = _splitter().spans(plain)
    found: list[list[str]] = [[] for _ in spans]
    for position, names in cited:
        before = sum(span.start < position for span in spans)
        if spans:
            found[max(before - 1, 0)] += names
    return tuple(
        CitedSentence(span.of(plain), tuple(dict.fromkeys(names)))
        for span, names in zip(spans, found, strict=True)
    )


def _without_citations(text: str, references: Sequence[str]) -> tuple[str, list[tuple[int, list[str]]]]:
    """The text without citations, and what was cited at which offset of it."""
    kept: list[str] = []
    cited: list[tuple[int, list[str]]] = []
    reached = length = 0
    for bracket in _BRACKETS.finditer(text):
        names = [_reference(part, references) for part in _PARTS.split(bracket[1].strip())]
        if any(name is None for name in names):
            continue
        kept.append(text[reached : bracket.start()])
        length += len(kept[-1])
        cited.append((length, [name for name in names if name is not None]))
        reached = bracket.end()
    return "".join((*kept, text[reached:])), cited


def _reference(part: str, references: Sequence[str]) -> str | None:
    """The document that a part of a bracket names; None if it names none."""
    if part in references:
        return part
    number = _NUMBERED.fullmatch(part)
    if number is None:
        return None
    if number[1] in references or len(number[1]) >= _LEAST_DIGITS:
        return number[1]
    return references[int(number[1]) - 1] if 1 <= int(number[1]) <= len(references) else None


@cache
def _splitter() -> SentenceSplitter:
    return SentenceSplitter()


def each_cites(
    sentences: Sequence[CitedSentence], citations: Sequence[str], resolve: Callable[[str], str]
) -> Iterator[CitedSentence]:
    """The sentences; if none cites anything, each cites what the answer as a whole cites."""
    whole = tuple(map(resolve, citations))
    alone = not any(sentence.citations for sentence in sentences)
    yield from (sentence._replace(citations=whole) if alone else sentence for sentence in sentences)
