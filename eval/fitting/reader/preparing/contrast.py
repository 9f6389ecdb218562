"""Contrast pairs: answered questions in which one thing is exchanged, so that the passage no longer answers.

A drug or a condition is exchanged for another that the passage does not name; people or the kind of fact for
another of the same family (`contrast.yaml`) that it does not speak of.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from random import Random

import yaml

from eval.fitting.reader.examples import Example, LabelledSentences
from qa.slots import Slots, slots_of

_TRIES = 6


class Contrasts:
    """Makes contrast pairs; names are exchanged for those in other examples' questions."""

    def __init__(self, examples: Iterable[Example], seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 (draws examples)
        found = [slots_of(example.question) for example in examples]
        self._drugs = sorted({mention.words for slots in found for mention in slots.drugs})
        self._conditions = sorted({mention.words for slots in found for mention in slots.conditions})

    def of(self, example: Example) -> Iterator[Example]:
        """The example with one thing exchanged: at most one of each sort."""
        answering = [passage for passage in example.passages if passage.answered]
        if not answering:
            return
        text = "\n".join(line for each in answering for line in (each.context, *each.sentences))
        asked, stated = slots_of(example.question), slots_of(text)
        named = {
            "drug": self._other_name(example.question, asked, stated, self._drugs),
            "condition": self._other_name(example.question, asked, stated, self._conditions),
            "population": self._other_of_family(example.question, text, families()["populations"]),
            "fact": self._other_of_family(example.question, text, families()["kinds"]),
        }
        for sort, question in named.items():
            if question is not None:
                yield replace(
                    example,
                    id=f"{example.id}/{sort}",
                    question=question,
                    cls=f"contrast {sort}",
                    listed=False,
                    passages=tuple(map(_unanswered, answering[:1])),
                )

    def _other_name(self, question: str, asked: Slots, stated: Slots, names: Sequence[str]) -> str | None:
        """The question with another name for its first drug or condition; None if it names none."""
        mentions = asked.drugs if names is self._drugs else asked.conditions
        held = {mention.id for mention in (*stated.drugs, *stated.conditions, *asked.drugs, *asked.conditions)}
        if not mentions or len(names) < _TRIES:
            return None
        for name in self._random.sample(names, _TRIES):
            other = slots_of(name)
            if not {mention.id for mention in (*other.drugs, *other.conditions)} & held:
                return _exchanged(question, mentions[0].words, name)
        return None

    def _other_of_family(self, question: str, text: str, all_families: Sequence[Sequence[str]]) -> str | None:
        for family in all_families:
            for word in family:
                if re.search(rf"\b{re.escape(word)}\b", question, re.IGNORECASE):
                    others = [other for other in family if other != word and not _speaks_of(text, other)]
                    return _exchanged(question, word, self._random.choice(others)) if others else None
        return None


@cache
def families() -> Mapping[str, Sequence[Sequence[str]]]:
    """The families of words that may stand for each other."""
    text = files("eval.fitting.reader.preparing").joinpath("contrast.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Sequence[Sequence[str]]] = yaml.safe_load(text)
    return found


def _speaks_of(text: str, phrase: str) -> bool:
    """Whether a text has the stem of the last word of a phrase, or is about the same people or kind of fact."""
    stem = phrase.rsplit(maxsplit=1)[-1][:5]
    if re.search(rf"\b{re.escape(stem)}", text, re.IGNORECASE):
        return True
    meant, stated = slots_of(phrase), slots_of(text)
    return bool(meant.groups & stated.groups or set(meant.ages) & set(stated.ages) or meant.asks & stated.states)


def _exchanged(question: str, words: str, other: str) -> str | None:
    """The question with other words in one place, with the same first capital; None if it lacks the words."""
    found = re.search(rf"\b{re.escape(words)}\b", question, re.IGNORECASE)
    if found is None:
        return None
    put = other[0].upper() + other[1:] if found[0][0].isupper() and found.start() == 0 else other
    return question[: found.start()] + put + question[found.end() :]


def _unanswered(passage: LabelledSentences) -> LabelledSentences:
    return LabelledSentences(passage.context, passage.sentences, (False,) * len(passage.sentences))
