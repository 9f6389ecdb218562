"""What the thread gives to one of its questions, and the outcomes of reading it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qa.conversation import Turn
from qa.followup.detect import Form, Mention, mentions_in, parsed, without_courtesy
from qa.followup.discourse import Discourse, Entity, asked_thing, phrase_with
from qa.followup.entities import Name, Spelling, focus_of, type_left_out
from qa.followup.interpretation import Corpus, Interpretation
from qa.followup.resolve import Antecedent, Disambiguation, Pairs, antecedents_of, ranked, those_with
from qa.followup.rewrite import wording
from qa.language import WORD, EntityType, is_common_word, plain_question
from qa.schema import Binding


@dataclass(frozen=True)
class QuestionInThread:
    """One question of a thread; `only` is the one topic that it may be about, where that was said."""

    asked: str
    thread: Discourse
    spelling: Spelling
    corpus: Corpus
    only: Entity | None = None

    @cached_property
    def text(self) -> str:
        """The question without greeting or thanks, its slips put right; a complete one in its standard form."""
        text = without_courtesy(self.asked)
        plain = plain_question(text)
        return self.spelling.corrected(plain if parsed(plain).form is Form.WHOLE else text)

    def as_asked(self) -> Interpretation:
        """The question as it stands, but for courtesy and slips."""
        focus = focus_of(self.thread.names(self.text))
        return Interpretation(self.text, focus.text if focus else self._topic_name())

    # What the thread gives

    @property
    def _topic(self) -> Entity | None:
        return self.only or self.thread.topic

    def _topic_name(self) -> str | None:
        return self._topic.name if self._topic else None

    @property
    def _left_to_the_article(self) -> bool:
        """Whether all that a first question leaves out is the article's, whose sentences come first anyway."""
        return self.thread.reading and not self.thread.turns

    def _topic_of(self, text: str) -> Entity | None:
        """The topic that a question leaves out: the thread's, or the latest of the sort that its aspects tell."""
        given = any(name.sort is EntityType.DRUG and name.focus for name in self.thread.names(text))
        topic, sort = self._topic, EntityType.CONDITION if given else type_left_out(text)
        if self.only is not None or topic is None or sort is None or topic.sort is sort:
            return topic
        asked = [each for each in self.thread.candidates if each.origin != "quote" and each.sort is sort]
        some = ranked(asked or self.thread.candidates, sort)
        return some[0].candidate if some and some[0].candidate.sort is sort else topic

    def _placed(self, understood: str, candidate: Entity) -> str:
        """A question about a remedy or a part, in the illness of the question that named it if it names none."""
        if (
            self.only is not None
            or candidate.phrase
            or candidate.sort in {EntityType.CONDITION, EntityType.POPULATION}
        ):
            return understood
        turn = next((turn for turn in self.thread.turns if turn.number == candidate.turn), None)
        illness = turn and next((name for name in self.thread.names(turn.interpreted) if _is_setting(name)), None)
        if not illness or any(
            name.topic or name.sort is EntityType.CONDITION for name in self.thread.names(understood)
        ):
            return understood
        return wording.within(understood, illness.text)

    def _entity(self, candidate: Entity) -> str | None:
        """What a candidate is about: itself, or what its phrase names."""
        if not candidate.phrase:
            return candidate.name
        focus = focus_of(self.thread.names(candidate.name))
        return focus.text if focus else self._topic_name()

    def _given(self, some: list[Antecedent]) -> list[Antecedent]:
        """The remedies among the options; where there is none, what was asked for to treat, or "the treatment"."""
        best = some[0].candidate if some else None
        if best is None or best.sort is EntityType.DRUG or (best.sort is None and best.origin != "quote"):
            return some
        given = self._treatment() or next(
            (_treatment_of(each.candidate) for each in some if each.candidate.sort is EntityType.CONDITION), None
        )
        return [Antecedent(given.name, given, 1.0)] if given else some

    def _treatment(self) -> Entity | None:
        """The treatment that the question before speaks of or asks for, in its words."""
        phrase = phrase_with("treatment", self.thread) or phrase_with("drug", self.thread)
        last = self.thread.last
        asked = asked_thing(last.interpreted) if last else None
        if phrase is None and last and asked and asked.sort is EntityType.DRUG:
            return Entity(asked.phrase, last.number, "question", 1.0, phrase=True)
        return phrase

    def _earlier(self, last: Turn) -> str:
        """The question before, about the one topic where that was said."""
        if self.only is None:
            return last.interpreted
        return wording.about(last.interpreted, self.only.name, self.thread.vocabulary)

    def _options(self, mention: Mention, names: Sequence[Name]) -> list[Antecedent]:
        if self.only and (mention.sort is EntityType.POPULATION or mention.role == "person"):
            return [Antecedent(those_with("people", self.only), self.only, 1.0)]
        return self._only() or antecedents_of(mention, self.thread, names)

    def _only(self) -> list[Antecedent]:
        return [Antecedent(self.only.name, self.only, 1.0)] if self.only else []

    def _known(self, topic: str) -> bool:
        """Whether the thread or the corpus has a topic of that name."""
        if self.thread.vocabulary.is_topic(topic) or mentions_in(topic, self.thread.names(topic)):
            return True
        if wording.speaks_of_people(topic):
            return True
        return any(
            self.thread.speaks_of(word.group())
            for word in WORD.finditer(topic)
            if not is_common_word(word.group())
        )

    # Outcomes

    def _decided(self, choice: Disambiguation, documents: tuple[str, ...] = ()) -> Interpretation:
        """The best option, or all that are as good and found elsewhere."""
        taken = choice.made(self.thread.vocabulary, self.corpus)
        if len(taken) > 1:
            readings = tuple(choice.reading(option) for option in taken)
            mention = readings[0].bindings[0].mention
            return Interpretation(self.asked, self._topic_name(), unresolved=mention, readings=readings)
        best = taken[0]
        topic = self._entity(best.candidate)
        return Interpretation(choice.word(best), topic, choice.bind(best), documents=documents)

    def _carried(self, understood: str, last: Turn, *, evidence: bool = False) -> Interpretation:
        """The question before, adapted."""
        binding = Binding(mention=self.asked.strip(), resolved_to=understood, turn=last.number)
        focus = focus_of(self.thread.names(understood))
        documents = self._documents() if evidence else ()
        return Interpretation(
            understood, focus.text if focus else self._topic_name(), (binding,), documents=documents
        )

    def _of(self, topic: Entity, understood: str) -> Interpretation:
        binding = Antecedent(topic.name, topic, 1.0).binding(self.asked.strip())
        return Interpretation(understood, topic.name, (binding,))

    def _unresolved(self, mention: str) -> Interpretation:
        return Interpretation(self.asked, self._topic_name(), unresolved=self._as_typed(mention))

    def _bindings(self, pairs: Pairs) -> tuple[Binding, ...]:
        return tuple({m.text: option.binding(self._as_typed(m.text)) for m, option in pairs}.values())

    def _documents(self) -> tuple[str, ...]:
        """The documents that the turn before quoted."""
        last = self.thread.last
        return tuple(dict.fromkeys(receipt.document_id for receipt in last.quotes)) if last else ()

    def _as_typed(self, mention: str) -> str:
        """The mention as the question spells it, or the whole question where a slip was put right in it."""
        return mention if mention in self.asked else self.asked.strip()


def _is_setting(name: Name) -> bool:
    return name.topic and name.sort is EntityType.CONDITION


def _treatment_of(illness: Entity) -> Entity:
    return replace(illness, name=f"the treatment of {illness.name}", phrase=True)
