"""Finds recommendations that the document which states them has replaced ("In 2016, the group recommended …")."""

from collections.abc import Iterator
from functools import partial

from corpus.document import Document
from qa.language import load_rules

_rules = partial(load_rules, "qa.selection.suitability", "superseded")
_REACH = 6
_NEXT = 2


def is_superseded(document: Document, ordinal: int) -> bool:
    """Whether a sentence states a recommendation that, by its own words or by those of another, is replaced."""
    rules, text = _rules(), document.sentence_text(ordinal)
    if rules["present"].search(text):
        return False
    if rules["earlier"].search(text):
        return True
    dated = rules["dated"].search(text) is not None
    return dated and any(_is_present(document, number) for number in _beside(document, ordinal))


def replacement(document: Document, ordinal: int) -> int | None:
    """The ordinal of the sentence right after a superseded one that gives the present recommendation, or None."""
    following = (number for number in _beside(document, ordinal) if 0 < number - ordinal <= _NEXT)
    return next((number for number in following if _is_present(document, number)), None)


def states_earlier(document: Document, ordinals: range) -> bool:
    """Whether consecutive sentences state a superseded recommendation without the present one after it."""
    return any(
        is_superseded(document, number)
        and not any(_is_present(document, other) for other in range(number + 1, ordinals.stop))
        for number in ordinals
    )


def _is_present(document: Document, ordinal: int) -> bool:
    return _rules()["present"].search(document.sentence_text(ordinal)) is not None


def _beside(document: Document, ordinal: int) -> Iterator[int]:
    """The sentences of the same section that are near."""
    section = document.blocks[document.sentences[ordinal].block].section
    for number in range(max(0, ordinal - _REACH), min(len(document.sentences), ordinal + _REACH + 1)):
        if number != ordinal and document.blocks[document.sentences[number].block].section == section:
            yield number
