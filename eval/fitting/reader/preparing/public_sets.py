"""Public sets of questions with labelled passages, as examples; their cautions decide what is taken of each."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from pydantic import Field

from eval.data import Record, is_reserved, rows_of
from eval.fitting.reader.examples import Example, LabelledSentences, Mark


class _Taken(NamedTuple):
    """At most so many items of a set are taken; `silent` says what share of them may be unanswered."""

    most: int
    silent: float = 0.5


# Left out: PubMedQA (its answer is always the last sentence), SciFact (claims, which no reader is asked about),
# MedQuAD (the health pages of PinciteBench are taken from it), BioASQ (its terms are not confirmed).
# MEDIQA marks background sentences too, so only its answered items are taken.
SETS = {
    "squad2_dev": _Taken(6000, 0.55),
    "selqa": _Taken(3500, 0.3),
    "evidence_inference": _Taken(3500, 0.5),
    "clapnq_dev": _Taken(600),
    "quotesum_dev": _Taken(300),
    "mediqa_mas": _Taken(300, 0.0),
}


class _Meta(Record):
    group: str = Field(min_length=1)
    title: str = ""
    article: str = ""
    section: str = ""


class _Answer(Record):
    start: int
    end: int


class _Row(Record):
    id: str
    question: str
    passage: str
    sentences: tuple[tuple[int, int], ...] = Field(min_length=1)
    labels: tuple[int, ...] | None
    answers: tuple[_Answer, ...] = ()
    answerable: bool
    level: str
    meta: _Meta


def public_examples(folder: Path, name: str, seed: int) -> Iterator[Example]:
    """The items that are taken of a set, without the groups that are reserved for regression tests."""
    taken = SETS[name]
    rows = [row for row in rows_of(folder / f"{name}.jsonl.gz", _Row) if not is_reserved(row.meta.group)]
    Random(seed).shuffle(rows)  # noqa: S311 (draws examples)
    answered = [row for row in rows if row.answerable and any(row.labels or ())]
    silent = [row for row in rows if not row.answerable]
    kept = min(len(silent), int(taken.most * taken.silent))
    chosen = [*answered[: taken.most - kept], *silent[:kept]]
    yield from (_example(name, row) for row in chosen)


def _example(name: str, row: _Row) -> Example:
    right = tuple(map(bool, row.labels or [0] * len(row.sentences)))
    passage = LabelledSentences(
        context=". ".join(dict.fromkeys(filter(None, (row.meta.title or row.meta.article, row.meta.section)))),
        sentences=tuple(row.passage[start:end] for start, end in row.sentences),
        answers=right,
        marks=tuple(_marks(row)) if row.level == "span" else (),
    )
    return Example(
        id=row.id, question=row.question, source=name, group=row.meta.group, cls=name, passages=(passage,)
    )


def _marks(row: _Row) -> Iterator[Mark]:
    """The answers that lie within a sentence."""
    for answer in row.answers:
        for number, (start, end) in enumerate(row.sentences):
            if start <= answer.start and answer.end <= end:
                yield Mark(number, answer.start - start, answer.end - start)
