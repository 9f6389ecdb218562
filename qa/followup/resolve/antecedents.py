"""The candidate antecedents of a mention, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from qa.followup.detect import Mention
from qa.followup.discourse import Discourse, Entity, asked_thing, group_in, phrase_with, remedies_in
from qa.followup.entities import Name, type_asked_for
from qa.followup.resolve.one_anaphora import joined, one_anaphora
from qa.language import EntityType, is_common, is_plural, key, load_rules, singular, type_of_noun, words
from qa.schema import Binding

_rules = partial(load_rules, "qa.followup", "resolution")
_LEAST = 0.0
_CHOSEN = 1.0
_SEVERAL, _ONE = 0.55, 0.3
_MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a mention may be replaced by, the candidate that it comes from, and how well that fits."""

    text: str
    candidate: Entity
    score: float

    def binding(self, mention: str) -> Binding:
        """The binding that shows it."""
        return Binding(
            mention=mention,
            resolved_to=self.candidate.name,
            turn=self.candidate.turn,
            origin=self.candidate.origin,
            place=self.candidate.place,
        )


Pairs = list[tuple[Mention, Antecedent]]


def antecedents_of(  # noqa: PLR0911 (one for each role)
    mention: Mention, thread: Discourse, own: Sequence[Name]
) -> list[Antecedent]:
    """The candidate antecedents of a mention, best first; the names of its own question, `own`, are left out."""
    others = [candidate for candidate in thread.candidates if not _named(candidate, own)]
    if mention.role == "both":
        return _both(thread)
    if mention.role == "ordinal":
        return _ordinal(mention, thread)
    if mention.role == "other":
        return _other(mention, thread, others)
    if mention.role == "such":
        such = one_anaphora(mention.head or "", thread, several=mention.text.casefold().endswith("s"))
        return [Antecedent(such[0], such[1], _CHOSEN)] if such else []
    phrase = phrase_with(None, thread) if mention.partitive else None
    if phrase is not None:
        return [Antecedent(phrase.name, phrase, _CHOSEN)]
    listed = _listed(mention, thread) if mention.partitive else []
    if listed:
        return [Antecedent(joined(listed), listed[0], _CHOSEN)]
    if _is_of_people(mention, thread):
        return _people(mention, thread, others)
    if mention.role == "noun":
        return _noun(mention, thread, others)
    some = _taken_up(mention, thread, others) or ranked(_in_number(mention, thread, others), mention.sort)
    several = mention.text.casefold() == "they"
    return [_of_several(option) for option in some] if several else some


def _of_several(option: Antecedent) -> Antecedent:
    """The option for "they": instead of a condition, the people who have it."""
    one = _is_one_illness(option.candidate)
    return replace(option, text=those_with("people", option.candidate)) if one else option


def _is_one_illness(candidate: Entity) -> bool:
    illness = candidate.sort is EntityType.CONDITION and not candidate.phrase
    return illness and not is_plural(candidate.name.split()[-1].casefold())


def _listed(mention: Mention, thread: Discourse) -> list[Entity]:
    """The list that a partitive mention refers to: names in a question or in a quote."""
    told = thread.enumerated(mention.sort) if mention.sort in {EntityType.DRUG, EntityType.CONDITION} else []
    return _of_sort(thread.compared() or told, mention.sort)[:_MOST_LISTED]


def _is_of_people(mention: Mention, thread: Discourse) -> bool:
    grouped = mention.role == "many" and thread.last is not None and group_in(thread.last.interpreted)
    return (
        mention.sort is EntityType.POPULATION or bool(grouped and mention.sort is None) or mention.role == "person"
    )


def _taken_up(mention: Mention, thread: Discourse, others: Sequence[Entity]) -> list[Antecedent]:
    """The phrase of the previous question that a mention refers to, where that has no name."""
    phrase = None
    if mention.role == "many" and not mention.possessive:
        phrase = phrase_with(None, thread)
        remedies = phrase is not None and type_asked_for(f"what {phrase.name}") is EntityType.DRUG
        if mention.sort is EntityType.CONDITION or (mention.sort is not None and not remedies):
            phrase = None
    elif mention.role == "one" and mention.sort is not EntityType.CONDITION:
        asked = _asked_for(mention.sort, thread, others)
        if asked:
            return asked
        if mention.sort is EntityType.DRUG and not any(each.sort is EntityType.DRUG for each in others):
            phrase = _treatment(thread)
    several = mention.role == "many"
    if (
        phrase is None
        and mention.sort is EntityType.DRUG
        and not any(_is_taken_up(each, several) for each in others)
    ):
        phrase = remedies_in(thread, several=several)
    return [Antecedent(phrase.name, phrase, _CHOSEN)] if phrase else []


def _treatment(thread: Discourse) -> Entity | None:
    """The treatment that the previous question mentions without a name, in the singular."""
    phrase = phrase_with("treatment", thread) or phrase_with("drug", thread)
    if phrase is None:
        return None
    said = (singular(word) if type_of_noun(word) is EntityType.DRUG else word for word in phrase.name.split())
    return replace(phrase, name=f"the {' '.join(said)}")


def _is_taken_up(candidate: Entity, several: bool) -> bool:
    """Whether a candidate is a drug that fits the mention's number."""
    if candidate.sort is not EntityType.DRUG:
        return False
    return not several or candidate.origin != "quote" or is_plural(candidate.name.split()[-1].casefold())


def _in_number(mention: Mention, thread: Discourse, others: Sequence[Entity]) -> Sequence[Entity]:
    """The candidates, reweighted by number: "they" prefers several things, "it" a single drug."""
    if mention.role == "one":
        return [replace(each, weight=each.weight - _SEVERAL) if _is_of_remedies(each) else each for each in others]
    if mention.role != "many" or mention.possessive or thread.last is None:
        return others
    latest = thread.last.number
    several = [each for each in others if each.turn == latest and _is_of_several(each)]
    quoted = max((each for each in several if each.quote), key=lambda each: each.weight, default=None)
    several = [each for each in several if quoted is None or each.quote in {None, quoted.quote}]
    return [
        replace(each, weight=each.weight + _SEVERAL)
        if each in several
        else replace(each, weight=each.weight - _ONE)
        if several and _is_one_illness(each)
        else each
        for each in others
    ]


def _is_of_remedies(candidate: Entity) -> bool:
    return candidate.sort is EntityType.DRUG and candidate.origin == "quote" and _is_of_several(candidate)


def _is_of_several(candidate: Entity) -> bool:
    told = candidate.sort is EntityType.DRUG or (candidate.focus and candidate.origin == "question")
    return told and is_plural(candidate.name.split()[-1].casefold())


def _asked_for(sort: EntityType | None, thread: Discourse, others: Sequence[Entity]) -> list[Antecedent]:
    """The single thing that the previous question asked for: its name in the quotes, or the phrase."""
    last = thread.last
    asked = asked_thing(last.interpreted) if last else None
    if last is None or asked is None or asked.plural or (sort is not None and asked.sort not in {sort, None}):
        return []
    named = [
        each for each in others if each.origin == "quote" and each.turn == last.number and each.sort is asked.sort
    ]
    if named and asked.sort is EntityType.DRUG:
        best = max(named, key=lambda each: each.weight)
        return ranked([each for each in named if each.quote == best.quote], asked.sort)
    phrase = Entity(asked.phrase, last.number, "question", _CHOSEN, phrase=True)
    return [Antecedent(phrase.name, phrase, _CHOSEN)]


def ranked(candidates: Sequence[Entity], sort: EntityType | None) -> list[Antecedent]:
    """The candidates as antecedents where that type is wanted, best first."""
    found = [Antecedent(candidate.name, candidate, candidate.score(sort)) for candidate in candidates]
    return sorted((option for option in found if option.score > _LEAST), key=lambda option: -option.score)


def agreeing(found: Sequence[tuple[Mention, list[Antecedent]]], chosen: Antecedent) -> Pairs:
    """An option for each mention: the chosen one for the first, and for those that may mean the same.

    Beside "they" who have an illness, "it" is rather the remedy that a question named.
    """
    first = found[0][0]
    pairs: Pairs = [(first, chosen)]
    people = chosen.text != chosen.candidate.name
    for mention, some in found[1:]:
        other = people and mention.role == "one" and mention.sort is not EntityType.CONDITION
        taken = [option for option in some if _is_asked_remedy(option.candidate)] if other else []
        same = [o for o in some if o.candidate == chosen.candidate and mention.sort in {None, first.sort}]
        pairs.append((mention, (taken or same or some)[0]))
    return pairs


def _is_asked_remedy(candidate: Entity) -> bool:
    return candidate.sort is EntityType.DRUG and candidate.origin == "question"


def _named(candidate: Entity, own: Sequence[Name]) -> bool:
    return any(key(name.text) == key(candidate.name) for name in own)


def _both(thread: Discourse) -> list[Antecedent]:
    pair = thread.compared() or _topics(thread)[-2:]
    if len(pair) < 2:  # noqa: PLR2004 (both are two)
        return []
    return [Antecedent(joined(pair), pair[0], _CHOSEN)]


def _ordinal(mention: Mention, thread: Discourse) -> list[Antecedent]:
    compared, topics = thread.compared(), _topics(thread)
    lists = (
        [compared, topics]
        if _rules()["of_two"].fullmatch(mention.text)
        else [compared, thread.enumerated(mention.sort), topics]
    )
    listed = next((some for some in (_of_sort(some, mention.sort) for some in lists) if len(some) > 1), [])
    if len(listed) < 2 or not -1 <= mention.ordinal < len(listed):  # noqa: PLR2004 (a list has two)
        return []
    chosen = listed[mention.ordinal]
    return [Antecedent(chosen.name, chosen, _CHOSEN)]


def _of_sort(listed: Sequence[Entity], sort: EntityType | None) -> list[Entity]:
    if sort is not None and all(candidate.sort is not sort for candidate in listed):
        return []
    return [candidate for candidate in listed if sort is None or candidate.sort in {None, sort}]


def _topics(thread: Discourse) -> list[Entity]:
    """The topics of the thread's questions, in the order in which they came up."""
    found = [candidate for candidate in thread.candidates if candidate.focus and candidate.origin != "quote"]
    return sorted(found, key=lambda candidate: candidate.turn)


def _other(mention: Mention, thread: Discourse, others: Sequence[Entity]) -> list[Antecedent]:
    current = thread.topic
    rest = [candidate for candidate in others if current is None or key(candidate.name) != key(current.name)]
    if current is not None:
        rest = [c for c in rest if not thread.vocabulary.same(c.name, current.name)]
    listed = {key(candidate.name) for candidate in thread.compared()}
    alike = [candidate for candidate in rest if key(candidate.name) in listed]
    sort = mention.sort or (current.sort if current else None)
    fitting = alike or [
        candidate
        for candidate in rest
        if (candidate.focus and candidate.origin != "quote") or candidate.sort is sort is not None
    ]
    asked = [candidate for candidate in fitting if candidate.origin != "quote"]
    return ranked(asked or fitting, sort)


def _people(mention: Mention, thread: Discourse, others: Sequence[Entity]) -> list[Antecedent]:
    """Those who have what the thread is about."""
    group = group_in(thread.last.interpreted) if thread.last else None
    plural = group or {"pts": "patients", "pt": "patients"}.get(mention.head or "people", mention.head or "people")
    found = ranked([c for c in others if c.sort in {EntityType.CONDITION, None}], EntityType.CONDITION)
    return [Antecedent(those_with(plural, option.candidate), option.candidate, option.score) for option in found]


def those_with(plural: str, candidate: Entity) -> str:
    """The people who have a condition, or the candidate itself where it is a population."""
    return f"{plural} with {candidate.name}" if candidate.sort is EntityType.CONDITION else candidate.name


def _noun(mention: Mention, thread: Discourse, others: Sequence[Entity]) -> list[Antecedent]:
    """The antecedents of "this drug", "these symptoms" or "that delay", by the head noun."""
    head = mention.head or ""
    exact = [candidate for candidate in others if mention.sort is not None and candidate.sort is mention.sort]
    asked = asked_thing(thread.last.interpreted) if thread.last else None
    if asked and not asked.plural and asked.noun == singular(head):
        return _asked_for(mention.sort, thread, others) or ranked(exact, mention.sort)
    if head in words("condition_nouns") or head in _rules().words("one_drug"):
        return ranked(exact, mention.sort)
    phrase = phrase_with(head, thread)
    if phrase is not None:
        return [Antecedent(phrase.name, phrase, _CHOSEN)]
    if exact:
        return ranked(exact, mention.sort)
    named = [candidate for candidate in thread.candidates if head in key(candidate.name)]
    if named:
        return ranked(named, None)
    return _bridged(head, thread)


def _bridged(head: str, thread: Discourse) -> list[Antecedent]:
    """Bridging: "the symptoms" are those of the topic, if the noun is an aspect or occurred in the thread."""
    topic = thread.topic
    if topic is None or not (head in words("aspects") or thread.speaks_of(head)):
        return []
    text = f"{head} of {topic.name}" if is_common(head) else f"{head} in {topic.name}"
    return [Antecedent(text, topic, topic.weight)]
