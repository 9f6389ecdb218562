"""The figures of judged outcomes, over all items and by class, from the verdicts that the outcomes carry."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from eval.experiments.judged.selective import selective_figures
from eval.experiments.judged.verdicts import REASON, RULES, rule_of
from eval.report import Figure, RecordedOutcome
from eval.statistics import exact_interval


def judged_figures(outcomes: Sequence[RecordedOutcome], *, seed: int = 0) -> tuple[Figure, ...]:
    """All figures; outcomes without verdicts are left out. The name of a figure of a class begins with the class.

    A share has its exact binomial (Clopper-Pearson) interval, a mean of shares that of `mean_interval`.
    """
    scored = [outcome for outcome in outcomes if outcome.verdicts]
    classes = list(dict.fromkeys(outcome.category for outcome in scored))
    figures = list(_of(scored, seed))
    figures += selective_figures(scored, seed)
    if len(classes) > 1:
        for name in classes:
            own = [outcome for outcome in scored if outcome.category == name]
            figures += (
                figure.model_copy(update={"name": f"{name}: {figure.name}"})
                for figure in _of(own, seed)
                if figure.name in RULES
            )
    return tuple(figures)


def with_reasons(outcomes: Sequence[RecordedOutcome]) -> tuple[RecordedOutcome, ...]:
    """The outcomes with a verdict for each reason of silence that occurs: whether it is theirs."""
    reasons = sorted({outcome.reason for outcome in outcomes if outcome.reason and outcome.verdicts})
    return tuple(_with_reasons(outcome, reasons) if outcome.verdicts else outcome for outcome in outcomes)


def reasons_in_words(outcomes: Sequence[RecordedOutcome]) -> str:
    """How often there was no answer, and for which reasons."""
    counts = Counter(outcome.reason for outcome in outcomes if outcome.verdicts and outcome.reason)
    parts = (f"{count} {reason}" for reason, count in counts.most_common())
    return f"{counts.total()} outcomes without an answer: {', '.join(parts)}" if counts else "no silence"


def figure_of(name: str, values: Mapping[str, float], seed: int = 0) -> Figure:
    """The figure of that name with the interval that suits it."""
    rule = rule_of(name)
    if rule.kind == "share":
        interval = exact_interval(round(sum(values.values())), len(values))
        figure = Figure.around(name, interval, len(values), rule.better, values=dict(values))
    else:
        figure = Figure.of(name, values, rule.better, seed=seed)
    defined = {"meaning": rule.meaning}
    return figure.model_copy(update={**defined, "values": {}} if rule.open else defined)


def _with_reasons(outcome: RecordedOutcome, reasons: Sequence[str]) -> RecordedOutcome:
    own = {REASON.format(reason): float(outcome.reason == reason) for reason in reasons}
    return outcome.model_copy(update={"verdicts": {**outcome.verdicts, **own}})


def _of(outcomes: Sequence[RecordedOutcome], seed: int) -> Iterator[Figure]:
    """The figures that at least one outcome is eligible for, in the order of the rules."""
    names = dict.fromkeys([*RULES, *sorted({name for outcome in outcomes for name in outcome.verdicts})])
    for name in names:
        values = {outcome.id: outcome.verdicts[name] for outcome in outcomes if name in outcome.verdicts}
        if values:
            yield figure_of(name, values, seed)
