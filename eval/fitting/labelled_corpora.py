"""Corpora with questions that they answer and questions that they do not, for fitting the packaged confidence.

Only splits, halves and questions are used on which no reported figure rests.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.data import (
    GoldQuestion,
    Half,
    answer_spans,
    claims_by_evidence,
    drawn,
    half_of,
    queries,
    required_file,
    samples,
    tasks_by_label,
)
from eval.fitting.calibration_fit import SIGNS
from eval.fitting.made_questions import signs_of
from eval.systems import Session
from qa.answerability import ConfidenceFeatures
from qa.engine import Engine

SAMPLE_QUESTIONS = files("eval.fitting") / "questions" / "sample_questions.txt"
NEAR_QUESTIONS = files("eval.fitting") / "questions" / "near_questions.jsonl"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LabelledCorpus:
    """The confidence features, (n, k), of questions that a corpus answers, and of questions that it does not.

    If the questions are `mixed` as people ask them, the two kinds keep their proportions in the fit.
    """

    name: str
    answerable: Floats
    unanswerable: Floats
    mixed: bool = False

    @property
    def features(self) -> Floats:
        """The features of both kinds, the answerable ones first."""
        return np.concatenate([self.answerable, self.unanswerable])

    @property
    def labels(self) -> NDArray[np.bool_]:
        """Which rows of `features` are answerable."""
        return np.repeat([True, False], [len(self.answerable), len(self.unanswerable)])

    def weights(self) -> Floats:
        """The weight of each row of `features`: 100 in all for each kind, or 50 for both together if `mixed`."""
        sizes = len(self.answerable), len(self.unanswerable)
        if self.mixed:
            return np.full(sum(sizes), 50 / sum(sizes))
        return np.repeat([100 / size for size in sizes], sizes)


def question_corpora(data: Path, session: Session) -> Iterator[LabelledCorpus]:
    """MedQuAD, COVID-QA and the sample articles, with questions of the others as unanswerable ones.

    `data` is the folder of the data sets; DataError if one of them is missing.
    """
    medquad = _even(queries(required_file(data / "medquad", "queries_distinct")), 600)
    foreign = _even(queries(required_file(data / "unanswerable", "queries")), 600)
    covid = _even([span.question for span in answer_spans(data / "covid_qa")], 250)
    tasks = tasks_by_label(data / "mtrag_un")
    general = _even([task for task in (*tasks.answerable, *tasks.unanswerable) if not task.before], 100)
    own = SAMPLE_QUESTIONS.read_text(encoding="utf-8").splitlines()
    engine = session.engine_asker(required_file(data / "medquad", "corpus")).engine
    yield labelled("MedQuAD", engine, medquad, foreign + general)
    engine = session.engine_asker(required_file(data / "covid_qa", "documents")).engine
    yield labelled("COVID-QA", engine, covid, medquad[:150] + foreign[:50])
    engine = session.engine_asker(samples()).engine
    yield labelled("samples", engine, own, covid[:100] + foreign[:80] + general)


def near_questions(session: Session, half: Half) -> LabelledCorpus:
    """Questions in the words of the sample articles, which answer some and only seem to answer others."""
    lines = NEAR_QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [each for each in map(json.loads, lines) if half_of(each["text"]) == half]
    kinds = ([each["text"] for each in asked if each["held"] is held] for held in (True, False))
    engine = session.engine_asker(samples()).engine
    return replace(labelled(f"near, {half} half", engine, *kinds), mixed=True)


def claim_corpus(data: Path, session: Session) -> LabelledCorpus:
    """SciFact's training claims with evidence in its abstracts, and those without."""
    folder = data / "scifact"
    claims = claims_by_evidence(folder, "train")
    engine = session.engine_asker(required_file(folder, "corpus")).engine
    kinds = ([asked.text for asked in kind] for kind in (claims.answerable, claims.unanswerable))
    return labelled("claims", engine, *kinds)


def labelled(name: str, engine: Engine, answerable: Sequence[str], unanswerable: Sequence[str]) -> LabelledCorpus:
    """The features of the questions; those for which the engine finds no sentence are left out."""
    return LabelledCorpus(name, _features(engine, answerable), _features(engine, unanswerable))


def _features(engine: Engine, questions: Iterable[str]) -> Floats:
    return matrix(signs_of(engine, GoldQuestion(question, question)) for question in questions)


def matrix(found: Iterable[ConfidenceFeatures | None]) -> Floats:
    """The features, (n, k); questions without any are left out."""
    rows = [[getattr(signs, name) for name in SIGNS] for signs in found if signs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(SIGNS))


def _even(asked: Sequence[GoldQuestion], most: int) -> list[str]:
    """The texts of at most that many questions of the even half, drawn by the hash of their ids."""
    texts = {question.id: question.text for question in asked if half_of(question.unit) == "even"}
    return [texts[id_] for id_ in drawn(texts, most, seed=0)]
