"""The slots of a text: drugs, conditions, people and kinds of fact."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple, Self

from qa.language import how_much_of, knows_dose
from qa.slots.ages import Age, ages_of, ages_set_aside
from qa.slots.conditions import condition_gazetteer, names_in_titles
from qa.slots.details import Detail, details_of
from qa.slots.drugs import drug_gazetteer, forms, in_context
from qa.slots.facts import AMOUNT, DOSE, is_caused, kinds_asked, kinds_of_heading, kinds_stated
from qa.slots.matching import Found, Gazetteer, Word, normal_words
from qa.slots.populations import group_gazetteer, with_implied
from qa.slots.short_names import defined_short_names

_REMEMBERED = 4096


@dataclass(frozen=True)
class Mention:
    """A drug or a condition that a text names: its id, by which mentions are compared, and the words."""

    id: str
    words: str = field(compare=False)


@dataclass(frozen=True)
class Slots:
    """What a text names. `asks` has the kinds of fact that it asks for, `states` those that it states.

    `harms` has the ids of the conditions that it only names as what something else causes, `ages_aside` the ages
    that a question names and does not ask about.
    """

    drugs: tuple[Mention, ...] = ()
    conditions: tuple[Mention, ...] = ()
    ages: tuple[Age, ...] = ()
    groups: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    harms: frozenset[str] = frozenset()
    details: frozenset[Detail] = frozenset()
    ages_aside: tuple[Age, ...] = ()

    @property
    def asks_dose(self) -> bool:
        """Whether it asks for a dose."""
        return DOSE in self.asks


NOTHING = Slots()


class Names(NamedTuple):
    """The names of drugs and of conditions that are looked for, those of a corpus' titles among them."""

    drugs: Gazetteer
    conditions: Gazetteer

    @classmethod
    def packaged(cls) -> Self:
        """The packaged names."""
        return cls(drug_gazetteer(), condition_gazetteer())

    @classmethod
    def of_corpus(cls, titles: Iterable[str], texts: Iterable[str] = ()) -> Self:
        """The packaged names, the topics of the titles, and the short names that the texts define.

        "lenacapavir (LEN)" defines LEN. Names that are packaged keep their meaning.
        """
        drugs, conditions = drug_gazetteer(), condition_gazetteer()
        topics = {name: ids for name, ids in names_in_titles(titles).items() if not drugs[name]}
        return cls(drugs, conditions.and_these(topics)).with_short_names(texts)

    def with_short_names(self, texts: Iterable[str]) -> Self:
        """The names and the short names that the texts define for them."""
        short_drugs, short_conditions = defined_short_names(texts, self)
        if not (short_drugs or short_conditions):
            return self
        return type(self)(self.drugs.and_these(short_drugs), self.conditions.and_these(short_conditions))


@dataclass(frozen=True)
class SentenceSlots:
    """The slots of a sentence and of what it inherits from, nearest first; `issue` has publisher and year."""

    own: Slots
    stem: Slots = NOTHING
    previous: Slots = NOTHING
    headings: Slots = NOTHING
    title: Slots = NOTHING
    issue: Slots = NOTHING

    @property
    def layers(self) -> tuple[Slots, ...]:
        """All of them, nearest first."""
        return self.own, self.stem, self.previous, self.headings, self.title


@dataclass(frozen=True)
class Inherited:
    """What a sentence inherits from; `stem` is the stem of its list, or the header of its table.

    `issue` names who published the document, and when.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    stem: str = ""
    previous: tuple[str, ...] = ()
    issue: str = ""


def slots_of(text: str, names: Names | None = None) -> Slots:
    """The slots of a question or of any text."""
    return _slots(text, names or _packaged())


def slots_of_sentence(text: str, inherited: Inherited, names: Names | None = None) -> SentenceSlots:
    """The slots of a sentence with what it inherits."""
    known = names or _packaged()
    return SentenceSlots(
        _slots(text, known),
        _cached(inherited.stem, known),
        _cached("\n".join(inherited.previous), known),
        _cached_heading("\n".join(inherited.headings), known),
        _cached_heading(inherited.title, known),
        _cached_heading(inherited.issue, known),
    )


def _slots(text: str, names: Names) -> Slots:
    text = " ".join(text.split())
    words = normal_words(text)
    drugs, conditions = list(drugs_in(words, names.drugs)), list(names.conditions.find(words))
    groups = (found.ids[0] for found in group_gazetteer().find(words))
    asks = _asked(text, words, names)
    return Slots(
        _mentions(text, words, _not_within(drugs, conditions)),
        _mentions(text, words, _not_within(conditions, drugs)),
        ages_of(text, words),
        frozenset(wider for group in groups for wider in with_implied(group)),
        asks,
        kinds_stated(text, words),
        frozenset(id_ for each in conditions if is_caused(text, words[each.first].start) for id_ in each.ids),
        details_of(text, words),
        ages_set_aside(text, words, asks_dose=DOSE in asks),
    )


def _asked(text: str, words: Sequence[Word], names: Names) -> frozenset[str]:
    """The kinds that a question asks for; a dose too by "how much" of a drug, and none that it takes for known."""
    asked = kinds_asked(words)
    if DOSE in asked and knows_dose(text):
        return asked - {DOSE}
    return asked | {DOSE} if AMOUNT in asked and asks_how_much_of_drug(text, names) else asked


def asks_how_much_of_drug(text: str, names: Names | None = None) -> bool:
    """Whether a question asks how much of a drug: "how much morphine for a child"."""
    return any(drugs_in(normal_words(how_much_of(text)), (names or _packaged()).drugs))


def _not_within(found: Sequence[Found], others: Sequence[Found]) -> Iterator[Found]:
    """What is no part of a longer name: no drug in "steroid-resistant nephrotic syndrome"."""
    for each in found:
        size = each.last - each.first
        if not any(
            other.first <= each.first and each.last <= other.last and other.last - other.first > size
            for other in others
        ):
            yield each


def drugs_in(words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Found]:
    """The drugs that a text names, from left to right; nutrients only beside a form such as "tablets"."""
    yield from heapq.merge(gazetteer.find(words), _in_context(words), key=attrgetter("first"))


def _in_context(words: Sequence[Word]) -> Iterator[Found]:
    substances = in_context()
    for place, word in enumerate(words):
        if word.form in substances and _beside_form(words, place):
            yield Found((substances[word.form],), place, place + 1)


def _beside_form(words: Sequence[Word], place: int) -> bool:
    near = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
    if any(word.form in forms() for word in near):
        return True
    return place > 1 and words[place - 1].form == "of" and words[place - 2].form in forms()


def _mentions(text: str, words: Sequence[Word], found: Iterable[Found]) -> tuple[Mention, ...]:
    places = ((each.ids, text[words[each.first].start : words[each.last - 1].end]) for each in found)
    return tuple(dict.fromkeys(Mention(id_, named) for ids, named in places for id_ in ids))


def _heading(text: str, names: Names) -> Slots:
    slots = _slots(text, names)
    return replace(slots, states=kinds_of_heading(normal_words(text)))


_cached = lru_cache(_REMEMBERED)(_slots)
_cached_heading = lru_cache(_REMEMBERED)(_heading)


@cache
def _packaged() -> Names:
    return Names.packaged()
