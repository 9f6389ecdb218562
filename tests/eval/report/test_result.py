import json
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


def test_the_interval_follows_from_the_values_and_is_named() -> None:
    none = Figure.of("answered", dict.fromkeys(map(str, range(20)), 0.0))
    assert (none.interval, none.low) == ("wilson", 0)
    assert none.high == pytest.approx(0.1611, abs=1e-4)
    assert FIGURE.interval == "score"


def test_values_of_a_group_are_resampled_together() -> None:
    values = {f"s{number // 4}/{number}": float(number // 4 % 2) for number in range(40)}
    alone = Figure.of("hit", values)
    grouped = Figure.of("hit", values, groups={id_: id_.split("/")[0] for id_ in values})
    assert grouped.high - grouped.low > 1.5 * (alone.high - alone.low)
    assert grouped.groups["s3/12"] == "s3"
    apart = Figure.of("hit", values, groups={id_: id_ for id_ in values})
    assert apart == alone


def test_a_result_written_before_intervals_had_names_is_read(tmp_path: Path) -> None:
    result = Result(experiment="retrieval", figures=(FIGURE,), provenance=ORIGIN)
    older = result.model_dump(mode="json")
    for name in ("interval", "statistic", "depth", "groups"):
        del older["figures"][0][name]
    path = tmp_path / "older.json"
    path.write_text(json.dumps(older))
    assert read_result(path).figures[0].interval == "bootstrap"
    assert read_result(path).figures[0].statistic == "mean"
