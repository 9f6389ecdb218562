"""A question in its thread, read form by form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer import Binding
from qa.thread import wording
from qa.thread.candidates import Candidate, Thread
from qa.thread.choice import Choice
from qa.thread.completeness import is_elsewhere, may_stand_alone, names_its_topic
from qa.thread.ellipsis import Form, Parsed, parsed
from qa.thread.frames import sort_of_aspect
from qa.thread.interpretation import Corpus, Interpretation
from qa.thread.lexicon import WORD, common, key
from qa.thread.mentions import Mention, mentions_in
from qa.thread.names import Name, focus_of
from qa.thread.resolution import Option, Pairs, agreeing, options, ranked
from qa.thread.smalltalk import without_courtesy
from qa.thread.spelling import Spelling
from qa.turn import Turn

_OUTWEIGHS = 0.15
_PHRASE = 3
_SUCH_ONE = re.compile(r"(?:the\s+)?(?P<such>[\w-]+)\s+(?:one|kind|type|form)", re.IGNORECASE)
_SHOWN = frozenset({"many", "noun", "ordinal", "both"})


@dataclass(frozen=True)
class ThreadedQuestion:
    """One question of a thread; `only` is the one topic that it may be about, where that was said."""

    asked: str
    thread: Thread
    spelling: Spelling
    corpus: Corpus
    only: Candidate | None = None

    def interpretation(self) -> Interpretation:  # noqa: PLR0911 (one for each form)
        """What the question means, its slips put right where it has to be worded anew."""
        text = self.spelling.corrected(without_courtesy(self.asked))
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
            case Form.FURTHER:
                return self._carried(wording.further(self._earlier(last), form.rest), last, evidence=True)
            case Form.QUALIFIER:
                thing = self._thing(form.rest)
                if thing is None:
                    return self._carried(wording.qualified(self._earlier(last), form.rest), last)
                return self._about(thing, last)
            case _:
                return self._about(form.rest, last)

    def remaining(self) -> Interpretation:
        """The question with the mentions that are left in it replaced, and nothing added."""
        return self._mentions(self.asked) or self.as_asked()

    def as_asked(self) -> Interpretation:
        """The question as it stands."""
        focus = focus_of(self.thread.names(self.asked))
        return Interpretation(self.asked, focus.text if focus else self._topic_name())

    # What the thread gives

    @property
    def _topic(self) -> Candidate | None:
        return self.only or self.thread.topic

    def _topic_name(self) -> str | None:
        return self._topic.name if self._topic else None

    def _earlier(self, last: Turn) -> str:
        """The question before, about the one topic where that was said."""
        if self.only is None:
            return last.interpreted
        return wording.about(last.interpreted, self.only.name, self.thread.vocabulary)

    def _options(self, mention: Mention, names: Sequence[Name]) -> list[Option]:
        return self._only() or options(mention, self.thread, names)

    def _only(self) -> list[Option]:
        return [Option(self.only.name, self.only, 1.0)] if self.only else []

    def _known(self, topic: str) -> bool:
        """Whether the thread or the corpus has a topic of that name."""
        if self.thread.vocabulary.is_topic(topic) or mentions_in(topic, self.thread.names(topic)):
            return True
        return any(
            self.thread.speaks_of(word.group()) for word in WORD.finditer(topic) if not common(word.group())
        )

    # Forms

    def _fitting(self, form: Parsed, text: str) -> Parsed:
        """The form, unless its words make a question of their own."""
        whole = Parsed(Form.WHOLE, form.rest if form.corrects else text)
        names = self.thread.names(form.rest)
        match form.form:
            case Form.WHOLE:
                return whole
            case Form.ABOUT if form.bare and not form.corrects:
                thing = wording.undetermined(form.rest)
                single = len(names) == 1 and (thing == names[0].text or self.thread.vocabulary.is_part(thing))
                return form if single or self._is_mention(form.rest) else whole
            case Form.ASPECT if mentions_in(text, self.thread.names(text)):
                return whole
            case Form.QUALIFIER if form.bare and not self.thread.turns and len(form.rest.split()) > _PHRASE:
                return whole
            case Form.RETURN if not self._known(form.topic):
                return whole
        return form

    def _mentions(self, text: str) -> Interpretation | None:
        """The question with its mentions replaced; None where it has none."""
        names = self.thread.names(text)
        found = [(mention, self._options(mention, names)) for mention in mentions_in(text, names)]
        if not found:
            return None
        lost = next((mention for mention, some in found if not some), None)
        if lost is not None:
            named = lost.role != "noun" and any(name.topic for name in names)
            return self.as_asked() if named else self._unresolved(lost.text)
        first, some = found[0]
        choice = Choice(
            some,
            lambda option: wording.replaced(text, [(m, o.text) for m, o in agreeing(found, option)]),
            lambda option: self._bindings(agreeing(found, option)),
        )
        return self._decided(choice, self._documents() if first.role in _SHOWN else ())

    def _implicit(self, text: str) -> Interpretation:
        """A question without mentions, asked of the thread's topic where it names nothing of its own."""
        names, topic = self.thread.names(text), self._topic
        if topic is None:
            return self.as_asked()
        understood = wording.with_topic(text, topic.name, topic.sort)
        if self.only is None and (
            names_its_topic(text, names, self.thread.vocabulary)
            or may_stand_alone(names, topic)
            or is_elsewhere(text, names, self.thread.vocabulary.aliases(topic.name), self.corpus)
            or (names and self._is_answered_alone(understood))
        ):
            return self.as_asked()
        return self._of(topic, understood)

    def _is_answered_alone(self, understood: str) -> bool:
        """Whether the corpus answers the question as asked, and better than with the topic added."""
        alone = self.corpus.fit(self.asked)
        return alone.found and alone.confidence > self.corpus.fit(understood).confidence + _OUTWEIGHS

    def _aspect(self, text: str, aspect: str) -> Interpretation:
        """For "dose?": of what the thread is about, if that has one."""
        some = self._only() or ranked(self.thread.candidates, sort_of_aspect(aspect))
        if not some:
            return self.as_asked()
        mention = self._as_typed(text)
        choice = Choice(
            some, lambda option: wording.of_topic(aspect, option.text), lambda option: (option.binding(mention),)
        )
        return self._decided(choice)

    def _about(self, thing: str, last: Turn) -> Interpretation:
        """For "what about gout?": the question before, asked of another thing."""
        thing = self._modified(thing)
        names = self.thread.names(thing)
        found = mentions_in(thing, names)
        vocabulary, earlier = self.thread.vocabulary, self._earlier(last)
        if not found:
            return self._carried(wording.about(earlier, thing, vocabulary), last)
        mention = found[0]
        some = self._options(mention, names)
        if not some:
            return self._unresolved(mention.text)
        shown = self._as_typed(mention.text)
        choice = Choice(
            some,
            lambda option: wording.about(earlier, wording.replaced(thing, [(mention, option.text)]), vocabulary),
            lambda option: (option.binding(shown),),
        )
        return self._decided(choice)

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
        """The candidate with that word in its name, for "the latent one", or else the topic, so qualified."""
        one = _SUCH_ONE.fullmatch(thing)
        if one is None or self._is_mention(thing):
            return thing
        word = key(one["such"])[0]
        named = [candidate.name for candidate in self.thread.candidates if word in key(candidate.name)]
        if named:
            return named[0]
        return f"{one['such']} {self._topic.name}" if self._topic else thing

    def _return(self, form: Parsed) -> Interpretation:
        """For "back to gout: what causes it?": a question on an earlier topic."""
        names = self.thread.names(form.topic)
        found = mentions_in(form.topic, names)
        some = self._options(found[0], names) if found else [self._topic_again(form.topic)]
        if not some:
            return self._unresolved(form.topic)
        topic, last = some[0].candidate, self.thread.last
        if form.rest:
            understood = replace(self, asked=form.rest, only=topic).interpretation().question
        elif last:
            understood = wording.about(last.interpreted, topic.name, self.thread.vocabulary)
        else:
            understood = topic.name
        return Interpretation(understood, topic.name, (some[0].binding(self._as_typed(form.topic)),))

    def _topic_again(self, topic: str) -> Option:
        """The candidate that an earlier topic's name, or a part of it, speaks of; else the name as it is."""
        name = wording.undetermined(topic)
        for candidate in self.thread.candidates:
            if self.thread.vocabulary.same(candidate.name, name):
                return Option(candidate.name, candidate, 1.0)
        turn = self.thread.last.number if self.thread.last else 0
        return Option(name, Candidate(name, turn, "question", 1.0, topic=True), 1.0)

    def _under_article(self, form: Parsed) -> Interpretation:
        """A first question that leaves something out: only the article can tell."""
        topic = self._topic
        named = any(name.topic for name in self.thread.names(form.rest))
        if topic is None:
            return self.as_asked() if form.bare or named else self._unresolved(self.asked.strip())
        if form.form is Form.ABOUT and named:
            return self.as_asked()
        return self._of(topic, f"{form.rest}, {topic.name}?")

    # Outcomes

    def _decided(self, choice: Choice, documents: tuple[str, ...] = ()) -> Interpretation:
        """The best option, or all that are as good and found elsewhere."""
        taken = choice.made(self.thread.vocabulary, self.corpus)
        if len(taken) > 1:
            readings = tuple(choice.reading(option) for option in taken)
            mention = readings[0].bindings[0].mention
            return Interpretation(self.asked, self._topic_name(), unresolved=mention, readings=readings)
        best = taken[0]
        return Interpretation(choice.word(best), best.candidate.name, choice.bind(best), documents=documents)

    def _carried(self, understood: str, last: Turn, *, evidence: bool = False) -> Interpretation:
        """The question before, adapted."""
        binding = Binding(mention=self.asked.strip(), resolved_to=understood, turn=last.number)
        focus = focus_of(self.thread.names(understood))
        documents = self._documents() if evidence else ()
        return Interpretation(
            understood, focus.text if focus else self._topic_name(), (binding,), documents=documents
        )

    def _of(self, topic: Candidate, understood: str) -> Interpretation:
        binding = Option(topic.name, topic, 1.0).binding(self.asked.strip())
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
