from pathlib import Path

import numpy as np
import pytest

from eval.data import Selection, half_of
from eval.errors import DataError
from eval.fitting.sentence_examples import FOLDS, Example, claim_examples, question_examples
from eval.systems import Session
from qa.settings import Settings
from tiny import claim, span, write_claims, write_collection, write_lines, write_spans


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Settings(model="hash"), None, tmp_path / "cache", Selection())


def test_the_sentences_of_the_evidence_are_the_answers(session: Session, tmp_path: Path) -> None:
    folder = write_claims(write_collection(tmp_path / "scifact"))
    (example,) = claim_examples(session, folder)
    assert example.features.shape == (3, len(example.names))
    assert example.answers.tolist() == [False, True, False]
    assert np.isfinite(example.features).all()


def test_claims_of_other_splits_are_left_out(session: Session, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "scifact")
    evidence = {"zorbitis": [[1]]}
    write_lines(folder / "claims.jsonl", [claim(1, "Zorbine cures.", evidence, split="dev")])
    with pytest.raises(DataError, match="no claim of the split 'train' has evidence"):
        list(claim_examples(session, folder))


def spans(folder: Path) -> Path:
    """Questions in both halves, one of them a statement, about two documents."""
    write_spans(folder)
    asked = [
        span(f"s{number}", f"What does zorbine number {number} cure in adults?", "zorbitis", "zorbitis in nine")
        for number in range(6)
    ]
    asked += [span(f"t{number}", "Zorbine cures quixosis in men.", "quixosis", "two weeks") for number in range(6)]
    write_lines(folder / "questions.jsonl", asked)
    return folder


def test_questions_of_the_even_half_are_taken_and_statements_are_not(session: Session, tmp_path: Path) -> None:
    found = list(question_examples(session, spans(tmp_path / "covid_qa")))
    even = [number for number in range(6) if half_of(f"s{number}") == "even"]
    assert 0 < len(even) < 6
    assert len(found) == len(even)
    assert all(example.answers.tolist() == [False, True, False, False] for example in found)


def test_a_question_whose_answer_is_not_in_the_text_is_left_out(session: Session, tmp_path: Path) -> None:
    folder = spans(tmp_path / "covid_qa")
    lost = [
        {"_id": f"s{number}", "text": "What is lost?", "doc_id": "zorbitis", "answer": {"text": "not in the text"}}
        for number in range(6)
    ]
    write_lines(folder / "questions.jsonl", lost)
    assert list(question_examples(session, folder)) == []


def test_all_questions_about_a_document_are_in_one_fold() -> None:
    features = {"length": np.ones(2)}
    folds = {id_: {Example.of(id_, features, [True, False]).fold for _ in range(3)} for id_ in map(str, range(40))}
    assert all(len(found) == 1 for found in folds.values())
    assert set.union(*folds.values()) == set(range(FOLDS))


@pytest.mark.parametrize(
    ("answers", "usable"), [([True, False], True), ([True, True], False), ([False] * 2, False)]
)
def test_an_example_is_usable_if_it_has_both_kinds(answers: list[bool], usable: bool) -> None:
    assert Example.of("z", {"length": np.ones(2)}, answers).is_usable is usable
