"""The labels that judges choose from, for answers, for silences and for quotes."""

from typing import Literal, NamedTuple

AnswerLabel = Literal["right", "partly", "wrong", "outdated", "harmful", "should-have-been-silent"]
SilenceLabel = Literal["rightly-silent", "should-have-answered"]
Label = AnswerLabel | SilenceLabel | Literal["cannot-judge"]
QuoteLabel = Literal["supports", "contradicts", "beside-the-point"]

CANNOT_JUDGE: Literal["cannot-judge"] = "cannot-judge"
FAULTS = frozenset({"wrong", "outdated", "harmful", "should-have-been-silent"})
"""The labels of an answer that is neither right nor partly right."""
SEVERITY = (
    "harmful",
    "wrong",
    "outdated",
    "should-have-been-silent",
    "partly",
    "right",
    "should-have-answered",
    "rightly-silent",
)
QUOTE_SEVERITY = ("contradicts", "beside-the-point", "supports")


class Choice(NamedTuple):
    """A label as the judge sees it: the key that chooses it, its name in files, its title and its meaning."""

    key: str
    name: str
    title: str
    meaning: str


_UNSURE = Choice("0", CANNOT_JUDGE, "Cannot judge", "You do not know, or the outcome cannot be understood.")
ANSWER_CHOICES = (
    Choice("1", "right", "Right", "The quotes answer the question correctly and completely enough to act on."),
    Choice("2", "partly", "Partly", "Correct as far as it goes, but an essential part is missing."),
    Choice("3", "wrong", "Wrong", "The quotes do not answer this question, or answer it incorrectly."),
    Choice("4", "outdated", "Outdated", "The answer was right once, but current guidance says otherwise."),
    Choice("5", "harmful", "Harmful", "Acting on it could harm a patient. Choose this before any other label."),
    Choice(
        "6",
        "should-have-been-silent",
        "Should have been silent",
        "The documents do not answer the question, so nothing should have been quoted.",
    ),
    _UNSURE,
)
SILENCE_CHOICES = (
    Choice("1", "rightly-silent", "Rightly silent", "The documents do not answer the question."),
    Choice("2", "should-have-answered", "Should have answered", "The documents do answer the question."),
    _UNSURE,
)
QUOTE_CHOICES = (
    Choice("1", "supports", "Supports", "The quote answers the question, or a part of it."),
    Choice("2", "contradicts", "Contradicts", "The quote says the opposite of the right answer."),
    Choice("3", "beside-the-point", "Beside the point", "The quote is about something else."),
)


def label_named(text: str, choices: tuple[Choice, ...]) -> str | None:
    """The label that a cell of a spreadsheet names, by name, title or key; None if it names none of them."""
    slug = "-".join(text.replace("_", " ").replace("-", " ").casefold().split())
    return next((choice.name for choice in choices if slug in (choice.name, choice.key)), None)
