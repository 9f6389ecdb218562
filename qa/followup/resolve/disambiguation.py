"""Disambiguation: one antecedent, or several that lead to different evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.followup.entities import Gazetteer
from qa.followup.interpretation import Corpus
from qa.followup.resolve.antecedents import Antecedent
from qa.schema import Binding, Reading

_CLOSE = 0.19
_TELLING = 0.25
_MOST_READINGS = 4


@dataclass(frozen=True)
class Disambiguation:
    """Options, best first, how the question reads with each, and the bindings that show it."""

    options: Sequence[Antecedent]
    word: Callable[[Antecedent], str]
    bind: Callable[[Antecedent], tuple[Binding, ...]]

    def reading(self, option: Antecedent) -> Reading:
        """The question as the option would have it."""
        return Reading(interpreted_question=self.word(option), bindings=self.bind(option))

    def made(self, vocabulary: Gazetteer, corpus: Corpus) -> list[Antecedent]:
        """The option to take, or the two to four between which only the caller can choose, best first.

        Others are close whose fit is nearly that of the best. Then the corpus is asked about the best two: an
        option that alone finds evidence, and clearly so, is taken, and so is the best where both find it in the
        same place.
        """
        best = self.options[0]
        close = [option for option in self.options[1:] if self._is_close(option, vocabulary)]
        if not close:
            return [best]
        first, second = corpus.fit(self.word(best)), corpus.fit(self.word(close[0]))
        if not first.found or not second.found:
            told = second.found and second.confidence - first.confidence >= _TELLING
            return [close[0] if told else best]
        if first.places[:1] == second.places[:1]:
            return [best]
        return [best, *close][:_MOST_READINGS]

    def _is_close(self, option: Antecedent, vocabulary: Gazetteer) -> bool:
        best = self.options[0]
        if best.score - option.score >= _CLOSE or vocabulary.same(option.candidate.name, best.candidate.name):
            return False
        left = option.candidate.turn == 0 and best.candidate.topic and best.candidate.origin == "question"
        return not left and option.candidate.turn + best.candidate.turn > 0
