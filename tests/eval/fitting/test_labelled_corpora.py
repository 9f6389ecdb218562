import json
from pathlib import Path

import numpy as np
import pytest

from eval.data import Half, Selection, half_of
from eval.errors import DataError
from eval.fitting.calibration_fit import SIGNS
from eval.fitting.labelled_corpora import (
    NEAR_QUESTIONS,
    SAMPLE_QUESTIONS,
    LabelledCorpus,
    claim_corpus,
    near_questions,
    question_corpora,
)
from eval.systems import Session
from fitting_data import ASKED, write_fitting_data
from qa.settings import Settings


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session(Settings(model="hash"), None, tmp_path_factory.mktemp("cache"), Selection())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fitting_data(tmp_path_factory.mktemp("data"))


def number_in_even_half(*ids: str) -> int:
    return sum(half_of(id_) == "even" for id_ in ids)


def test_each_kind_of_each_corpus_weighs_the_same() -> None:
    plain = LabelledCorpus("a", np.zeros((3, 4)), np.zeros((7, 4)))
    assert plain.weights()[plain.labels].sum() == pytest.approx(100)
    assert plain.weights()[~plain.labels].sum() == pytest.approx(100)
    mixed = LabelledCorpus("b", np.zeros((3, 4)), np.zeros((7, 4)), mixed=True)
    assert mixed.weights().sum() == pytest.approx(50)
    assert len(set(mixed.weights())) == 1


def test_only_even_halves_are_asked(data: Path, session: Session) -> None:
    medquad, covid, _ = question_corpora(data, session)
    asked = number_in_even_half(*(f"m{n}" for n in range(ASKED)))
    assert 0 < len(medquad.answerable) == asked < ASKED
    foreign = number_in_even_half(*(f"u{n}" for n in range(ASKED)))
    assert len(medquad.unanswerable) == foreign + number_in_even_half(*(f"t{n}" for n in range(ASKED)))
    assert len(covid.unanswerable) == asked + foreign


def test_the_sample_articles_are_asked_the_questions_written_for_them(data: Path, session: Session) -> None:
    *_, samples = question_corpora(data, session)
    assert samples.name == "samples"
    assert len(samples.answerable) == len(SAMPLE_QUESTIONS.read_text(encoding="utf-8").splitlines())
    assert samples.features.shape == (len(samples.labels), len(SIGNS))
    assert np.isfinite(samples.features).all()


def test_the_features_of_answerable_questions_are_higher(data: Path, session: Session) -> None:
    medquad, *_ = question_corpora(data, session)
    assert medquad.answerable[:, 2].mean() > medquad.unanswerable[:, 2].mean() + 0.3
    assert medquad.answerable[:, 3].mean() < medquad.unanswerable[:, 3].mean() - 0.3


def test_the_halves_of_the_near_questions_are_disjoint_and_complete(session: Session) -> None:
    written = [json.loads(line) for line in NEAR_QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert len({each["text"] for each in written}) == len(written)
    halves: tuple[Half, Half] = ("even", "odd")
    sizes = [len(near_questions(session, half).labels) for half in halves]
    assert sizes == [sum(half_of(each["text"]) == half for each in written) for half in halves]
    near = near_questions(session, "even")
    assert near.mixed
    assert near.labels.sum() == sum(each["held"] for each in written if half_of(each["text"]) == "even")


def test_claims_are_those_of_the_training_split(data: Path, session: Session) -> None:
    claims = claim_corpus(data, session)
    assert (len(claims.answerable), len(claims.unanswerable)) == (4, 4)


def test_a_data_set_that_is_missing_is_named(tmp_path: Path, session: Session) -> None:
    with pytest.raises(DataError, match=r"medquad: no queries_distinct\.jsonl"):
        list(question_corpora(tmp_path, session))
