"""What the reader is fitted on: public sets by their cautions, contrast pairs, and the figures of an order."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from eval.data import is_reserved
from eval.fitting.reader.examples import Example, LabelledSentences, Mark, read_examples, write_examples
from eval.fitting.reader.preparing import SETS, Contrasts, PlainSignals, public_examples
from eval.fitting.reader.ranking_figures import Read, figures
from index.analysis import Analyser
from index.dense import HashEmbedder

PASSAGE = "Zorbine cures zorbitis. It hurts."


def row(number: int, group: str, answerable: bool) -> dict[str, object]:
    """A line of a public set: the first sentence answers, and its first word is marked."""
    return {
        "id": f"r{number}",
        "question": "What cures zorbitis?",
        "passage": PASSAGE,
        "sentences": [[0, 23], [24, 33]],
        "labels": [int(answerable), 0],
        "answers": [{"start": 0, "end": 7, "text": "Zorbine"}] if answerable else [],
        "answerable": answerable,
        "level": "span",
        "kind": "question",
        "meta": {"group": group, "title": "Zorbitis"},
    }


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    rows = [row(number, f"g{number}", number % 2 == 0) for number in range(60)]
    for name in SETS:
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in rows)
    return tmp_path


def test_what_is_reserved_for_regression_tests_is_not_taken(folder: Path) -> None:
    found = list(public_examples(folder, "squad2_dev", 0))
    assert found
    assert not any(is_reserved(example.group) for example in found)
    assert len(found) == sum(not is_reserved(f"g{number}") for number in range(60))


def test_sets_with_doubtful_negatives_give_none(folder: Path) -> None:
    assert all(example.answered for example in public_examples(folder, "mediqa_mas", 0))
    assert not all(example.answered for example in public_examples(folder, "squad2_dev", 0))


def test_sentences_labels_and_marks_are_those_of_the_line(folder: Path) -> None:
    example = next(each for each in public_examples(folder, "squad2_dev", 0) if each.answered)
    (passage,) = example.passages
    assert passage.sentences == ("Zorbine cures zorbitis.", "It hurts.")
    assert passage.answers == (True, False)
    assert passage.marks == (Mark(0, 0, 7),)
    assert passage.context == "Zorbitis"


def test_sets_whose_terms_are_not_confirmed_are_left_out() -> None:
    assert not [name for name in SETS if name.startswith("bioasq")]


def test_examples_are_read_as_they_were_written(tmp_path: Path, folder: Path) -> None:
    some = list(public_examples(folder, "squad2_dev", 0))
    assert write_examples(tmp_path / "new" / "examples.jsonl.gz", some) == len(some)
    assert list(read_examples(tmp_path / "new" / "examples.jsonl.gz")) == some


def asked(question: str, *sentences: str) -> Example:
    passage = LabelledSentences("Fever", sentences, (True, *[False] * (len(sentences) - 1)))
    return Example(question, question, "invented", "", "direct", (passage,))


DRUGS = ("ibuprofen", "amoxicillin", "metformin", "warfarin", "salbutamol", "ceftriaxone", "digoxin", "insulin")
OTHERS = [asked(f"Is {drug} given?", f"{drug} is given.") for drug in DRUGS]


def contrasts(example: Example) -> dict[str, Example]:
    return {each.cls: each for each in Contrasts([*OTHERS, example], 0).of(example)}


def test_a_drug_is_exchanged_for_one_that_the_passage_does_not_name() -> None:
    example = asked("What dose of paracetamol do adults need?", "Give paracetamol 1 g.", "Ibuprofen is not given.")
    found = contrasts(example)["contrast drug"]
    assert "paracetamol" not in found.question
    assert "ibuprofen" not in found.question
    assert any(drug in found.question for drug in DRUGS)
    assert not found.answered
    assert not found.listed


def test_people_are_exchanged_for_others_of_whom_the_passage_does_not_speak() -> None:
    example = asked("What dose do children need?", "Give children 1 g, and newborns or adults 2 g.")
    assert contrasts(example)["contrast population"].question == "What dose do older people need?"


def test_nothing_is_exchanged_if_the_passage_speaks_of_all_others() -> None:
    example = asked("What dose do men need?", "Give men 1 g and women 2 g.")
    assert "contrast population" not in contrasts(example)


def test_the_kind_of_fact_is_exchanged() -> None:
    assert contrasts(asked("How is fever treated?", "Fever is treated with rest."))["contrast fact"].question in {
        "How is fever prevented?",
        "How is fever diagnosed?",
        "How is fever transmitted?",
    }


def test_what_is_not_answered_has_no_contrasts() -> None:
    example = asked("How is fever treated?", "Nothing.")
    silent = Example(
        "s", example.question, "invented", "", "near_miss", (LabelledSentences("", ("No.",), (False,)),)
    )
    assert not list(Contrasts(OTHERS, 0).of(silent))


def test_a_sentence_with_the_words_of_the_question_has_the_greatest_log_odds() -> None:
    example = asked("Which drug cures zorbitis?", "It hurts.", "This drug cures zorbitis.", "A toe.")
    analyser = Analyser()
    (filled,) = PlainSignals(HashEmbedder(analyser), analyser, example.passages).fill([example])
    assert np.argmax(filled.passages[0].offsets) == 1
    assert len(filled.passages[0].offsets) == 3


def test_the_figures_of_an_order() -> None:
    examples = [
        asked("first?", "a", "b"),
        Example("n", "near?", "", "", "near_miss", asked("n", "a", "b").passages),
    ]
    right = Read(np.array([True, False]), np.array([0.0, 1.0]), np.array([2.0, 0.0]), 1.0)
    near = Read(np.array([False, False]), np.array([3.0, 0.0]), np.array([-9.0, 0.0]), 0.0)
    found = figures(examples, [right, near], (1.0,))
    assert (found["base first"], found["base among 3"], found["base auroc"]) == (0, 1, 0)
    assert (found["alone first"], found["w1.0 first"], found["w1.0 auroc"]) == (1, 1, 1)
    assert found["relevance auroc"] == 1
