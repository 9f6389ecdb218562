"""Decides whether figures meet their aims, and which figures have become worse."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self

import yaml
from pydantic import BeforeValidator, TypeAdapter, ValidationError, model_validator

from eval.errors import DataError
from eval.report.comparison import Comparison
from eval.report.result import Figure, Result
from qa.schema import Body

Decision = Literal["met", "missed", "undecided"]
LEVEL = 0.05


class Aim(Body):
    """What a figure should be at least (`min`) or at most (`max`).

    `by` names the number that is compared with it: the figure's value, or the low or high end of its interval.
    Without `by`, the whole interval has to be on the right side, and an interval that includes the aim decides
    nothing.
    """

    min: float | None = None
    max: float | None = None
    by: Literal["value", "low", "high"] | None = None

    @model_validator(mode="after")
    def _aims_at_something(self) -> Self:
        if self.min is None and self.max is None:
            raise ValueError('needs "min" or "max"')
        return self


class Judged(NamedTuple):
    """The decision on an aim, with a sentence that gives it."""

    decision: Decision
    sentence: str


def _as_minimum(value: object) -> object:
    return {"min": value} if isinstance(value, (int, float)) and not isinstance(value, bool) else value


_AIMS = TypeAdapter(dict[str, Annotated[Aim, BeforeValidator(_as_minimum)]])


def read_aims(path: Path) -> dict[str, Aim]:
    """The aims of a YAML or JSON file, by figure: a number, which is the minimum, or the fields of an aim."""
    try:
        aims = _AIMS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path, f"cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise DataError(path, f"is neither YAML nor JSON: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ": ".join(map(str, first["loc"]))
        raise DataError(path, f"{where}: {first['msg'].removeprefix('Value error, ')}") from None
    if not aims:
        raise DataError(path, "names no figure: add a line such as `first quote right: 0.8`")
    return aims


def judge(result: Result, aims: Mapping[str, Aim], path: Path) -> Iterator[Judged]:
    """The decision on each aim; raises DataError, naming the file of the aims, for a figure that is not there."""
    for name, aim in aims.items():
        figure = _figure(result, name, path)
        if aim.min is not None:
            yield _judged(figure, aim.min, aim.by, at_least=True)
        if aim.max is not None:
            yield _judged(figure, aim.max, aim.by, at_least=False)


def verdicts(
    results: Sequence[tuple[str, Result]], aims: Mapping[str, Aim], path: Path
) -> list[tuple[str, list[Judged]]]:
    """The decisions on the aims of each named result, on those figures that it has.

    Raises DataError, naming the file of the aims, for a figure that no result has.
    """
    named = [(name, result, {figure.name for figure in result.figures}) for name, result in results]
    for aim in aims:
        if not any(aim in figures for _, _, figures in named):
            _figure(results[0][1], aim, path)
    return [
        (name, list(judge(result, {aim: aims[aim] for aim in aims if aim in figures}, path)))
        for name, result, figures in named
    ]


def regressions(comparisons: Sequence[Comparison], margin: float | None = None) -> Iterator[str]:
    """A sentence for each figure that is worse significantly (adjusted p < 0.05) or by more than the margin."""
    for row in comparisons:
        worse = {"higher": -row.difference, "lower": row.difference, "neither": 0.0}[row.better]
        reasons = (
            *((f"p {row.adjusted:.4f}",) if row.adjusted < LEVEL else ()),
            *((f"more than {margin:g}",) if margin is not None and worse > margin else ()),
        )
        if worse > 0 and reasons:
            yield f"{row.second} is worse than {row.first} in {row.figure}, by {worse:.4f} ({', '.join(reasons)})"


def _figure(result: Result, name: str, path: Path) -> Figure:
    try:
        return result.figure(name)
    except KeyError:
        names = [figure.name for figure in result.figures]
        near = get_close_matches(name, names, 1) or names
        raise DataError(path, f"the run has no figure {name!r}: it has {', '.join(map(repr, near))}") from None


def _judged(figure: Figure, aim: float, by: str | None, *, at_least: bool) -> Judged:
    about = f"{figure.name} is {figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}], n {figure.eligible}"
    wanted = f"at {'least' if at_least else 'most'} {aim:g}"

    def right(value: float) -> bool:
        return value >= aim if at_least else value <= aim

    if by is not None:
        number = {"value": figure.value, "low": figure.low, "high": figure.high}[by]
        what = "the value" if by == "value" else f"the {by} end of the interval"
        decision: Decision = "met" if right(number) else "missed"
        return Judged(decision, f"{decision}: {about}; {what} should be {wanted}.")
    ends = {right(figure.low), right(figure.high)}
    if len(ends) > 1:
        return Judged(
            "undecided",
            f"undecided: {about}; the interval includes {aim:g}, so that this n does not show {wanted}.",
        )
    decision = "met" if ends == {True} else "missed"
    side = wanted if decision == "met" else f"{'below' if at_least else 'above'} {aim:g}"
    return Judged(decision, f"{decision}: {about}; the whole interval is {side}.")
