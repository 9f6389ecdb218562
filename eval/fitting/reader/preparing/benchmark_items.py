"""PinciteBench's items for tuning, with the passages that an engine would read for them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from corpus.document import Document
from eval.benchmark import collections
from eval.data import JudgedItem
from eval.fitting.judged_corpora import answers
from eval.fitting.reader.examples import Example, LabelledSentences
from eval.systems import Session
from index.hybrid import HybridIndex
from index.types import SentenceKey, as_rows
from qa.engine import Engine
from qa.probe import Candidate
from qa.schema import Question
from qa.search import CandidatePassage, Evidence, candidate_passages

Load = Callable[[SentenceKey], Document]
PASSAGES = 8
# The log-odds of a sentence of a passage that is no candidate, as one that repeats the question.
_NO_CANDIDATE = -9.0
_LEAST_ODDS = 1e-6


def benchmark_examples(
    data: Path, session: Session, collection: str, parts: Iterable[str], *, with_gold: bool
) -> Iterator[Example]:
    """The items of some parts of a collection on the documents that systems may be tuned on, without follow-ups.

    Each has the passages of its best candidates, and the log-odds that candidates have without a reader. With
    `with_gold`, passages that answer and rank below these are added.
    """
    known = collections()[collection]
    engine = session.engine_asker(*known.documents(data)).engine
    for part in parts:
        for item in known.items("tune", part):
            if not item.thread and (example := _example(engine, item, part, with_gold)) is not None:
                yield example


def _example(engine: Engine, item: JudgedItem, part: str, with_gold: bool) -> Example | None:
    index, stages = engine.live.current(), engine.answering.stages
    search = stages.search(
        index,
        Question(
            question=item.question,
            document_id=item.document_id,
            audience=item.audience or "clinician",
            store=False,
        ),
    )
    evidence = search.evidence(item.question)
    rows = evidence.candidates.rows
    if not len(rows):
        return None
    found = candidate_passages(index, rows, search.document, PASSAGES)
    if with_gold:
        found += _of_gold(index, item, {each.rows.start for each in found}, search.document)
    return Example(
        id=item.id,
        question=item.question,
        source=f"PinciteBench {part}",
        group=item.unit,
        cls=item.cls,
        passages=tuple(_labelled(index, item, each, evidence, search.document) for each in found),
    )


def _of_gold(index: HybridIndex, item: JudgedItem, read: set[int], load: Load) -> Iterator[CandidatePassage]:
    """The passages with the item's places that are not read already."""
    for expected in item.expected:
        if not (expected.places and index.holds(expected.doc)):
            continue
        rows = index.document_rows(expected.doc)
        hits = [row for row in rows.tolist() if answers(item, [_candidate(index.locate([row])[0], load)])]
        for each in candidate_passages(index, as_rows(hits), load, len(hits)):
            if each.rows.start not in read:
                read.add(each.rows.start)
                yield each


def _labelled(
    index: HybridIndex, item: JudgedItem, found: CandidatePassage, evidence: Evidence, load: Load
) -> LabelledSentences:
    keys = index.locate(np.arange(found.rows.start, found.rows.stop))
    right = tuple(answers(item, [_candidate(key, load)]) for key in keys)
    relevance = dict(zip(evidence.candidates.rows.tolist(), evidence.candidates.relevance.tolist(), strict=True))
    return LabelledSentences(
        context=found.passage.context,
        sentences=found.passage.sentences,
        answers=right,
        offsets=tuple(_log_odds(relevance.get(row)) for row in found.rows),
    )


def _log_odds(relevance: float | None) -> float:
    if relevance is None:
        return _NO_CANDIDATE
    kept = min(max(relevance, _LEAST_ODDS), 1 - _LEAST_ODDS)
    return round(float(np.log(kept / (1 - kept))), 4)


def _candidate(key: SentenceKey, load: Load) -> Candidate:
    document = load(key)
    span = document.sentences[key.ordinal].span
    start, end = document.byte_span(span)
    return Candidate(key.document_id, start, end, span.of(document.text))
