from pathlib import Path

import pytest

from eval.errors import DataError
from eval.report.result import Case, Figure, Result, read_result, worst, write_result
from scripted import ORIGIN

FIGURE = Figure.of("nDCG@10", {"q1": 0.25, "q2": 1.0, "q3": 0.0, "q4": 0.25})


def case(id_: str, value: float) -> Case:
    return Case(id=id_, question="What?", value=value, returned=(), wanted=())


def test_a_figure_is_the_mean_with_its_interval() -> None:
    assert FIGURE.value == 0.375
    assert FIGURE.low < FIGURE.value < FIGURE.high
    assert FIGURE.eligible == 4
    with pytest.raises(ValueError, match="at least one"):
        Figure.of("nDCG@10", {})


def test_a_result_is_read_as_it_was_written(tmp_path: Path) -> None:
    result = Result(experiment="retrieval", figures=(FIGURE,), provenance=ORIGIN)
    path = tmp_path / "result.json"
    write_result(result, path)
    assert read_result(path) == result
    written = path.read_bytes()
    write_result(read_result(path), path)
    assert path.read_bytes() == written
    assert result.title == "retrieval on tiny, test"


@pytest.mark.parametrize("content", ["[]", "{", '{"experiment": "retrieval"}'])
def test_anything_else_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "result.json"
    path.write_text(content)
    with pytest.raises(DataError, match="not a result"):
        read_result(path)
    with pytest.raises(DataError, match="no such file"):
        read_result(tmp_path / "other.json")


def test_the_worst_are_the_lowest_and_none_that_is_full() -> None:
    cases = {id_: case(id_, value) for id_, value in FIGURE.values.items()}
    assert [found.id for found in worst(FIGURE, cases).cases] == ["q3", "q1", "q4"]
    many = Figure.of("MAP", {f"q{number:02}": number / 100 for number in range(50)})
    ten = worst(many, {id_: case(id_, value) for id_, value in many.values.items()}).cases
    assert [found.id for found in ten] == [f"q{number:02}" for number in range(10)]
