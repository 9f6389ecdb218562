"""The form of an answer, by its question: a duration, a dose, a date, a place, a reason, a thing, yes or no."""

from enum import StrEnum
from functools import lru_cache, partial

from qa.language import load_rules

_rules = partial(load_rules, "qa.answer_span", "answer_forms")
_REMEMBERED = 256


class AnswerForm(StrEnum):
    """What the words that answer a question look like."""

    FREQUENCY = "frequency"
    AGE = "age"
    SHARE = "share"
    MONEY = "money"
    TEMPERATURE = "temperature"
    DURATION = "duration"
    DOSE = "dose"
    SIZE = "size"
    COUNT = "count"
    AMOUNT = "amount"
    TIME = "time"
    PLACE = "place"
    REASON = "reason"
    POLAR = "polar"
    THING = "thing"


@lru_cache(_REMEMBERED)
def form_of(question: str) -> AnswerForm | None:
    """The form of the answer, or None if the question does not tell, as "how" does not.

    A question that begins like "is" or "does" is answered by yes or no, whatever else it names.
    """
    rules = _rules()
    if rules["polar"].match(question):
        return AnswerForm.POLAR
    found = rules["form"].search(question)
    return AnswerForm(found.lastgroup) if found is not None and found.lastgroup else None
