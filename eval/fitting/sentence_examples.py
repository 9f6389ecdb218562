"""Labelled sentences that the relevance model is fitted on: SciFact's training claims and COVID-QA's even half."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.text import clean
from eval.data import GoldQuestion, answer_spans, catalogue, fold_of, half_of, rationales, required_file
from eval.experiments import GoldSentences
from eval.systems import Session
from index.hybrid import HybridIndex
from qa.ranking import Features, QuestionType, features_of

FOLDS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question with all n sentences of one document.

    `features` is (n, f), its columns in the order of `names`; `answers`, (n,), says which sentences answer. The
    fold depends on the document alone, so that all questions about a document are in one fold.
    """

    fold: int
    names: tuple[str, ...]
    features: Floats
    answers: NDArray[np.bool_]

    @classmethod
    def of(cls, document: str, features: Features, answers: Sequence[bool]) -> Self:
        """The example of the document with this id."""
        columns = np.stack([np.asarray(column, dtype=np.float64) for column in features.values()], axis=1)
        return cls(fold_of(document, FOLDS), tuple(features), columns, np.array(answers, dtype=np.bool_))

    @property
    def is_usable(self) -> bool:
        """Whether some of the sentences answer and others do not."""
        return bool(self.answers.any() and not self.answers.all())


def claim_examples(session: Session, folder: Path) -> Iterator[Example]:
    """The claims of SciFact's training split, each with every abstract that has evidence for or against it."""
    corpus = required_file(folder, "corpus")
    known = catalogue(corpus)
    asker = session.engine_asker(corpus)
    gold, store = GoldSentences(asker, known), asker.engine.store
    index = asker.engine.live.current()
    for rationale in rationales(folder, "train", known):
        document = store.document(rationale.document)
        keys = index.locate(index.document_rows(document.id))
        spans = [document.sentences[key.ordinal].span for key in keys]
        shown = [set(gold.within(document.id, document.version, [span])) for span in spans]
        answers = [bool(numbers & rationale.sentences) for numbers in shown]
        yield Example.of(document.id, _features(index, rationale.question, document.id), answers)


def question_examples(session: Session, folder: Path) -> Iterator[Example]:
    """The even half of COVID-QA's questions, each with its article; statements are left out.

    A sentence is an answer if it overlaps the marked words. A question whose marked words are not in the stored
    text is left out.
    """
    asker = session.engine_asker(required_file(folder, "documents"))
    store, index = asker.engine.store, asker.engine.live.current()
    for span in answer_spans(folder):
        if half_of(span.question.unit) != "even" or QuestionType.of(span.question.text).claim:
            continue
        document, wanted = store.document(span.document), clean(span.answer)
        start = document.text.find(wanted)
        if start < 0:
            continue
        keys = index.locate(index.document_rows(document.id))
        places = [document.sentences[key.ordinal].span for key in keys]
        answers = [place.start < start + len(wanted) and start < place.end for place in places]
        yield Example.of(document.id, _features(index, span.question, document.id), answers)


def _features(index: HybridIndex, question: GoldQuestion, document: str) -> Features:
    """The features of all sentences of a document for a question."""
    scores = index.score(index.query(question.text), index.document_rows(document))
    return features_of(QuestionType.of(question.text), scores)
