"""Whether an outcome is right, in a word or two, by what the result says of it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from eval.report.outcomes import RecordedOutcome
from eval.report.result import Figure, Result

Tone = Literal["bad", "doubtful", "good", "none"]
Marker = Callable[[RecordedOutcome], "Standing"]
_TONES: tuple[Tone, ...] = ("bad", "doubtful", "none", "good")
BY_PEOPLE = "judged "
_GOOD = frozenset({"right", "rightly-silent"})


class Standing(NamedTuple):
    """A word for the outcome and its tone; those with the lowest `rank` are shown first."""

    word: str
    tone: Tone
    rank: tuple[int, float]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with the outcome."""
        return self.tone == "good"


def marker(result: Result) -> Marker:
    """What says of each outcome of the result how it stands.

    Judged outcomes are right or wrong, by people's label if they have one; a wrong answer is worse than a wrong
    silence. Those of other experiments have their value in the first figure that counts them.
    """
    lower = [figure.name for figure in result.figures if figure.better == "lower"]
    if result.experiment == "judged":
        return lambda outcome: _judged(outcome, lower)
    return lambda outcome: _scored(outcome, result.figures)


def _judged(outcome: RecordedOutcome, lower: list[str]) -> Standing:
    for name in outcome.verdicts:
        if name.startswith(BY_PEOPLE):
            return _labelled(name.removeprefix(BY_PEOPLE))
    if not outcome.verdicts:
        return _standing("not scored", "none")
    wrong = any(outcome.verdicts.get(name) == 1 for name in lower)
    if not outcome.answered:
        return _standing("wrongly silent", "bad", 1.0) if wrong else _standing("rightly silent", "good")
    if wrong:
        return _standing("wrong", "bad")
    first = outcome.quotes[0].supports if outcome.quotes else None
    return _standing("right further down", "doubtful") if first is False else _standing("right", "good")


def _labelled(label: str) -> Standing:
    tone: Tone = "good" if label in _GOOD else "doubtful" if label == "partly" else "bad"
    return _standing(label.replace("-", " "), tone)


def _scored(outcome: RecordedOutcome, figures: tuple[Figure, ...]) -> Standing:
    for figure in figures:
        if figure.name in outcome.verdicts and figure.better != "neither":
            value = outcome.verdicts[figure.name]
            merit = value if figure.better == "higher" else 1 - value
            tone: Tone = "good" if merit >= 1 else "bad" if merit <= 0 else "doubtful"
            return Standing(f"{figure.name} {value:.3g}", tone, (_TONES.index(tone), merit))
    return _standing("not scored", "none")


def _standing(word: str, tone: Tone, order: float = 0.0) -> Standing:
    return Standing(word, tone, (_TONES.index(tone), order))
