"""Figures over examples that a resolver has labelled: terms carried, questions wholly right, and what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eval.data import added_words
from eval.fitting.resolver.examples import UNKNOWN, Example
from qa.followup import Fate, is_function_word, stem, words_of

_CARRIED = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """An example with the probability of each word of its parts, the fates of its words, and its class."""

    example: Example
    shares: tuple[tuple[float, ...], ...]
    fates: tuple[int, ...]
    leaning: int

    def carried(self, threshold: float = _CARRIED) -> frozenset[str]:
        """The stems of the words that are carried, without those that the question has."""
        own = frozenset(stem(word.text) for word in words_of(self.example.question))
        return (
            frozenset(
                stem(word.text)
                for part, shares in zip(self.example.parts, self.shares, strict=True)
                for word, share in zip(words_of(part.text), shares, strict=True)
                if share >= threshold and not is_function_word(word.text)
            )
            - own
        )


class Figures(NamedTuple):
    """Micro-averaged over terms: precision, recall and F1; over questions: the shares that are right."""

    questions: int
    precision: float
    recall: float
    f1: float
    wholly_right: float
    leaning_right: float
    fates_right: float


def figures(found: Sequence[Labelled], threshold: float = _CARRIED) -> Figures:
    """The figures of some labelled examples."""
    pairs = [(each.carried(threshold), added_words(each.example.question, each.example.rewrite)) for each in found]
    right = sum(len(mine & theirs) for mine, theirs in pairs)
    precision = right / max(sum(len(mine) for mine, _ in pairs), 1)
    recall = right / max(sum(len(theirs) for _, theirs in pairs), 1)
    classes = [(each.leaning, each.example.leaning) for each in found if each.example.leaning != UNKNOWN]
    fates = [
        (mine, theirs)
        for each in found
        for mine, theirs in zip(each.fates, each.example.fates, strict=True)
        if theirs not in (UNKNOWN, Fate.KEPT) or mine != Fate.KEPT
    ]
    return Figures(
        len(found),
        precision,
        recall,
        2 * precision * recall / max(precision + recall, 1e-9),
        sum(mine == theirs for mine, theirs in pairs) / max(len(pairs), 1),
        sum(mine == theirs for mine, theirs in classes) / max(len(classes), 1),
        sum(mine == theirs for mine, theirs in fates) / max(len(fates), 1),
    )
