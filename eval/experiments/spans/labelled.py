"""Sentences with the words that answer a question, from data sets that mark them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from corpus.document import Span
from corpus.text import SentenceSplitter
from eval.data import Half, Record, drawn, half_of, required_file, rows_of

# An answer that is more of its sentence leaves nothing to mark.
_LONGEST = 0.9
# Longer sentences are pieces of layout.
_MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A question, a sentence that answers it, and the parts of the sentence that are marked as the answer."""

    id: str
    question: str
    text: str
    answers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The sentences of one half of a data set, and how many answers are a whole sentence or longer."""

    name: str
    sentences: tuple[LabelledSentence, ...]
    whole: int


class _Marked(Record):
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class _CovidQuestion(Record):
    id: str = Field(alias="_id")
    text: str
    doc_id: str
    answer: _Marked


class _Text(Record):
    id: str = Field(alias="_id")
    text: str


class _Meta(Record):
    group: str


class _Passage(Record):
    id: str
    question: str
    passage: str
    sentences: tuple[tuple[int, int], ...]
    answers: tuple[_Marked, ...] = ()
    answerable: bool
    meta: _Meta


def covid_sentences(folder: Path, half: Half, limit: int) -> Labels:
    """The answering sentences of one half of COVID-QA, at most `limit`; the texts are split as at ingestion."""
    asked = [row for row in rows_of(required_file(folder, "questions"), _CovidQuestion) if half_of(row.id) == half]
    splitter = SentenceSplitter()
    texts = {row.id: row.text for row in rows_of(required_file(folder, "documents"), _Text)}
    splits = {id_: splitter.spans(texts[id_]) for id_ in {row.doc_id for row in asked}}
    found = [_labelled(row.id, row.text, texts[row.doc_id], splits[row.doc_id], [row.answer]) for row in asked]
    return _labels("COVID-QA", found, limit)


def reading_sentences(path: Path, half: Half, limit: int) -> Labels:
    """The answering sentences of one half of a file of passages, at most `limit`, one for each question."""
    rows = {
        row.question: row
        for row in rows_of(path, _Passage)
        if row.answerable and row.answers and half_of(row.meta.group) == half
    }
    found = [
        _labelled(row.id, row.question, row.passage, [Span(*each) for each in row.sentences], row.answers)
        for row in rows.values()
    ]
    return _labels(path.name.partition(".")[0], found, limit)


def _labelled(
    id_: str, question: str, text: str, sentences: Iterable[Span], answers: Sequence[_Marked]
) -> LabelledSentence | None:
    """The sentence with most answers in it; None if none holds a whole answer."""
    inside: dict[Span, list[Span]] = defaultdict(list)
    for span in sentences:
        for answer in answers:
            if span.start <= answer.start < answer.end <= span.end:
                inside[span].append(Span(answer.start - span.start, answer.end - span.start))
    if not inside:
        return None
    sentence = max(inside, key=lambda span: len(inside[span]))
    return LabelledSentence(id_, question, sentence.of(text), tuple(inside[sentence]))


def _labels(name: str, found: Sequence[LabelledSentence | None], limit: int) -> Labels:
    within = [each for each in found if each is not None and len(each.text) <= _MOST_CHARACTERS]
    parts = {each.id: each for each in within if not _is_whole(each)}
    whole = sum(each is None for each in found) + len(within) - len(parts)
    return Labels(name, tuple(parts[id_] for id_ in drawn(parts, limit, seed=0)), whole)


def _is_whole(each: LabelledSentence) -> bool:
    return any(answer.end - answer.start > _LONGEST * len(each.text) for answer in each.answers)
