"""The drugs that the amounts of a text are doses of."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from qa.language import amounts_in, load_rules
from qa.slots.drugs import classes_of, is_class
from qa.slots.matching import normal_words
from qa.slots.slots import Names, drugs_in

Drugs = frozenset[str]
"""The ids of one drug, or of those of a combination; empty for none."""
NO_DRUG: Drugs = frozenset()
_rules = partial(load_rules, "qa.slots", "amounts")


class GivenDrug(NamedTuple):
    """A drug that a text names as what is given, or a combination, and where."""

    ids: Drugs
    start: int
    end: int

    @property
    def is_class(self) -> bool:
        """Whether it is only a class of drugs."""
        return all(map(is_class, self.ids))


def given_drugs(text: str, names: Names) -> list[GivenDrug]:
    """The drugs that a text names, from left to right, without those that are named as what is not given.

    That is so in "people who take warfarin", "unlike aspirin" and "paracetamol poisoning".
    """
    return list(_given(text, names))


def drugs_of_amounts(text: str, names: Names) -> list[Drugs]:
    """For each amount in a text the drug that it is a dose of; none if the text names none.

    That is the drug right after the amount ("25 mg of sumatriptan"), else the nearest before it.
    """
    amounts = list(amounts_in(text))
    given = given_drugs(text, names) if amounts else []
    return [_drug_of(text, start, end, given) for start, end in amounts]


def is_dose_of(asked: Iterable[Drugs], found: Drugs) -> bool:
    """Whether one of the asked drugs is found, or a drug of the asked class; of a combination all have to be."""
    return any(all(_is_among(each, found) for each in ids) for ids in asked)


def _is_among(asked: str, found: Drugs) -> bool:
    return any(asked == each or asked in classes_of(each) for each in found)


def _given(text: str, names: Names) -> Iterator[GivenDrug]:
    words, rules = normal_words(text), _rules()
    last: GivenDrug | None = None
    for found in drugs_in(words, names.drugs):
        this = GivenDrug(frozenset(found.ids), words[found.first].start, words[found.last - 1].end)
        if last is not None and rules["joined"].fullmatch(text, last.end, this.start):
            last = GivenDrug(last.ids | this.ids, last.start, this.end)
            continue
        if last is not None:
            yield last
        passed = rules["not_given"].search(text, 0, this.start) or rules["harm_of"].match(text, this.end)
        last = None if passed else this
    if last is not None:
        yield last


def _drug_of(text: str, start: int, end: int, given: Sequence[GivenDrug]) -> Drugs:
    after = next((each for each in given if each.start >= end), None)
    if after is not None and _rules()["of"].fullmatch(text, end, after.start):
        return after.ids
    return next((each.ids for each in reversed(given) if each.start < start), NO_DRUG)
