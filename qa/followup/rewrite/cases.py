"""A question in its thread, read form by form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.conversation import Turn
from qa.followup.detect import (
    Form,
    Parsed,
    background,
    explains_its_mentions,
    is_elsewhere,
    is_matter,
    is_statement,
    may_stand_alone,
    mentions_in,
    names_its_topic,
    parsed,
    says_enough,
    speaks_of,
)
from qa.followup.discourse import Entity
from qa.followup.entities import Name, is_pharmacological, type_of_aspect
from qa.followup.interpretation import Interpretation
from qa.followup.resolve import Antecedent, Disambiguation, agreeing, chooses, one_anaphor, one_anaphora, ranked
from qa.followup.rewrite import wording
from qa.followup.rewrite.carry_over import TURNS_BACK, carried_over, kind_of
from qa.followup.rewrite.question_in_thread import QuestionInThread
from qa.language import EntityType, load_rules, words
from qa.schema import Binding

_OUTWEIGHS = 0.15
_PHRASE = 3
_SHOWN = frozenset({"many", "noun", "ordinal", "both"})


@dataclass(frozen=True)
class ThreadedQuestion(QuestionInThread):
    """One question of a thread, to be understood."""

    def interpretation(self) -> Interpretation:
        """What the question means, its slips put right where it has to be worded anew."""
        return self._with_background() or self._by_form()

    def _by_form(self) -> Interpretation:  # noqa: PLR0911 (one for each form)
        """The question by what it leaves out."""
        text = self.text
        form = self._fitting(parsed(text), text)
        last = self.thread.last
        match form.form:
            case Form.WHOLE:
                return self._mentions(form.rest) or self._implicit(form.rest)
            case Form.RETURN:
                return self._return(form)
            case Form.ASPECT:
                return self._aspect(text, form.rest)
            case _ if last is None:
                return self._under_article(form)
            case Form.MORE:
                return self._carried(last.interpreted, last, evidence=True)
            case Form.DOING:
                return self._done(form.rest, last)
            case Form.FURTHER:
                return self._carried(wording.further(self._earlier(last), form.rest), last, evidence=True)
            case Form.QUALIFIER:
                thing = self._thing(form.rest)
                if thing is None:
                    return self._carried(wording.qualified(self._earlier(last), form.rest), last)
                return self._about(thing, last, corrects=form.corrects)
            case _:
                return self._about(form.rest, last, corrects=form.corrects, bare=form.bare)

    def _with_background(self) -> Interpretation | None:
        """A first question, asked of what was told before it; None where nothing was, or it stays unclear."""
        first = self.only is None and self.thread.last is None and self._topic is None
        told = background(self.text, self.thread.names(self.text)) if first else None
        if told is None:
            return None
        name, question = told
        topic = Entity(name.text, self.thread.asked, "question", 1.0, name.sort, topic=True, focus=True)
        asked = replace(self, asked=question, only=topic).interpretation()
        return None if asked.unresolved else replace(asked, bindings=())

    def remaining(self) -> Interpretation:
        """The question with the mentions that are left in it replaced, and nothing added."""
        return self._mentions(self.text) or self.as_asked()

    def _fitting(self, form: Parsed, text: str) -> Parsed:  # noqa: PLR0911 (one for each form)
        """The form, unless its words make a question of their own."""
        whole = Parsed(Form.WHOLE, form.rest if form.corrects else text)
        names = self.thread.names(form.rest)
        such = one_anaphor(form.rest)
        match form.form:
            case Form.WHOLE:
                return whole
            case Form.ABOUT if such and such["the"]:
                return whole if chooses(such["how"]) and self._is_mention(form.rest) else form
            case Form.ABOUT if form.bare and not form.corrects:
                thing = wording.undetermined(form.rest)
                last = form.rest.split()[-1].casefold()
                told = any(name.topic or name.sort for name in names) or self.thread.vocabulary.is_part(form.rest)
                if last in words("aspects") and not told and not mentions_in(form.rest, names):
                    return Parsed(Form.ASPECT, wording.undetermined(form.rest), bare=True)
                single = len(names) == 1 and (thing == names[0].text or self.thread.vocabulary.is_part(thing))
                return form if single or self._is_mention(form.rest) else whole
            case Form.ASPECT if mentions_in(text, self.thread.names(text)):
                return whole
            case Form.QUALIFIER if form.bare and not self.thread.turns and len(form.rest.split()) > _PHRASE:
                return whole
            case Form.RETURN if not (is_matter(form.topic) or self._known(form.topic)):
                return whole
            case Form.DOES_TOO:
                alone = len(names) == 1 and names[0].text == form.rest
                return replace(form, form=Form.ABOUT) if self.thread.turns and (alone or not form.bare) else whole
        return form

    def _mentions(self, text: str) -> Interpretation | None:
        """The question with its mentions replaced; None where it has none."""
        names = self.thread.names(text)
        found = [(mention, self._options(mention, names)) for mention in mentions_in(text, names)]
        if not found:
            return None
        lost = next((mention for mention, some in found if not some), None)
        if lost is not None:
            if self.thread.last is None and says_enough(text, lost):
                return self.as_asked()
            # Before anything was said, what is named beside "the disease" tells which one: "the drug riluzole".
            definite = lost.role == "noun" and lost.text.casefold().startswith("the ")
            begins = self.thread.last is None and definite and bool(names)
            named = begins or (lost.role != "noun" and any(name.topic for name in names))
            return self.as_asked() if named or self._left_to_the_article else self._unresolved(lost.text)
        first, some = found[0]
        choice = Disambiguation(
            some,
            lambda option: self._placed(
                wording.replaced(text, [(m, o.text) for m, o in agreeing(found, option)]), option.candidate
            ),
            lambda option: self._bindings(agreeing(found, option)),
        )
        return self._decided(choice, self._documents() if first.role in _SHOWN else ())

    def _implicit(self, text: str) -> Interpretation:
        """A question without mentions, asked of the thread's topic where it names nothing of its own."""
        names, topic = self.thread.names(text), self._topic_of(text)
        if topic is None:
            return self.as_asked()
        understood = wording.with_topic(text, topic.name, topic.sort)
        if self.only is None and (
            is_statement(text)
            or (names and explains_its_mentions(text, names))
            or names_its_topic(text, names, self.thread.vocabulary)
            or may_stand_alone(names, topic)
            or self._is_part_of_the_article(names, topic)
            or speaks_of(names, topic)
            or is_elsewhere(text, names, self.thread.vocabulary.aliases(topic.name), self.corpus)
            or (names and self._is_answered_alone(understood))
        ):
            return self.as_asked()
        return self._of(topic, understood)

    def _is_part_of_the_article(self, names: Sequence[Name], topic: Entity) -> bool:
        """Whether a name is that of a section, for which the article that is read need not be named."""
        return topic.origin == "article" and any(self.thread.vocabulary.is_part(name.text) for name in names)

    def _is_answered_alone(self, understood: str) -> bool:
        """Whether the corpus answers the question as asked, and better than with the topic added."""
        alone = self.corpus.fit(self.text)
        return alone.found and alone.confidence > self.corpus.fit(understood).confidence + _OUTWEIGHS

    def _aspect(self, text: str, aspect: str) -> Interpretation:
        """For "dose?": of what the thread is about, if that has one; "type 2" after "type 1" is no aspect."""
        last = self.thread.last
        variety = wording.varied(self._earlier(last), aspect) if last else None
        if last and variety:
            return self._carried(variety, last)
        some = self._only() or ranked(self.thread.candidates, type_of_aspect(aspect))
        if is_pharmacological(aspect) and not self.only:
            some = self._given(some)
        if not some:
            return self.as_asked()
        mention = self._as_typed(text)
        choice = Disambiguation(
            some,
            lambda option: self._placed(wording.of_topic(aspect, option.text), option.candidate),
            lambda option: (option.binding(mention),),
        )
        return self._decided(choice)

    def _about(self, thing: str, last: Turn, *, corrects: bool = False, bare: bool = False) -> Interpretation:
        """For "what about gout?": the question before, asked of another thing."""
        thing = self._modified(thing)
        names = self.thread.names(thing)
        found = mentions_in(thing, names)
        vocabulary, earlier = self.thread.vocabulary, self._earlier(last)
        if not found:
            return self._asked_again(thing, last, corrects=corrects, bare=bare)
        mention = found[0]
        some = self._options(mention, names)
        if not some:
            return self._unresolved(mention.text)
        shown = self._as_typed(mention.text)
        choice = Disambiguation(
            some,
            lambda option: wording.about(earlier, wording.replaced(thing, [(mention, option.text)]), vocabulary),
            lambda option: (option.binding(shown),),
        )
        return self._decided(choice)

    def _asked_again(self, thing: str, last: Turn, *, corrects: bool, bare: bool) -> Interpretation:
        """The latest question about a thing of its kind, asked of this one; else the last, or this thing alone.

        What corrects a question is about that one.
        """
        new = kind_of(thing, self.thread)
        variety = wording.varied(self._earlier(last), thing) if new is None or not new.topic else None
        if variety is not None:
            return self._carried(variety, last)
        told = new is not None and (
            new.sort is not None
            or not bare
            or corrects
            or load_rules("qa.followup", "wording")["joins"].match(self.asked)
            or not self._is_of_remedy(last)
        )
        if new and told and self.only is None:
            again = carried_over(thing, new, self.thread, turns=1 if corrects else TURNS_BACK)
            if again is not None:
                return replace(self._carried(again.question, again.turn), topic=new.text)
        if new and corrects:
            understood = wording.with_topic(self._earlier(last), thing, new.sort)
            return replace(self._carried(understood, last), topic=new.text)
        topic = self._topic
        part = new is None or (not new.topic and self.thread.vocabulary.is_part(thing))
        if new is None or part or new.sort is None or topic is None:
            return self._carried(wording.of_part(self._earlier(last), thing), last)
        if new.sort is EntityType.CONDITION or topic.sort is not EntityType.CONDITION:
            return Interpretation(self.text, new.text)
        return self._of(topic, wording.with_topic(f"What about {thing}", topic.name, topic.sort))

    def _is_of_remedy(self, turn: Turn) -> bool:
        return any(name.sort is EntityType.DRUG for name in self.thread.names(turn.interpreted))

    def _done(self, doing: str, last: Turn) -> Interpretation:
        """For "and treated?": the question before, of something else that is done."""
        understood = wording.done(self._earlier(last), doing)
        return self._carried(understood, last) if understood else self._about(doing, last)

    def _thing(self, qualifier: str) -> str | None:
        """The thing that a qualifier is all about: "gout" of "for gout"."""
        thing = qualifier.partition(" ")[2].strip()
        if self._is_mention(thing):
            return thing
        rest = wording.undetermined(thing)
        names = self.thread.names(rest)
        return rest if len(names) == 1 and names[0].topic and names[0].text == rest else None

    def _is_mention(self, phrase: str) -> bool:
        """Whether a phrase is a mention and no more."""
        found = mentions_in(phrase, self.thread.names(phrase))
        return len(found) == 1 and found[0].text == phrase.strip()

    def _modified(self, thing: str) -> str:
        """What "the latent kind" stands for; any other thing as it is."""
        one = one_anaphor(thing)
        if one is None or self._is_mention(thing):
            return thing
        such = one_anaphora(one["how"], self.thread, several=thing.casefold().endswith("s"))
        return such[0] if such else thing

    def _return(self, form: Parsed) -> Interpretation:
        """For "back to gout: what causes it?": a question on an earlier topic; a matter is no topic."""
        if is_matter(form.topic):
            rest = replace(self, asked=form.rest or form.topic).interpretation()
            if form.rest and not (rest.bindings or rest.unresolved):
                # Nothing was resolved, so the aspect is part of the question: "symptoms: gout".
                return self.as_asked()
            # A mention with a corrected typo does not occur in the question: its binding is of the whole.
            typed = [
                each if each.mention in self.asked else each.model_copy(update={"mention": self.asked.strip()})
                for each in rest.bindings
            ]
            return replace(rest, bindings=tuple(typed))
        names = self.thread.names(form.topic)
        if form.rest and not names and wording.speaks_of_people(form.topic):
            rest = replace(self, asked=form.rest).interpretation()
            understood = wording.qualified(rest.question, f"in {form.topic}")
            last_turn = self.thread.last.number if self.thread.last else 0
            own = Binding(mention=self._as_typed(form.topic), resolved_to=f"in {form.topic}", turn=last_turn)
            within = tuple(binding for binding in rest.bindings if binding.mention in self.asked)
            return replace(rest, question=understood, bindings=(own, *within))
        found = mentions_in(form.topic, names)
        some = self._options(found[0], names) if found else [self._topic_again(form.topic)]
        if not some:
            return self._unresolved(form.topic)
        topic, last = some[0].candidate, self.thread.last
        own = some[0].binding(self._as_typed(form.topic))
        if form.rest:
            rest = replace(self, asked=form.rest, only=topic).interpretation()
            within = tuple(binding for binding in rest.bindings if binding.mention in self.asked)
            return Interpretation(rest.question, topic.name, (own, *within))
        understood = wording.about(last.interpreted, topic.name, self.thread.vocabulary) if last else topic.name
        return Interpretation(understood, topic.name, (own,))

    def _topic_again(self, topic: str) -> Antecedent:
        """The candidate that an earlier topic's name, or a part of it, speaks of; else the name as it is."""
        name = wording.undetermined(topic)
        for candidate in self.thread.candidates:
            if self.thread.vocabulary.same(candidate.name, name):
                return Antecedent(candidate.name, candidate, 1.0)
        turn = self.thread.last.number if self.thread.last else 0
        return Antecedent(name, Entity(name, turn, "question", 1.0, topic=True), 1.0)

    def _under_article(self, form: Parsed) -> Interpretation:
        """A first question that leaves something out: only the article can tell."""
        topic = self._topic
        named = any(name.topic for name in self.thread.names(form.rest))
        if topic is None:
            if form.bare or named or self._left_to_the_article:
                return self.as_asked()
            return self._unresolved(self.asked.strip())
        if form.form is Form.ABOUT and named:
            return self.as_asked()
        return self._of(topic, f"{form.rest}, {topic.name}?")
