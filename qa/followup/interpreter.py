"""The interpreter: a question and its thread in, a question that stands on its own out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.followup.detect import remark_on
from qa.followup.discourse import Discourse, Entity
from qa.followup.entities import Gazetteer, Spelling, focus_of
from qa.followup.interpretation import Corpus, Interpretation
from qa.followup.rewrite import ThreadedQuestion, rebound
from qa.language import key
from qa.schema import MAX_INTERPRETED, ChosenBinding


@dataclass(frozen=True)
class Interpreter:
    """Interprets questions over one corpus: the same corpus, thread and question give the same outcome."""

    vocabulary: Gazetteer
    spelling: Spelling

    def interpret(
        self, question: str, thread: Discourse, corpus: Corpus, chosen: Sequence[ChosenBinding] = ()
    ) -> Interpretation:
        """Make `question` stand on its own; the `corpus` is asked only where the thread alone does not decide.

        What the caller has `chosen` goes before what the thread would say.
        """
        asked = ThreadedQuestion(question, thread, self.spelling, corpus)
        reading = self._as_chosen(asked, chosen) if chosen else _told(self._as_understood(asked), question)
        return reading if len(reading.question) <= MAX_INTERPRETED else asked.as_asked()

    def _as_understood(self, asked: ThreadedQuestion) -> Interpretation:
        remark = remark_on(asked.asked)
        if remark:
            topic = asked.thread.topic
            return Interpretation(asked.asked, topic.name if topic else None, remark=remark)
        return asked.interpretation()

    def _as_chosen(self, asked: ThreadedQuestion, chosen: Sequence[ChosenBinding]) -> Interpretation:
        turn = asked.thread.asked
        own = rebound(asked.asked, chosen, turn)
        threaded = replace(asked, asked=own.question)
        if own.topic is not None:
            topic = Entity(own.topic, turn, "caller", 1.0, topic=True, focus=True)
            rest = replace(threaded, only=topic).interpretation()
        else:
            rest = threaded.remaining()
        focus = focus_of(asked.thread.names(rest.question))
        others = tuple(binding for binding in rest.bindings if binding.origin != "caller")
        return replace(
            rest, topic=own.topic or (focus.text if focus else rest.topic), bindings=own.bindings + others
        )


def _told(reading: Interpretation, asked: str) -> Interpretation:
    """The interpretation with the bindings that say something: a name bound to itself changes nothing."""
    telling = tuple(each for each in reading.bindings if key(each.mention) != key(each.resolved_to))
    if reading.question == asked or not reading.bindings:
        return replace(reading, bindings=())
    whole = reading.bindings[0].model_copy(update={"mention": asked.strip()})
    return replace(reading, bindings=telling or (whole,))
