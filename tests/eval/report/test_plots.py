import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.report.plots import MOST_BARS, Plot, differences_plot, reliability_plot, risk_coverage_plot, spread_plot
from eval.report.result import Calibrated, Curve, Spread

SHARES = st.floats(0, 1)


def assert_inside(plot: Plot) -> None:
    for dot in plot.dots:
        assert plot.left <= dot.x <= plot.right
        assert plot.top <= dot.y <= plot.bottom
    for bar in plot.bars:
        assert plot.left <= bar.x
        assert bar.x + bar.width <= plot.right + 0.01
        assert plot.top <= bar.y
        assert bar.y + bar.height <= plot.bottom + 0.01
        assert bar.width >= 0
        assert bar.height >= 0
    for line in plot.lines:
        for point in line.points.split():
            x, y = map(float, point.split(","))
            assert plot.left <= x <= plot.right
            assert plot.top <= y <= plot.bottom


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=20))
@settings(max_examples=40)
def test_a_curve_and_its_bins_stay_in_their_frame(points: list[tuple[float, float]]) -> None:
    coverage, risk = zip(*sorted(points), strict=True)
    assert_inside(risk_coverage_plot(Curve(coverage=coverage, risk=risk)))
    parts = [
        Calibrated(questions=number, confidence=x, accuracy=y) for number, (x, y) in enumerate(points, start=1)
    ]
    assert_inside(reliability_plot(parts))


@given(
    st.lists(st.integers(0, 50), min_size=20, max_size=20),
    st.lists(st.integers(0, 50), min_size=20, max_size=20),
    SHARES,
)
@settings(max_examples=40)
def test_a_spread_stays_in_its_frame(answerable: list[int], unanswerable: list[int], threshold: float) -> None:
    spread = Spread(answerable=tuple(answerable), unanswerable=tuple(unanswerable), threshold=threshold)
    plot = spread_plot(spread)
    assert_inside(plot)
    assert len(plot.bars) == sum(count > 0 for count in (*answerable, *unanswerable))


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.floats(-1, 1), min_size=1, max_size=30))
@settings(max_examples=40)
def test_differences_stay_in_their_frame(values: dict[str, float]) -> None:
    plot = differences_plot(values, "before", "after", "higher")
    assert_inside(plot)
    assert len(plot.bars) == sum(value != 0 for value in values.values())


@pytest.mark.parametrize(("better", "kinds"), [("higher", ["first", "second"]), ("lower", ["second", "first"])])
def test_a_difference_counts_for_whom_it_is_good(better: str, kinds: list[str]) -> None:
    plot = differences_plot({"a": 0.5, "b": -0.5}, "before", "after", "lower" if better == "lower" else "higher")
    assert [bar.kind for bar in plot.bars] == kinds
    assert dict(plot.key)["first"] == "after better"


def test_of_many_differences_an_even_part_is_drawn() -> None:
    plot = differences_plot({f"q{n}": n / 7000 - 0.5 for n in range(7000)}, "before", "after", "higher")
    assert len(plot.bars) <= MOST_BARS + 12
    assert "7000 questions" in plot.x_label
