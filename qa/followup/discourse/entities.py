"""Discourse entities: the names of a thread, where they stand, and how salient they are."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from qa.conversation import Turn
from qa.followup.entities import Gazetteer, Name, names_in_question, names_in_quote, paired, type_asked_for
from qa.language import EntityType, is_common, key, singular, words
from qa.schema import Receipt

Origin = Literal["question", "quote", "article", "section", "caller"]
Slice = Callable[[Receipt], str | None]
"""The text that a receipt names, or None where it does not hold."""

_QUOTES_KEPT = 4
_STEM = 5
_FADING = 0.8
_FOCUS, _TOPIC, _NAME, _QUOTED = 1.0, 0.65, 0.5, 0.3
_ARTICLE, _SECTION = 0.6, 0.62
_BESIDE = 0.2
_QUOTE_STEP = 0.02
_ANSWERING, _ASKED_FOR = 0.4, 0.25
_MATCH, _CLASH, _UNTOLD, _ASKED_ABOUT = 0.5, -0.8, -0.15, 0.4


@dataclass(frozen=True, slots=True)
class Entity:
    """A name of the thread: the turn and place that it comes from, and its weight, higher if more salient.

    `quote` is the quote that contains it, if any; a `phrase` is a noun phrase of a question that contains names.
    """

    name: str
    turn: int
    origin: Origin
    weight: float
    sort: EntityType | None = None
    place: Receipt | None = None
    topic: bool = False
    focus: bool = False
    quote: Receipt | None = None
    phrase: bool = False

    def score(self, sort: EntityType | None) -> float:
        """The weight, higher if the type is the wanted one, lower if it is another.

        Where a drug is wanted, a name without a type that a question is about goes before one from a quote.
        """
        if sort is None:
            return self.weight
        if self.sort is None:
            asked = sort is EntityType.DRUG and self.focus and self.origin == "question"
            return self.weight + (_ASKED_ABOUT if asked else _UNTOLD)
        return self.weight + (_MATCH if self.sort is sort else _CLASH)


@dataclass(frozen=True)
class Discourse:
    """The turns so far, oldest first, and the topics of the article and the section that is being read.

    An article is read (`reading`) whose topic has no name, where its title is a statement. `number` is that of the
    question itself, which small talk may part from the last of the turns.
    """

    turns: tuple[Turn, ...]
    vocabulary: Gazetteer
    slice: Slice
    articles: tuple[str, ...] = ()
    section: str | None = None
    reading: bool = False
    number: int | None = None
    _names: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    @property
    def last(self) -> Turn | None:
        """The turn before."""
        return self.turns[-1] if self.turns else None

    @property
    def asked(self) -> int:
        """The number of the question that is asked now."""
        return self.number or (self.turns[-1].number + 1 if self.turns else 1)

    def names(self, question: str) -> tuple[Name, ...]:
        """The names in a question of the thread."""
        if question not in self._names:
            self._names[question] = names_in_question(question, self.vocabulary)
        return self._names[question]

    @cached_property
    def candidates(self) -> tuple[Entity, ...]:
        """All names of the thread, each once, the most salient first."""
        best: dict[tuple[str, ...], Entity] = {}
        for candidate in self._all():
            known = best.get(key(candidate.name))
            if known is None:
                best[key(candidate.name)] = candidate
            elif known.sort is None and candidate.sort is not None:
                best[key(candidate.name)] = replace(known, sort=candidate.sort)
        ranked = sorted(best.values(), key=lambda candidate: -candidate.weight)
        heads = {_head(each.name) for each in ranked if each.sort is EntityType.CONDITION}
        return tuple(
            replace(each, sort=EntityType.CONDITION) if _is_one_of(each, heads) else each for each in ranked
        )

    @cached_property
    def topic(self) -> Entity | None:
        """What a question without a topic is about: the latest remedy or topic asked about, or the article."""
        for turn in reversed(self.turns):
            names = self.names(turn.interpreted)
            for wanted in _is_remedy, _is_topic, _is_told:
                found = next((name for name in names if wanted(name)), None)
                if found:
                    return _from_question(turn, found, _FOCUS)
            if turn.topic and not names:
                return self._named(turn, turn.topic)
            recorded = next((name for name in names if name.focus and name.text == turn.topic), None)
            if recorded:
                return _from_question(turn, recorded, _FOCUS)
        untold = (candidate for candidate in self.candidates if candidate.focus)
        return next(iter(self._read()), None) or next(untold, None)

    def quoted(self, turn: Turn) -> list[Entity]:
        """The names in the quotes of a turn that a follow-up may speak of, in their order."""
        found: list[Entity] = []
        for number, receipt in enumerate(turn.quotes):
            text = self.slice(receipt)
            if text is not None:
                weight = _QUOTED - _QUOTE_STEP * number + _ANSWERING * _share(turn.interpreted, text)
                found += self._in_quote(turn, receipt, text, weight)
        asked = type_asked_for(turn.interpreted)
        if asked is None or any(name.sort is asked for name in self.names(turn.interpreted)):
            return found
        return [replace(each, weight=each.weight + _ASKED_FOR) if each.sort is asked else each for each in found]

    def compared(self) -> list[Entity]:
        """The names that the latest question with a list compares or lists."""
        for turn in reversed(self.turns):
            pair = paired(self.names(turn.interpreted), turn.interpreted)
            if pair:
                return [_from_question(turn, name, _FOCUS) for name in pair]
        return []

    def enumerated(self, sort: EntityType | None) -> list[Entity]:
        """The names of a type in the latest quote with a list; names of any type for None."""
        for turn in reversed(self.turns):
            lists: dict[Receipt, dict[tuple[str, ...], Entity]] = {}
            for candidate in self.quoted(turn):
                if candidate.focus and candidate.quote and (sort is None or candidate.sort is sort):
                    lists.setdefault(candidate.quote, {})[key(candidate.name)] = candidate
            listed = [list(names.values()) for names in lists.values() if len(names) > 1]
            if listed:
                return max(listed, key=lambda names: names[0].weight)
        return []

    def sort_of(self, name: str) -> EntityType | None:
        """The type that the thread gives to a name; a kind of a condition of the thread is a condition."""
        for each in self.candidates:
            if key(each.name) == key(name) and each.sort is not None:
                return each.sort
        heads = {_head(each.name) for each in self.candidates if each.sort is EntityType.CONDITION}
        return EntityType.CONDITION if _is_one_of(Entity(name, 0, "question", 0.0), heads) else None

    def speaks_of(self, word: str) -> bool:
        """Whether a word, or one that begins like it, stands in a question or a quote of the thread."""
        stem = singular(word.casefold())[:_STEM]
        texts = [text for turn in self.turns for text in (turn.question, turn.interpreted)]
        texts += [self.slice(receipt) or "" for turn in self.turns[-2:] for receipt in turn.quotes]
        return any(singular(part)[:_STEM] == stem for text in texts for part in key(text))

    def _all(self) -> Iterator[Entity]:
        fading = 1.0
        for turn in reversed(self.turns):
            names = self.names(turn.interpreted)
            if turn.topic and not names:
                yield replace(self._named(turn, turn.topic), weight=fading * _FOCUS)
            for name in names:
                part = _FOCUS if name.focus or name.text == turn.topic else _TOPIC if name.topic else _NAME
                yield _from_question(turn, name, fading * part)
            for candidate in self.quoted(turn) if turn.number > self.turns[-1].number - _QUOTES_KEPT else ():
                yield replace(candidate, weight=fading * candidate.weight)
            fading *= _FADING
        yield from self._read()

    def _named(self, turn: Turn, topic: str) -> Entity:
        known = self.vocabulary.is_topic(topic)
        sort = EntityType.CONDITION if known else None
        return Entity(topic, turn.number, "question", _FOCUS, sort=sort, topic=known, focus=True)

    def _read(self) -> Iterator[Entity]:
        """The section and the article that are being read."""
        if self.section and not is_common(self.section):
            yield Entity(self.section, 0, "section", _SECTION, sort=EntityType.CONDITION, topic=True)
        for number, article in enumerate(self.articles):
            weight = _ARTICLE - number * _BESIDE
            yield Entity(article, 0, "article", weight, sort=EntityType.CONDITION, topic=True, focus=number > 0)

    def _in_quote(self, turn: Turn, receipt: Receipt, text: str, weight: float) -> Iterator[Entity]:
        for name in names_in_quote(text, self.vocabulary):
            yield Entity(
                name.text,
                turn.number,
                "quote",
                weight,
                sort=name.sort,
                place=_part(receipt, text, name),
                topic=name.topic,
                focus=name.focus,
                quote=receipt,
            )


def _is_remedy(name: Name) -> bool:
    return name.focus and name.sort is EntityType.DRUG


def _is_topic(name: Name) -> bool:
    return name.topic


def _is_told(name: Name) -> bool:
    return name.sort is EntityType.DRUG or (name.focus and name.sort is EntityType.CONDITION)


def _from_question(turn: Turn, name: Name, weight: float) -> Entity:
    return Entity(name.text, turn.number, "question", weight, sort=name.sort, topic=name.topic, focus=name.focus)


def _head(name: str) -> str:
    """The noun of a name, in the singular: "stone" of "kidney stones", "TB" of "MDR-TB"."""
    words = key(name)
    return singular(words[-1].rpartition("-")[2]) if words else ""


def _is_one_of(candidate: Entity, heads: set[str]) -> bool:
    """Whether a name without a type is a kind of a condition of the thread: "uric acid stones"."""
    compound = len(candidate.name.replace("-", " ").split()) > 1
    return candidate.sort is None and compound and _head(candidate.name) in heads


def _share(question: str, text: str) -> float:
    """The share of a question's content words that a text contains, compared by their stems."""
    told = {word[:_STEM] for word in key(text)}
    function_words = words("function_words")
    telling = {word[:_STEM] for word in key(question) if word not in function_words}
    return len(telling & told) / len(telling) if telling else 0.0


def _part(receipt: Receipt, text: str, name: Name) -> Receipt:
    """The receipt of a name within a quote."""
    start = receipt.byte_start + len(text[: name.start].encode())
    piece = name.text.encode()
    return Receipt(
        document_id=receipt.document_id,
        version=receipt.version,
        byte_start=start,
        byte_end=start + len(piece),
        sha256=hashlib.sha256(piece).hexdigest(),
    )
