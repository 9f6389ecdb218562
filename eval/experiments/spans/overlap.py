"""How well marked spans agree with the answers that people marked."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.document import Span
from eval.experiments.spans.labelled import LabelledSentence

_TOKEN = re.compile(r"\w+")


class Row(NamedTuple):
    """What one way of marking gets: how many of the questions it marks, and how good these marks are.

    `overlapping` is the number of marks that share a character with an answer, and `f1` the mean token F1 of the
    marks with the answer that each agrees with best; 0 without marks.
    """

    marked: int
    overlapping: int
    f1: float


def score(sentences: Sequence[LabelledSentence], spans: Sequence[Span | None]) -> Row:
    """The figures of the spans for the sentences, in the same order."""
    marked = [(each, span) for each, span in zip(sentences, spans, strict=True) if span is not None]
    total = sum(best_f1(each, span) for each, span in marked)
    return Row(len(marked), sum(overlaps(each, span) for each, span in marked), total / max(len(marked), 1))


def overlaps(sentence: LabelledSentence, span: Span) -> bool:
    """Whether a span shares a character with an answer."""
    return any(span.start < answer.end and answer.start < span.end for answer in sentence.answers)


def best_f1(sentence: LabelledSentence, span: Span) -> float:
    """The token F1 of a span with the answer that it agrees with best (SQuAD, Rajpurkar et al. 2016)."""
    return max(_f1(span.of(sentence.text), answer.of(sentence.text)) for answer in sentence.answers)


def _f1(one: str, other: str) -> float:
    ours, theirs = (Counter(_TOKEN.findall(text.lower())) for text in (one, other))
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total()) if common else 0.0
