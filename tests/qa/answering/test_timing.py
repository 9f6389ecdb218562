"""The measurement of a stage."""

import pytest

from qa.answering.timing import timed, unobserved


def test_a_stage_is_measured_by_its_name() -> None:
    measured: list[tuple[str, float]] = []
    with timed(lambda stage, seconds: measured.append((stage, seconds)), "search"):
        assert measured == []
    ((stage, seconds),) = measured
    assert stage == "search"
    assert seconds >= 0


def test_a_stage_is_measured_even_if_it_raises() -> None:
    measured: list[str] = []
    with (
        pytest.raises(ValueError, match="broken"),
        timed(lambda stage, _: measured.append(stage), "select"),
    ):
        raise ValueError("broken")
    assert measured == ["select"]


def test_nested_stages_are_reported_from_the_inside_out() -> None:
    measured: list[tuple[str, float]] = []

    def observe(stage: str, seconds: float) -> None:
        measured.append((stage, seconds))

    with timed(observe, "outer"), timed(observe, "inner"):
        pass
    assert [stage for stage, _ in measured] == ["inner", "outer"]
    assert measured[0][1] <= measured[1][1]


def test_measurements_may_be_ignored() -> None:
    with timed(unobserved, "search"):
        pass
