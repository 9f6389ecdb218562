"""The result of an experiment, as it is written to files, compared, and shown in the report."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError

from eval.errors import DataError
from eval.measures import Latency
from eval.report.outcomes import RecordedOutcome
from eval.statistics import Interval, Method, mean_interval
from qa.schema import Body

Experiment = Literal[
    "retrieval", "quotes", "end-to-end", "abstention", "receipts", "followups", "sections", "judged"
]
Better = Literal["higher", "lower", "neither"]
Statistic = Literal[
    "mean", "AUROC", "AURC", "AURC together", "wrong of unanswerable", "wrong of answers", "calibration"
]
WORST = 10


class Figure(Body):
    """A measure over its eligible questions with its 95 % interval; `interval` names the method that made it.

    `values` holds the value of each eligible question by id, if the figure is a mean over them, and `groups` the
    group of each, if values of a group depend on each other. `statistic` says what is compared between systems:
    the values, or a statistic of all confidences. `depth` is the number of documents per question that the measure
    looks at, where that is the depth of the run. For a share of the answers, `eligible` is their number. `meaning`
    defines the figure, where its name does not.
    """

    name: str
    value: float
    low: float
    high: float
    eligible: int = Field(ge=1)
    better: Better = "higher"
    interval: Method = "bootstrap"
    statistic: Statistic = "mean"
    depth: int | None = None
    meaning: str = ""
    values: dict[str, float] = Field(default_factory=dict)
    groups: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def of(
        cls,
        name: str,
        values: Mapping[str, float],
        better: Better = "higher",
        *,
        seed: int = 0,
        groups: Mapping[str, str] | None = None,
        depth: int | None = None,
    ) -> Self:
        """The mean over the eligible questions, with the interval that `mean_interval` chooses for the values.

        `groups` holds the group of each id, such as its session, if values of a group depend on each other. Raises
        ValueError if there are no values.
        """
        grouped = {id_: groups[id_] for id_ in values} if groups else {}
        if len(set(grouped.values())) == len(values):
            grouped = {}
        interval = mean_interval(list(values.values()), list(grouped.values()) or None, seed=seed)
        return cls.around(name, interval, len(values), better, depth=depth, values=dict(values), groups=grouped)

    @classmethod
    def around(
        cls,
        name: str,
        interval: Interval,
        eligible: int,
        better: Better = "higher",
        **others: Any,  # noqa: ANN401 (fields)
    ) -> Self:
        """The figure with an interval that was computed elsewhere; `others` are more fields."""
        return cls(
            name=name,
            value=interval.mean,
            low=interval.low,
            high=interval.high,
            eligible=eligible,
            better=better,
            interval=interval.method,
            **others,
        )


class Case(Body):
    """A question with a low value: what was returned and what was wanted, best first."""

    id: str
    question: str
    value: float
    returned: tuple[str, ...]
    wanted: tuple[str, ...]


class Worst(Body):
    """The questions with the lowest values of one figure."""

    figure: str
    cases: tuple[Case, ...]


class Timing(Body):
    """The time per question in milliseconds; for a service, including the network."""

    calls: int
    mean: float
    p50: float
    p90: float
    p95: float
    p99: float
    slowest: float

    @classmethod
    def of(cls, latency: Latency) -> Self:
        """The timing from a summary of latencies."""
        return cls(**latency._asdict())


class Curve(Body):
    """A risk-coverage curve: `risk` is the share of wrong answers if the share `coverage` is answered."""

    coverage: tuple[float, ...]
    risk: tuple[float, ...]


class Calibrated(Body):
    """Questions with similar confidence: their number, mean confidence, and the share that is answerable."""

    questions: int
    confidence: float
    accuracy: float


class Spread(Body):
    """Histograms: the number of questions of each kind in equal steps of confidence from 0 to 1."""

    answerable: tuple[int, ...]
    unanswerable: tuple[int, ...]
    threshold: float


class Scores(Body):
    """The confidence of each question by id, and whether an answer to it is right."""

    confidence: dict[str, float]
    right: dict[str, bool]


class Confidences(Body):
    """The distributions of confidence in an abstention experiment; `scores` is needed to compare two systems."""

    curve: Curve
    reliability: tuple[Calibrated, ...]
    spread: Spread
    scores: Scores | None = None


class Provenance(Body):
    """Everything that is needed to reproduce a result."""

    command: str
    dataset: str
    split: str | None
    selection: tuple[str, ...]
    data_sha256: str
    generation: str
    url: str | None
    configuration: dict[str, Any] = Field(description="settings and tuning of the engine; empty for a service")
    packages: dict[str, str]
    seed: int


class Result(Body):
    """One experiment on one data set. `outcomes` holds every question that was asked, in the order of the data."""

    experiment: Experiment
    figures: tuple[Figure, ...] = Field(min_length=1)
    timing: Timing | None = None
    worst: tuple[Worst, ...] = ()
    confidences: Confidences | None = None
    notes: tuple[str, ...] = ()
    outcomes: tuple[RecordedOutcome, ...] = ()
    provenance: Provenance

    @property
    def title(self) -> str:
        """The experiment and the data set."""
        parts = (self.provenance.dataset, self.provenance.split, *self.provenance.selection)
        return f"{self.experiment} on {', '.join(part for part in parts if part)}"

    def figure(self, name: str) -> Figure:
        """The figure with that name; raises KeyError if there is none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


def read_result(path: Path) -> Result:
    """Reads a result written with --json; raises DataError for anything else."""
    try:
        return Result.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise DataError(path, "no such file: name a result that --json wrote") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise DataError(path, f"not a result of `pincite eval ... --json` ({where}: {first['msg']})") from None


def write_result(result: Result, path: Path) -> None:
    """Writes a result as JSON; the same result gives the same bytes."""
    path.write_text(result.model_dump_json(indent=1) + "\n", encoding="utf-8")


def worst(figure: Figure, cases: Mapping[str, Case]) -> Worst:
    """The ten questions with the lowest values, among those below 1."""
    short = sorted((value, id_) for id_, value in figure.values.items() if value < 1 and id_ in cases)
    return Worst(figure=figure.name, cases=tuple(cases[id_] for _, id_ in short[:WORST]))
