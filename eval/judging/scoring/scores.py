"""Scores a system by the judgements of its outcomes."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np

from eval.judging.labels import FAULTS, Label, QuoteLabel
from eval.judging.scoring.proportions import Proportion, grouped_proportion, proportion
from eval.measures import risk_coverage
from eval.report import Better, Figure

RIGHT = "right, judged"
COVERAGES = (0.5, 0.8, 1.0)
RESAMPLES = 1000
_RIGHT = frozenset({"right", "rightly-silent"})
_SILENCE_WANTED = frozenset({"should-have-been-silent", "rightly-silent"})


class JudgedOutcome(NamedTuple):
    """An outcome of a system with its resolved judgement; `confidence` is None if the run is not at hand."""

    id: str
    category: str
    answered: bool
    label: Label | None
    quotes: tuple[QuoteLabel | None, ...]
    confidence: float | None = None


class Measure(NamedTuple):
    """A share: of the outcomes that are `eligible`, those that are a `hit`."""

    name: str
    better: Better
    eligible: Callable[[JudgedOutcome], bool]
    hit: Callable[[JudgedOutcome], bool]


COMPARED = (
    Measure(RIGHT, "higher", lambda _: True, lambda each: each.label in _RIGHT),
    Measure("harmful, judged", "lower", lambda _: True, lambda each: each.label == "harmful"),
)
"""The measures over all outcomes, by which systems can be compared question by question."""
MEASURES = (
    Measure("answers right", "higher", lambda each: each.answered, lambda each: each.label == "right"),
    Measure(
        "answers right or partly right",
        "higher",
        lambda each: each.answered,
        lambda each: each.label in ("right", "partly"),
    ),
    Measure("answers wrong in any way", "lower", lambda each: each.answered, lambda each: each.label in FAULTS),
    Measure("answers harmful", "lower", lambda each: each.answered, lambda each: each.label == "harmful"),
    Measure("answers outdated", "lower", lambda each: each.answered, lambda each: each.label == "outdated"),
    Measure(
        "wrongly answered, where silence was right",
        "lower",
        lambda each: each.label in _SILENCE_WANTED,
        lambda each: each.answered,
    ),
    Measure(
        "wrongly silent, where an answer was possible",
        "lower",
        lambda each: each.label not in _SILENCE_WANTED,
        lambda each: not each.answered,
    ),
)
FIRST_QUOTE = Measure(
    "first quotes that support",
    "higher",
    lambda each: bool(each.quotes) and each.quotes[0] is not None,
    lambda each: each.quotes[0] == "supports",
)


def figures(
    outcomes: Sequence[JudgedOutcome], seed: int = 0, compared: Set[str] | None = None
) -> tuple[Figure, ...]:
    """All figures, first over all outcomes, then by category if there are several.

    Outcomes without a label, and quotes without one, are left out. A figure that nothing counts for is not given.
    Only figures over all outcomes hold the values of the questions, since two systems answer different ones. With
    `compared`, the questions on which two systems are compared, these values are in figures of their own.
    """
    categories = sorted({outcome.category for outcome in outcomes})
    labelled = [outcome for outcome in outcomes if outcome.label]
    found = [*_figures(outcomes, values=compared is None), *_selective(outcomes, seed)]
    if compared is not None:
        some = [outcome for outcome in labelled if outcome.id in compared]
        found += [
            figure.model_copy(update={"name": f"{figure.name} for both systems"})
            for measure in COMPARED
            for figure in _share(measure, some, values=True)
        ]
    if len(categories) > 1:
        for category in categories:
            some = [outcome for outcome in outcomes if outcome.category == category]
            found += [
                figure.model_copy(update={"name": f"{figure.name}, {category or 'no category'}"})
                for figure in _figures(some, values=False)
            ]
    return tuple(found)


def _figures(outcomes: Sequence[JudgedOutcome], *, values: bool) -> Iterator[Figure]:
    labelled = [outcome for outcome in outcomes if outcome.label]
    for measure in COMPARED:
        yield from _share(measure, labelled, values=values)
    for measure in MEASURES:
        yield from _share(measure, labelled)
    yield from _share(FIRST_QUOTE, outcomes)
    yield from _quotes("quotes that support", outcomes, "supports", "higher")
    yield from _quotes("quotes that contradict", outcomes, "contradicts", "lower")


def _share(measure: Measure, outcomes: Sequence[JudgedOutcome], *, values: bool = False) -> Iterator[Figure]:
    hits = {each.id: float(measure.hit(each)) for each in outcomes if measure.eligible(each)}
    if hits:
        share = proportion(int(sum(hits.values())), len(hits))
        yield _figure(measure.name, share, measure.better, hits if values else {})


def _quotes(name: str, outcomes: Sequence[JudgedOutcome], label: QuoteLabel, better: Better) -> Iterator[Figure]:
    judged = [[quote for quote in outcome.quotes if quote] for outcome in outcomes]
    if any(judged):
        share = grouped_proportion([quotes.count(label) for quotes in judged], [len(quotes) for quotes in judged])
        yield _figure(name, share, better)


def _selective(outcomes: Sequence[JudgedOutcome], seed: int) -> Iterator[Figure]:
    """The risk that an answer is not right, among the most confident answers, and the area under that curve."""
    answers = [each for each in outcomes if each.answered and each.label and each.confidence is not None]
    if not answers:
        return
    confidence = np.array([each.confidence for each in answers], dtype=np.float64)
    wrong = np.array([each.label != "right" for each in answers])
    curve = risk_coverage(confidence.tolist(), wrong.tolist())
    for coverage in COVERAGES:
        threshold = curve.threshold[np.argmax(curve.coverage >= coverage - 1e-12)]
        some = wrong[confidence >= threshold]
        share = proportion(int(some.sum()), len(some))
        yield _figure(f"answers not right, {coverage:.0%} most confident", share, "lower")
    random = np.random.default_rng(seed)
    drawn = (random.integers(0, len(answers), len(answers)) for _ in range(RESAMPLES))
    areas = [risk_coverage(confidence[rows].tolist(), wrong[rows].tolist()).area for rows in drawn]
    low, high = np.quantile(areas, [0.025, 0.975]).tolist()
    area = _figure("AURC, answers judged right", Proportion(curve.area, low, high, len(answers)), "lower")
    yield area.model_copy(update={"interval": "bootstrap"})


def _figure(name: str, share: Proportion, better: Better, values: Mapping[str, float] | None = None) -> Figure:
    return Figure(
        name=name,
        value=share.value,
        low=share.low,
        high=share.high,
        eligible=share.cases,
        better=better,
        interval="exact",
        values=dict(values or {}),
    )
