from pathlib import Path

import pytest

from eval.data import Dataset, Ranked, catalogue
from eval.experiments.retrieval import evaluate_retrieval
from eval.report import figures_of
from scripted import ORIGIN, ScriptedAsker
from tiny import QUESTIONS, write_collection


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.open(write_collection(tmp_path / "tiny"))


def found(*documents: str) -> list[Ranked]:
    return [Ranked(document, 1 / rank) for rank, document in enumerate(documents, start=1)]


def test_every_question_counts_also_one_that_finds_nothing(dataset: Dataset) -> None:
    texts = {query: text for query, (text, _) in QUESTIONS.items()}
    asker = ScriptedAsker(
        found={
            texts["q1"]: found("zorbitis", "quixosis"),
            texts["q2"]: found("zorbitis", "quixosis"),
            texts["q3"]: found("zorbitis", "quixosis"),
        }
    )
    seen: list[tuple[int, int | None]] = []
    result, run = evaluate_retrieval(
        asker,
        dataset,
        catalogue(dataset.corpus),
        provenance=ORIGIN,
        depth=10,
        progress=lambda done, total=None: seen.append((done, total)),
    )
    assert result.figure("success@1").value == 1 / 4
    assert result.figure("MRR@10").values == {"q1": 1, "q2": 1 / 2, "q3": 0, "q4": 0}
    assert run["q4"] == []
    assert seen[-1] == (4, 4)
    assert result.notes == ("depth 10", "1 questions without a result count as 0")
    assert result.timing is not None
    assert result.timing.calls == 4
    with pytest.raises(KeyError):
        result.figure("R@100")


def test_the_worst_questions_show_what_was_found_and_wanted(dataset: Dataset) -> None:
    asker = ScriptedAsker(found={QUESTIONS["q1"][0]: found("zorbitis"), QUESTIONS["q2"][0]: found("zorbitis")})
    result, _ = evaluate_retrieval(asker, dataset, catalogue(dataset.corpus), provenance=ORIGIN)
    (worst,) = result.worst
    assert [case.id for case in worst.cases] == ["q2", "q3", "q4"]
    assert worst.cases[0].returned == ("Zorbitis (zorbitis)",)
    assert worst.cases[0].wanted == ("Quixosis (quixosis)",)


def test_an_unjudged_question_is_left_out_and_not_0(dataset: Dataset) -> None:
    dataset.qrels["q4"]["boojumia"] = 0
    asker = ScriptedAsker(found={QUESTIONS["q1"][0]: found("zorbitis")})
    result, run = evaluate_retrieval(asker, dataset, catalogue(dataset.corpus), provenance=ORIGIN)
    assert result.figure("success@1").eligible == 3
    assert "1 questions have no relevant document and are left out" in result.notes
    assert figures_of(run, dataset.qrels)[0].values == result.figures[0].values
