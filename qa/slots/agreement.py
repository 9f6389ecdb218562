"""Compares the slots of a question with those of a sentence: each agrees, is silent or contradicts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa.slots import facts
from qa.slots.ages import ADULTS, Age, shown_age
from qa.slots.conditions import is_illness, same_condition
from qa.slots.details import Family
from qa.slots.drugs import same_drug
from qa.slots.populations import exclude_each_other, is_dosed_apart, shown
from qa.slots.slots import Mention, SentenceSlots, Slots

_MOST_LISTED = 2
# What differs for pregnant women and people with failing organs.
_DEPEND_ON_PEOPLE = frozenset({facts.DOSE, facts.HARM, facts.TREATMENT})
_MOST_SHOWN = 3


class Stand(StrEnum):
    """How a sentence stands to a slot of a question."""

    UNASKED = "unasked"
    """The question leaves the slot empty."""
    AGREES = "agrees"
    SILENT = "silent"
    """The sentence and its context say nothing about what the question names."""
    CONTRADICTS = "contradicts"
    """The sentence is about something else."""


@dataclass(frozen=True)
class Judgement:
    """How a sentence stands to one slot; in words for a reader why it contradicts; what asked names it lacks."""

    stand: Stand = Stand.UNASKED
    why: str = ""
    missing: tuple[str, ...] = ()


UNASKED = Judgement()


@dataclass(frozen=True)
class Agreement:
    """How a sentence stands to each slot of a question.

    `agent` is what the question asks whether it has an effect: "smoking" in "Does smoking cause stroke?".
    `detail` is a year, a country or a way of giving a drug.
    """

    drug: Judgement
    condition: Judgement
    population: Judgement
    fact: Judgement
    agent: Judgement = UNASKED
    detail: Judgement = UNASKED

    @property
    def why(self) -> str:
        """In words, what contradicts; empty if nothing does."""
        judgements = (self.drug, self.condition, self.population, self.fact, self.agent, self.detail)
        return "; ".join(each.why for each in judgements if each.stand is Stand.CONTRADICTS)

    @property
    def contradicts(self) -> bool:
        """Whether any slot contradicts."""
        return bool(self.why)


def agreement(question: Slots, sentence: SentenceSlots) -> Agreement:
    """How a sentence stands to a question."""
    return Agreement(
        _drug(question, sentence),
        _condition(question, sentence),
        _population(question, sentence),
        _fact(question, sentence),
        detail=_detail(question, sentence),
    )


def unspoken(agent: str) -> Judgement:
    """The judgement on a sentence that says nothing about an agent."""
    return Judgement(Stand.CONTRADICTS, f"silent about {agent}", (agent,))


def _drug(question: Slots, sentence: SentenceSlots) -> Judgement:
    layers = [layer.drugs for layer in sentence.layers]
    missing = _missing(question.drugs, layers, same_drug)
    if not missing:
        return Judgement(Stand.AGREES if question.drugs else Stand.UNASKED)
    others = next((layer for layer in layers if layer), ())
    if len(missing) < len(question.drugs) or not others:
        return Judgement(Stand.SILENT, missing=missing)
    return _about_others(question.drugs, others, missing)


def _condition(question: Slots, sentence: SentenceSlots) -> Judgement:
    """An illness that is asked about has to agree; signs beside it ("fever in malaria") do not make up for it."""
    layers = [layer.conditions for layer in sentence.layers]
    asked = _illnesses(question.conditions)
    missing = _missing(question.conditions, layers, same_condition)
    if not question.conditions:
        return Judgement(Stand.UNASKED)
    if len(_missing(asked or question.conditions, layers, same_condition)) < len(asked or question.conditions):
        passing = bool(asked) and _only_in_passing(question, asked, sentence)
        return (
            _about_other_illness(asked, sentence, missing) if passing else Judgement(Stand.AGREES, missing=missing)
        )
    others = _illnesses_of(sentence)
    named = len(missing) < len(question.conditions)
    unnamed = not others or len(others) > _MOST_LISTED
    if asked and (not unnamed or _states_asked_dose(question, sentence)):
        return _about_other_illness(asked, sentence, missing)
    return Judgement(Stand.AGREES if named else Stand.SILENT, missing=missing)


def _only_in_passing(question: Slots, asked: Sequence[Mention], sentence: SentenceSlots) -> bool:
    """Whether a question for a treatment meets a sentence that names the illness but treats something else.

    So it is where title, headings and stem do not name the illness, and the sentence names it as what something
    causes ("pyrazinamide can cause gout") or states no treatment.
    """
    if facts.TREATMENT not in question.asks:
        return False
    around = [layer.conditions for layer in (sentence.title, sentence.headings, sentence.stem)]
    if len(_missing(asked, around, same_condition)) < len(asked):
        return False
    harmed = all(any(same_condition(each.id, harm) for harm in sentence.own.harms) for each in asked)
    return harmed or facts.TREATMENT not in sentence.own.states


def _about_other_illness(asked: Sequence[Mention], sentence: SentenceSlots, missing: tuple[str, ...]) -> Judgement:
    others = _illnesses_of(sentence)[:_MOST_LISTED]
    if others:
        return _about_others(asked, others, missing)
    why = _why("about", ["an illness that it does not name"], (each.words for each in asked))
    return Judgement(Stand.CONTRADICTS, why, missing)


def _illnesses_of(sentence: SentenceSlots) -> tuple[Mention, ...]:
    """The illnesses that a sentence is about: those of its title, else headings, stem or the sentence."""
    title_first = (sentence.title, sentence.headings, sentence.stem, sentence.own)
    illnesses = (_illnesses(layer.conditions) for layer in title_first)
    return next((found for found in illnesses if found), ())


def _population(question: Slots, sentence: SentenceSlots) -> Judgement:
    groups = (_group(question, group, sentence) for group in sorted(question.groups))
    judgements = [_age(question, sentence), *groups]
    for stand in (Stand.CONTRADICTS, Stand.AGREES, Stand.SILENT):
        found = next((each for each in judgements if each.stand is stand), None)
        if found is not None:
            return found
    return Judgement()


def _age(question: Slots, sentence: SentenceSlots) -> Judgement:
    if not question.ages:
        return Judgement()
    layers = (sentence.own, sentence.stem, sentence.headings, sentence.title, sentence.previous)
    ages = next((layer.ages for layer in layers if layer.ages), ())
    named = [age for age in question.ages if age not in question.ages_aside]
    asked = [age for age in named if not any(age.contains(other) for other in named)]
    if not ages and _needs_own_dose(question, asked, sentence):
        return Judgement(Stand.CONTRADICTS, _why("for", ["people of no stated age"], map(shown_age, asked)))
    if not ages:
        return Judgement(Stand.SILENT)
    if any(one.overlaps(other) for one in asked for other in ages):
        return Judgement(Stand.AGREES)
    return Judgement(Stand.CONTRADICTS, _why("for", map(shown_age, ages), map(shown_age, asked)))


def _needs_own_dose(question: Slots, asked: Sequence[Age], sentence: SentenceSlots) -> bool:
    """Whether a dose is asked for people of whom none is a grown adult, and the sentence gives none by weight."""
    by_weight = facts.BY_WEIGHT in sentence.own.states
    return (
        _states_asked_dose(question, sentence) and not by_weight and not any(age.overlaps(ADULTS) for age in asked)
    )


def _group(question: Slots, group: str, sentence: SentenceSlots) -> Judgement:
    asked = question.groups
    if any(group in layer.groups for layer in sentence.layers):
        return Judgement(Stand.AGREES)
    layers = (sentence.own, sentence.stem, sentence.headings, sentence.title)
    others = [each for layer in layers for each in sorted(layer.groups) if exclude_each_other(group, each)]
    if asked.intersection(others):
        return Judgement(Stand.SILENT)
    depends = bool(question.drugs) or not question.asks.isdisjoint(_DEPEND_ON_PEOPLE)
    if not others and depends and is_dosed_apart(group):
        return Judgement(Stand.CONTRADICTS, _why("for", ["people in general"], [shown(group)]))
    if not others:
        return Judgement(Stand.SILENT)
    return Judgement(Stand.CONTRADICTS, _why("for", map(shown, dict.fromkeys(others)), [shown(group)]))


def _fact(question: Slots, sentence: SentenceSlots) -> Judgement:
    asked = question.asks - {facts.TREATMENT}
    if not asked:
        return Judgement()
    own = (sentence.own.states | sentence.own.asks) - {facts.TREATMENT}
    around = own.union(*(layer.states for layer in (sentence.stem, sentence.headings)))
    if facts.answering(asked) & around:
        return Judgement(Stand.AGREES)
    own -= {facts.NUMBER}
    if not own or not all(facts.is_measured(kind) for kind in asked):
        unsaid = any(map(facts.is_named_or_unsaid, asked)) and asked.isdisjoint(sentence.previous.states)
        return (
            Judgement(Stand.CONTRADICTS, f"silent about {_listed(facts.shown(asked))}")
            if unsaid
            else Judgement(Stand.SILENT)
        )
    return Judgement(Stand.CONTRADICTS, _why("about", facts.shown(own), facts.shown(asked)))


def _detail(question: Slots, sentence: SentenceSlots) -> Judgement:
    """A year or a country has to be named; another way of giving a drug contradicts."""
    found = frozenset().union(*(layer.details for layer in (*sentence.layers, sentence.issue)))
    for family in Family:
        asked = {each for each in question.details if each.family is family}
        others = {each for each in sentence.own.details if each.family is family}
        if asked.isdisjoint(found) and asked and (others or family.required):
            names = sorted(each.shown for each in asked)
            silent = f"silent about {_listed(names)}"
            if others:
                return Judgement(Stand.CONTRADICTS, _why("about", sorted(each.shown for each in others), names))
            return Judgement(Stand.CONTRADICTS, silent, tuple(names))
    return Judgement(Stand.AGREES if question.details else Stand.UNASKED)


def _states_asked_dose(question: Slots, sentence: SentenceSlots) -> bool:
    """Whether a dose is asked for and the sentence states one, or how often something is given."""
    return question.asks_dose and not sentence.own.states.isdisjoint(facts.DOSED)


def _missing(
    asked: Sequence[Mention], layers: Iterable[Sequence[Mention]], same: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """The words of the asked names that no layer has."""
    named = [other.id for layer in layers for other in layer]
    return tuple(each.words for each in asked if not any(same(each.id, other) for other in named))


def _illnesses(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(each for each in mentions if is_illness(each.id))


def _about_others(asked: Sequence[Mention], others: Sequence[Mention], missing: tuple[str, ...]) -> Judgement:
    why = _why("about", (each.words for each in others), (each.words for each in asked))
    return Judgement(Stand.CONTRADICTS, why, missing)


def _why(preposition: str, found: Iterable[str], asked: Iterable[str]) -> str:
    """What contradicts: "for adults; the question asks about a 2-year-old"."""
    return f"{preposition} {_listed(found)}; the question asks about {_listed(asked)}"


def _listed(names: Iterable[str]) -> str:
    *first, last = list(dict.fromkeys(names))
    if len(first) >= _MOST_SHOWN:
        first, last = first[:_MOST_SHOWN], "others"
    return f"{', '.join(first)} and {last}" if first else last
