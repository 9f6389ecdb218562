"""What the caller says that mentions mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.language import WORD, load_rules
from qa.schema import Binding, ChosenBinding

_QUESTION = re.compile(r"\?\s*$")


@dataclass(frozen=True, slots=True)
class Rebound:
    """A question after the caller's choices; `topic` is what a question that leaves its topic out is asked of."""

    question: str
    bindings: tuple[Binding, ...]
    topic: str | None = None


def rebound(question: str, chosen: Sequence[ChosenBinding], turn: int) -> Rebound:
    """The question with the choices made.

    A mention that stands in the question is replaced, at its first place. One that is the whole question
    stands for what it leaves out: it becomes the whole question where `resolved_to` is one, and else its topic.
    A mention that does not stand there is an addition.
    """
    topic: str | None = None
    text = question
    for choice in chosen:
        if _same(choice.mention, question):
            if _QUESTION.search(choice.resolved_to):
                text = choice.resolved_to
            else:
                topic = choice.resolved_to
            continue
        place = _place(text, choice.mention)
        if place is None:
            text = f"{text.rstrip(' ?.!')}, {choice.resolved_to}?"
            continue
        ending = (
            "'s" if choice.mention.casefold() in load_rules("qa.followup", "wording").words("possessives") else ""
        )
        text = f"{text[: place.start()]}{choice.resolved_to}{ending}{text[place.end() :]}"
    bindings = tuple(
        Binding(mention=choice.mention, resolved_to=choice.resolved_to, turn=turn, origin="caller")
        for choice in chosen
    )
    return Rebound(text, bindings, topic)


def _same(mention: str, question: str) -> bool:
    return _words(mention) == _words(question)


def _words(text: str) -> list[str]:
    return [word.group().casefold() for word in WORD.finditer(text)]


def _place(text: str, mention: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(mention.strip())}(?!\w)", text, re.IGNORECASE)
