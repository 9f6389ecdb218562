"""Computes plots as shapes with coordinates, which the report's template draws as inline SVG.

All functions are pure: the same figures give the same drawing. Coordinates are SVG user units, with y downwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.report.result import Better, Calibrated, Curve, Spread

WIDTH, HEIGHT = 460.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 14.0, 14.0, 44.0
TICKS = 5
MOST_BARS = 400


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a position of an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points: "x,y x,y ..."."""

    kind: str
    points: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle with a tooltip."""

    kind: str
    x: float
    y: float
    radius: float
    tip: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle with a tooltip."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    tip: str


@dataclass(frozen=True)
class Plot:
    """A drawing with two axes; `key` is the legend: the kinds of shapes and their names."""

    title: str
    x_label: str
    y_label: str
    x_ticks: tuple[Label, ...]
    y_ticks: tuple[Label, ...]
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class _Axis:
    """Maps values from `low` to `high` to positions from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self, digits: int = 1, count: int = TICKS) -> tuple[Label, ...]:
        steps = (self.low + step * (self.high - self.low) / count for step in range(count + 1))
        return tuple(Label(self.at(value), f"{value:.{digits}f}") for value in steps)


def _across(low: float, high: float) -> _Axis:
    return _Axis(low, high, LEFT, WIDTH - RIGHT)


def _upwards(low: float, high: float) -> _Axis:
    return _Axis(low, high, HEIGHT - BOTTOM, TOP)


def risk_coverage_plot(curve: Curve) -> Plot:
    """The share of wrong answers against the share of questions answered."""
    x, y = _across(0, 1), _upwards(0, max(0.05, *curve.risk))
    points = [(x.at(coverage), y.at(risk)) for coverage, risk in zip(curve.coverage, curve.risk, strict=True)]
    return Plot(
        title="Risk and coverage",
        x_label="share of questions answered",
        y_label="share of wrong answers",
        x_ticks=x.ticks(),
        y_ticks=y.ticks(2),
        lines=(Line("first", _path(points)),),
    )


def reliability_plot(parts: Sequence[Calibrated]) -> Plot:
    """The share of answerable questions against the confidence; a circle's area grows with their number."""
    x, y = _across(0, 1), _upwards(0, 1)
    most = max(part.questions for part in parts)
    dots = tuple(
        Dot(
            "first",
            x.at(part.confidence),
            y.at(part.accuracy),
            round(3 + 7 * (part.questions / most) ** 0.5, 2),
            f"{part.questions} questions, confidence {part.confidence:.3f}, answerable {part.accuracy:.3f}",
        )
        for part in parts
    )
    diagonal = Line("guide", _path([(x.at(0), y.at(0)), (x.at(1), y.at(1))]))
    path = Line("first", _path([(dot.x, dot.y) for dot in dots]))
    return Plot(
        title="Calibration",
        x_label="mean confidence of the bin",
        y_label="share of answerable questions",
        x_ticks=x.ticks(),
        y_ticks=y.ticks(),
        lines=(diagonal, path),
        dots=dots,
    )


def spread_plot(spread: Spread) -> Plot:
    """Histograms of the confidence of both kinds of questions, each as shares of its kind."""
    kinds = (("first", "answerable", spread.answerable), ("second", "unanswerable", spread.unanswerable))
    shares = {kind: [count / max(1, sum(counts)) for count in counts] for kind, _, counts in kinds}
    x, y = _across(0, 1), _upwards(0, max(0.05, *(share for of_kind in shares.values() for share in of_kind)))
    step = 1 / len(spread.answerable)
    bars = tuple(
        _bar(x, y, kind, (number + 0.5 * place) * step, step / 2, shares[kind][number], f"{count} {name}")
        for place, (kind, name, counts) in enumerate(kinds)
        for number, count in enumerate(counts)
        if count
    )
    threshold = Line("guide", _path([(x.at(spread.threshold), HEIGHT - BOTTOM), (x.at(spread.threshold), TOP)]))
    return Plot(
        title="Confidence of both kinds of questions",
        x_label=f"confidence (dashed: threshold {spread.threshold:.3g})",
        y_label="share of questions of the kind",
        x_ticks=x.ticks(),
        y_ticks=y.ticks(2),
        lines=(threshold,),
        bars=bars,
        key=tuple((kind, name) for kind, name, _ in kinds),
    )


def differences_plot(values: Mapping[str, float], first: str, second: str, better: Better) -> Plot:
    """The difference of each question, largest first; of many questions, an evenly spaced part is drawn."""
    ranked = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    drawn = ranked[:: max(1, len(ranked) // MOST_BARS)]
    reach = max(0.1, *(abs(value) for _, value in ranked))
    x, y = _across(0, len(drawn)), _upwards(-reach, reach)
    gain = -1 if better == "lower" else 1
    bars = tuple(
        _bar(x, y, "first" if gain * value > 0 else "second", number, 1, value, f"{id_}: {value:+.3f}")
        for number, (id_, value) in enumerate(drawn)
        if value
    )
    return Plot(
        title=f"{second} minus {first}",
        x_label=f"{len(ranked)} questions, largest difference first",
        y_label="difference",
        x_ticks=(),
        y_ticks=y.ticks(2, count=4),
        lines=(Line("guide", _path([(LEFT, y.at(0)), (WIDTH - RIGHT, y.at(0))])),),
        bars=bars,
        key=(("first", f"{second} better"), ("second", f"{first} better")),
    )


def _bar(x: _Axis, y: _Axis, kind: str, start: float, width: float, value: float, tip: str) -> Bar:  # noqa: PLR0917
    left, right = x.at(start), x.at(start + width)
    top, bottom = sorted((y.at(value), y.at(0)))
    return Bar(kind, left, top, round(right - left, 2), round(bottom - top, 2), tip)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
