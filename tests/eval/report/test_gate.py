from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.errors import DataError
from eval.report import Aim, Comparison, Figure, Result, judge, read_aims, regressions
from scripted import ORIGIN

UNIT = st.floats(0, 1)


def result(value: float = 0.8, low: float = 0.7, high: float = 0.9) -> Result:
    figure = Figure(name="first quote right", value=value, low=low, high=high, eligible=40)
    return Result(experiment="judged", figures=(figure,), provenance=ORIGIN)


def decided(aim: Aim, of: Result | None = None) -> tuple[str, str]:
    (judged,) = judge(of or result(), {"first quote right": aim}, Path("aims.yaml"))
    return judged


@pytest.mark.parametrize(
    ("aim", "decision", "reason"),
    [
        (Aim(min=0.7), "met", "the whole interval is at least 0.7."),
        (Aim(min=0.95), "missed", "the whole interval is below 0.95."),
        (
            Aim(min=0.75),
            "undecided",
            "the interval includes 0.75, so that this n does not show at least 0.75.",
        ),
        (Aim(max=0.9), "met", "the whole interval is at most 0.9."),
        (Aim(max=0.6), "missed", "the whole interval is above 0.6."),
        (
            Aim(max=0.85),
            "undecided",
            "the interval includes 0.85, so that this n does not show at most 0.85.",
        ),
        (Aim(min=0.75, by="value"), "met", "the value should be at least 0.75."),
        (Aim(min=0.81, by="value"), "missed", "the value should be at least 0.81."),
        (Aim(min=0.75, by="low"), "missed", "the low end of the interval should be at least 0.75."),
        (Aim(max=0.9, by="high"), "met", "the high end of the interval should be at most 0.9."),
    ],
)
def test_an_aim_is_decided_in_one_sentence(aim: Aim, decision: str, reason: str) -> None:
    assert decided(aim) == (
        decision,
        f"{decision}: first quote right is 0.8000 [0.7000, 0.9000], n 40; {reason}",
    )


@given(UNIT, UNIT, UNIT, UNIT)
def test_the_interval_decides_only_if_it_is_on_one_side(a: float, b: float, c: float, aim: float) -> None:
    low, value, high = sorted((a, b, c))
    of = result(value, low, high)
    least, most = decided(Aim(min=aim), of)[0], decided(Aim(max=aim), of)[0]
    assert (least == "met") == (low >= aim)
    assert (least == "missed") == (high < aim)
    assert (most == "met") == (high <= aim)
    assert (most == "missed") == (low > aim)


def test_an_aim_may_have_two_sides() -> None:
    both = judge(result(), {"first quote right": Aim(min=0.5, max=0.6)}, Path("aims.yaml"))
    assert [each.decision for each in both] == ["met", "missed"]


def test_aims_are_numbers_or_mappings(tmp_path: Path) -> None:
    path = tmp_path / "aims.yaml"
    path.write_text("first quote right: 0.8\nwrongly answered: {max: 0.1, by: high}\n")
    assert read_aims(path) == {"first quote right": Aim(min=0.8), "wrongly answered": Aim(max=0.1, by="high")}
    path.write_text('{"first quote right": 1}')
    assert read_aims(path) == {"first quote right": Aim(min=1)}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("first: {by: low}", 'first: needs "min" or "max"'),
        ("first: {least: 1}", "first: least: Extra inputs"),
        ("first: high", "first: Input should be"),
        ("first: true", "first: Input should be"),
        ("{}", "names no figure"),
        ("- 1", "Input should be a valid dictionary"),
        ("a: [", "is neither YAML nor JSON"),
    ],
)
def test_what_is_no_aim_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "aims.yaml"
    path.write_text(content)
    with pytest.raises(DataError, match=complaint):
        read_aims(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_aims(tmp_path / "nowhere.yaml")


def test_a_figure_that_the_run_lacks_is_no_aim_that_is_met() -> None:
    with pytest.raises(DataError, match="no figure 'first quotes right': it has 'first quote right'"):
        list(judge(result(), {"first quotes right": Aim(min=0)}, Path("aims.yaml")))


def compared(difference: float, adjusted: float, better: str = "higher") -> Comparison:
    fields = dict.fromkeys(Comparison._fields, 0.0) | {
        "figure": "f",
        "first": "a",
        "second": "b",
        "better": better,
        "difference": difference,
        "adjusted": adjusted,
    }
    return Comparison(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "margin", "worse"),
    [
        (compared(-0.1, 0.01), None, "b is worse than a in f, by 0.1000 (p 0.0100)"),
        (compared(-0.1, 0.2), None, None),
        (compared(-0.1, 0.2), 0.05, "b is worse than a in f, by 0.1000 (more than 0.05)"),
        (compared(-0.1, 0.01), 0.05, "b is worse than a in f, by 0.1000 (p 0.0100, more than 0.05)"),
        (compared(-0.1, 0.2), 0.1, None),
        (compared(0.1, 0.01), 0.0, None),
        (compared(0.1, 0.01, "lower"), None, "b is worse than a in f, by 0.1000 (p 0.0100)"),
        (compared(-0.1, 0.01, "lower"), 0.0, None),
        (compared(-0.1, 0.01, "neither"), 0.0, None),
    ],
)
def test_a_regression_is_significant_or_larger_than_the_margin(
    row: Comparison, margin: float | None, worse: str | None
) -> None:
    assert list(regressions([row], margin)) == ([worse] if worse else [])
