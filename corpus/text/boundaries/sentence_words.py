"""The words that tell whether a sentence ends at a full stop, as listed in `sentence_words.yaml`."""

from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Self

import yaml


@dataclass(frozen=True)
class SentenceWords:
    """Lower-cased words by what they tell; the file says what each list is for."""

    starters: frozenset[str]
    instructions: frozenset[str]
    relative: frozenset[str]
    surnames: frozenset[str]
    governing: frozenset[str]
    dosing: frozenset[str]
    qualified: frozenset[str]
    prohibiting: frozenset[str]
    answers: frozenset[str]
    dates: frozenset[str]
    lettered: frozenset[str]
    lettered_ends: frozenset[str]
    labels: frozenset[str]
    units: frozenset[str]
    counted: frozenset[str]
    finite: frozenset[str]
    participles: frozenset[str]
    open_ends: frozenset[str]

    @classmethod
    def english(cls) -> Self:
        """The lists that this package ships."""
        text = (files(__package__) / "sentence_words.yaml").read_text(encoding="utf-8")
        lists: dict[str, str] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - keeps "no" and "on" as text
        return cls(**{field.name: frozenset(lists[field.name].split()) for field in fields(cls)})

    def names_letter(self, word: str) -> bool:
        """Whether a capital letter after the word names a kind of it, as in "hepatitis B" or "amphotericin B"."""
        word = word.lower()
        return word in self.lettered or (len(word) >= _SHORTEST_NAME and word.endswith(tuple(self.lettered_ends)))


_SHORTEST_NAME = 6
