"""Background that somebody tells before they ask: "my dad has gout, will I get it?"."""

from collections.abc import Sequence
from functools import partial

from qa.followup.entities import Name
from qa.language import WORD, EntityType, is_common, load_rules, words

_rules = partial(load_rules, "qa.followup", "background")
_TYPES = frozenset({EntityType.CONDITION, EntityType.DRUG})


def background(text: str, names: Sequence[Name]) -> tuple[Name, str] | None:
    """The one thing that somebody tells of before they ask, and the question, which names nothing itself.

    None where the background tells more than that: an age, another name, whom it is about.
    """
    found = _rules()["told"].fullmatch(text)
    if found is None or len(names) != 1 or names[0].end > found.end("background"):
        return None
    name = names[0]
    rest = f"{text[: name.start]} {text[name.end : found.end('background')]}"
    people = any(word.group().casefold() in words("population_nouns") for word in WORD.finditer(rest))
    known = name.topic or name.sort in _TYPES
    if not known or people or not _only_tells(rest):
        return None
    return name, _of_family(found["question"]) if _tells_of_kin(rest) else found["question"]


def _of_family(question: str) -> str:
    """The question, with "in the family" if it asks whether somebody gets what one of their kin has."""
    asks = _rules()["inherits"].search(question)
    return f"{question.rstrip(' ?.!')}, in the family?" if asks else question


def _tells_of_kin(rest: str) -> bool:
    return any(word.group().casefold() in _rules().words("kin") for word in WORD.finditer(rest))


def _only_tells(rest: str) -> bool:
    return is_common(rest) and not any(character.isdigit() for character in rest)
